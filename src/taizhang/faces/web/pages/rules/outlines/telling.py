"""Outlines in words: which is used for whom, what changed in one, and how a draft by it reads."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from taizhang.apps.rulebooks.own.outlines import ROLE_WORDS, SPEAKINGS, Topic
from taizhang.domain.official_text.length import official_length
from taizhang.domain.reporting import Chip, Gap
from taizhang.domain.reporting.drafting import Draft
from taizhang.domain.reporting.own_words import pack_of
from taizhang.domain.rules.differences import FileDifference
from taizhang.domain.rules.figures import figure_catalogue
from taizhang.domain.rules.holes import SPEAKER_HOLES, holes_of_act, holes_of_kind, in_chinese
from taizhang.domain.rules.kinds import Kind
from taizhang.domain.rules.outlines import Outline, Sentences
from taizhang.domain.rules.rulebook import Rulebook
from taizhang.domain.rules.wording import TYPE_NAMES, key_in_words

WHOSE = {"person": "个人述职", "organization": "组织报告"}
_KIND = re.compile(r"words\.sentences\.(?P<kind>.+?)(?:\.(?P<whose>speaker|own|below|all|act))?(?:\.|$)")
_PLACE = re.compile(r"(?:parts|leads)\.(?P<topic>[a-z0-9_]+)")


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


def changes_told(
    rulebook: Rulebook, topics: Mapping[str, Topic], differences: Sequence[FileDifference]
) -> list[tuple[str, str, str]]:
    """What differs in an outline: where, what it was, what it is; holes by their Chinese names."""
    return [
        (
            _where(rulebook, topics, one.key, one.zh),
            _said(rulebook, one.key, one.old),
            _said(rulebook, one.key, one.new),
        )
        for file in differences
        for one in file.keys
    ]


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


def _where(rulebook: Rulebook, topics: Mapping[str, Topic], key: str, zh: str) -> str:
    found = _KIND.match(key)
    if found:
        kind = rulebook.kinds.get(found["kind"])
        whose = SPEAKINGS.get(found["whose"] or "", key_in_words(found["whose"]) if found["whose"] else "")
        return " · ".join(filter(None, ("句式", kind.zh if kind else found["kind"], whose)))
    place = _PLACE.search(key)
    if place and place["topic"] in topics and key.endswith(place["topic"]):
        return f"{zh.rpartition(' · ')[0]} · {topics[place['topic']].zh}"
    return zh


def _said(rulebook: Rulebook, key: str, text: str) -> str:
    found = _KIND.match(key)
    kind = rulebook.kinds.get(found["kind"]) if found else None
    if kind is None or found is None:
        return in_chinese(text, SPEAKER_HOLES)
    return in_chinese(text, {**holes_of_act(kind), **holes_of_kind(kind)}, figure_catalogue(rulebook))
