"""Outlines in words: which is used for whom, what changed in one, and how a draft by it reads."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from taizhang.apps.rulebooks.own.outlines import FRAMING, ROLE_WORDS, SPEAKINGS, Topic, outline_words
from taizhang.domain.official_text.length import official_length
from taizhang.domain.reporting import Chip, Gap
from taizhang.domain.reporting.drafting import Draft
from taizhang.domain.reporting.own_words import pack_of
from taizhang.domain.rules.differences import KeyDifference
from taizhang.domain.rules.figures import figure_catalogue
from taizhang.domain.rules.holes import SPEAKER_HOLES, holes_of_act, holes_of_kind, in_chinese
from taizhang.domain.rules.kinds import Kind
from taizhang.domain.rules.outlines import Outline, PhrasePack, Sentences
from taizhang.domain.rules.rulebook import Rulebook
from taizhang.domain.rules.wording import TYPE_NAMES, key_in_words

WHOSE = {"person": "个人述职", "organization": "组织报告"}
_PLACE = re.compile(r"parts\.(?P<topic>[a-z0-9_]+)")
_SAID_ELSEWHERE = frozenset({"words", "based_on", "in_use"})


def for_whom(outline: Outline) -> str:
    """Whose report it is, and of which organisations."""
    types = "、".join(TYPE_NAMES[one] for one in outline.types) or "各类党组织"
    return f"{WHOSE[outline.about]}：{types}"


def holes_of(kind: Kind, whose: str) -> Mapping[str, str]:
    """The holes that a sentence of that kind may have."""
    return holes_of_act(kind) if whose == "act" else holes_of_kind(kind)


def sections_told(rulebook: Rulebook, outline: Outline) -> list[dict[str, Any]]:
    """The sections as a reader sees them."""
    pack = pack_of(rulebook, outline)
    of_person = pack.leads_of_person if outline.about == "person" else {}
    return [
        {
            "zh": ROLE_WORDS[section.role],
            "headings": [in_chinese(one, SPEAKER_HOLES) for one in section.headings],
            "share": section.share,
            "parts": [
                {
                    "id": part.id,
                    "headings": [in_chinese(one, SPEAKER_HOLES) for one in part.headings],
                    "weight": part.weight,
                    "leads": [
                        in_chinese(one, SPEAKER_HOLES)
                        for one in (*of_person.get(part.id, ()), *pack.leads.get(part.id, ()))
                    ],
                    "kinds": kinds_told(rulebook, outline, part.groups, part.kinds),
                }
                for part in section.parts
            ],
        }
        for section in outline.sections
    ]


def kinds_told(
    rulebook: Rulebook, outline: Outline, groups: Sequence[str], kinds: Sequence[str]
) -> list[dict[str, Any]]:
    """The kinds that a part tells, each with its wordings as they are now."""
    pack, catalogue = pack_of(rulebook, outline), figure_catalogue(rulebook)
    named = dict.fromkeys((*kinds, *(kind for group in groups for kind in rulebook.kinds_of(group))))
    found = []
    for identifier in named:
        kind = rulebook.kinds.get(identifier)
        if kind is None:
            continue
        said = pack.sentences.get(identifier, Sentences())
        lines = [
            (word, in_chinese(line, holes_of(kind, key), catalogue))
            for key, word in SPEAKINGS.items()
            for line in getattr(said, key)
        ]
        plain = in_chinese(kind.sentence, holes_of_kind(kind), catalogue) if kind.sentence else f"{kind.zh}{{次数}}"
        is_own = identifier in outline.words.sentences
        found.append({"id": identifier, "zh": kind.zh, "lines": lines or [("", plain)], "is_own": is_own})
    return found


@dataclass(frozen=True, slots=True)
class Edition:
    """An outline in the rulebook that it stands in: a unit's own has one id before and after."""

    rulebook: Rulebook
    outline: Outline

    @property
    def pack(self) -> PhrasePack:
        """The words that it is told in."""
        return pack_of(self.rulebook, self.outline)


def changes_told(
    topics: Mapping[str, Topic], before: Edition, after: Edition, differences: Sequence[KeyDifference]
) -> list[tuple[str, str, str]]:
    """What differs between two outlines: where, what it was, what it is; words as they are said."""
    rows = [
        (_where(topics, one), in_chinese(one.old, SPEAKER_HOLES), in_chinese(one.new, SPEAKER_HOLES))
        for one in differences
        if one.key.partition(".")[0] not in _SAID_ELSEWHERE
    ]
    words = (*_framing_changed(topics, before, after), *_sentences_changed(before, after))
    return [*rows, *((where, "；".join(old), "；".join(new)) for where, old, new in words if old != new)]


Change = tuple[str, list[str], list[str]]


def _framing_changed(topics: Mapping[str, Topic], before: Edition, after: Edition) -> Iterator[Change]:
    """Framing and first sentences; those of a part that comes or goes are told with the part."""
    old, new = (outline_words(one.rulebook, one.outline) for one in (before, after))
    for key, word in FRAMING.items():
        yield word, _chinese(old.framing.get(key, ())), _chinese(new.framing.get(key, ()))
    for part in old.leads:
        if part in new.leads:
            zh = topics[part].zh if part in topics else part
            yield f"起句 · {zh}", _chinese(old.leads[part]), _chinese(new.leads[part])


def _sentences_changed(before: Edition, after: Edition) -> Iterator[Change]:
    """Sentences of the kinds that one of the two tells in the unit's own words."""
    catalogue = figure_catalogue(after.rulebook)
    for identifier in dict.fromkeys((*before.outline.words.sentences, *after.outline.words.sentences)):
        kind = after.rulebook.kinds[identifier]
        old, new = (one.pack.sentences.get(identifier, Sentences()) for one in (before, after))
        for key in Sentences.model_fields:
            where = " · ".join(("句式", kind.zh, SPEAKINGS.get(key, key_in_words(key))))
            holes = holes_of(kind, key)
            yield (
                where,
                [in_chinese(line, holes, catalogue) for line in getattr(old, key)],
                [in_chinese(line, holes, catalogue) for line in getattr(new, key)],
            )


def _chinese(lines: Sequence[str]) -> list[str]:
    return [in_chinese(line, SPEAKER_HOLES) for line in lines]


def told(draft: Draft) -> list[dict[str, Any]]:
    """A draft as the page shows it: numbers tinted, gaps marked, nothing to click."""
    return [
        {
            "style": block.style.value,
            "runs": [
                {"text": run.text, "form": "fig" if isinstance(run, Chip) else "gap" if isinstance(run, Gap) else ""}
                for run in block.runs
            ],
        }
        for block in draft.document.blocks
    ]


def length_of(draft: Draft) -> int:
    """How long a draft is, in the official way."""
    return official_length(draft.document.text)


def _where(topics: Mapping[str, Topic], one: KeyDifference) -> str:
    place = _PLACE.search(one.key)
    if place and place["topic"] in topics and one.key.endswith(place["topic"]):
        return f"{one.zh.rpartition(' · ')[0]} · {topics[place['topic']].zh}"
    return one.zh
