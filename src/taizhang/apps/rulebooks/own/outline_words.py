"""The words of a unit's own outline: what its form says of them, and only what differs from the pack in its file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from taizhang.domain.rules.kinds import OrganizationType
from taizhang.domain.rules.outlines import Outline, OwnSubjects, PhrasePack, ProblemTopic, Sentences
from taizhang.domain.rules.rulebook import Rulebook

FRAMING: Final[Mapping[str, str]] = {
    "opening": "开头",
    "announcement": "引出语",
    "last_year_opening": "上年整改的起句",
    "problems_opening": "问题的起句",
    "plans_opening": "打算的起句",
    "closing": "结尾",
}
PROBLEM_LINES: Final[Mapping[str, str]] = {"problems_otherwise": "没有专门写法的问题", "cause": "引出原因"}
SPEAKINGS: Final[Mapping[str, str]] = {
    "speaker": "本人的",
    "own": "本级的",
    "below": "下级的",
    "act": "单独写一件事",
}
HEAD: Final = "head"
HEAD_WORD: Final = "小题"
"""What may stand over a kind of work where a part is told point by point: 一是抓联系指导。"""


@dataclass(frozen=True, slots=True)
class Words:
    """The words that an outline is told in: the unit's where it has its own, else the pack's."""

    framing: Mapping[str, tuple[str, ...]]
    leads: Mapping[str, tuple[str, ...]]
    subjects: OwnSubjects
    topics: tuple[ProblemTopic, ...]


def outline_words(rulebook: Rulebook, outline: Outline) -> Words:
    """Everything that an outline is told in but the sentences about work and about single rules."""
    pack, words = rulebook.phrases[outline.phrases], outline.words
    of_person = pack.leads_of_person if outline.about == "person" else {}
    parts = [part.id for section in outline.sections for part in section.parts]
    return Words(
        {key: getattr(words, key) or packs_lines(pack, outline.about, key) for key in (*FRAMING, *PROBLEM_LINES)},
        {one: words.leads.get(one) or (*of_person.get(one, ()), *pack.leads.get(one, ())) for one in parts},
        _together(packs_subjects(pack, outline.about), words.subjects),
        words.problem_topics or pack.problem_topics,
    )


def packs_lines(pack: PhrasePack, about: str, key: str) -> tuple[str, ...]:
    """What the phrase pack says there."""
    said = getattr(pack, key)
    return tuple(said.get(about, ()) if isinstance(said, dict) else said)


def packs_subjects(pack: PhrasePack, about: str) -> OwnSubjects:
    """Of whom the phrase pack speaks."""
    said = next((subjects for key, subjects in pack.subjects.items() if key == about), None)
    return OwnSubjects(**said.model_dump()) if said else OwnSubjects()


def spell_words(rulebook: Rulebook, outline: Outline, said: Words, own: Mapping[str, Any]) -> dict[str, Any]:
    """The words of the file; `own` has sentences by kind and problems by rule."""
    pack = rulebook.phrases[outline.phrases]
    of_person = pack.leads_of_person if outline.about == "person" else {}
    lines: dict[str, Any] = {
        key: list(texts)
        for key, texts in said.framing.items()
        if texts and texts != packs_lines(pack, outline.about, key)
    }
    topics = said.topics if said.topics != pack.problem_topics else ()
    more = {
        "leads": {
            part: list(texts)
            for part, texts in said.leads.items()
            if texts and texts != (*of_person.get(part, ()), *pack.leads.get(part, ()))
        },
        "sentences": {
            kind: own_lines
            for kind, texts in own["sentences"].items()
            if (own_lines := _differing(texts, pack.sentences.get(kind)))
        },
        "subjects": _subjects(said.subjects, packs_subjects(pack, outline.about)),
        "problems": {
            rule: list(texts)
            for rule, texts in own["problems"].items()
            if texts and texts != pack.problems.get(rule, ())
        },
        "problem_topics": [one.model_dump(mode="json", exclude_defaults=True) for one in topics],
    }
    return lines | {key: value for key, value in more.items() if value}


def _together(pack: OwnSubjects, own: OwnSubjects) -> OwnSubjects:
    said = {key: value for key in OwnSubjects.model_fields if key != "own" and (value := getattr(own, key))}
    return pack.model_copy(update=said | {"own": {**pack.own, **own.own}})


def _subjects(said: OwnSubjects, pack: OwnSubjects) -> dict[str, Any]:
    kept: dict[str, Any] = {}
    for key in ("speaker", "own_otherwise", "below", "below_mixed"):
        value = getattr(said, key)
        if value and value != getattr(pack, key):
            kept[key] = list(value) if isinstance(value, tuple) else value
    own: dict[OrganizationType, str] = {key: text for key, text in said.own.items() if text != pack.own.get(key)}
    return kept | ({"own": {key.value: text for key, text in own.items()}} if own else {})


def _differing(said: Mapping[str, tuple[str, ...]], shipped: Sentences | None) -> dict[str, list[str]]:
    there = shipped or Sentences()
    return {whose: list(lines) for whose, lines in said.items() if lines and lines != getattr(there, whose)}
