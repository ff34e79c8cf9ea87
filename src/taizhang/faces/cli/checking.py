"""The work behind `taizhang check`: read files, check them, correct them where asked."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from taizhang.domain.checking.baseline import BaselineFaultyError, read_baseline, write_baseline
from taizhang.domain.checking.context import Context, EarlierText
from taizhang.domain.checking.engine import Checker
from taizhang.domain.checking.finding import CheckFinding
from taizhang.domain.checking.fixing import Change, clean, fix
from taizhang.domain.checking.house import read_house
from taizhang.domain.checking.layout import judge_layout
from taizhang.domain.checking.packs import shipped
from taizhang.domain.checking.reach import left_unread
from taizhang.domain.checking.review import Review, review
from taizhang.domain.findings import Severity
from taizhang.domain.official_text import OfficialText
from taizhang.faces.cli.exits import CommandEndedError
from taizhang.formats.texts import SUFFIXES, FileFormat, TextOfFile, UnreadableError, measure_layout, read_text

_LEVELS = (Severity.HINT, Severity.WARNING, Severity.ERROR)
_WRITABLE = frozenset({FileFormat.TEXT, FileFormat.MARKDOWN})


@dataclass(frozen=True, slots=True)
class Asked:
    """Everything the command line asks for."""

    today: date
    year: int | None = None
    fix: bool = False
    clean: bool = False
    hints: bool = False
    release: bool = False
    layout: bool = False
    house: Path | None = None
    baseline: Path | None = None
    earlier: tuple[Path, ...] = ()


@dataclass(frozen=True, slots=True)
class Outcome:
    """One file when it has been checked."""

    name: str
    content: bytes
    read: TextOfFile
    review: Review
    changes: tuple[Change, ...] = ()
    written: bytes | None = field(default=None, repr=False)
    """What the file is to hold from now on; None leaves it alone."""


def checker_of(house: Path | None) -> Checker:
    """Make the checker with the unit's own words."""
    packs = shipped()
    if house is None:
        return Checker(packs)
    value, faults = read_house(house.name, _read(house).decode("utf-8", "replace"), packs.rules)
    if value is None:
        raise CommandEndedError("本单位用语文件有错，没有审校：\n" + "\n".join(map(str, faults)))
    return Checker(packs, value)


def check_files(paths: Sequence[str], asked: Asked) -> tuple[Checker, list[Outcome]]:
    """Check every file; nothing is written before all of them have been read."""
    checker = checker_of(asked.house)
    known = _baseline(asked.baseline)
    earlier = tuple(
        EarlierText(path.name, OfficialText(read_text(path.name, _read(path)).plain)) for path in _texts(asked.earlier)
    )
    context = Context(today=asked.today, year=asked.year, earlier=earlier, release=asked.release)
    opened = [(name, *_opened(name, asked)) for name in paths]
    return checker, [
        _checked(checker, context, asked, known, name=name, content=content, read=read)
        for name, content, read in opened
    ]


def _opened(name: str, asked: Asked) -> tuple[bytes, TextOfFile]:
    content = sys.stdin.buffer.read() if name == "-" else _read(Path(name))
    try:
        read = read_text("-.txt" if name == "-" else name, content)
    except UnreadableError as error:
        raise CommandEndedError(f"{name}：{error.message}") from error
    if (asked.fix or asked.clean) and (name == "-" or read.format not in _WRITABLE):
        raise CommandEndedError(
            f"{name}：只能直接改 .txt 和 .md，没有改任何文件。用 --format docx 得到带批注的文稿，照着改。"
        )
    unread = left_unread(read.text)
    return content, replace(read, warnings=(*read.warnings, unread)) if unread else read


def _checked(
    checker: Checker,
    context: Context,
    asked: Asked,
    known: Mapping[str, Mapping[str, int]],
    *,
    name: str,
    content: bytes,
    read: TextOfFile,
) -> Outcome:
    document = name.replace(os.sep, "/")

    def look(text: str) -> tuple[CheckFinding, ...]:
        return checker.house.silence(checker.check(read.document(text), context), document)[0]

    text = read.text
    changes: tuple[Change, ...] = ()
    for work in [*([clean] if asked.clean else []), *([fix] if asked.fix else [])]:
        changed = work(text, look)
        text, changes = changed.text, (*changes, *changed.changes)
    official = read.document(text)
    more: tuple[CheckFinding, ...] = ()
    if asked.layout and read.format is FileFormat.WORD:
        more = judge_layout(measure_layout(content), official)
    outcome = review(checker, official, context, document, hints=asked.hints, baseline=known.get(document), more=more)
    return Outcome(name, content, read, outcome, changes, text.encode(read.encoding) if changes else None)


def write_back(outcomes: Iterable[Outcome]) -> None:
    """Put the corrected texts in the place of the old ones, each in one step."""
    for outcome in outcomes:
        if outcome.written is not None:
            write_file(Path(outcome.name), outcome.written)


def write_file(path: Path, content: bytes) -> None:
    """Write a file whole or not at all."""
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(content)
        if path.exists():
            Path(name).chmod(path.stat().st_mode & 0o777)
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def baseline_text(checker: Checker, outcomes: Iterable[Outcome], asked: Asked) -> str:
    """Spell everything that stands in the files now, guesses too."""
    context = Context(today=asked.today, year=asked.year, release=asked.release)
    return write_baseline({
        one.review.document: checker.house.silence(
            checker.check(one.review.text, context), one.review.document
        )[0]
        for one in outcomes
    })  # fmt: skip


def reaches(outcomes: Iterable[Outcome], level: str) -> int:
    """Count the findings at or above a level; `never` counts none."""
    if level == "never":
        return 0
    counted = set(_LEVELS[_LEVELS.index(Severity(level)) :])
    return sum(finding.severity in counted for outcome in outcomes for finding in outcome.review.findings)


def _baseline(path: Path | None) -> Mapping[str, Mapping[str, int]]:
    if path is None:
        return {}
    try:
        return read_baseline(_read(path).decode("utf-8", "replace"))
    except BaselineFaultyError as error:
        raise CommandEndedError(f"{path}：{error.message}") from error


def _texts(paths: Iterable[Path]) -> Iterable[Path]:
    for path in paths:
        if path.is_dir():
            yield from sorted(one for one in path.iterdir() if one.suffix.lower() in SUFFIXES and one.is_file())
        else:
            yield path


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise CommandEndedError(f"打不开“{path}”：{error.strerror or '读取出错'}。核对路径和权限。") from error
