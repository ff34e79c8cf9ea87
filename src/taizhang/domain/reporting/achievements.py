"""What was done, chapter by chapter: a sentence of framing, claims with figures, single acts with day and place."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from taizhang.domain.figures.approximate import numeral
from taizhang.domain.reporting.document import Block, Chip, Run, Standing, Style, Words
from taizhang.domain.reporting.filling import Filling
from taizhang.domain.reporting.notable import ToldAct
from taizhang.domain.reporting.patterns import Clause, joined, merged
from taizhang.domain.reporting.wanting import Plan
from taizhang.domain.rules.outlines import OutlinePart, OutlineSection, Sentences, Speaking

_SENTENCES_IN_ONE = 2
_MOST_LEADS = 2
_ACTS_IN_ONE = 2
_POINTS = 3
"""From so many full sentences on, a part may be told point by point: 一是…。二是…。."""
_ONE_IN_POINTS = 3
"""One part in so many is."""
_VERBS = ("召开", "开展", "组织", "举办")
_OF_WHOM = (Speaking.SPEAKER, Speaking.OWN, Speaking.BELOW, Speaking.ALL)


@dataclass(frozen=True, slots=True)
class Sentence:
    """What can be said of one kind of work by one subject: clauses, of which the first says the most."""

    speaking: Speaking
    kind: str
    clauses: tuple[Clause, ...]
    rank: int = 0
    """Where the kind stands among those of its part: what stands first says the most."""

    def shortened(self, clauses: int) -> Sentence:
        """The sentence with its first clauses only."""
        return replace(self, clauses=self.clauses[:clauses])

    def without_figures(self) -> Sentence:
        """The sentence as it stands where figures are enough: what it names, without its numbers."""
        first, *others = self.clauses
        words = Clause(tuple(merged([run for run in first.runs if not isinstance(run, Chip)])))
        return replace(self, clauses=(words, *(one for one in others if not one.figures)))

    @property
    def names(self) -> bool:
        """Whether it names anything that entries say."""
        return any(clause.names for clause in self.clauses)


@dataclass(frozen=True, slots=True)
class Chapter:
    """One part of a section with everything that may stand in it, or with what was kept of it."""

    section: OutlineSection
    part: OutlinePart
    heading: str
    leads: tuple[Words, ...]
    sentences: tuple[Sentence, ...]
    acts: tuple[ToldAct, ...]
    subjects: dict[Speaking, str]
    by_points: bool = False
    heads: dict[str, str] = field(default_factory=dict)

    def blocks(self, number: str) -> Iterator[Block]:
        """The chapter as it stands in the report."""
        yield Block(f"{self.part.id}_heading", Style.HEADING_2, (Words(number + self.heading, Standing.FRAMING),))
        runs = list(self.runs())
        if runs:
            yield Block(self.part.id, Style.PARAGRAPH, tuple(merged(runs)), self.part.id)

    def runs(self) -> Iterator[Run]:
        """The paragraph: framing, then what each subject did, in counts and in single acts."""
        by_subject = [(speaking, list(self._points(speaking))) for speaking in _OF_WHOM]
        told = [points for _, points in by_subject if points]
        numbered = self.by_points and sum(bool(kind) for points in told for kind, _ in points) >= _POINTS
        # A second thought leads over to the next subject, never straight after the first.
        leads = self.leads if len(told) > 1 and not numbered else self.leads[:1]
        said: set[str] = set()
        number = 0
        for points in told:
            yield from leads[:1]
            leads = leads[1:]
            for kind, runs in points:
                if numbered and kind:
                    number += 1
                    head = self.heads.get(kind, "")
                    yield Words(f"{numeral(number)}是{'' if head in said else head}", Standing.FRAMING)
                    said.add(head)
                yield from runs
                yield Words("。")

    def _points(self, speaking: Speaking) -> Iterator[tuple[str, tuple[Run, ...]]]:
        """The full sentences of one subject: two claims each, and after them the acts of their kinds."""
        subject = self.subjects.get(speaking, "")
        acts = [act for act in self.acts if act.speaking is speaking]
        groups = list(_sharing_a_verb([one for one in self.sentences if one.speaking is speaking]))
        interrupted = False
        for at in range(0, len(groups), _SENTENCES_IN_ONE):
            pair = groups[at : at + _SENTENCES_IN_ONE]
            is_last = at + _SENTENCES_IN_ONE >= len(groups)
            # After single acts of others the subject is said again.
            runs: list[Run] = [Words(subject)] if subject and (not at or interrupted) else []
            for number, group in enumerate(pair):
                runs.extend((Words("；"),) if number else ())
                runs.extend(_shared(group))
            kinds = {sentence.kind for group in pair for sentence in group}
            mine = [act for act in acts if is_last or act.kind in kinds]
            for told in _in_sentences(mine):
                runs.extend((Words("。"), *told))
            acts = [act for act in acts if act not in mine]
            interrupted = bool(mine) and speaking is Speaking.BELOW
            yield pair[0][0].kind, tuple(runs)
        if acts:
            if speaking is Speaking.OWN and subject:
                acts[0] = replace(acts[0], runs=acts[0].said_by(subject))
            yield "", tuple(_with_stops(list(_in_sentences(acts))))


def _with_stops(sentences: Sequence[tuple[Run, ...]]) -> Iterator[Run]:
    for number, runs in enumerate(sentences):
        yield from (Words("。"),) if number else ()
        yield from runs


def _in_sentences(acts: Sequence[ToldAct]) -> Iterator[tuple[Run, ...]]:
    for at in range(0, len(acts), _ACTS_IN_ONE):
        runs: list[Run] = []
        for number, act in enumerate(acts[at : at + _ACTS_IN_ONE]):
            runs.extend((*((Words("；"),) if number else ()), *act.runs))
        yield tuple(runs)


def _shared(group: Sequence[Sentence]) -> Iterator[Run]:
    """召开…次、…次: the verb once."""
    for at, sentence in enumerate(group):
        runs = joined(sentence.clauses)
        yield from (Words("、"), *_without_verb(runs)) if at else runs


def _sharing_a_verb(sentences: Sequence[Sentence]) -> Iterator[list[Sentence]]:
    """Neighbours of one clause that begin with the same verb."""
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
    heads = {kind: plan.pack.sentences.get(kind, Sentences()).head for kind in plan.kinds_of(part)}
    return Chapter(
        section,
        part,
        plan.choose(part.headings, "heading", part.id),
        tuple(map(filling.speaker_words, plan.leads(part)[:_MOST_LEADS])),
        tuple(_sentences(plan, part, filling)),
        filling.told_acts[part.id],
        {speaking: filling.subject(speaking) for speaking in Speaking},
        plan.choose(tuple(map(str, range(_ONE_IN_POINTS))), "points", part.id) == "0",
        {kind: plan.choose(variants, "head", kind) for kind, variants in heads.items() if variants},
    )


def _sentences(plan: Plan, part: OutlinePart, filling: Filling) -> list[Sentence]:
    """One sentence a kind and subject; what the speaker did himself is not told again of the committee."""
    found: list[Sentence] = []
    spoken: set[str] = set()
    ranks = {kind: at for at, kind in enumerate(plan.kinds_of(part))}
    for telling in plan.tellings(part):
        if telling.speaking is Speaking.OWN and telling.kind in spoken:
            continue
        clauses = filling.told(telling)
        if clauses:
            found.append(Sentence(telling.speaking, telling.kind, clauses, ranks[telling.kind]))
            if telling.speaking is Speaking.SPEAKER:
                spoken.add(telling.kind)
    return sorted(found, key=lambda sentence: _OF_WHOM.index(sentence.speaking))
