"""What is wished of a report: which outline, up to which day, how long, by which notice."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any, Self, cast

from django import forms
from django.http import HttpRequest

from taizhang.apps.accounts.actors import Actor
from taizhang.apps.organizations import selectors as organizations
from taizhang.apps.organizations.own_outlines import offered_outlines
from taizhang.apps.reports.selectors.notices import notices_for
from taizhang.apps.reports.services.beginning import FEWEST_CHARACTERS, MOST_CHARACTERS
from taizhang.apps.rulebooks.selectors import current_rulebook
from taizhang.domain.rules.outlines import Outline
from taizhang.faces.web.shell.frame import Frame


class LengthField(forms.IntegerField):
    """A number of characters; nought, which is no limit, shows as an empty field."""

    def prepare_value(self, value: Any) -> Any:
        """As the field shows it."""
        return value or None


class ExtentForm(forms.Form):
    """Up to which day, and how long: what a notice asks and what whoever begins a report wishes."""

    until = forms.DateField(
        label="数据截至",
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"required": "还没有填。", "invalid": "日子看不懂。写成 2025-11-30 这样。"},
    )
    most_characters = LengthField(
        label="限定字数",
        required=False,
        initial=3000,
        min_value=FEWEST_CHARACTERS,
        max_value=MOST_CHARACTERS,
        help_text="按 Word 的数法，汉字和标点各算一个字。空着就不限，台账里的数全写上。",
        error_messages={
            "invalid": "要填一个整数，如 3000。",
            "min_value": f"最少{FEWEST_CHARACTERS}字。",
            "max_value": f"最多{MOST_CHARACTERS}字。",
        },
    )

    def clean_most_characters(self) -> int:
        """Nought where nobody limits it."""
        return self.cleaned_data["most_characters"] or 0


class WishesForm(ExtentForm):
    """The same for one report and for many."""

    outline = forms.ChoiceField(
        label="提纲", error_messages={"required": "还没有选。", "invalid_choice": "没有这份提纲。"}
    )
    notice = forms.ChoiceField(label="述职通知", required=False, error_messages={"invalid_choice": "没有这份通知。"})
    field_order = ("outline", "until", "most_characters", "notice")

    def __init__(self, frame: Frame, *args: Any, **named: Any) -> None:
        """Offer what fits the organisation."""
        super().__init__(*args, **named)
        actor, organization = cast("Actor", frame.actor), frame.organization
        offered = self.outlines(frame)
        cast("forms.ChoiceField", self.fields["outline"]).choices = [(one.id, one.zh) for one in offered]
        notices = notices_for(actor, organization.id, frame.today) if organization else []
        cast("forms.ChoiceField", self.fields["notice"]).choices = [
            ("", "没有通知"),
            *((str(one.pk), f"{one.year}年 {one.title}") for one in notices),
        ]

    @classmethod
    def sent(cls, request: HttpRequest, frame: Frame) -> Self:
        """As it was sent, or as it begins."""
        if request.method == "POST":
            return cls(frame, request.POST)
        return cls(frame, initial=wishes_of(frame, request.GET.get("notice", "")))

    def outlines(self, frame: Frame) -> Sequence[Outline]:
        """The outlines, those meant for this type of organisation first."""
        day = min(frame.as_of, frame.today)
        kind = organizations.organization_view(frame.organization.id, day).type if frame.organization else ""
        fitting = [one for one in offered_to(frame) if not one.types or kind in one.types]
        return sorted(fitting, key=lambda one: (not one.types, one.id))

    @property
    def notice_number(self) -> int | None:
        """The notice that was chosen, if any."""
        chosen = self.cleaned_data["notice"]
        return int(chosen) if chosen else None

    @property
    def status(self) -> int:
        """With which status a page shows it."""
        return 422 if self.is_bound else 200


def offered_to(frame: Frame) -> Sequence[Outline]:
    """The outlines of everybody, and those that the organisation or one above it made."""
    day = min(frame.as_of, frame.today)
    return tuple(offered_outlines(current_rulebook(), frame.organization.id, day)) if frame.organization else ()


def until_of(frame: Frame) -> date:
    """The day that a report of the chosen year usually reaches."""
    return min(frame.today, date(frame.year, 12, 31))


def wishes_of(frame: Frame, notice: str) -> dict[str, Any]:
    """What a form begins with: what a notice asks, or what is usual."""
    actor, organization = cast("Actor", frame.actor), frame.organization
    found = notices_for(actor, organization.id, frame.today) if organization and notice else []
    asked = next((one for one in found if str(one.pk) == notice), None)
    if asked is None:
        return {"until": until_of(frame)}
    return {"notice": asked.pk, "until": asked.until, "most_characters": asked.most_characters}
