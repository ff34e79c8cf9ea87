"""Form fields in the product's words, and putting what an app refused beside the field that it is about."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django import forms

FIRST_DAY = date(1921, 7, 1)


class DayField(forms.DateField):
    """A day, written 2025-06-30 or picked."""

    def __init__(self, label: str, *, required: bool = True, help_text: str = "") -> None:
        super().__init__(
            label=label,
            required=required,
            help_text=help_text,
            widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
            input_formats=["%Y-%m-%d", "%Y/%m/%d"],
            error_messages={
                "required": "还没有填日期。",
                "invalid": "这不是日期。写成2025-06-30这样，月份和日子都要真有。",
            },
        )

    def clean(self, value: Any) -> date | None:
        """Refuse days before there was a party."""
        found: date | None = super().clean(value)
        if found is not None and not FIRST_DAY <= found <= date(2200, 1, 1):
            raise forms.ValidationError("这个日子太早或太晚，核对年份。")
        return found


def line_field(
    label: str, longest: int, *, required: bool = True, example: str = "", help_text: str = "", choices: str = ""
) -> forms.CharField:
    """One line of text; `choices` is the id of a datalist that offers some."""
    attrs = {"placeholder": f"如：{example}" if example else "", "list": choices, "autocomplete": "off"}
    return forms.CharField(
        label=label,
        required=required,
        max_length=longest,
        help_text=help_text,
        widget=forms.TextInput(attrs={key: value for key, value in attrs.items() if value}),
        error_messages={"required": f"还没有填{label}。", "max_length": f"最多{longest}个字。"},
    )


def area_field(
    label: str, longest: int, *, required: bool = False, rows: int = 3, help_text: str = ""
) -> forms.CharField:
    """Several lines of text."""
    return forms.CharField(
        label=label,
        required=required,
        max_length=longest,
        help_text=help_text,
        widget=forms.Textarea(attrs={"rows": rows}),
        error_messages={"required": f"还没有填{label}。", "max_length": f"最多{longest}个字。"},
    )


def choice_field(
    label: str, choices: Iterable[tuple[str, str]], *, required: bool = True, empty: str = "", help_text: str = ""
) -> forms.ChoiceField:
    """One of a list; with `empty`, a first row that means none."""
    offered = [*([("", empty)] if empty else []), *choices]
    return forms.ChoiceField(
        label=label,
        required=required,
        choices=offered,
        help_text=help_text,
        error_messages={"required": f"还没有选{label}。", "invalid_choice": "选表里有的一项。"},
    )


def boxes_field(label: str, choices: Iterable[tuple[str, str]], help_text: str = "") -> forms.MultipleChoiceField:
    """Any of a list."""
    return forms.MultipleChoiceField(
        label=label,
        required=False,
        choices=list(choices),
        widget=forms.CheckboxSelectMultiple,
        help_text=help_text,
        error_messages={"invalid_choice": "选表里有的几项。", "invalid_list": "选表里有的几项。"},
    )


def whole_field(
    label: str, least: int, most: int, *, required: bool = False, help_text: str = ""
) -> forms.IntegerField:
    """A whole number between bounds."""
    between = f"应在{least}到{most}之间。"
    return forms.IntegerField(
        label=label,
        required=required,
        min_value=least,
        max_value=most,
        help_text=help_text,
        error_messages={
            "required": f"还没有填{label}。",
            "invalid": "这里只填整数。",
            "min_value": between,
            "max_value": between,
        },
    )


def blame(form: forms.BaseForm, message: str, hints: Mapping[str, str]) -> None:
    """Put a refusal beside the field whose hint it holds (word → field), else above the form."""
    for word, field in hints.items():
        if word in message and field in form.fields:
            form.add_error(field, message)
            return
    form.add_error(None, message)
