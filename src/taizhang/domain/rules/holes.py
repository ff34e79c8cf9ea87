"""The holes (空) of wordings by their Chinese names: what a clerk writes between braces, and back to slots."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from taizhang.domain.rules.crossing_outlines import BODY, TITLES, is_told
from taizhang.domain.rules.figures import FigureInfo, figures_of_kind
from taizhang.domain.rules.kinds import Kind
from taizhang.domain.rules.outlines import OF_FIELD

SPEAKER_HOLES: Final[Mapping[str, str]] = {
    "organization": "党组织", "post": "职务", "name": "姓名", "year": "年度", "unit": "单位",
}  # fmt: skip
ACT_HOLES: Final[Mapping[str, str]] = {
    "day": "日期", "place": "地点", "title": "标题", "with": "同谁一起", "kind": "类别", "who": "哪个党组织",
}  # fmt: skip
PROBLEM_HOLES: Final[Mapping[str, str]] = {
    "who": "哪些组织", "times": "次数", "organizations": "组织数", "name": "事项",
}  # fmt: skip
_AUTOMATIC: Final[Mapping[str, str]] = {
    "attendance": "人次", "people": "人数", "organizations": "组织数", "places": "地点数",
}  # fmt: skip
_SLOT = re.compile(r"\{([^{}]*)\}")
_FULL_WIDTH: Final = str.maketrans("\uff5b\uff5d", "{}")


class UnknownHoleError(ValueError):
    """A wording names a hole that nothing fills."""

    def __init__(self, hole: str, holes: Mapping[str, str]) -> None:
        """Say which, and what there is."""
        allowed = "、".join(f"{{{zh}}}" for zh in holes.values())
        super().__init__(f"没有“{{{hole}}}”这个空，填不上。能用的是：{allowed}。")


def holes_of_kind(kind: Kind) -> dict[str, str]:
    """Slot → Chinese name, for the sentences of one kind; no two have one name."""
    found: dict[str, str] = {"count": f"{kind.unit}数"} | dict(_AUTOMATIC)
    for info in figures_of_kind(kind.id, kind):
        slot = info.id.removeprefix(f"{kind.id}/")
        if slot not in found and info.shown:
            found[slot] = info.zh if info.zh not in found.values() else f"{info.zh}（{slot}）"
    found |= {TITLES: "标题", BODY: "本级党委"}
    return _with_fields(found, kind)


def holes_of_act(kind: Kind) -> dict[str, str]:
    """Slot → Chinese name, for a single act of one kind."""
    return _with_fields({**ACT_HOLES, BODY: "本级党委"}, kind)


def _with_fields(found: dict[str, str], kind: Kind) -> dict[str, str]:
    """Add the fields whose words may be told: {合作单位}, and with the form of their rows {议题·研究}."""
    for name, field in kind.fields.items():
        for form, zh in (("", field.zh), *((f"/{key}", f"{field.zh}·{word}") for key, word in field.options.items())):
            slot = f"{OF_FIELD}{name}{form}"
            if is_told(slot, kind):
                found[slot] = zh if zh not in found.values() else f"{zh}（所填）"
    return found


def in_chinese(pattern: str, holes: Mapping[str, str], catalogue: Mapping[str, FigureInfo] | None = None) -> str:
    """A pattern as the form shows it; a figure of another kind goes by its full name."""

    def said(slot: re.Match[str]) -> str:
        other = catalogue.get(slot[1]) if catalogue else None
        return f"{{{holes.get(slot[1]) or (other.zh if other else slot[1])}}}"

    return _SLOT.sub(said, pattern)


def in_slots(text: str, holes: Mapping[str, str], catalogue: Mapping[str, FigureInfo] | None = None) -> str:
    """A wording as the file keeps it; raises UnknownHoleError."""
    slots = {zh: slot for slot, zh in holes.items()}
    others = {info.zh: info.id for info in catalogue.values()} if catalogue else {}

    def found(hole: re.Match[str]) -> str:
        name = hole[1].strip()
        slot = slots.get(name) or others.get(name) or (name if name in holes else None)
        if slot is None and catalogue is not None and name in catalogue:
            slot = name
        if slot is None:
            raise UnknownHoleError(name, holes)
        return f"{{{slot}}}"

    return _SLOT.sub(found, text.translate(_FULL_WIDTH))
