"""What the writer of a committee's report is offered from the finished reports below it, to put in with a click."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from taizhang.apps.accounts.actors import Actor
from taizhang.apps.ledger.selectors.spells import figure_over
from taizhang.apps.reports.models import Report
from taizhang.apps.reports.selectors.compiling import ReportBelow
from taizhang.apps.reports.selectors.quoted import Below, ToldBelow
from taizhang.apps.reports.selectors.reaching import reach_of
from taizhang.apps.reports.selectors.texts import catalogue, notice_of
from taizhang.domain.figures.figure import Figure
from taizhang.domain.periods import Window
from taizhang.domain.reporting import Ask, Block, Chip, Run
from taizhang.domain.reporting.origins import Cited, Origin
from taizhang.domain.reporting.quoting import is_worth_quoting, may_be_quoted, passage, sentences_of
from taizhang.domain.reporting.wanting import Plan
from taizhang.domain.rules.figures import FigureInfo, Nature
from taizhang.domain.rules.outlines import Speaking

MOST_SUMS = 15


@dataclass(frozen=True, slots=True)
class Piece:
    """A sentence, or a whole paragraph, as it would arrive."""

    source: str
    runs: tuple[Run, ...]
    is_whole: bool


@dataclass(frozen=True, slots=True)
class Quotable:
    """A paragraph of a finished report with the pieces it can be quoted in."""

    block: Block
    topic: str
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Summed:
    """A figure that reports below state: what each has, added up, and how much that is without repeats."""

    info: FigureInfo
    ask: Ask
    figure: Figure
    reports: int

    @property
    def parts(self) -> int:
        """What all have, one after another: joint work counted as often as it was shared."""
        return self.figure.value + self.figure.overlap


class Offering:
    """The offers for one report; what is not asked for is not read."""

    def __init__(self, actor: Actor, report: Report) -> None:
        """Look at the finished reports below it."""
        self.below = Below(actor, report)
        self._actor, self._report = actor, report

    @property
    def reports(self) -> Sequence[ReportBelow]:
        """The finished reports that this person may read."""
        return self.below.reports.reports

    def topics(self) -> dict[str, str]:
        """The parts of the committee's own outline, in its order."""
        return {part.id: part.headings[0] for part in self.below.plan.parts()}

    def acts(self, organization: int = 0, topic: str = "") -> list[tuple[ToldBelow, str]]:
        """The acts that are told below, each with the part it belongs to."""
        by_kind = _topics_by_kind(self.below.plan)
        found = [(one, by_kind.get(one.act.kind, "")) for one in self.below.acts()]
        return [
            (one, mine)
            for one, mine in found
            if (not organization or organization in one.organizations) and topic in {"", mine}
        ]

    def passages(self, below: ReportBelow, topic: str = "") -> list[Quotable]:
        """The paragraphs of a finished report that can be quoted."""
        by_kind, voice = _topics_by_kind(self.below.plan), self.below.voice(below)
        cited = (Cited(below.report, below.version),)

        def piece(block: Block, sentence: int) -> Piece:
            source = str(Origin(cited, block.id, sentence))
            return Piece(source, passage(block, voice, source, sentence), not sentence)

        found = []
        for block in self.below.document(below).blocks:
            if not may_be_quoted(block) or topic not in {"", mine := _topic_of(block, by_kind)}:
                continue
            worth = [number for number, one in enumerate(sentences_of(block), 1) if is_worth_quoting(one)]
            whole = (piece(block, 0),) if len(worth) > 1 else ()
            found.append(Quotable(block, mine, (*whole, *(piece(block, number) for number in worth))))
        return found

    def sums(self) -> list[Summed]:
        """The figures that the reports below state, those with repeats first; joint work is never added up."""
        known, year = catalogue(), Window(date(self._report.year, 1, 1), self._report.until)
        times = Counter(figure for below in self.reports for figure in self._stated(below))
        counted = [figure for figure, _ in times.most_common() if figure in known][:MOST_SUMS]
        spells = reach_of(self._report.organization_id, notice_of(self._report).until).over(Speaking.BELOW, year)
        found = []
        for figure in counted:
            if known[figure].nature is Nature.STOCK:
                continue
            ask = Ask(figure, Speaking.BELOW.value, year.start, year.end)
            found.append(Summed(known[figure], ask, figure_over(self._actor, figure, spells, year.end), times[figure]))
        return sorted(
            (one for one in found if one.figure.value), key=lambda one: (not one.figure.overlap, -one.reports)
        )

    def _stated(self, below: ReportBelow) -> set[str]:
        return {chip.ask.figure for chip in self.below.document(below).chips()}


def _topics_by_kind(plan: Plan) -> dict[str, str]:
    found: dict[str, str] = {}
    for part in plan.parts():
        for kind in (*part.notable, *plan.kinds_of(part)):
            found.setdefault(kind, part.id)
    return found


def _topic_of(block: Block, by_kind: dict[str, str]) -> str:
    """Where a paragraph belongs in another outline: where most of its numbers do, else under the same name."""
    topics = Counter(filter(None, (by_kind.get(kind) for kind in _kinds_in(block))))
    return topics.most_common(1)[0][0] if topics else block.part


def _kinds_in(block: Block) -> Iterator[str]:
    return (run.ask.figure.partition("/")[0] for run in block.runs if isinstance(run, Chip))
