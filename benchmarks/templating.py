"""docxtpl, which a unit would take to fill last year's report as a template: brought in beside ours, not among it."""

from __future__ import annotations

import io
import subprocess
import sys
from collections.abc import Callable, Mapping
from dataclasses import replace

from benchmarks.place import CACHE
from taizhang.domain.reporting import Chip, Document, Words
from taizhang.domain.reporting.document import Run
from taizhang.formats.official.word import report_docx

HOME = CACHE / "templating"


class TemplatingMissingError(Exception):
    """It cannot be had on this machine."""


def template_of(document: Document) -> tuple[bytes, dict[str, str]]:
    """The same report as a template, a hole for each number, and what belongs into the holes."""
    filled: dict[str, str] = {}
    blocks = []
    for block in document.blocks:
        runs: list[Run] = []
        for run in block.runs:
            if isinstance(run, Chip):
                hole = f"n{len(filled)}"
                filled[hole] = run.text
                runs.append(Words(f"{{{{ {hole} }}}}"))
            else:
                runs.append(run)
        blocks.append(replace(block, runs=tuple(runs)))
    return report_docx(replace(document, blocks=tuple(blocks))), filled


def rendering() -> Callable[[bytes, Mapping[str, str]], bytes]:
    """Give the way of docxtpl from a template and its values to a file."""
    _bring_in()
    try:
        from docxtpl import DocxTemplate  # type: ignore[import-not-found]  # noqa: PLC0415 (brought in just now)
    except ImportError as error:
        raise TemplatingMissingError(error) from error

    def render(template: bytes, values: Mapping[str, str]) -> bytes:
        word, written = DocxTemplate(io.BytesIO(template)), io.BytesIO()
        word.render(dict(values))
        word.save(written)
        return written.getvalue()

    return render


def _bring_in() -> None:
    if not (HOME / "installed").is_file():
        command = [sys.executable, "-m", "pip", "install", "-q", "--target", str(HOME), "docxtpl"]
        try:
            subprocess.run(command, check=True, timeout=240)
        except (OSError, subprocess.SubprocessError) as error:
            raise TemplatingMissingError(error) from error
        (HOME / "installed").touch()
    # At the end, so that what both need is ours.
    sys.path.append(str(HOME))
