"""Many reports side by side (批量审阅): a row for each, for who has to comment on them; nothing in it is ranked."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from taizhang.domain.official_text.passages import Passages, SharedPassage
from taizhang.domain.reading.figures import StatedFigure, countable
from taizhang.domain.reading.problems import Item, answered, intentions_of, names_last_year, problems_of
from taizhang.domain.reading.questions import questions_for
from taizhang.domain.reading.report import ReportRead
from taizhang.domain.reading.sections import Part

REQUIRED = (Part.ACHIEVEMENTS, Part.PROBLEMS, Part.PLANS)
_LEAST_EQUAL = 3
"""From three equal figures on it is told: one or two may be chance."""
_SMALL = 2


@dataclass(frozen=True, slots=True)
class Submitted:
    """A report under the name it came with."""

    name: str
    report: ReportRead
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Unread:
    """A file that gave no text, and why."""

    name: str
    reason: str


@dataclass(frozen=True, slots=True)
class Demands:
    """What the organiser asked for."""

    required: tuple[Part, ...] = REQUIRED
    limit: int | None = None
    problems_share: int | None = None
    """The least share of problems, in hundredths."""


@dataclass(frozen=True, slots=True)
class Likeness:
    """What a report has in common with another: whose, which figures, which passages."""

    other: str
    is_earlier: bool
    figures: tuple[str, ...]
    passages: tuple[SharedPassage, ...]

    @property
    def characters(self) -> int:
        """How long the passages are together, marks and blanks aside."""
        return sum(one.length for one in self.passages)


@dataclass(frozen=True, slots=True)
class Reviewed:
    """One row of the table."""

    name: str
    report: ReportRead
    missing: tuple[Part, ...]
    over: int
    """Characters beyond the limit."""
    problems: tuple[Item, ...]
    intentions: tuple[Item, ...]
    figures: tuple[StatedFigure, ...]
    earlier: str
    """The name of the same unit's last report, where it is there."""
    answered: tuple[Item, ...]
    unanswered: tuple[Item, ...]
    names_last_year: bool
    alike: tuple[Likeness, ...]
    questions: tuple[str, ...]
    warnings: tuple[str, ...] = ()

    @property
    def length(self) -> int:
        """Characters as the organiser counts them."""
        return self.report.length

    def share(self, part: Part) -> float:
        """The share of a part, in hundredths."""
        return self.report.shares.get(part, 0.0)

    @property
    def figures_in_thousand(self) -> float:
        """Figures per thousand characters."""
        return round(1000 * len(self.figures) / max(1, self.length), 1)


def review(
    submitted: Sequence[Submitted],
    earlier: Sequence[Submitted] = (),
    demands: Demands | None = None,
    step: Callable[[int], None] | None = None,
) -> tuple[Reviewed, ...]:
    """Review reports in the order in which they came; `step` is told how many are done."""
    wanted = demands or Demands()
    passages = Passages()
    for one in (*submitted, *earlier):
        passages.add(one.name, one.report.text.text)
    stated = {one.name: _stated(one.report) for one in (*submitted, *earlier)}
    last = {one.name: _earlier_of(one, earlier, submitted) for one in submitted}
    old = {one.name for one in earlier} | {one.name for one in last.values() if one is not None}
    rows = []
    for done, one in enumerate(submitted, start=1):
        rows.append(_reviewed(one, last[one.name], wanted, _alike(one, passages, stated, old)))
        if step is not None:
            step(done)
    return tuple(rows)


def _reviewed(one: Submitted, before: Submitted | None, wanted: Demands, alike: tuple[Likeness, ...]) -> Reviewed:
    report = one.report
    there = {section.part for section in report.sections}
    there |= {Part.CAUSES} if any("原因" in section.heading for section in report.sections) else set()
    named = names_last_year(report)
    there |= {Part.LAST_YEAR} if named else set()
    old_problems = problems_of(before.report) if before is not None else ()
    told = tuple(problem for problem in old_problems if answered(problem, report))
    row = Reviewed(
        name=one.name,
        report=report,
        missing=tuple(part for part in wanted.required if part not in there),
        over=max(0, report.length - wanted.limit) if wanted.limit else 0,
        problems=problems_of(report),
        intentions=intentions_of(report),
        figures=report.figures,
        earlier=before.name if before else "",
        answered=told,
        unanswered=tuple(problem for problem in old_problems if problem not in told),
        names_last_year=named,
        alike=alike,
        questions=(),
        warnings=one.warnings,
    )
    return _with_questions(row, wanted)


def _with_questions(row: Reviewed, wanted: Demands) -> Reviewed:
    same_year = [f"{like.other}" for like in row.alike if not like.is_earlier and like.passages]
    from_last = [like for like in row.alike if like.is_earlier and (like.passages or like.figures)]
    questions = questions_for(
        row.report,
        missing=row.missing,
        problems=row.problems,
        intentions=row.intentions,
        unanswered=row.unanswered,
        problems_share=wanted.problems_share,
        copied_from=same_year,
        repeats_last=bool(from_last),
    )
    return _replaced(row, questions)


def _replaced(row: Reviewed, questions: tuple[str, ...]) -> Reviewed:
    return Reviewed(
        **{name: getattr(row, name) for name in Reviewed.__slots__ if name != "questions"}, questions=questions
    )


def _alike(
    one: Submitted,
    passages: Passages,
    stated: dict[str, dict[tuple[str, str, str], str]],
    old: set[str],
) -> tuple[Likeness, ...]:
    shared: dict[str, list[SharedPassage]] = defaultdict(list)
    for passage in passages.shared(one.name):
        shared[passage.other].append(passage)
    mine = stated[one.name]
    found = []
    for other, theirs in stated.items():
        if other == one.name:
            continue
        same = [mine[key] for key in mine if key in theirs]
        same = same if len(same) >= _LEAST_EQUAL else []
        if same or shared.get(other):
            found.append(Likeness(other, other in old, tuple(same), tuple(shared.get(other, ()))))
    return tuple(sorted(found, key=lambda like: like.other))


def _stated(report: ReportRead) -> dict[tuple[str, str, str], str]:
    """What is counted, how much and in which unit, with the words for it; ones and twos are too common to tell."""
    return {
        (figure.label, str(figure.value), figure.unit): figure.excerpt
        for figure in countable(report.figures)
        if isinstance(figure.amount, int) and figure.amount > _SMALL
    }


def _earlier_of(one: Submitted, earlier: Sequence[Submitted], submitted: Sequence[Submitted]) -> Submitted | None:
    """The same unit's report of the year before; one that was given as last year's need not name its year."""
    year = one.report.naming.year
    for other in earlier:
        before = other.report.naming.year
        if (year is None or before in {None, year - 1}) and _is_same_unit(one, other):
            return other
    for other in submitted:
        if other is not one and year is not None and other.report.naming.year == year - 1 and _is_same_unit(one, other):
            return other
    return None


def _is_same_unit(one: Submitted, other: Submitted) -> bool:
    """By the unit in the title, else by the file's name without its year."""
    unit, stem = one.report.naming.unit, _stem(one.name)
    return bool((unit and unit == other.report.naming.unit) or (stem and stem == _stem(other.name)))


def _stem(name: str) -> str:
    plain = name.replace("\\", "/").rsplit("/", 1)[-1].rsplit(".", 1)[0]
    return re.sub(r"[0-9]{2,4}年?度?|[\s_\-（）()]+", "", plain)
