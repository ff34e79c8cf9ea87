"""How a held number is told on the page: what the report says, what the ledger has, and what to do."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from taizhang.apps.ledger.selectors.holding import BELOW, UNDER
from taizhang.domain.periods import Window
from taizhang.domain.reading.figures import Nature
from taizhang.domain.reading.holding import ANSWER_WORDS, Answer, Held, Possible
from taizhang.domain.reading.naming_figures import ENOUGH
from taizhang.domain.reading.report import ReportRead
from taizhang.domain.reading.telling import figure_words
from taizhang.faces.web.pages.reports.holding import HeldScope
from taizhang.faces.web.shell.amounts import amount_text
from taizhang.faces.web.shell.frame import Frame
from taizhang.faces.web.shell.links import link_if

SIGNS = {
    Answer.AGREES: "met",
    Answer.DIFFERS: "unmet",
    Answer.NO_RECORD: "lack",
    Answer.UNSURE: "due",
    Answer.NOT_COUNTED: "na",
}
_SMALLEST = {100: "fen", 10: "tenth_hour"}
_MOST_OTHERS = 4
_SENTENCE = 90


@dataclass(frozen=True, slots=True)
class Recorded:
    """What the ledger has under one name, and where it opens."""

    zh: str
    value: str
    scope: str
    links: tuple[tuple[str, str], ...]
    """Word and address: a sum of several figures opens one by one."""


@dataclass(frozen=True, slots=True)
class Stated:
    """A count that can be taken down as stated in sum (汇总登记)."""

    figure: str
    amount: int
    start: str
    end: str


@dataclass(frozen=True, slots=True)
class HeldRow:
    """One number of the report on the page."""

    said: str
    excerpt: str
    line: int
    answer: str
    sign: str
    word: str
    period: str
    recorded: Recorded | None
    others: tuple[Recorded, ...]
    note: str
    record: str
    """Address of the page that records what is missing; empty where nothing is."""
    stated: Stated | None
    """What can be taken down as a draft instead."""


def rows_of(frame: Frame, report: ReportRead, held: Sequence[Held], scopes: Sequence[HeldScope]) -> list[HeldRow]:
    """Tell every number, in the order of the report."""
    words = {scope.key: scope.word for scope in scopes}
    ordered = sorted(held, key=lambda one: one.figure.start)
    return [_row(frame, report, one, words) for one in ordered]


def counted(rows: Sequence[HeldRow]) -> list[tuple[str, str, str, int]]:
    """How many numbers got which answer: key, sign, word, how many."""
    many = Counter(row.answer for row in rows)
    return [
        (answer.value, SIGNS[answer], ANSWER_WORDS[answer], many[answer.value])
        for answer in Answer
        if many[answer.value]
    ]


def _row(frame: Frame, report: ReportRead, one: Held, words: dict[str, str]) -> HeldRow:
    line, _ = report.text.line_and_column(one.figure.start)
    chosen = one.chosen
    unsure = one.answer is Answer.UNSURE
    # Each thing it may mean once: the first scope is the one with all below.
    apart = {choice.candidate.ids: choice for choice in reversed(one.others)}
    others = [choice for ids, choice in apart.items() if chosen is None or ids != chosen.candidate.ids]
    return HeldRow(
        said=figure_words(one.figure),
        excerpt=_sentence(report, one),
        line=line,
        answer=one.answer.value,
        sign=SIGNS[one.answer],
        word=ANSWER_WORDS[one.answer],
        period=_period(one.windows),
        recorded=_recorded(frame, one, chosen, words) if chosen is not None else None,
        others=tuple(_recorded(frame, one, choice, words) for choice in others[:_MOST_OTHERS]) if unsure else (),
        note=_note(one),
        record=_record(frame, one),
        stated=_stated(frame, one),
    )


def _recorded(frame: Frame, one: Held, choice: Possible, words: dict[str, str]) -> Recorded:
    named = choice.candidate.figures[0]
    smallest = _SMALLEST.get(named.scale, named.unit)
    least = "至少 " if choice.at_least else ""
    window = Window(one.windows[0].start, one.windows[-1].end)
    links = tuple(
        (figure.zh, link)
        for figure in choice.candidate.figures
        if (link := _figure_link(frame, figure.id, window, choice.scope))
    )
    return Recorded(
        choice.candidate.zh, f"{least}{amount_text(choice.value, smallest)}", words.get(choice.scope, ""), links
    )


def _figure_link(frame: Frame, figure: str, window: Window, scope: str) -> str:
    """Open the figure for the same days, where each of its entries is listed; those below stand there one by one."""
    scope = BELOW if scope == UNDER else scope
    whole = (window.start.month, window.start.day, window.end.month, window.end.day) == (1, 1, 12, 31)
    if whole and window.start.year == window.end.year:
        return link_if(frame.address, "figures:figure", figure, year=window.start.year, scope=scope)
    days = {"from": window.start.isoformat(), "to": window.end.isoformat()}
    return link_if(frame.address, "figures:figure", figure, year=window.start.year, scope=scope, **days)


def _note(one: Held) -> str:
    if one.missing:
        return f"没有达到的：{'、'.join(window.zh for window in one.missing)}。补录，或改报告里的说法。"
    if one.answer is Answer.DIFFERS and one.difference is not None and one.chosen is not None:
        named = one.chosen.candidate.figures[0]
        by = amount_text(abs(one.difference), _SMALLEST.get(named.scale, named.unit))
        return f"台账少 {by}。补录，或改报告。" if one.difference < 0 else f"台账多 {by}。看看报告是不是漏算。"
    if one.answer is Answer.UNSURE and one.chosen is not None:
        if one.chosen.at_least:
            return "有的记录只填了人数、没有名单，台账只知道至少多少。"
        if one.chosen.candidate.confidence >= ENOUGH:
            return "可能指这几项中的一项，哪一项都对不上。点开看是哪一项。"
    return _NOTES.get(one.answer, "")


_NOTES = {
    Answer.NO_RECORD: "台账里这段时间一条也没有。补录，或改报告。",
    Answer.UNSURE: "名称只是相近，点开看是不是这一项。",
}


def _record(frame: Frame, one: Held) -> str:
    """Where to record what is missing, with the kind chosen already."""
    lacking = one.answer is Answer.NO_RECORD or (one.difference or 0) < 0 or bool(one.missing)
    if not frame.may_record or one.chosen is None or not lacking:
        return ""
    kind, _, figure = one.chosen.candidate.figures[0].id.partition("/")
    return link_if(frame.address, "ledger:record", kind=kind if figure else "")


def _stated(frame: Frame, one: Held) -> Stated | None:
    """What a draft in sum would say: a plain count of one figure of one kind, that the ledger has less of."""
    figure, chosen = one.figure, one.chosen
    if not _record(frame, one) or chosen is None or len(one.windows) != 1 or figure.nature is not Nature.COUNT:
        return None
    named = chosen.candidate.figures[0]
    alone = len(chosen.candidate.figures) == 1 and named.scale == 1 and "/" in named.id
    if not alone or not isinstance(figure.amount, int):
        return None
    window = one.windows[0]
    return Stated(named.id, figure.amount, window.start.isoformat(), window.end.isoformat())


def _period(windows: Sequence[Window]) -> str:
    if len(windows) == 1:
        return windows[0].zh
    return f"{windows[0].zh}—{windows[-1].zh}，共 {len(windows)} 段"


def _sentence(report: ReportRead, one: Held) -> str:
    text = report.text.text
    start = max(text.rfind(mark, max(0, one.figure.start - _SENTENCE), one.figure.start) for mark in "。；\n")
    begin = max(start + 1, one.figure.start - _SENTENCE)
    ends = [at for mark in "。；\n" if (at := text.find(mark, one.figure.end, one.figure.end + _SENTENCE)) >= 0]
    return text[begin : min(ends, default=min(len(text), one.figure.end + _SENTENCE))].strip()
