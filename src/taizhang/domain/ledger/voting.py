"""The arithmetic of a vote in three lines: 能不能表决 · 过没过 · 票数对不对, each with its numbers and its article."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from taizhang.domain.findings import Finding, Severity
from taizhang.domain.ledger.occasion import Occasion, Part
from taizhang.domain.ledger.quorum import VOTERS, presence
from taizhang.domain.ledger.values import VoteCount, has_tag, items_of, vote_of
from taizhang.domain.rules.kinds import FieldType, Kind
from taizhang.domain.rules.obligations import Fraction, Vote, VoteVersion
from taizhang.domain.rules.rulebook import Rulebook

MAY_VOTE, PASSED, ADDS_UP = "能不能表决", "过没过", "票数对不对"


class Verdict(StrEnum):
    """What a line comes to."""

    HOLDS = "holds"
    FAILS = "fails"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class VoteLine:
    """One line of the arithmetic."""

    question: str
    text: str
    answer: str
    verdict: Verdict
    rule: str = ""
    basis: str = ""
    """《…》第…条."""


@dataclass(frozen=True, slots=True)
class Ballot:
    """A vote with what it is held against: how many should have come, how many came."""

    count: VoteCount
    due: int | None
    present: int | None
    counts_written: bool
    """Written opinions count in a meeting of members, not in one of a committee."""

    @property
    def in_favour(self) -> int | None:
        """The votes in favour, written ones included where they count."""
        if self.count.in_favour is None:
            return None
        return self.count.in_favour + (self.count.written or 0 if self.counts_written else 0)

    @property
    def cast(self) -> int:
        """For, against and abstaining together."""
        return sum(one or 0 for one in (self.count.in_favour, self.count.against, self.count.abstain))


def ballots_of(occasion: Occasion, part: Part, kind: Kind) -> Iterator[tuple[str, Ballot]]:
    """The filled-in votes of a part, by field."""
    for name in vote_fields(kind) or ("vote",):
        count = vote_of(part.fields.get(name))
        if not count.is_empty:
            yield name, _ballot(occasion, part, kind, count)


def meeting_of(occasion: Occasion, part: Part, kind: Kind) -> Ballot:
    """A meeting as such, for the quorum that it needs whether it votes or not."""
    return _ballot(occasion, part, kind, VoteCount())


def vote_fields(kind: Kind) -> tuple[str, ...]:
    """Name the fields of a kind in which votes are entered."""
    return tuple(name for name, field in kind.fields.items() if field.type is FieldType.VOTE)


def _ballot(occasion: Occasion, part: Part, kind: Kind, count: VoteCount) -> Ballot:
    base = next((str(post.with_.get("base", VOTERS)) for post in kind.posts.values() if post.named == "quorum"), VOTERS)
    came = presence(occasion, part, base)
    present = came.least if came.least == came.most and (came.base or came.least) else None
    return Ballot(
        count=count,
        due=came.base if count.due is None else count.due,
        present=present if count.present is None else count.present,
        counts_written=base == VOTERS,
    )


def rules_for(
    occasion: Occasion, part: Part, rulebook: Rulebook, profiles: Collection[str] = ()
) -> list[tuple[Vote, VoteVersion]]:
    """List the rules that this vote is held against; what is ruled for its very matter replaces the general."""
    found = [
        (rule, version)
        for rule in rulebook.rules.values()
        if isinstance(rule, Vote) and (rule.profile is None or rule.profile in profiles)
        if (version := rule.at(occasion.day)) is not None and is_addressed(part, version)
    ]
    special = [version for _rule, version in found if version.items_tagged]
    quorum = any(version.quorum is not None for version in special)
    majority = any(version.majority is not None for version in special)
    narrowed = (
        (
            rule,
            version
            if version.items_tagged
            else version.model_copy(
                update={
                    "quorum": None if quorum else version.quorum,
                    "majority": None if majority else version.majority,
                }
            ),
        )
        for rule, version in found
    )
    return [(rule, version) for rule, version in narrowed if version.quorum is not None or version.majority is not None]


def is_addressed(part: Part, version: VoteVersion) -> bool:
    """Say whether a version of a rule speaks to this part: by kind, and by what was voted on."""
    return part.kind in version.kinds and (not version.items_tagged or _is_about(part, version.items_tagged))


def vote_lines(occasion: Occasion, part: Part, rulebook: Rulebook, profiles: Collection[str] = ()) -> list[VoteLine]:
    """Every vote of a part, held against its rules."""
    kind = rulebook.kinds.get(part.kind)
    lines: list[VoteLine] = []
    for _name, ballot in ballots_of(occasion, part, kind) if kind else ():
        ruled: list[VoteLine] = []
        for rule, version in rules_for(occasion, part, rulebook, profiles):
            source = rulebook.sources.get(version.source)
            basis = f"《{source.zh.strip('《》')}》{version.article}" if source else version.article
            ruled.extend(lines_of_rule(ballot, rule.id, version, basis))
        lines.extend(sorted(ruled, key=lambda line: line.question != MAY_VOTE))
        lines.append(sum_line(ballot))
    return lines


def lines_of_rule(ballot: Ballot, rule: str, version: VoteVersion, basis: str) -> list[VoteLine]:
    """Hold one vote against one rule: whether it could be taken, and whether it passed."""
    lines: list[VoteLine] = []
    if version.quorum is not None:
        bar = _bar(ballot.due, version.quorum, "人")
        holds = _reaches(ballot.present, ballot.due, version.quorum)
        came = "到会人数未填" if ballot.present is None else f"到会 {ballot.present} 人"
        words = {Verdict.HOLDS: "可以表决", Verdict.FAILS: "人数不够，不能表决", Verdict.UNKNOWN: "还不能判断"}
        lines.append(VoteLine(MAY_VOTE, f"{came}，{bar}", words[holds], holds, rule, basis))
    if version.majority is not None:
        base = ballot.due if version.majority_base == "due" else ballot.present
        holds = _reaches(ballot.in_favour, base, version.majority)
        words = {Verdict.HOLDS: "通过", Verdict.FAILS: "没有通过", Verdict.UNKNOWN: "还不能判断"}
        text = f"{_votes(ballot)}，{_bar(base, version.majority, '票')}"
        lines.append(VoteLine(PASSED, text, words[holds], holds, rule, basis))
    return lines


def sum_line(ballot: Ballot) -> VoteLine:
    """Say whether the numbers of a vote agree with one another."""
    count = ballot.count
    faults = list(sum_faults(ballot))
    parts = " + ".join(str(one or 0) for one in (count.in_favour, count.against, count.abstain))
    returned = f"，收回 {count.returned} 张" if count.returned is not None else ""
    text = f"{parts} = {ballot.cast} 票{returned}"
    if any(one.blocks for one in faults):
        return VoteLine(ADDS_UP, text, next(one.suggestion for one in faults if one.blocks), Verdict.FAILS)
    if count.in_favour is None:
        return VoteLine(ADDS_UP, text, "还没有填票数", Verdict.UNKNOWN)
    return VoteLine(ADDS_UP, text, "相符", Verdict.HOLDS)


def sum_faults(ballot: Ballot) -> Iterator[Finding]:
    """Find numbers of a vote that cannot stand together; the short answer stands under `suggestion`."""
    count = ballot.count
    for key, upper, lower, over in (
        ("present", ballot.due, ballot.present, "到会 {lower} 人，应到只有 {upper} 人，多 {more} 人"),
        ("issued", ballot.present, count.issued, "发出 {lower} 张票，到会只有 {upper} 人，多 {more} 张"),
        ("returned", count.issued, count.returned, "收回 {lower} 张票，发出只有 {upper} 张，多 {more} 张"),
        ("valid", count.returned, count.valid, "有效票 {lower} 张，收回只有 {upper} 张，多 {more} 张"),
    ):
        if upper is not None and lower is not None and lower > upper:
            text = over.format(lower=lower, upper=upper, more=lower - upper)
            message = f"{text}。对照签到表和计票单改其中一项；一时查不清，可以先存草稿。"
            yield _fault(message, text.rsplit("，", 1)[1], key)
    yield from _cast_faults(ballot)


def _cast_faults(ballot: Ballot) -> Iterator[Finding]:
    """Hold for + against + abstaining against the ballots, or against those present where hands were raised."""
    count, cast = ballot.count, ballot.cast
    if count.in_favour is None:
        return
    for limit, name, unit in (
        (count.valid, "有效票", "张"),
        (count.returned, "收回", "张"),
        (ballot.present, "到会", "人"),
    ):
        if limit is None:
            continue
        if cast > limit:
            text = f"赞成、反对、弃权相加是 {cast} 票，{name}是 {limit} {unit}，多 {cast - limit} 票。"
            way_out = "多半是其中一项多记了，对照计票单改正；一时查不清，可以先存草稿。"
            yield _fault(text + way_out, f"多 {cast - limit} 票", "for")
        elif cast < limit and name == "有效票":
            text = f"赞成、反对、弃权相加是 {cast} 票，有效票是 {limit} 张，少 {limit - cast} 票。对照计票单核对。"
            yield _fault(text, f"少 {limit - cast} 票", "for", Severity.WARNING)
        return


def _fault(message: str, answer: str, key: str, severity: Severity = Severity.ERROR) -> Finding:
    return Finding("vote_sum", message, severity, place=key, suggestion=answer)


def _votes(ballot: Ballot) -> str:
    count = ballot.count
    if count.in_favour is None:
        return "赞成票数未填"
    if not count.written:
        return f"赞成 {count.in_favour} 票"
    if not ballot.counts_written:
        return f"赞成 {count.in_favour} 票（书面意见 {count.written} 份不计票）"
    return f"赞成 {count.in_favour} + 书面 {count.written} = {ballot.in_favour} 票"


def _bar(base: int | None, fraction: Fraction, unit: str) -> str:
    """Spell what has to be reached: 须多于 22 ÷ 2 = 11 人."""
    more = "须多于" if fraction.strict else "须不少于"
    if base is None:
        return f"{more}应有数的 {fraction.share}/{fraction.of}，应有数未填"
    times = f" × {fraction.share}" if fraction.share != 1 else ""
    product = base * fraction.share
    whole, rest = divmod(product, fraction.of)
    result = f"= {whole}" if not rest else f"≈ {product / fraction.of:.2f}".rstrip("0")
    return f"{more} {base}{times} ÷ {fraction.of} {result} {unit}"


def _reaches(number: int | None, base: int | None, fraction: Fraction) -> Verdict:
    if number is None or not base:
        return Verdict.UNKNOWN
    left, right = number * fraction.of, base * fraction.share
    return Verdict.HOLDS if left > right or (left == right and not fraction.strict) else Verdict.FAILS


def _is_about(part: Part, tags: tuple[str, ...]) -> bool:
    rows: list[Mapping[str, Any]] = [row for value in part.fields.values() for row in items_of(value)]
    return any(has_tag(row, tag) for row in rows for tag in tags)
