"""Outlines and phrase packs held against kinds, figures and rules: a pattern that can never be filled is a fault."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator
from typing import TYPE_CHECKING, Final

from taizhang.domain.rules.figures import figure_catalogue
from taizhang.domain.rules.kinds import FieldType, Kind
from taizhang.domain.rules.outlines import (
    ACT_WORDS,
    OF_FIELD,
    SPEAKER_WORDS,
    Outline,
    OutlinePart,
    PhrasePack,
    Sentences,
    Wordings,
    counts_in,
)
from taizhang.domain.rules.own_wordings import PROBLEM_WORDS, check_own_words
from taizhang.domain.rules.reading import Path

if TYPE_CHECKING:
    from taizhang.domain.rules.rulebook import Rulebook

Trouble = tuple[Path, str]

TITLES: Final = "titles"
BODY: Final = "body"
"""What the organisation's own committee is called: 党委, 机关党委, 党总支."""
_TELLING: Final = frozenset(
    {
        FieldType.TEXT,
        FieldType.LONG_TEXT,
        FieldType.ITEMS,
        FieldType.CHOICE,
        FieldType.CHOICES,
        FieldType.PAPERS,
        FieldType.ORGANIZATIONS,
    }
)
"""Fields whose words a report may take over."""
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
        yield ("sections",), f"各部分的份额（share）合计是 {total}，应为 100。"
    yield from _check_base(outline, rulebook)
    yield from _check_words(outline, rulebook)
    seen: set[str] = set()
    for at, section in enumerate(outline.sections):
        for number, part in enumerate(section.parts):
            place: Path = ("sections", at, "parts", number)
            if part.id in seen:
                yield (*place, "id"), f"“{part.id}”用了两次；同一提纲里每个部分的 id 不能相同。"
            seen.add(part.id)
            yield from _check_part(place, part, rulebook)


def _check_base(outline: Outline, rulebook: Rulebook) -> Iterator[Trouble]:
    """A unit's own outline stands for a shipped one of the same speaker; a shipped one stands for itself."""
    base = rulebook.outlines.get(outline.based_on or "")
    if outline.based_on is None:
        return
    if base is None or base.based_on is not None:
        yield ("based_on",), f"没有“{outline.based_on}”这份随附的提纲。"
    elif base.about != outline.about:
        yield ("about",), "述职的人和所照的提纲不同：个人的只能照个人的定，组织的只能照组织的定。"


def _check_words(outline: Outline, rulebook: Rulebook) -> Iterator[Trouble]:
    """A unit's own words: framing claims nothing without exception, patterns name figures that there are."""
    words, catalogue = outline.words, figure_catalogue(rulebook)
    pack = rulebook.phrases.get(outline.phrases)
    for place, texts in framing_of(words):
        for index, text in enumerate(texts):
            claimed = next((word for word in pack.absolutes if word in text), None) if pack else None
            if claimed:
                yield (*place, index), f"“{claimed}”说的是没有例外，台账里未必都做到；套语里不能写，换一个说法。"
    parts = {part.id for section in outline.sections for part in section.parts}
    for part in words.leads:
        if part not in parts:
            yield ("words", "leads", part), f"提纲里没有“{part}”这一小节。"
    for kind, sentences in words.sentences.items():
        if kind not in rulebook.kinds:
            yield ("words", "sentences", kind), f"没有“{kind}”这个类别（kinds/{kind}.yaml）。"
            continue
        yield from _check_sentences(("words", "sentences", kind), rulebook.kinds[kind], sentences, catalogue)
    yield from check_own_words(words, pack, rulebook.rules)


def framing_of(words: Wordings) -> Iterator[tuple[Path, tuple[str, ...]]]:
    """The framing among a unit's own words, with where it stands."""
    for key in ("opening", "announcement", "problems_opening", "plans_opening", "last_year_opening", "closing"):
        yield ("words", key), getattr(words, key)
    for part, texts in words.leads.items():
        yield ("words", "leads", part), texts


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
        yield from _check_sentences(("sentences", kind), rulebook.kinds[kind], sentences, catalogue)
    yield from _check_standing(pack, catalogue)
    for rule, patterns in pack.problems.items():
        if rule not in rulebook.rules:
            yield ("problems", rule), f"没有“{rule}”这条规则（obligations/{rule}.yaml）。"
        yield from _only(("problems", rule), patterns, PROBLEM_WORDS)
    for index, topic in enumerate(pack.problem_topics):
        for rule in topic.rules:
            if rule not in rulebook.rules:
                yield ("problem_topics", index), f"没有“{rule}”这条规则（obligations/{rule}.yaml）。"
    yield from _only(("problems_otherwise",), pack.problems_otherwise, PROBLEM_WORDS)


def _check_standing(pack: PhrasePack, known: Container[str]) -> Iterator[Trouble]:
    for key in ("standing", "standing_alone"):
        for index, pattern in enumerate(getattr(pack, key)):
            for slot in _SLOT.findall(pattern):
                if slot not in known and slot not in SPEAKER_WORDS:
                    yield (key, index), f"没有“{slot}”这项数据。"


def _check_sentences(place: Path, kind: Kind, sentences: Sentences, known: Container[str]) -> Iterator[Trouble]:
    yield from _check_counts(place, sentences)
    for key in ("speaker", "own", "below", "all"):
        for index, pattern in enumerate(getattr(sentences, key)):
            slots = _SLOT.findall(pattern)
            if not slots:
                yield (*place, key, index), "句式里至少要有一项数据，例如 {count}；不带数据的话应写成套语。"
            for slot in slots:
                identifier = figure_in(kind.id, slot, known)
                if slot != TITLES and not is_told(slot, kind) and identifier not in known:
                    yield (*place, key, index), f"“{{{slot}}}”不是数据；没有“{identifier}”。"
    told = tuple(slot for pattern in sentences.act for slot in _SLOT.findall(pattern) if is_told(slot, kind))
    yield from _only((*place, "act"), sentences.act, (*ACT_WORDS, *told))


def _check_counts(place: Path, sentences: Sentences) -> Iterator[Trouble]:
    """A number that no figure fills would stand in every report, whatever the ledger says."""
    for key in ("speaker", "own", "below", "all", "act"):
        for index, pattern in enumerate(getattr(sentences, key)):
            if counts_in(pattern):
                yield (*place, key, index), "句式里不能直接写数字和数量；有数量的地方写成空，由台账填。"


def is_told(slot: str, kind: Kind) -> bool:
    """Whether a slot names a field whose words everybody may read, or the organisation's own committee."""
    field = field_in(slot)
    if slot == BODY:
        return True
    shape = kind.fields.get(field) if field else None
    return shape is not None and shape.type in _TELLING and not shape.restricted


def field_in(slot: str) -> str:
    """The field that a slot tells of, without the form of its rows; nothing for any other slot."""
    return slot.removeprefix(OF_FIELD).partition("/")[0] if slot.startswith(OF_FIELD) else ""


def is_figure(slot: str) -> bool:
    """Whether a slot of a sentence stands for a number."""
    return slot not in {TITLES, BODY} and not slot.startswith(OF_FIELD)


def _only(place: Path, patterns: tuple[str, ...], words: tuple[str, ...]) -> Iterator[Trouble]:
    for index, pattern in enumerate(patterns):
        for slot in _SLOT.findall(pattern):
            if slot not in words:
                yield (*place, index), f"这里不能用“{{{slot}}}”；可用的是：{'、'.join(words)}。"


def figure_in(kind: str, slot: str, known: Container[str]) -> str:
    """The figure that a slot names: one of the kind itself, or any other by its full name."""
    mine = f"{kind}/{slot}"
    return mine if mine in known or ("/" not in slot and slot not in known) else slot
