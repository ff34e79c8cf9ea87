"""What no single file can show: that everything a file refers to exists, and that versions do not overlap."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from taizhang.domain.rules.answering import posted
from taizhang.domain.rules.crossing_kinds import check_kind
from taizhang.domain.rules.crossing_outlines import check_outline, check_phrases
from taizhang.domain.rules.faults import RuleFault
from taizhang.domain.rules.figures import FigureInfo, figure_catalogue
from taizhang.domain.rules.kinds import KindGroup
from taizhang.domain.rules.obligations import CoverageVersion, FigureDefinition, LimitVersion, Rule
from taizhang.domain.rules.reading import Document, Path, spell
from taizhang.domain.rules.shape import Source, Version
from taizhang.domain.rules.vocabulary import CHECKS, CONTENTS, FACTS, MEASURES, STOCKS, TRAITS

if TYPE_CHECKING:
    from taizhang.domain.rules.rulebook import Rulebook

Trouble = tuple[Path, str]

_FIGURE_LISTS = ("figures", "unknown", "shown", "answer", "before", "after")


def cross_check(rulebook: Rulebook, documents: Mapping[str, Document]) -> list[RuleFault]:
    """Every reference that leads nowhere, with its file, line and key."""
    catalogue = figure_catalogue(rulebook)
    checks: dict[str, tuple[Mapping[str, Any], Callable[[Any], Iterator[Trouble]]]] = {
        "sources": (rulebook.sources, _check_source),
        "groups": (rulebook.groups, lambda group: _check_group(group, rulebook)),
        "kinds": (rulebook.kinds, lambda kind: check_kind(kind, rulebook.groups, catalogue)),
        "obligations": (rulebook.rules, lambda rule: _check_rule(rule, rulebook, catalogue)),
        "figures": (rulebook.figures, lambda figure: _check_figure(figure, rulebook, catalogue)),
        "outlines": (rulebook.outlines, lambda outline: check_outline(outline, rulebook)),
        "phrases": (rulebook.phrases, lambda pack: check_phrases(pack, rulebook)),
    }
    faults: list[RuleFault] = []
    for family, (contents, check) in checks.items():
        for identifier, content in contents.items():
            document = documents[f"{family}/{identifier}.yaml"]
            faults.extend(
                RuleFault(document.file, document.line(path), spell(path), message) for path, message in check(content)
            )
    return faults


def _check_source(source: Source) -> Iterator[Trouble]:
    for index, (one, following) in enumerate(pairwise(source.editions)):
        ended, began = one.repealed_on, following.in_force_on
        if ended is None or (began is not None and ended >= began):
            yield (
                ("editions", index),
                "后面还有新版，这一版应写 repealed_on（失效日，最晚为新版施行日的前一天）；各版按时间先后排列。",
            )


def _check_group(group: KindGroup, rulebook: Rulebook) -> Iterator[Trouble]:
    for index, kind in enumerate(group.kinds):
        if kind not in rulebook.kinds:
            yield ("kinds", index), f"没有“{kind}”这个类别（kinds/{kind}.yaml）。"
        elif rulebook.kinds[kind].group != group.id:
            yield ("kinds", index), f"类别“{kind}”写明属于“{rulebook.kinds[kind].group}”，不属于本组。"


def _check_figure(
    figure: FigureDefinition, rulebook: Rulebook, catalogue: Mapping[str, FigureInfo]
) -> Iterator[Trouble]:
    if figure.group not in rulebook.groups:
        yield ("group",), f"没有“{figure.group}”这个分组（groups/{figure.group}.yaml）。"
    if figure.stock and figure.stock not in STOCKS:
        yield ("stock",), f"“{figure.stock}”不可用；可用的是：{'、'.join(STOCKS)}。"
    if any(figure.id == kind or figure.id.startswith(f"{kind}/") for kind in rulebook.kinds):
        yield (), "编号与一个类别的数据重名，应换一个文件名。"
    for key in ("sum_of", "people_of", "entries_of"):
        for index, part in enumerate(getattr(figure, key)):
            info = catalogue.get(part)
            if info is None or info.kind is None:
                yield (key, index), f"没有“{part}”这项类别数据；合计只能由类别的数据组成。"
            elif key == "sum_of" and info.amount is not figure.amount:
                yield (key, index), f"“{part}”的计量（{info.amount}）与本项（{figure.amount}）不同，不能相加。"
            elif key == "people_of" and not part.endswith("/attendance"):
                yield (key, index), f"“{part}”不是参加人次；去重人数只能由 …/attendance 得出。"


def _check_rule(rule: Rule, rulebook: Rulebook, catalogue: Mapping[str, FigureInfo]) -> Iterator[Trouble]:
    if rule.group not in rulebook.groups:
        yield ("group",), f"没有“{rule.group}”这个分组（groups/{rule.group}.yaml）。"
    if rule.profile is not None and rule.profile not in rulebook.profiles:
        yield ("profile",), f"没有“{rule.profile}”这项本地做法（profiles/{rule.profile}.yaml）。"
    for index, version in enumerate(rule.versions):
        at: Path = ("versions", index)
        for path, message in _check_version(version, rulebook, catalogue):
            yield (*at, *path), message
    yield from _check_intervals(rule)
    for index, example in enumerate(rule.examples):
        for place, posting in enumerate(example.postings):
            if not _is_figure(posting.figure, catalogue):
                yield ("examples", index, "postings", place, "figure"), _no_figure(posting.figure)
        for place, trait in enumerate(example.organization.traits):
            if trait not in TRAITS:
                yield ("examples", index, "organization", "traits", place), _not_among(trait, TRAITS)


def _check_intervals(rule: Rule) -> Iterator[Trouble]:
    versions = list(enumerate(rule.versions))
    for index, version in versions:
        if version.until is not None and version.until < version.since:
            yield ("versions", index, "until"), f"止于 {version.until}，早于起始日 {version.since}。"
    for (_, one), (index, following) in pairwise(sorted(versions, key=lambda pair: pair[1].since)):
        if one.until is None or following.since <= one.until:
            yield (
                ("versions", index, "from"),
                f"与自 {one.since} 起的版本重叠；前一版的 until 应写成新版施行日的前一天。",
            )


def _check_version(version: Version, rulebook: Rulebook, catalogue: Mapping[str, FigureInfo]) -> Iterator[Trouble]:
    if version.source not in rulebook.sources:
        yield ("source",), f"没有“{version.source}”这个依据（sources/{version.source}.yaml）。"
    for key in _FIGURE_LISTS:
        for index, figure in enumerate(getattr(version, key, ())):
            if not _is_figure(figure, catalogue):
                yield (key, index), _no_figure(figure)
    for index, kind in enumerate(getattr(version, "kinds", ())):
        if kind not in rulebook.kinds:
            yield ("kinds", index), f"没有“{kind}”这个类别（kinds/{kind}.yaml）。"
    yield from _check_words(version)
    yield from _check_coverage(version, rulebook, catalogue)
    if isinstance(version, LimitVersion):
        if not _is_figure(version.trigger, catalogue):
            yield ("trigger",), _no_figure(version.trigger)
        if version.within_days <= 0 and version.within_months <= 0:
            yield ("within_days",), "时限应大于零：写 within_days（天）或 within_months（月）。"


def _check_coverage(version: Version, rulebook: Rulebook, catalogue: Mapping[str, FigureInfo]) -> Iterator[Trouble]:
    """Refuse what is not posted by person, and sums of different measures."""
    if not isinstance(version, CoverageVersion):
        return
    for index, figure in enumerate(version.figures):
        for one in posted(rulebook, [figure]) if figure in catalogue else ():
            kind, _, name = one.rpartition("/")
            post = rulebook.kinds[kind].posts.get(name) if kind in rulebook.kinds else None
            if post is None or not post.amount_per:
                yield ("figures", index), f"“{one}”不是按人计量的数据；人人达到只能看写了 amount_per 的数据。"
            elif post.amount is not catalogue[version.figures[0]].amount:
                yield ("figures", index), f"“{one}”的计量与第一项不同，不能相加。"
    if version.at_least <= 0:
        yield ("at_least",), "每人至少应大于零。"


def _check_words(version: Version) -> Iterator[Trouble]:
    applies = getattr(version, "applies_to", None)
    for key in ("when", "unless") if applies else ():
        for index, trait in enumerate(getattr(applies, key)):
            if trait not in TRAITS:
                yield ("applies_to", key, index), _not_among(trait, TRAITS)
    measure, check = getattr(version, "measure", None), getattr(version, "check", None)
    if measure is not None and measure not in MEASURES:
        yield ("measure",), _not_among(measure, MEASURES)
    if check is not None and check not in CHECKS:
        yield ("check",), _not_among(check, CHECKS)
    for index, required in enumerate(getattr(version, "requires", ())):
        if not _may_require(required):
            yield ("requires", index), f"“{required}”不可用；可用的是：{'、'.join(CONTENTS)}（冒号后写名字）。"


def _may_require(required: str) -> bool:
    head, colon, name = required.partition(":")
    if colon and not name:
        return False
    return required in CONTENTS or bool(colon and head + colon in CONTENTS)


def _is_figure(identifier: str, catalogue: Mapping[str, FigureInfo]) -> bool:
    return identifier in catalogue or identifier in FACTS


def _no_figure(identifier: str) -> str:
    return f"没有“{identifier}”这项数据；应是某个类别的数据（类别/名称）、合成数据或事实（{'、'.join(FACTS)}）。"


def _not_among(word: str, allowed: Mapping[str, str]) -> str:
    return f"“{word}”不可用；可用的是：{'、'.join(allowed)}。"
