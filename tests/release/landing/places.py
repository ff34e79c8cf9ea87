"""Where the saved worlds lie, and an installation of its own for a process that works on one."""

from __future__ import annotations

import io
import json
import os
from contextlib import redirect_stdout
from datetime import date
from pathlib import Path
from typing import Any

SAVED = Path(__file__).parent / "saved"
TODAY = date(2025, 12, 10)
ID_NUMBER = "000000195001010001"
"""Of nobody: there is no place with that number."""
SETTINGS = f'mode = "demo"\nbusiness_day = {TODAY}\n'
QUESTIONS = {
    "organizations": ("organizations", "--closed"),
    "owed": ("owed", "--org", "QS", "--below", "--year", "2025"),
    "owed_before": ("owed", "--org", "QS", "--below", "--year", "2025", "--as-of", "2025-06-30"),
    "figures": ("figures", "--org", "QS", "--year", "2025"),
    "figures_own": ("figures", "--org", "QS1", "--own", "--year", "2025"),
    "figures_2024": ("figures", "--org", "QS", "--year", "2024"),
}
"""What is asked of a world before it is saved, and of the release that took it over: documented, stable keys."""
WORDING = {"about", "answer_zh", "arithmetic", "article", "not_counted", "reason", "source", "type_zh", "zh"}
"""What a later release may say in better words."""


def begin(home: Path) -> None:
    """Let Django of this process stand on a data folder of its own."""
    home.mkdir(mode=0o700, parents=True)
    (home / "taizhang.toml").write_text(SETTINGS, encoding="utf-8")
    os.environ.update(
        TAIZHANG_HOME=str(home),
        TAIZHANG_KEYS=str(home.parent / f"{home.name}-keys"),
        DJANGO_SETTINGS_MODULE="taizhang.config.settings",
    )
    from taizhang.faces.cli.installation import load_django  # noqa: PLC0415 (reads the environment)

    load_django()


def command(*arguments: str) -> str:
    """Run a command of the product in this process, which must end well, and give what it printed."""
    from taizhang.faces.cli.program import run  # noqa: PLC0415 (same)

    said = io.StringIO()
    with redirect_stdout(said):
        ended = run(list(arguments))
    assert ended == 0, (arguments, ended, said.getvalue())
    return said.getvalue()


def answers() -> dict[str, Any]:
    """Ask everything; the exports come last, because they are logged and so move the chain."""
    from tests.release.landing.told import told  # noqa: PLC0415 (Django has to stand)

    found: dict[str, Any] = {
        name: [_unworded(one) for one in json.loads(command(*asked, "--format", "json"))]
        for name, asked in QUESTIONS.items()
    }
    for name, more in {"entries": (), "entries_voided": ("--state", "voided")}.items():
        lines = command("entries", "export", "-", "--as", "owner", *more).splitlines()
        found[name] = [json.loads(line) for line in lines]
    return found | told(TODAY)


def _unworded(row: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in row.items() if key not in WORDING}
