"""Outlines in words: which is used for whom, what each of its parts says, and how a draft by it reads."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from taizhang.apps.rulebooks.own.outline_words import HEAD, HEAD_WORD, SPEAKINGS, outline_words
from taizhang.apps.rulebooks.own.outlines import ROLE_WORDS
from taizhang.domain.official_text.length import official_length
from taizhang.domain.reporting import Chip, Gap
from taizhang.domain.reporting.drafting import Draft
from taizhang.domain.reporting.own_words import pack_of
from taizhang.domain.rules.figures import figure_catalogue
from taizhang.domain.rules.holes import PROBLEM_HOLES, SPEAKER_HOLES, holes_of_act, holes_of_kind, in_chinese
from taizhang.domain.rules.kinds import Kind
from taizhang.domain.rules.outlines import Outline, ProblemTopic, Sentences
from taizhang.domain.rules.rulebook import Rulebook
from taizhang.domain.rules.wording import TYPE_NAMES
from taizhang.faces.web.pages.rules.outlines.speech import BELOW

WHOSE = {"person": "个人述职", "organization": "组织报告"}


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
            (word, in_chinese(line.rstrip("。"), holes_of(kind, key), catalogue))
            for key, word in {**SPEAKINGS, HEAD: HEAD_WORD}.items()
            for line in getattr(said, key)
        ]
        plain = in_chinese(kind.sentence, holes_of_kind(kind), catalogue) if kind.sentence else f"{kind.zh}{{次数}}"
        is_own = identifier in outline.words.sentences
        found.append({"id": identifier, "zh": kind.zh, "lines": lines or [("", plain)], "is_own": is_own})
    return found


def subjects_told(rulebook: Rulebook, outline: Outline) -> list[tuple[str, str]]:
    """Of whom the sentences speak."""
    said = outline_words(rulebook, outline).subjects
    own = [(TYPE_NAMES[one], text) for one, text in said.own.items() if not outline.types or one in outline.types]
    speaker = [("述职的人", "、".join(said.speaker))] if outline.about == "person" else []
    below = [(word, getattr(said, key) or "") for key, word in BELOW.items()]
    return [*speaker, *own, *below]


def problems_told(rulebook: Rulebook, outline: Outline, sees: Callable[[str], bool]) -> list[dict[str, Any]]:
    """How shortfalls are told, topic by topic: its words, and those of each of its rules."""
    pack = pack_of(rulebook, outline)
    named = {rule for topic in pack.problem_topics for rule in topic.rules}
    others = [rule for rule in rulebook.rules if rule not in named]

    def one(rule: str) -> dict[str, Any]:
        lines = [in_chinese(line, PROBLEM_HOLES) for line in pack.problems.get(rule, ())]
        own = rule in outline.words.problems
        return {"id": rule, "zh": rulebook.rules[rule].zh, "lines": lines, "is_own": own}

    return [
        {
            "zh": topic.matter,
            "said": topic.said,
            "rules": [one(rule) for rule in (topic.rules or others) if rule in rulebook.rules and sees(rule)],
        }
        for topic in pack.problem_topics or (ProblemTopic(said=("",), matter="各条规则"),)
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
