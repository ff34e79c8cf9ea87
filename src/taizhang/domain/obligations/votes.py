"""Votes that were taken (表决): each one held against a rule of quorum and majority.

不符合 here says that the decision does not stand, not that somebody failed: too few came, or too few were in favour.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from taizhang.domain.ledger.occasion import Part
from taizhang.domain.ledger.values import items_of
from taizhang.domain.ledger.voting import (
    MAY_VOTE,
    Ballot,
    Verdict,
    VoteLine,
    ballots_of,
    is_addressed,
    lines_of_rule,
    meeting_of,
    vote_fields,
)
from taizhang.domain.obligations.answers import Code, Obligation, Subject
from taizhang.domain.obligations.held import Held, spoken_of
from taizhang.domain.obligations.wording import cited, unconfirmed_reason
from taizhang.domain.periods import Window
from taizhang.domain.rules.obligations import Vote, VoteVersion
from taizhang.domain.rules.rulebook import Rulebook
from taizhang.domain.rules.shape import Status


def votes_of(
    rule: Vote, subject: Subject, year: int, as_of: date, held: Iterable[Held], rulebook: Rulebook
) -> list[Obligation]:
    """Answer for every vote of the year that the rule speaks of."""
    found: list[Obligation] = []
    for one, version in spoken_of(rule, subject, year, as_of, held):
        occasion = one.occasion
        for part in occasion.parts:
            kind = rulebook.kinds.get(part.kind)
            if kind is None or not is_addressed(part, version):
                continue
            ballots = [ballot for _name, ballot in ballots_of(occasion, part, kind)]
            found.extend(_answered(rule, version, subject, one, ballot, rulebook) for ballot in ballots)
            meeting = meeting_of(occasion, part, kind)
            if not ballots and not vote_fields(kind) and version.majority is None and meeting.present is not None:
                found.append(_answered(rule, version, subject, one, meeting, rulebook))
            elif not ballots and _was_voted(part):
                found.append(_uncounted(rule, version, subject, one, rulebook))
    return found


def _was_voted(part: Part) -> bool:
    return any(row.get("form") == "vote" for value in part.fields.values() for row in items_of(value))


def _answered(
    rule: Vote, version: VoteVersion, subject: Subject, held: Held, ballot: Ballot, rulebook: Rulebook
) -> Obligation:
    cite = cited(version, rulebook.sources)
    lines = lines_of_rule(ballot, rule.id, version, f"{cite['source']}{cite['article']}")
    code = _code(version, lines)
    reason = "；".join(f"{line.text}，{line.answer}" for line in lines) + "。"
    return _obligation(rule, version, subject, held, code, reason, lines, rulebook)


def _uncounted(rule: Vote, version: VoteVersion, subject: Subject, held: Held, rulebook: Rulebook) -> Obligation:
    reason = f"“{held.title}”有表决的议题，没有填票数；补上后就能判断。"
    return _obligation(rule, version, subject, held, Code.INSUFFICIENT_DATA, reason, [], rulebook)


def _obligation(  # noqa: PLR0917 (one vote with all that is said of it)
    rule: Vote,
    version: VoteVersion,
    subject: Subject,
    held: Held,
    code: Code,
    reason: str,
    lines: list[VoteLine],
    rulebook: Rulebook,
) -> Obligation:
    unsure = code is Code.INSUFFICIENT_DATA and version.status is not Status.CONFIRMED
    return Obligation(
        rule.id,
        rule.zh,
        subject.id,
        Window(held.occasion.day, held.occasion.last_day),
        held.occasion.last_day,
        code,
        unconfirmed_reason() + reason if unsure else reason,
        arithmetic=tuple(f"{line.question}：{line.text}，{line.answer}" for line in lines),
        about=held.title,
        **cited(version, rulebook.sources),
    )


def _code(version: VoteVersion, lines: list[VoteLine]) -> Code:
    verdicts = {line.verdict for line in lines}
    quorum = [line.verdict for line in lines if line.question == MAY_VOTE]
    if Verdict.FAILS in verdicts and (Verdict.FAILS in quorum or Verdict.UNKNOWN not in verdicts):
        return Code.UNMET if version.status is Status.CONFIRMED else Code.INSUFFICIENT_DATA
    return Code.INSUFFICIENT_DATA if Verdict.UNKNOWN in verdicts else Code.MET
