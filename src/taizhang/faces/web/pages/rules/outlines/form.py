"""The form of an outline: its fields follow its rows, and what may not stand in a wording is said beside it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from django import forms

from taizhang.apps.rulebooks.own.outline_words import FRAMING, PROBLEM_LINES
from taizhang.apps.rulebooks.own.outlines import OwnOutline, OwnPart, OwnSection
from taizhang.domain.rules.holes import SPEAKER_HOLES, in_slots
from taizhang.domain.rules.outlines import Role, refuse_lone_braces
from taizhang.faces.web.pages.rules.outlines.lines import (
    LONGEST_HEADING,
    LONGEST_LINE,
    LONGEST_NAME,
    LinesField,
    framing,
)
from taizhang.faces.web.pages.rules.outlines.raw import Raw
from taizhang.faces.web.pages.rules.outlines.speech import speech_fields, subjects_said, topics_said
from taizhang.faces.web.shell.form_fields import line_field, whole_field

WHOLE = 100
SPEAKER_NOTE = "一行一种说法，各单位轮着用。能用的空：" + "、".join(f"{{{zh}}}" for zh in SPEAKER_HOLES.values()) + "。"


class OutlineForm(forms.Form):
    """An outline with its rows."""

    zh = line_field("提纲名称", LONGEST_NAME)
    title = line_field("报告标题", 200)

    def __init__(
        self, raw: Raw, absolutes: Iterable[str], before: OwnOutline, standard: OwnOutline, data: Any = None
    ) -> None:
        """Make a field of each row; `standard` is the shipped outline, for what is left empty."""
        super().__init__(data, initial=raw.initial())
        self.raw, self._before, self._standard = raw, before, standard
        refused = tuple(absolutes)
        opening, heading = framing(refused), framing(())
        self.fields["title"].help_text = "能用的空：" + "、".join(f"{{{zh}}}" for zh in SPEAKER_HOLES.values()) + "。"
        for key, word in FRAMING.items():
            self.fields[key] = LinesField(word, LONGEST_LINE, opening, required=False, rows=3)
        for at, section in enumerate(raw.sections):
            self.fields[f"s{at}-headings"] = LinesField("标题", LONGEST_HEADING, heading)
            self.fields[f"s{at}-share"] = whole_field("占百分之几", 1, WHOLE, required=True)
            for number in range(len(section.parts)):
                place = f"s{at}-p{number}"
                self.fields[f"{place}-headings"] = LinesField("小标题", LONGEST_HEADING, heading)
                self.fields[f"{place}-weight"] = whole_field("分量", 1, 20, required=True)
                self.fields[f"{place}-leads"] = LinesField("起句", LONGEST_LINE, opening, required=False)
        self.fields |= speech_fields(before, refused)

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

    def outline(self) -> OwnOutline:
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
        return replace(
            self._before,
            zh=said["zh"],
            title=said["title"],
            sections=sections,
            framing={key: said[key] for key in (*FRAMING, *PROBLEM_LINES)},
            subjects=subjects_said(said, self._before),
            problem_topics=topics_said(said, self._before, self._standard),
            in_use=True,
        )


def _part(said: Mapping[str, Any], place: str, topic: str) -> OwnPart:
    return OwnPart(topic, said[f"{place}-headings"], said[f"{place}-weight"], said[f"{place}-leads"])
