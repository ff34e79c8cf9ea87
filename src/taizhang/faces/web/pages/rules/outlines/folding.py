"""What of the form of an outline is unfolded: what differs from the shipped one, what is wrong, what was open."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from taizhang.apps.rulebooks.own.outline_words import FRAMING, PROBLEM_LINES
from taizhang.faces.web.pages.rules.outlines.raw import PartRow, Raw, SectionRow


@dataclass(frozen=True, slots=True)
class Fold:
    """One stretch of the form that opens and closes."""

    key: str
    is_open: bool
    is_changed: bool
    """It says something else than the shipped outline."""
    is_faulty: bool


class Folds:
    """All of them, for one form."""

    def __init__(self, raw: Raw, standard: Raw, faulty: Iterable[str], *, is_sent: bool) -> None:
        """`standard`: the shipped outline; `faulty`: fields with something to say."""
        self._raw, self._is_sent, self._faulty = raw, is_sent, frozenset(faulty)
        self._standard = standard
        self._sections = {one.role: one for one in standard.sections}
        self._parts = {part.topic: part for one in standard.sections for part in one.parts}

    def section(self, at: int, row: SectionRow) -> Fold:
        """One 一、; open too where one of its parts is."""
        fields = (f"s{at}-headings", f"s{at}-share")
        parts = [self.part(at, number, part) for number, part in enumerate(row.parts)]
        was = self._sections.get(row.role)
        is_changed = was is None or _section_said(was) != _section_said(row)
        key = f"section:{row.role}"
        return Fold(
            key,
            self._is_open(key, is_changed or any(one.is_changed for one in parts), fields)
            or any(one.is_faulty for one in parts),
            is_changed or any(one.is_changed for one in parts),
            self._is_faulty(fields) or any(one.is_faulty for one in parts),
        )

    def part(self, at: int, number: int, row: PartRow) -> Fold:
        """One （一）."""
        place = f"s{at}-p{number}-"
        was = self._parts.get(row.topic)
        is_changed = was is None or _part_said(was) != _part_said(row)
        return self._fold(f"part:{row.topic}", [place + key for key in ("headings", "weight", "leads")], is_changed)

    def framing(self) -> Fold:
        """The framing."""
        return self._plain("framing", FRAMING)

    def subjects(self) -> Fold:
        """Who the sentences speak of."""
        return self._plain("subjects", [key for key in self._raw.plain if key.startswith("subject-")])

    def problems(self) -> Fold:
        """How shortfalls are told."""
        return self._plain("problems", [*PROBLEM_LINES, *(key for key in self._raw.plain if key.startswith("topic"))])

    def _plain(self, key: str, fields: Iterable[str]) -> Fold:
        names = list(fields)
        raw, was = self._raw.plain, self._standard.plain
        return self._fold(key, names, any(_lines(raw.get(one, "")) != _lines(was.get(one, "")) for one in names))

    def _fold(self, key: str, fields: Iterable[str], is_changed: bool) -> Fold:  # noqa: FBT001 (a row of a record)
        names = list(fields)
        return Fold(key, self._is_open(key, is_changed, names), is_changed, self._is_faulty(names))

    def _is_open(self, key: str, is_changed: bool, fields: Iterable[str]) -> bool:  # noqa: FBT001 (as above)
        """What is wrong always; else as the reader left it, at first what differs."""
        if self._is_faulty(fields):
            return True
        if self._raw.all_at_once is not None:
            return self._raw.all_at_once
        return key in self._raw.opened if self._is_sent else is_changed

    def _is_faulty(self, fields: Iterable[str]) -> bool:
        return any(one in self._faulty for one in fields)


def _section_said(row: SectionRow) -> tuple[object, ...]:
    return _lines(row.headings), row.share.strip(), [part.topic for part in row.parts]


def _part_said(row: PartRow) -> tuple[object, ...]:
    return _lines(row.headings), row.weight.strip(), _lines(row.leads)


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]
