"""Outlines and phrase packs held against kinds, figures and rules: a pattern that can never be filled is a fault."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator
from typing import TYPE_CHECKING, Final

from taizhang.domain.rules.figures import figure_catalogue
from taizhang.domain.rules.outlines import ACT_WORDS, SPEAKER_WORDS, Outline, OutlinePart, PhrasePack, Sentences
from taizhang.domain.rules.reading import Path

if TYPE_CHECKING:
    from taizhang.domain.rules.rulebook import Rulebook

Trouble = tuple[Path, str]

PROBLEM_WORDS: Final = ("who", "name", "times", "organizations")
TITLES: Final = "titles"
_SLOT = re.compile(r"\{([^{}]*)\}")


def check_outline(outline: Outline, rulebook: Rulebook) -> Iterator[Trouble]:
    """Everything in an outline that leads nowhere."""
    if outline.phrases not in rulebook.phrases:
        yield ("phrases",), f"没有“{outline.phrases}”这份用语（phrases/{outline.phrases}.yaml）。"
    for slot in _SLOT.findall(outline.title):
        if slot not in SPEAKER_WORDS:
            yield ("title",), f"标题里不能用“{{{slot}}}”；可用的是：{'、'.join(SPEAKER_WORDS)}。"
    total = sum(section.share for section in outline.sections)
    if total != 100:  # noqa: PLR2004 (per cent)
        yield ("sections",), f"各部分的 share 合计是 {total}，应为 100。"
    seen: set[str] = set()
    for at, section in enumerate(outline.sections):
        for number, part in enumerate(section.parts):
            place: Path = ("sections", at, "parts", number)
            if part.id in seen:
                yield (*place, "id"), f"“{part.id}”用了两次；同一提纲里每个部分的 id 不能相同。"
            seen.add(part.id)
            yield from _check_part(place, part, rulebook)


def _check_part(place: Path, part: OutlinePart, rulebook: Rulebook) -> Iterator[Trouble]:
    kinds, figures = rulebook.kinds, figure_catalogue(rulebook)
    known = (("groups", rulebook.groups), ("kinds", kinds), ("figures", figures), ("notable", kinds))
    for key, there in known:
        for index, identifier in enumerate(getattr(part, key)):
            if identifier not in there:
                yield (*place, key, index), f"没有“{identifier}”。"


def check_phrases(pack: PhrasePack, rulebook: Rulebook) -> Iterator[Trouble]:
    """Every slot that no figure fills, and every kind or rule that is not there."""
    catalogue = figure_catalogue(rulebook)
    for kind, sentences in pack.sentences.items():
        if kind not in rulebook.kinds:
            yield ("sentences", kind), f"没有“{kind}”这个类别（kinds/{kind}.yaml）。"
            continue
        yield from _check_sentences(("sentences", kind), kind, sentences, catalogue)
    for key in ("standing", "standing_alone"):
        for index, pattern in enumerate(getattr(pack, key)):
            for slot in _SLOT.findall(pattern):
                if slot not in catalogue and slot not in SPEAKER_WORDS:
                    yield (key, index), f"没有“{slot}”这项数据。"
    for rule, patterns in pack.problems.items():
        if rule not in rulebook.rules:
            yield ("problems", rule), f"没有“{rule}”这条规则（obligations/{rule}.yaml）。"
        yield from _only(("problems", rule), patterns, PROBLEM_WORDS)
    yield from _only(("problems_otherwise",), pack.problems_otherwise, PROBLEM_WORDS)


def _check_sentences(place: Path, kind: str, sentences: Sentences, known: Container[str]) -> Iterator[Trouble]:
    for key in ("speaker", "own", "below", "all"):
        for index, pattern in enumerate(getattr(sentences, key)):
            slots = _SLOT.findall(pattern)
            if not slots:
                yield (*place, key, index), "句式里至少要有一项数据，例如 {count}；不带数据的话应写成套语。"
            for slot in slots:
                identifier = figure_in(kind, slot, known)
                if slot != TITLES and identifier not in known:
                    yield (*place, key, index), f"“{{{slot}}}”不是数据；没有“{identifier}”。"
    yield from _only((*place, "act"), sentences.act, ACT_WORDS)


def _only(place: Path, patterns: tuple[str, ...], words: tuple[str, ...]) -> Iterator[Trouble]:
    for index, pattern in enumerate(patterns):
        for slot in _SLOT.findall(pattern):
            if slot not in words:
                yield (*place, index), f"这里不能用“{{{slot}}}”；可用的是：{'、'.join(words)}。"


def figure_in(kind: str, slot: str, known: Container[str]) -> str:
    """The figure that a slot names: one of the kind itself, or any other by its full name."""
    mine = f"{kind}/{slot}"
    return mine if mine in known or ("/" not in slot and slot not in known) else slot
