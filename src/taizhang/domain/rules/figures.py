"""The catalogue of figures (数据目录): every figure that can be asked for, with its unit, nature and definition."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import Protocol

from taizhang.domain.rules.kinds import Amount, Kind, Post
from taizhang.domain.rules.obligations import FigureDefinition


class Nature(StrEnum):
    """How a figure adds up: over time and over organisations, at a day, or each one once."""

    FLOW = "flow"
    STOCK = "stock"
    DISTINCT = "distinct"


@dataclass(frozen=True, slots=True)
class FigureInfo:
    """What a page needs to know of a figure before any value."""

    id: str
    zh: str
    unit: str
    amount: Amount
    nature: Nature
    group: str
    kind: str | None
    definition: str
    shown: bool = True

    @property
    def smallest(self) -> str:
        """The unit that its integers count: fen, tenth_hour, or the unit itself."""
        return self.unit if self.amount is Amount.ONE else self.amount.value


class HoldsFigures(Protocol):
    """What the catalogue is made from: a rulebook."""

    def __hash__(self) -> int:
        """Hash by digest."""

    @property
    def kinds(self) -> Mapping[str, Kind]:
        """Kinds by id."""

    @property
    def figures(self) -> Mapping[str, FigureDefinition]:
        """Composite definitions by id."""


AUTOMATIC = ("count", "attendance", "people", "organizations", "places")
"""What every kind has without saying so."""


def figure_catalogue(rulebook: HoldsFigures) -> dict[str, FigureInfo]:
    """Every figure by id: five automatic ones of each kind, the kind's own, and the composite ones."""
    return dict(_catalogue(rulebook))


@lru_cache(maxsize=16)
def _catalogue(rulebook: HoldsFigures) -> dict[str, FigureInfo]:
    catalogue: dict[str, FigureInfo] = {}
    for identifier, kind in rulebook.kinds.items():
        catalogue.update((info.id, info) for info in figures_of_kind(identifier, kind))
    for identifier, definition in rulebook.figures.items():
        catalogue[identifier] = _composite(identifier, definition)
    return catalogue


def figures_of_kind(identifier: str, kind: Kind) -> tuple[FigureInfo, ...]:
    """List the automatic figures of a kind and those it posts itself."""
    name = kind.zh
    counts = {
        "count": (f"{name}{kind.unit}数", kind.unit, Nature.FLOW, f"已确认的“{name}”记录，每条计一{kind.unit}"),
        "attendance": (f"{name}参加人次", "人次", Nature.FLOW, f"每次“{name}”的参加人员，每人每次计一人次"),
        "people": (
            f"{name}参加人数",
            "人",
            Nature.DISTINCT,
            f"参加过“{name}”的人，每人只计一次；只填人数、没有名单的另行注明",
        ),
        "organizations": (f"{name}涉及组织", "个", Nature.DISTINCT, f"举办或参加“{name}”的组织，每个只计一次"),
        "places": (f"{name}地点", "处", Nature.DISTINCT, f"开展“{name}”的地点，每处只计一次"),
    }
    automatic = [
        FigureInfo(f"{identifier}/{key}", zh, unit, Amount.ONE, nature, kind.group, identifier, f"{text}。")
        for key, (zh, unit, nature, text) in counts.items()
    ]
    return (*automatic, *(_posted(identifier, kind, name, post) for name, post in kind.posts.items()))


def _posted(identifier: str, kind: Kind, name: str, post: Post) -> FigureInfo:
    return FigureInfo(
        id=f"{identifier}/{name}",
        zh=post.zh,
        unit=post.unit,
        amount=post.amount,
        nature=Nature.DISTINCT if post.distinct else Nature.FLOW,
        group=kind.group,
        kind=identifier,
        definition=f"“{kind.zh}”记录中的{_ground(kind, post)}{_condition(kind, post)}。",
        shown=post.shown,
    )


def _ground(kind: Kind, post: Post) -> str:
    """Say what is counted, in the words of the form."""
    if post.number:
        field = kind.fields.get(post.number)
        option = f"·{field.options.get(post.option, post.option)}" if field and post.option else ""
        return f"“{field.zh if field else post.number}{option}”之和"
    if post.count_of:
        return f"“{kind.roles.get(post.count_of, post.count_of)}”人次"
    if post.amount_per:
        field = kind.fields.get(post.amount_per)
        return f"每人“{field.zh if field else post.amount_per}”之和"
    rows = post.items or post.any_item
    if rows:
        field = kind.fields.get(rows)
        tag = f"“{field.tags.get(post.tag, post.tag)}”" if field and post.tag else ""
        form = f"“{field.options.get(post.form, post.form)}”" if field and post.form else ""
        title = field.zh if field else rows
        return f"{tag}{form}{title}数" if post.items else f"次数，只计有{tag}{form}{title}的"
    if post.distinct:
        return {"people": "人员", "organizations": "组织", "places": "地点"}[post.distinct] + "，每个只计一次"
    return post.zh if post.named else "次数"


def _condition(kind: Kind, post: Post) -> str:
    parts = []
    for name, wanted in post.when.items():
        field = kind.fields.get(name)
        values = (wanted,) if isinstance(wanted, str | bool) else wanted
        words = "或".join(
            ("是" if v else "否") if isinstance(v, bool) else field.options.get(v, v) if field else v for v in values
        )
        parts.append(f"{field.zh if field else name}为{words}")
    return f"，只计{'、'.join(parts)}的" if parts else ""


def _composite(identifier: str, definition: FigureDefinition) -> FigureInfo:
    nature = Nature.STOCK if definition.stock else Nature.FLOW if definition.sum_of else Nature.DISTINCT
    excludes = f"不含{definition.excludes.rstrip('。')}。" if definition.excludes else ""
    return FigureInfo(
        id=identifier,
        zh=definition.zh,
        unit=definition.unit,
        amount=definition.amount,
        nature=nature,
        group=definition.group,
        kind=None,
        definition=f"{definition.definition.rstrip('。')}。{excludes}",
    )
