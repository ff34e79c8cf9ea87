"""What differs between two outlines, in words: sections, framing, subjects, sentences, shortfalls."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from taizhang.apps.rulebooks.own.outline_words import FRAMING, PROBLEM_LINES, SPEAKINGS, outline_words
from taizhang.apps.rulebooks.own.outlines import Topic
from taizhang.domain.reporting.own_words import pack_of
from taizhang.domain.rules.differences import KeyDifference
from taizhang.domain.rules.figures import figure_catalogue
from taizhang.domain.rules.holes import PROBLEM_HOLES, SPEAKER_HOLES, in_chinese
from taizhang.domain.rules.outlines import Outline, PhrasePack, ProblemTopic, Sentences
from taizhang.domain.rules.rulebook import Rulebook
from taizhang.domain.rules.wording import key_in_words
from taizhang.faces.web.pages.rules.outlines.telling import holes_of, subjects_told

_PLACE = re.compile(r"parts\.(?P<topic>[a-z0-9_]+)")
_SAID_ELSEWHERE = frozenset({"words", "based_on", "in_use"})


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
    words = (
        *_framing_changed(topics, before, after),
        *_subjects_changed(before, after),
        *_sentences_changed(before, after),
        *_problems_changed(before, after),
    )
    return [*rows, *((where, "；".join(old), "；".join(new)) for where, old, new in words if old != new)]


Change = tuple[str, list[str], list[str]]


def _framing_changed(topics: Mapping[str, Topic], before: Edition, after: Edition) -> Iterator[Change]:
    """Framing and first sentences; those of a part that comes or goes are told with the part."""
    old, new = (outline_words(one.rulebook, one.outline) for one in (before, after))
    for key, word in {**FRAMING, **PROBLEM_LINES}.items():
        holes = SPEAKER_HOLES if key in FRAMING else PROBLEM_HOLES
        yield word, _chinese(old.framing.get(key, ()), holes), _chinese(new.framing.get(key, ()), holes)
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


def _subjects_changed(before: Edition, after: Edition) -> Iterator[Change]:
    """Of whom the sentences speak."""
    old = dict(subjects_told(before.rulebook, before.outline))
    for word, said in subjects_told(after.rulebook, after.outline):
        yield f"主语 · {word}", [old.get(word, "")], [said]


def _problems_changed(before: Edition, after: Edition) -> Iterator[Change]:
    """Shortfalls: by what they are drawn together, and the words of each rule."""
    pairs = zip_longest(before.pack.problem_topics, after.pack.problem_topics)
    for was, now in pairs:
        matter = was.matter if was else now.matter if now else ""
        yield f"问题的归类 · {matter}", _topic_said(was), _topic_said(now)
    for rule in dict.fromkeys((*before.outline.words.problems, *after.outline.words.problems)):
        zh = after.rulebook.rules[rule].zh
        old, new = (one.pack.problems.get(rule, ()) for one in (before, after))
        yield f"问题怎么写 · {zh}", _chinese(old, PROBLEM_HOLES), _chinese(new, PROBLEM_HOLES)


def _topic_said(topic: ProblemTopic | None) -> list[str]:
    return [*topic.said, f"别处称“{topic.matter}”"] if topic else []


def _chinese(lines: Sequence[str], holes: Mapping[str, str] = SPEAKER_HOLES) -> list[str]:
    return [in_chinese(line, holes) for line in lines]


def _where(topics: Mapping[str, Topic], one: KeyDifference) -> str:
    place = _PLACE.search(one.key)
    if place and place["topic"] in topics and one.key.endswith(place["topic"]):
        return f"{one.zh.rpartition(' · ')[0]} · {topics[place['topic']].zh}"
    return one.zh
