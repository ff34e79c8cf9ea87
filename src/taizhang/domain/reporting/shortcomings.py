"""Problems and causes: unmet obligations that the secretary did not leave out, softened, names off, figures bound."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from taizhang.domain.figures.approximate import numeral
from taizhang.domain.official_text.length import official_length
from taizhang.domain.reporting.document import Ask, Block, Chip, Gap, Run, Standing, Style, Words
from taizhang.domain.reporting.facts import Choice, Shortfall
from taizhang.domain.reporting.filling import Filling
from taizhang.domain.reporting.patterns import filled, joined, merged
from taizhang.domain.reporting.wanting import UNMET, UNMET_ORGANIZATIONS, Plan
from taizhang.domain.rules.outlines import ProblemTopic, Role, Speaking

_FEW, _SOME, _MANY = "个别", "有的", "部分"
_A_THIRD = 3
_FEWEST = 3
"""So many shortfalls are told however short the report is."""
_LOCAL = re.compile("（本地）$")

Decided = tuple[Shortfall, Choice]


@dataclass(frozen=True, slots=True)
class Matter:
    """One problem of the report: shortfalls of one topic, told together."""

    topic: ProblemTopic | None
    those: tuple[Decided, ...]

    @property
    def causes(self) -> tuple[str, ...]:
        """What the secretary gave as causes, each once."""
        return _distinct(choice.cause for _, choice in self.those)

    @property
    def measures(self) -> tuple[str, ...]:
        """What is to be done about it, each once."""
        return _distinct(choice.measure for _, choice in self.those)

    @property
    def name(self) -> str:
        """What the problem is called elsewhere in the report."""
        return self.topic.matter if self.topic else f"“{_named(self.those[0][0])}”没有做到"


def written(filling: Filling) -> list[Decided]:
    """The shortfalls that go into the text: each, unless left out with a reason, or its rule is not confirmed."""
    choices = filling.facts.choices
    return [
        (one, choices.get(one.rule, Choice()))
        for one in filling.facts.shortfalls
        if one.rule not in filling.left_out and (choices[one.rule].write if one.rule in choices else one.confirmed)
    ]


def held_to(filling: Filling, characters: int) -> tuple[str, ...]:
    """Leave out the rarest shortfalls that nobody decided upon until the problems fit; and say which."""
    dropped: list[str] = []
    undecided = [one for one, _ in written(filling) if one.rule not in filling.facts.choices]
    for one in sorted(undecided, key=lambda one: (one.times, one.rule)):
        length = sum(official_length(block.text) for block in problems(filling))
        if length <= characters or len(written(filling)) <= _FEWEST:
            break
        filling.left_out.add(one.rule)
        dropped.append(f"存在的问题：{_named(one)}，{one.times}次")
    return tuple(dropped)


def matters(filling: Filling) -> tuple[Matter, ...]:
    """The problems, in the order of the phrase pack's topics; without topics each shortfall is one."""
    left = written(filling)
    found: list[Matter] = []
    for topic in filling.plan.pack.problem_topics:
        those = tuple(one for one in left if not topic.rules or one[0].rule in topic.rules)
        if those:
            found.append(Matter(topic, those))
            left = [one for one in left if one not in those]
    return (*found, *(Matter(None, (one,)) for one in left))


def problems(filling: Filling) -> Iterator[Block]:
    """Problem after problem: 一是组织生活抓得不够经常。有的党支部主题党日有3次没有按月开展。主要原因是…."""
    plan = filling.plan
    tells_causes = all(section.role is not Role.CAUSES for section in plan.outline.sections)
    said = [_matter(plan, one, tells_causes=tells_causes) for one in matters(filling)]
    if not said:
        yield Block("problems", Style.PARAGRAPH, (Gap("存在的问题"),), "problems")
        return
    opening = plan.pack.problems_opening
    runs: list[Run] = [filling.speaker_words(plan.choose(opening, "problems"))] if opening else []
    yield Block("problems", Style.PARAGRAPH, tuple(merged([*runs, *enumerated(said)])), "problems")


def causes(filling: Filling) -> Iterator[Block]:
    """Causes as the secretary gave them, in a section of their own; none is ever made up."""
    said = [_causes(one) for one in matters(filling)]
    if said:
        yield Block("causes", Style.PARAGRAPH, tuple(merged(list(enumerated(said)))), "causes")


def enumerated(sentences: Sequence[Sequence[Run]]) -> Iterator[Run]:
    """一是…。二是…。; one alone goes without a number."""
    for number, sentence in enumerate(sentences, 1):
        if len(sentences) > 1:
            yield Words(f"{numeral(number)}是", Standing.FRAMING)
        yield from sentence
        yield Words("。", Standing.FRAMING)


def _matter(plan: Plan, one: Matter, *, tells_causes: bool) -> tuple[Run, ...]:
    runs: list[Run] = []
    if one.topic is not None:
        runs.extend((Words(plan.choose(one.topic.said, "topic", one.topic.matter)), Words("。")))
    for number, clause in enumerate(_clauses(plan, [shortfall for shortfall, _ in one.those])):
        runs.extend((*([Words("；")] if number else ()), *clause))
    if tells_causes:
        leads_over = plan.choose(plan.pack.cause, "cause", one.name)
        runs.extend((Words("。", Standing.FRAMING), Words(leads_over, Standing.FRAMING), *_causes(one)))
    return tuple(merged(runs))


def _clauses(plan: Plan, those: Sequence[Shortfall]) -> Iterator[tuple[Run, ...]]:
    """Each shortfall in a clause; what the phrase pack has no words for is drawn together by whom it concerns."""
    plain: dict[str, list[Shortfall]] = {}
    for one in those:
        if one.rule in plan.pack.problems:
            yield _problem(plan, one)
        else:
            plain.setdefault(_said_of(plan, one), []).append(one)
    for alike in plain.values():
        first, *others = [list(_problem(plan, one)) for one in alike]
        if not others:
            yield tuple(first)
            continue
        runs: list[Run] = [Words(_said_of(plan, alike[0]))]
        for number, one in enumerate(alike):
            speaking = Speaking.OWN if one.own else Speaking.BELOW
            runs.extend((Words("、" if number else "在"), Words(f"“{_named(one)}”方面有")))
            runs.append(Chip("", plan.ask(UNMET + one.rule, speaking), one.times, f"{one.times}次"))
        yield tuple(merged([*runs, Words("没有做到")]))


def _causes(one: Matter) -> tuple[Run, ...]:
    given = one.causes
    return (Words("，".join(given), Standing.TYPED),) if given else (Gap(f"{one.name}的原因"),)


def _problem(plan: Plan, one: Shortfall) -> tuple[Run, ...]:
    patterns = plan.pack.problems.get(one.rule, plan.pack.problems_otherwise)
    speaking = Speaking.OWN if one.own else Speaking.BELOW

    def number(figure: str, value: int, unit: str) -> tuple[Run, ...] | None:
        ask: Ask = plan.ask(figure, speaking)
        return (Chip("", ask, value, f"{value}{unit}"),) if value else None

    def fill(slot: str) -> tuple[Run, ...] | None:
        if slot == "who":
            return (Words(_said_of(plan, one)),)
        if slot == "name":
            return (Words(_named(one)),)
        if slot == "times":
            return number(UNMET + one.rule, one.times, "次")
        return None if one.own else number(UNMET_ORGANIZATIONS + one.rule, one.organizations, "个")

    return joined(filled(plan.choose(patterns, "problem", one.rule), fill))


def _named(one: Shortfall) -> str:
    """The rule's name without the mark that it is a local one."""
    return _LOCAL.sub("", one.zh)


def _said_of(plan: Plan, one: Shortfall) -> str:
    return plan.body if one.own else _who(plan, one)


def _who(plan: Plan, one: Shortfall) -> str:
    """Softened: 个别 for a single one, 部分 for many, else 有的."""
    whom = "党组织" if plan.speaker.has_committees_below else "党支部"
    if one.organizations == 1:
        return _FEW + whom
    return (_MANY if one.among and one.organizations * _A_THIRD >= one.among else _SOME) + whom


def _distinct(texts: Iterator[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(text.strip().rstrip("。；") for text in texts if text.strip()))
