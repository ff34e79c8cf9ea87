"""Intentions (下步打算), and what became of last year's (上年问题整改和打算落实)."""

from __future__ import annotations

from collections.abc import Iterator

from taizhang.domain.reporting.document import Block, Gap, Run, Standing, Style, Words
from taizhang.domain.reporting.facts import Intention, Outcome
from taizhang.domain.reporting.filling import Filling
from taizhang.domain.reporting.patterns import merged
from taizhang.domain.reporting.shortcomings import Matter, enumerated, matters


def plans(filling: Filling) -> Iterator[Block]:
    """The measures against the problems written, then the intentions; nothing is promised that nobody entered."""
    said = [_measures(one) for one in matters(filling) if one.measures]
    said.extend((Words(_promised(filling, one), Standing.TYPED),) for one in filling.facts.intentions)
    if not said:
        yield Block("plans", Style.PARAGRAPH, (Gap("下步打算的事项、目标和时限"),), "plans")
        return
    plan = filling.plan
    opening = plan.pack.plans_opening
    runs: list[Run] = [filling.speaker_words(plan.choose(opening, "plans"))] if opening else []
    yield Block("plans", Style.PARAGRAPH, tuple(merged([*runs, *enumerated(said)])), "plans")


def _measures(one: Matter) -> tuple[Run, ...]:
    """What is to be done, and against which problem."""
    lead = (Words(f"针对{one.name}的问题，", Standing.FRAMING),) if one.topic else ()
    return (*lead, Words("；".join(one.measures), Standing.TYPED))


def _promised(filling: Filling, one: Intention) -> str:
    text = one.text.strip().rstrip("。；")
    info = filling.info(one.figure)
    if one.target is not None and str(one.target) not in text:
        text += f"，全年达到{one.target}{info.unit if info else ''}"
    if one.due is not None:
        year = "" if one.due.year == filling.plan.notice.year + 1 else f"{one.due.year}年"
        text += f"，{year}{one.due.month}月{one.due.day}日前完成"
    return text


def last_year(filling: Filling) -> Iterator[Block]:
    """Each of last year's intentions with what the ledger says of it."""
    outcomes = filling.facts.last_year
    if not outcomes:
        yield Block("last_year", Style.PARAGRAPH, (Gap("上年度查摆问题和打算的落实情况"),), "last_year")
        return
    plan = filling.plan
    opening = plan.pack.last_year_opening
    runs: list[Run] = [filling.speaker_words(plan.choose(opening, "last_year"))] if opening else []
    said = [_outcome(filling, one) for one in outcomes]
    yield Block("last_year", Style.PARAGRAPH, tuple(merged([*runs, *enumerated(said)])), "last_year")


def _outcome(filling: Filling, one: Outcome) -> tuple[Run, ...]:
    text = Words(one.text.strip().rstrip("。；"), Standing.TYPED)
    chip = filling.chip(one.ask) if one.ask else None
    if chip is None:
        return (text, Words("，"), Gap("落实情况"))
    info = filling.info(chip.ask.figure)
    unit = info.unit if info else ""
    aim = (Words(f"，目标{one.target}{unit}", Standing.TYPED),) if one.target is not None else ()
    return (text, *aim, Words("，实际"), chip)
