"""An outline as it stands in the form: texts only, rows that move up and down, come and go, without script."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.http import QueryDict

from taizhang.apps.rulebooks.own.outline_words import FRAMING
from taizhang.apps.rulebooks.own.outlines import ROLE_WORDS, OwnOutline, OwnPart, Topic
from taizhang.domain.rules.holes import SPEAKER_HOLES, in_chinese
from taizhang.domain.rules.outlines import Role
from taizhang.faces.web.pages.rules.outlines.speech import speech_texts

MOST_SECTIONS, MOST_PARTS = 10, 24
LONGEST_SENT = 4000


@dataclass(slots=True)
class PartRow:
    """One （一）."""

    topic: str
    headings: str = ""
    weight: str = "2"
    leads: str = ""


@dataclass(slots=True)
class SectionRow:
    """One 一、."""

    role: str
    headings: str = ""
    share: str = ""
    parts: list[PartRow] = field(default_factory=list)


@dataclass(slots=True)
class Raw:
    """Everything that the form shows."""

    plain: dict[str, str]
    """Name, title, framing, subjects and problems, by field."""
    sections: list[SectionRow]
    focus: str = ""
    """The button that was pressed, where the row stands now: the keyboard stays with it."""
    opened: set[str] = field(default_factory=set)
    """What the reader had unfolded, by fold."""
    all_at_once: bool | None = None
    """Everything was to be unfolded, or folded."""

    def initial(self) -> dict[str, str]:
        """The texts by the names of their fields."""
        found = dict(self.plain)
        for at, section in enumerate(self.sections):
            found |= {f"s{at}-headings": section.headings, f"s{at}-share": section.share}
            for number, part in enumerate(section.parts):
                place = f"s{at}-p{number}"
                found |= {
                    f"{place}-headings": part.headings,
                    f"{place}-weight": part.weight,
                    f"{place}-leads": part.leads,
                }
        return found

    def do(self, asked: str, sent: QueryDict, topics: Mapping[str, Topic]) -> bool:
        """Move, drop or add a row; says whether anything of the kind was asked."""
        verb, _, place = asked.partition(":")
        if verb in {"up", "down", "drop"}:
            self._turn(verb, place)
        elif verb == "part" and place.isdecimal() and int(place) < len(self.sections):
            self._add_part(int(place), topics.get(sent.get(f"s{place}-add", "")))
        elif verb == "section":
            self._add_section(sent.get("add-role", ""))
        elif verb == "fold":
            self.all_at_once = place == "open"
        else:
            return False
        return True

    def _turn(self, verb: str, place: str) -> None:
        first, _, second = place.partition(".")
        if not first.isdecimal() or int(first) >= len(self.sections) or (second and not second.isdecimal()):
            return
        rows: list[Any] = self.sections[int(first)].parts if second else self.sections
        at = int(second or first)
        if at >= len(rows):
            return
        if verb == "drop":
            rows.pop(at)
            return
        to = min(max(at + (-1 if verb == "up" else 1), 0), len(rows) - 1)
        rows.insert(to, rows.pop(at))
        self.focus = f"{verb}:{first}.{to}" if second else f"{verb}:{to}"

    def _add_part(self, at: int, topic: Topic | None) -> None:
        parts = self.sections[at].parts
        if topic is not None and len(parts) < MOST_PARTS and topic.id not in {part.topic for part in parts}:
            parts.append(PartRow(topic.id, topic.zh))
            self.opened.add(f"part:{topic.id}")

    def _add_section(self, role: str) -> None:
        if role in set(Role) and len(self.sections) < MOST_SECTIONS:
            self.sections.append(SectionRow(role, ROLE_WORDS[Role(role)]))
            self.opened.add(f"section:{role}")

    @property
    def told(self) -> frozenset[str]:
        """The topics that stand in it."""
        return frozenset(part.topic for section in self.sections for part in section.parts)


def raw_of(form: OwnOutline) -> Raw:
    """The form of an outline, holes by their Chinese names."""
    plain = {"zh": form.zh, "title": in_chinese(form.title, SPEAKER_HOLES)}
    plain |= {key: _lines(form.framing.get(key, ())) for key in FRAMING} | speech_texts(form)
    sections = [
        SectionRow(one.role, _lines(one.headings), str(one.share), [_part(part) for part in one.parts])
        for one in form.sections
    ]
    return Raw(plain, sections)


def raw_from(sent: QueryDict, before: OwnOutline) -> Raw:
    """The form as it was sent, whatever is in it."""
    plain = {key: sent.get(key, "")[:LONGEST_SENT] for key in ("zh", "title", *FRAMING, *speech_texts(before))}
    sections: list[SectionRow] = []
    for at in range(MOST_SECTIONS):
        role = sent.get(f"s{at}-role", "")
        if role not in set(Role):
            break
        row = SectionRow(role, sent.get(f"s{at}-headings", "")[:LONGEST_SENT], sent.get(f"s{at}-share", "")[:10])
        for number in range(MOST_PARTS):
            place = f"s{at}-p{number}"
            topic = sent.get(f"{place}-topic", "")
            if not topic:
                break
            texts = {key: sent.get(f"{place}-{key}", "")[:LONGEST_SENT] for key in ("headings", "weight", "leads")}
            row.parts.append(PartRow(topic[:64], **texts))
        sections.append(row)
    return Raw(plain, sections, opened=set(sent.getlist("open")[: MOST_SECTIONS * MOST_PARTS]))


def _part(part: OwnPart) -> PartRow:
    return PartRow(part.topic, _lines(part.headings), str(part.weight), _lines(part.leads))


def _lines(texts: tuple[str, ...]) -> str:
    return "\n".join(in_chinese(text, SPEAKER_HOLES) for text in texts)
