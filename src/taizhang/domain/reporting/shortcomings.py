"""Problems and causes: unmet obligations that the secretary did not leave out, softened, names off, figures bound."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from taizhang.domain.figures.approximate import numeral
from taizhang.domain.reporting.document import Ask, Block, Chip, Gap, Run, Standing, Style, Words
from taizhang.domain.reporting.facts import Choice, Shortfall
from taizhang.domain.reporting.filling import Filling
from taizhang.domain.reporting.patterns import filled, joined, merged
from taizhang.domain.reporting.wanting import UNMET, UNMET_ORGANIZATIONS, Plan
from taizhang.domain.rules.outlines import Speaking

_FEW, _SOME, _MANY = "个别", "有的", "部分"
_A_THIRD = 3
_LOCAL = re.compile("（本地）$")


def written(filling: Filling) -> list[tuple[Shortfall, Choice]]:
    """The shortfalls that go into the text: each, unless left out with a reason, or its rule is not confirmed."""
    choices = filling.facts.choices
    return [
        (one, choices.get(one.rule, Choice()))
        for one in filling.facts.shortfalls
        if (choices[one.rule].write if one.rule in choices else one.confirmed)
    ]


def problems(filling: Filling) -> Iterator[Block]:
    """Each shortfall in a sentence of its own: 一是有的党支部…不够经常，有3次没有按期开展."""
    plan = filling.plan
    said = [_problem(plan, one) for one, _ in written(filling)]
    if not said:
        yield Block("problems", Style.PARAGRAPH, (Gap("存在的问题"),), "problems")
        return
    opening = plan.pack.problems_opening
    runs: list[Run] = [filling.speaker_words(plan.choose(opening, "problems"))] if opening else []
    yield Block("problems", Style.PARAGRAPH, tuple(merged([*runs, *enumerated(said)])), "problems")


def causes(filling: Filling) -> Iterator[Block]:
    """Causes as the secretary gave them; none is ever made up."""
    shortfalls = written(filling)
    if not shortfalls:
        return
    said: list[tuple[Run, ...]] = []
    for one, choice in shortfalls:
        cause = choice.cause.strip().rstrip("。；")
        said.append((Words(cause, Standing.TYPED) if cause else Gap(f"“{_named(one)}”没有做到的原因"),))
    yield Block("causes", Style.PARAGRAPH, tuple(merged(list(enumerated(said)))), "causes")


def enumerated(sentences: Sequence[Sequence[Run]]) -> Iterator[Run]:
    """一是…。二是…。; one alone goes without a number."""
    for number, sentence in enumerate(sentences, 1):
        if len(sentences) > 1:
            yield Words(f"{numeral(number)}是", Standing.FRAMING)
        yield from sentence
        yield Words("。", Standing.FRAMING)


def _problem(plan: Plan, one: Shortfall) -> tuple[Run, ...]:
    patterns = plan.pack.problems.get(one.rule, plan.pack.problems_otherwise)
    speaking = Speaking.OWN if one.own else Speaking.BELOW
    own = plan.pack.subjects[plan.speaker.about]

    def number(figure: str, value: int, unit: str) -> tuple[Run, ...] | None:
        ask: Ask = plan.ask(figure, speaking)
        return (Chip("", ask, value, f"{value}{unit}"),) if value else None

    def fill(slot: str) -> tuple[Run, ...] | None:
        if slot == "who":
            return (Words(own.own.get(plan.speaker.type, own.own_otherwise) if one.own else _who(plan, one)),)
        if slot == "name":
            return (Words(_named(one)),)
        if slot == "times":
            return number(UNMET + one.rule, one.times, "次")
        return None if one.own else number(UNMET_ORGANIZATIONS + one.rule, one.organizations, "个")

    return joined(filled(plan.choose(patterns, "problem", one.rule), fill))


def _named(one: Shortfall) -> str:
    """The rule's name without the mark that it is a local one."""
    return _LOCAL.sub("", one.zh)


def _who(plan: Plan, one: Shortfall) -> str:
    """Softened: 个别 for a single one, 部分 for many, else 有的."""
    whom = "党组织" if plan.speaker.has_committees_below else "党支部"
    if one.organizations == 1:
        return _FEW + whom
    return (_MANY if one.among and one.organizations * _A_THIRD >= one.among else _SOME) + whom
