"""The form of an outline: its fields follow its rows, and what may not stand in a wording is said beside it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from django import forms

from taizhang.apps.rulebooks.own.outlines import FRAMING, OwnOutline, OwnPart, OwnSection
from taizhang.domain.rules.holes import SPEAKER_HOLES, UnknownHoleError, in_slots
from taizhang.domain.rules.outlines import Role, counts_in, refuse_lone_braces
from taizhang.faces.web.pages.rules.outlines.raw import Raw
from taizhang.faces.web.shell.form_fields import line_field, whole_field

MOST_LINES = 12
LONGEST_LINE, LONGEST_HEADING, LONGEST_NAME = 300, 40, 60
WHOLE = 100
SPEAKER_NOTE = "一行一种说法，各单位轮着用。能用的空：" + "、".join(f"{{{zh}}}" for zh in SPEAKER_HOLES.values()) + "。"


class LinesField(forms.CharField):
    """Wordings, one a line; cleaned to a tuple of them with slots."""

    def __init__(self, label: str, longest: int, refused: Iterable[str] = (), **more: Any) -> None:
        """Keep what no framing may claim."""
        super().__init__(label=label, widget=forms.Textarea(attrs={"rows": more.pop("rows", 2)}), **more)
        self.error_messages["required"] = f"还没有填{label}。"
        self._longest, self._refused = longest, tuple(refused)

    def clean(self, value: Any) -> tuple[str, ...]:
        """Each line by itself, so that the message names the line."""
        text: str = super().clean(value)
        lines = tuple(dict.fromkeys(line.strip() for line in text.splitlines() if line.strip()))
        if len(lines) > MOST_LINES:
            raise forms.ValidationError(f"最多{MOST_LINES}种说法，现在有{len(lines)}行。")
        return tuple(self._one(line) for line in lines)

    def _one(self, line: str) -> str:
        if len(line) > self._longest:
            raise forms.ValidationError(f"“{line[:12]}…”有{len(line)}个字，一种说法最多{self._longest}个字。")
        return framing(line, self._refused)


def framing(line: str, refused: Iterable[str]) -> str:
    """A wording of framing with slots; raises ValidationError with what may not stand in it."""
    try:
        said = refuse_lone_braces(in_slots(line, SPEAKER_HOLES))
    except UnknownHoleError as unknown:
        raise forms.ValidationError(str(unknown)) from unknown
    except ValueError as error:
        raise forms.ValidationError(f"“{line[:12]}…”：{error}") from error
    if counts_in(said):
        raise forms.ValidationError(f"“{line[:12]}…”里有数字或数量。这里不带数据，有数量的话写在句式里，由台账填。")
    claimed = next((word for word in refused if word in said), None)
    if claimed:
        raise forms.ValidationError(f"“{claimed}”说的是没有例外，台账里未必都做到，这里不能写。换一个说法。")
    return said


class OutlineForm(forms.Form):
    """An outline with its rows."""

    zh = line_field("提纲名称", LONGEST_NAME)
    title = line_field("报告标题", 200)

    def __init__(self, raw: Raw, absolutes: Iterable[str], data: Any = None) -> None:
        """Make a field of each row."""
        super().__init__(data, initial=raw.initial())
        self.raw = raw
        refused = tuple(absolutes)
        self.fields["title"].help_text = "能用的空：" + "、".join(f"{{{zh}}}" for zh in SPEAKER_HOLES.values()) + "。"
        for key, word in FRAMING.items():
            self.fields[key] = LinesField(word, LONGEST_LINE, refused, required=False, rows=3)
        for at, section in enumerate(raw.sections):
            self.fields[f"s{at}-headings"] = LinesField("标题", LONGEST_HEADING)
            self.fields[f"s{at}-share"] = whole_field("占百分之几", 1, WHOLE, required=True)
            for number in range(len(section.parts)):
                place = f"s{at}-p{number}"
                self.fields[f"{place}-headings"] = LinesField("小标题", LONGEST_HEADING)
                self.fields[f"{place}-weight"] = whole_field("分量", 1, 20, required=True)
                self.fields[f"{place}-leads"] = LinesField("起句", LONGEST_LINE, refused, required=False)

    def clean_title(self) -> str:
        """The title with slots."""
        try:
            return refuse_lone_braces(in_slots(self.cleaned_data["title"], SPEAKER_HOLES))
        except ValueError as error:
            raise forms.ValidationError(str(error)) from error

    def clean(self) -> dict[str, Any]:
        """The shares make a whole, and something is told."""
        found = super().clean() or {}
        shares = [found.get(f"s{at}-share") for at in range(len(self.raw.sections))]
        if shares and all(share is not None for share in shares):
            total = sum(share for share in shares if share is not None)
            if total != WHOLE:
                apart = f"还差{WHOLE - total}" if total < WHOLE else f"多了{total - WHOLE}"
                self.add_error(f"s{len(shares) - 1}-share", f"各部分合计是{total}，应为{WHOLE}，{apart}。")
        told = [one for one in self.raw.sections if one.role == Role.ACHIEVEMENTS]
        if not told or not any(one.parts for one in told):
            self.add_error(None, "至少要有一个写工作成效的部分，里面至少有一小节。")
        return found

    def outline(self, before: OwnOutline) -> OwnOutline:
        """The outline that the form says; sentences are kept as they were."""
        said = self.cleaned_data
        sections = tuple(
            OwnSection(
                one.role,
                said[f"s{at}-headings"],
                said[f"s{at}-share"],
                tuple(_part(said, f"s{at}-p{number}", part.topic) for number, part in enumerate(one.parts)),
            )
            for at, one in enumerate(self.raw.sections)
        )
        kept = {key: said[key] for key in FRAMING}
        return replace(before, zh=said["zh"], title=said["title"], sections=sections, framing=kept, in_use=True)

    def rows(self, topics: Mapping[str, str], roles: Mapping[str, str]) -> list[dict[str, Any]]:
        """The sections with their fields, for the page."""
        found = []
        for at, section in enumerate(self.raw.sections):
            parts = [
                {
                    "at": f"{at}.{number}",
                    "topic": part.topic,
                    "zh": topics.get(part.topic, part.topic),
                    "name": f"s{at}-p{number}-topic",
                    "headings": self[f"s{at}-p{number}-headings"],
                    "weight": self[f"s{at}-p{number}-weight"],
                    "leads": self[f"s{at}-p{number}-leads"],
                }
                for number, part in enumerate(section.parts)
            ]
            row = {
                "at": str(at),
                "role": section.role,
                "zh": roles.get(section.role, section.role),
                "headings": self[f"s{at}-headings"],
                "share": self[f"s{at}-share"],
                "parts": parts,
                "tells": section.role == Role.ACHIEVEMENTS,
            }
            found.append(row)
        return found


def _part(said: Mapping[str, Any], place: str, topic: str) -> OwnPart:
    return OwnPart(topic, said[f"{place}-headings"], said[f"{place}-weight"], said[f"{place}-leads"])
