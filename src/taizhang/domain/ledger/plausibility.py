"""What cannot well be true (合理性): the named checks that rules of plausibility ask for.

A check that a rule of the rulebook names runs where that rule speaks (its kinds, its days, its limits) and is cited;
one that no rule names runs everywhere, for it stands to reason.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from types import MappingProxyType

from taizhang.domain.findings import Finding, Severity
from taizhang.domain.ledger.duplicates import likely_duplicates
from taizhang.domain.ledger.occasion import Occasion, Part
from taizhang.domain.ledger.signatures import NEAR, distance, minutes_of, places_for, signature_of
from taizhang.domain.ledger.surroundings import Neighbour, Surroundings
from taizhang.domain.ledger.values import items_of
from taizhang.domain.ledger.voting import ballots_of, sum_faults
from taizhang.domain.rules.kinds import FieldType
from taizhang.domain.rules.obligations import Plausibility
from taizhang.domain.rules.rulebook import Rulebook


@dataclass(frozen=True, slots=True)
class Look:
    """One look at an occasion: all of it, or the parts that a rule speaks of."""

    occasion: Occasion
    parts: tuple[tuple[int, Part], ...]
    rulebook: Rulebook
    today: date
    around: Surroundings
    limits: Mapping[str, int]


Check = Callable[[Look], Iterator[Finding]]


def implausible(occasion: Occasion, rulebook: Rulebook, today: date, around: Surroundings) -> Iterator[Finding]:
    """Run every check, with the rule that asks for it where there is one."""
    named: set[str] = set()
    parts = tuple(enumerate(occasion.parts))
    for rule in plausibility_rules(rulebook):
        named.update(version.check for version in rule.versions)
        yield from findings_of_rule(rule, Look(occasion, parts, rulebook, today, around, {}))
    for name, check in CHECKS.items():
        if name not in named:
            yield from check(Look(occasion, parts, rulebook, today, around, {}))
    yield from _duplicates(occasion, around)


@lru_cache(maxsize=16)
def plausibility_rules(rulebook: Rulebook) -> tuple[Plausibility, ...]:
    """The rules of plausibility among all; an import asks for them thousands of times."""
    return tuple(rule for rule in rulebook.rules.values() if isinstance(rule, Plausibility))


def findings_of_rule(rule: Plausibility, look: Look) -> Iterator[Finding]:
    """Run the check of one rule on what it speaks of."""
    version = rule.at(look.occasion.day)
    if version is None or (version.check not in CHECKS):
        return
    parts = tuple((index, part) for index, part in look.parts if not version.kinds or part.kind in version.kinds)
    if version.kinds and not parts:
        return
    narrowed = Look(look.occasion, parts, look.rulebook, look.today, look.around, version.limits)
    for one in CHECKS[version.check](narrowed):
        # What nobody has confirmed informs and never blocks.
        severity = one.severity if version.status == "confirmed" else Severity.HINT
        yield Finding(one.code, one.message, severity, one.place, rule.id, one.suggestion)


def _studied_before_published(look: Look) -> Iterator[Finding]:
    for index, part in look.parts:
        kind = look.rulebook.kinds.get(part.kind)
        known = kind.fields if kind else {}
        for name, value in part.fields.items():
            field = known.get(name)
            for row in items_of(value) if field and field.type is FieldType.PAPERS else ():
                published = _day(row.get("published_on"))
                if published is not None and published > look.occasion.last_day:
                    title = str(row.get("title", "")).strip("《》")
                    message = (
                        f"《{title}》{published}才公布，学习日期是 {look.occasion.last_day}。"
                        "核对学习日期和文件的公布日期；是征求意见稿或内部稿的，在备注里写明。"
                    )
                    yield _warning("studied_before_published", message, f"parts.{index}.fields.{name}")


def _attendance_above_roll(look: Look) -> Iterator[Finding]:
    occasion, size = look.occasion, look.around.roll_size
    named = sum(1 for one in occasion.roll if one.present)
    heads = occasion.heads.get("members", 0)
    joint = any(one.how == "joint" for one in occasion.organizations)
    if size is not None and not joint and heads and named + heads > size:
        message = (
            f"登记到会党员 {named + heads} 人，当日在册 {size} 人，多 {named + heads - size} 人。"
            "核对人数；有外单位党员参加的，填在“外单位”里。"
        )
        yield _warning("attendance_above_roll", message, "heads")


def _two_places_at_once(look: Look) -> Iterator[Finding]:
    here = set(look.occasion.present)
    for other in look.around.neighbours:
        both = sorted(here & other.persons)
        if both and _at_the_same_time(look.occasion, other):
            names = "、".join(look.around.names.get(one, f"{one}号党员") for one in both[:3])
            more = f"等 {len(both)} 人" if len(both) > len(both[:3]) else ""
            where = f"{other.day} {other.begins}–{other.ends}，{other.place or '地点未填'}"
            message = (
                f"{names}{more}同一时间也登记在“{other.called}”（{where}）。一个人不能同时在两处，核对两边的签到。"
            )
            yield _warning("two_places_at_once", message, "roll")


def _at_the_same_time(occasion: Occasion, other: Neighbour) -> bool:
    """Say whether the clock shows that both were going on; without times on one day nobody can say."""
    if occasion.place and occasion.place == other.place:
        return False
    if occasion.day != other.day or occasion.last_day != occasion.day or other.last_day != other.day:
        return False
    if not (occasion.begins and other.begins):
        return False
    ends, others_end = occasion.ends or occasion.begins, other.ends or other.begins
    if occasion.begins == other.begins:
        return True
    return occasion.begins < others_end and other.begins < ends


def _votes_above_ballots(look: Look) -> Iterator[Finding]:
    for index, part in look.parts:
        kind = look.rulebook.kinds.get(part.kind)
        for name, ballot in ballots_of(look.occasion, part, kind) if kind else ():
            for fault in sum_faults(ballot):
                yield Finding(fault.code, fault.message, fault.severity, f"parts.{index}.fields.{name}")


def _identical_minutes(look: Look) -> Iterator[Finding]:
    signature = signature_of(minutes_of(look.occasion)) if look.around.minutes else None
    if signature is None:
        return
    near = places_for(look.limits["percent"]) if "percent" in look.limits else NEAR
    for other in look.around.minutes:
        apart = distance(signature, other.signature)
        if apart <= near:
            word = "相同" if not apart else "几乎相同"
            message = (
                f"会议内容与“{other.title}”（{other.day}）{word}。"
                "两次会议不会一字不差，按这次的实际情况写；同一次会议就不要登记两条。"
            )
            yield _warning("identical_minutes", message, "summary")


def _in_the_future(look: Look) -> Iterator[Finding]:
    if look.occasion.day > look.today and not look.occasion.is_tally:
        message = f"日期 {look.occasion.day} 还没有到，今天是 {look.today}。还没开的会先存草稿，开过再登记。"
        yield Finding("in_the_future", message, Severity.ERROR, "day")


def _before_founding(look: Look) -> Iterator[Finding]:
    founded = look.around.founded_on
    if founded is not None and look.occasion.day < founded:
        message = (
            f"日期 {look.occasion.day} 早于本组织成立的日期 {founded}。核对日期；是原来组织的事，由原来的组织登记。"
        )
        yield _warning("before_founding", message, "day")


def _after_closing(look: Look) -> Iterator[Finding]:
    closed = look.around.closed_on
    if closed is not None and look.occasion.last_day > closed:
        message = (
            f"日期 {look.occasion.last_day} 晚于本组织撤销的日期 {closed}。核对日期；是接续组织的事，由接续的组织登记。"
        )
        yield _warning("after_closing", message, "day")


def _duplicates(occasion: Occasion, around: Surroundings) -> Iterator[Finding]:
    for other in likely_duplicates(occasion, around.neighbours):
        message = f"{other.day}已有一条相近的记录“{other.called}”。是同一件事就不要再登记；是两件事，不用改。"
        yield Finding("likely_duplicate", message, Severity.WARNING, "title", suggestion=f"entry:{other.entry}")


def _day(value: object) -> date | None:
    try:
        return date.fromisoformat(str(value)) if value else None
    except ValueError:
        return None


def _warning(code: str, message: str, place: str) -> Finding:
    return Finding(code, message, Severity.WARNING, place)


CHECKS: Mapping[str, Check] = MappingProxyType(
    {
        "studied_before_published": _studied_before_published,
        "attendance_above_roll": _attendance_above_roll,
        "two_places_at_once": _two_places_at_once,
        "votes_above_ballots": _votes_above_ballots,
        "identical_minutes": _identical_minutes,
        "in_the_future": _in_the_future,
        "before_founding": _before_founding,
        "after_closing": _after_closing,
    }
)
