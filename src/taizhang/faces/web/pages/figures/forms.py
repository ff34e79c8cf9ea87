"""The form of a control total."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any

from django import forms

from taizhang.domain.rules.figures import FigureInfo, figure_catalogue
from taizhang.domain.rules.kinds import Amount
from taizhang.domain.rules.rulebook import Rulebook

LAST = 10_000
_SCALES = {Amount.ONE: 1, Amount.FEN: 100, Amount.TENTH_HOUR: 10}
_NUMBER = re.compile(r"-?[0-9]{1,20}(\.[0-9]{1,4})?")
_DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
_REQUIRED = {"required": "还没有填。"}


class TotalForm(forms.Form):
    """Which figure, from when to when, how much, and who says so."""

    figure = forms.ChoiceField(
        label="哪项数据", error_messages={**_REQUIRED, "invalid_choice": "没有这项数据。从列表里选一项。"}
    )
    amount = forms.CharField(
        label="应是多少",
        max_length=20,
        error_messages=_REQUIRED,
        widget=forms.TextInput(attrs={"inputmode": "decimal"}),
        help_text="金额填元，学时填小时。",
    )
    starts_on = forms.DateField(
        label="从哪天", widget=_DAY, error_messages={**_REQUIRED, "invalid": "日子看不懂。写成 2025-06-30 这样。"}
    )
    ends_on = forms.DateField(
        label="到哪天", widget=_DAY, error_messages={**_REQUIRED, "invalid": "日子看不懂。写成 2025-06-30 这样。"}
    )
    source = forms.CharField(label="出处", max_length=200, required=False, help_text="如“去年年报表3”“局里台账”。")

    def __init__(self, rulebook: Rulebook, *args: Any, **kwargs: Any) -> None:
        """Offer the figures of the rulebook, group by group."""
        super().__init__(*args, **kwargs)
        self._catalogue = figure_catalogue(rulebook)
        field = self.fields["figure"]
        if isinstance(field, forms.ChoiceField):
            field.choices = [("", "选一项"), *_choices(rulebook, self._catalogue)]
        self.use_required_attribute = False

    def clean(self) -> dict[str, Any]:
        """Read the amount in the unit of its figure, and hold the days against each other."""
        said = super().clean() or {}
        info = self._catalogue.get(said.get("figure", ""))
        if info is not None and said.get("amount"):
            said["stated"] = self._stated(info, said["amount"])
        start, end = said.get("starts_on"), said.get("ends_on")
        if start and end and end < start:
            self.add_error("ends_on", "截止日早于起始日。把两个日子对调，或改其中一个。")
        return said

    def _stated(self, info: FigureInfo, text: str) -> int:
        scale = _SCALES[info.amount]
        plain = text.replace(",", "").replace("，", "").strip()
        if not _NUMBER.fullmatch(plain):
            self.add_error("amount", "要填一个数，如 102。")
            return 0
        value = Decimal(plain) * scale
        whole = int(value)
        if value != whole:
            self.add_error("amount", {1: "要填整数。", 10: "最多一位小数。", 100: "最多两位小数。"}[scale])
        return whole


def _choices(rulebook: Rulebook, catalogue: dict[str, FigureInfo]) -> list[tuple[str, list[tuple[str, str]]]]:
    groups: dict[str, list[tuple[str, str]]] = {}
    for key, info in catalogue.items():
        if info.shown:
            groups.setdefault(info.group, []).append((key, f"{info.zh}（{info.unit}）"))
    order = {name: (group.order, group.zh) for name, group in rulebook.groups.items()}
    return [
        (order.get(key, (LAST, "其他"))[1], groups[key])
        for key in sorted(groups, key=lambda one: order.get(one, (LAST, one)))
    ]
