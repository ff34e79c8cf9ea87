"""A number that somebody's report states, held against what is recorded: 相符, 不符, 无记录, 说不准, 台账不计."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from taizhang.domain.figures.approximate import Wording, is_true_of
from taizhang.domain.official_text.quantity_grammar import Qualifier
from taizhang.domain.periods import Cycle, Window, windows_of_year
from taizhang.domain.reading.figures import Nature, StatedFigure
from taizhang.domain.reading.naming_figures import ENOUGH, Candidate

_ABOUT = 10
"""约, 左右: within a tenth."""
_MORE = frozenset({"余", "多", "来", "几"})
_CYCLES = {"月": Cycle.MONTH, "季度": Cycle.QUARTER, "半年": Cycle.HALF, "年": Cycle.YEAR}
_QUARTERS = "一二三四"
_PERIOD = re.compile(
    r"(?:(?P<year>20[0-9]{2})年)?(?:第?(?P<quarter>[一二三四])季度|(?P<half>上半年|下半年)|(?<![0-9])(?P<month>1[0-2]|[1-9])月(?:份)?(?![0-9]{1,2}日))"
    r"|(?P<only>20[0-9]{2})年(?!度?党)"
)
_NOT_DONE = re.compile("没有按|没有(?:及时|如期)|没有在规定|未按(?:月|季|期|时|规定)|未能(?:按|及时)|没能(?:按|及时)")
"""有8次没有按月召开 counts what was missed, not what was held."""
_THOSE_BELOW = re.compile("各(?:级|基层)?党(?:支部|组织|委|总支)|各支部|(?:所属|下属|下辖)[^，。；]{0,4}(?:支部|组织)")
_NEVER = frozenset({Nature.DATE, Nature.ORDINAL, Nature.RANK, Nature.RATIO, Nature.BREAKDOWN})


class Answer(StrEnum):
    """What holding a number against the records says."""

    AGREES = "agrees"
    DIFFERS = "differs"
    NO_RECORD = "no_record"
    UNSURE = "unsure"
    NOT_COUNTED = "not_counted"


ANSWER_WORDS = {
    Answer.AGREES: "相符",
    Answer.DIFFERS: "不符",
    Answer.NO_RECORD: "无记录",
    Answer.UNSURE: "说不准",
    Answer.NOT_COUNTED: "台账不计",
}


@dataclass(frozen=True, slots=True)
class Known:
    """What the ledger knows of one figure in one window, in the figure's smallest unit."""

    value: int
    at_least: bool = False


@dataclass(frozen=True, slots=True)
class Possible:
    """One thing a number may mean, with what is recorded of it in each window."""

    candidate: Candidate
    scope: str
    values: tuple[int, ...]
    at_least: bool

    @property
    def value(self) -> int:
        """What is recorded in the whole period."""
        return sum(self.values)


@dataclass(frozen=True, slots=True)
class Held:
    """A number of a report and what the ledger says to it."""

    figure: StatedFigure
    answer: Answer
    windows: tuple[Window, ...]
    chosen: Possible | None
    others: tuple[Possible, ...]
    missing: tuple[Window, ...] = ()
    """The windows in which a rate was not kept."""

    @property
    def difference(self) -> int | None:
        """Recorded less stated, in the figure's smallest unit; None for rates."""
        if self.chosen is None or len(self.windows) != 1 or self.figure.amount is None:
            return None
        return self.chosen.value - round(self.figure.amount * self.chosen.candidate.figures[0].scale)


def can_be_held(figure: StatedFigure) -> bool:
    """Say whether a number is of a nature that the ledger counts at all; what was not done has no entries."""
    return figure.nature not in _NEVER and figure.amount is not None and not _NOT_DONE.search(figure.clause)


def is_of_those_below(figure: StatedFigure) -> bool:
    """Say whether the clause speaks of those below alone: 各党支部讲党课27次."""
    return _THOSE_BELOW.search(figure.clause) is not None


def windows_of(figure: StatedFigure, year: int, as_of: date) -> tuple[Window, ...]:
    """The period a number speaks of: the year of the report, unless its clause names another stretch of time."""
    unit, _, period = figure.unit.partition("/")
    cycle = _CYCLES.get(period)
    if unit and cycle is not None:
        return tuple(window for window in windows_of_year(cycle, year) if window.end <= as_of) or (
            Window.of_year(year),
        )
    found = _PERIOD.search(figure.clause)
    if found is None:
        return (Window.of_year(year),)
    if found["only"]:
        return (Window.of_year(int(found["only"])),)
    told = int(found["year"]) if found["year"] else year
    if found["quarter"]:
        return (windows_of_year(Cycle.QUARTER, told)[_QUARTERS.index(found["quarter"])],)
    if found["half"]:
        return (windows_of_year(Cycle.HALF, told)[found["half"] == "下半年"],)
    return (windows_of_year(Cycle.MONTH, told)[int(found["month"]) - 1],)


def possible(
    candidate: Candidate, scope: str, windows: Sequence[Window], known: Mapping[tuple[str, Window], Known]
) -> Possible:
    """Add up what is known of the candidate's figures, window by window."""
    values = tuple(sum(known[one, window].value for one in candidate.ids) for window in windows)
    return Possible(
        candidate, scope, values, any(known[one, window].at_least for one in candidate.ids for window in windows)
    )


def hold(figure: StatedFigure, windows: tuple[Window, ...], choices: Sequence[Possible]) -> Held:
    """Answer for one number; `choices` hold each candidate once for every scope that may be meant."""
    if not choices:
        return Held(figure, Answer.NOT_COUNTED, windows, None, ())
    for choice in choices:
        if choice.candidate.confidence >= ENOUGH and _bears_out(figure, choice) and choice.value:
            others = tuple(one for one in choices if one is not choice)
            return Held(figure, Answer.AGREES, windows, choice, others)
    first = choices[0]
    others = tuple(choices[1:])
    several = len({one.candidate.ids for one in choices}) > 1
    if several or first.candidate.confidence < ENOUGH:
        return Held(figure, Answer.UNSURE, windows, first, others)
    if not any(choice.value for choice in choices):
        return Held(figure, Answer.NO_RECORD, windows, first, others)
    if first.at_least and first.value < _stated(figure, first):
        return Held(figure, Answer.UNSURE, windows, first, others)
    return Held(figure, Answer.DIFFERS, windows, first, others, _missing(figure, windows, first))


def _bears_out(figure: StatedFigure, choice: Possible) -> bool:
    """Say whether what is recorded makes the statement true, its qualifier included."""
    stated = _stated(figure, choice)
    if len(choice.values) > 1:
        return all(value >= stated for value in choice.values)
    value = choice.value
    if figure.high is not None:
        return stated <= value <= round(figure.high * choice.candidate.figures[0].scale)
    if figure.word in _MORE:
        return value == stated or is_true_of(value, stated, Wording.MORE)
    return _TRUE_OF[figure.qualifier](value, stated)


_TRUE_OF: Mapping[Qualifier, Callable[[int, int], bool]] = {
    Qualifier.EXACT: lambda value, stated: value == stated,
    Qualifier.AT_LEAST: lambda value, stated: value >= stated,
    Qualifier.AT_MOST: lambda value, stated: value <= stated,
    Qualifier.NEARLY: lambda value, stated: is_true_of(value, stated, Wording.NEARLY),
    Qualifier.ABOUT: lambda value, stated: abs(value - stated) * _ABOUT <= stated,
    Qualifier.RANGE: lambda value, stated: value == stated,
}


def _stated(figure: StatedFigure, choice: Possible) -> int:
    return round((figure.amount or 0) * choice.candidate.figures[0].scale)


def _missing(figure: StatedFigure, windows: tuple[Window, ...], choice: Possible) -> tuple[Window, ...]:
    if len(windows) < 2:  # noqa: PLR2004 (a rate has several windows)
        return ()
    stated = _stated(figure, choice)
    return tuple(window for window, value in zip(windows, choice.values, strict=True) if value < stated)
