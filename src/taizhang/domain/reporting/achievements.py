"""What was done, chapter by chapter: a sentence of framing, claims with figures, single acts with day and place."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby, islice
from operator import itemgetter

from taizhang.domain.reporting.document import Block, Named, Run, Standing, Style, Words
from taizhang.domain.reporting.facts import Act
from taizhang.domain.reporting.filling import Filling, inside_quotes
from taizhang.domain.reporting.patterns import Clause, Filler, filled, joined, merged
from taizhang.domain.reporting.wanting import Plan
from taizhang.domain.rules.outlines import OutlinePart, OutlineSection, Sentences, Speaking

_SENTENCES_IN_ONE = 2
_MOST_LEADS = 2
_MOST_ACTS = 3
_VERBS = ("召开", "开展", "组织", "举办")
_PLAIN_ACT = "{day}，开展“{title}”{kind}"
_OF_WHOM = (Speaking.SPEAKER, Speaking.OWN, Speaking.BELOW, Speaking.ALL)


@dataclass(frozen=True, slots=True)
class Sentence:
    """What can be said of one kind of work by one subject: clauses, of which the first says the most."""

    speaking: Speaking
    kind: str
    clauses: tuple[Clause, ...]

    def shortened(self, clauses: int) -> Sentence:
        """The sentence with its first clauses only."""
        return replace(self, clauses=self.clauses[:clauses])


@dataclass(frozen=True, slots=True)
class Chapter:
    """One part of a section with everything that may stand in it, or with what was kept of it."""

    section: OutlineSection
    part: OutlinePart
    heading: str
    leads: tuple[Words, ...]
    sentences: tuple[Sentence, ...]
    acts: tuple[tuple[Run, ...], ...]
    subjects: dict[Speaking, str]

    def blocks(self, number: str) -> Iterator[Block]:
        """The chapter as it stands in the report."""
        yield Block(f"{self.part.id}_heading", Style.HEADING_2, (Words(number + self.heading, Standing.FRAMING),))
        runs = list(self.runs())
        if runs:
            yield Block(self.part.id, Style.PARAGRAPH, tuple(merged(runs)), self.part.id)

    def runs(self) -> Iterator[Run]:
        """The paragraph: framing, claims by subject, acts."""
        yield from self.leads
        for speaking, group in groupby(self.sentences, key=lambda sentence: sentence.speaking):
            yield from _spoken(self.subjects.get(speaking, ""), list(group))
        for act in self.acts:
            yield from act
            yield Words("。")


def _spoken(subject: str, sentences: list[Sentence]) -> Iterator[Run]:
    """Sentences of one subject: the subject once, two at a time between full stops, a verb shared where it can be."""
    if subject:
        yield Words(subject)
    groups = list(_sharing_a_verb(sentences))
    for number, group in enumerate(groups, 1):
        for at, sentence in enumerate(group):
            runs = joined(sentence.clauses)
            yield from (Words("、"), *_without_verb(runs)) if at else runs
        ends = number == len(groups) or number % _SENTENCES_IN_ONE == 0
        yield Words("。" if ends else "；")


def _sharing_a_verb(sentences: list[Sentence]) -> Iterator[list[Sentence]]:
    """召开…次、…次: neighbours of one clause that begin with the same verb."""
    group: list[Sentence] = []
    for sentence in sentences:
        if group and _verb(sentence) and _verb(sentence) == _verb(group[0]):
            group.append(sentence)
            continue
        if group:
            yield group
        group = [sentence]
    if group:
        yield group


def _verb(sentence: Sentence) -> str:
    first = sentence.clauses[0].runs[0]
    begins = first.text[:2] if isinstance(first, Words) and len(first.text) > len(_VERBS[0]) else ""
    return begins if len(sentence.clauses) == 1 and begins in _VERBS else ""


def _without_verb(runs: tuple[Run, ...]) -> tuple[Run, ...]:
    first = runs[0]
    return (Words(first.text[2:]), *runs[1:])


def chapters(plan: Plan, section: OutlineSection, filling: Filling) -> tuple[Chapter, ...]:
    """The parts of a section of which anything can be told."""
    made = (_chapter(plan, section, part, filling) for part in section.parts)
    return tuple(chapter for chapter in made if chapter.sentences or chapter.acts)


def _chapter(plan: Plan, section: OutlineSection, part: OutlinePart, filling: Filling) -> Chapter:
    return Chapter(
        section,
        part,
        plan.choose(part.headings, "heading", part.id),
        tuple(map(filling.speaker_words, plan.leads(part)[:_MOST_LEADS])),
        tuple(_sentences(plan, part, filling)),
        tuple(runs for _, runs in sorted(islice(_acts(plan, part, filling), _MOST_ACTS), key=itemgetter(0))),
        {speaking: filling.subject(speaking) for speaking in Speaking},
    )


def _sentences(plan: Plan, part: OutlinePart, filling: Filling) -> list[Sentence]:
    """One sentence a kind and subject; what the speaker did himself is not told again of the committee."""
    found: list[Sentence] = []
    spoken: set[str] = set()
    for telling in plan.tellings(part):
        if telling.speaking is Speaking.OWN and telling.kind in spoken:
            continue
        clauses = filling.told(telling)
        if clauses:
            found.append(Sentence(telling.speaking, telling.kind, clauses))
            if telling.speaking is Speaking.SPEAKER:
                spoken.add(telling.kind)
    return sorted(found, key=lambda sentence: _OF_WHOM.index(sentence.speaking))


def _acts(plan: Plan, part: OutlinePart, filling: Filling) -> Iterator[tuple[date, tuple[Run, ...]]]:
    for kind in part.notable:
        patterns = plan.pack.sentences.get(kind, Sentences()).act or (_PLAIN_ACT,)
        for act in filling.acts_by_kind.get(kind, ()):
            clauses = filled(plan.choose(patterns, "act", kind, act.entry), _of(act, plan))
            # A day alone tells nothing.
            if len(clauses) > 1:
                yield act.day, joined(clauses)


def _of(act: Act, plan: Plan) -> Filler:
    said = {
        "day": f"{act.day.month}月{act.day.day}日",
        "place": act.place,
        "title": inside_quotes(act.title),
        "with": act.with_whom,
    }

    def fill(slot: str) -> tuple[Run, ...] | None:
        if slot == "kind":
            return (Words(plan.rulebook.kinds[act.kind].zh),)
        return (Named("", slot, said[slot], act.entry, act.revision),) if said[slot] else None

    return fill
