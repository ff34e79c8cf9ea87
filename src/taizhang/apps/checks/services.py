"""Writes: what a unit decides about the checker, each with its reason."""

from __future__ import annotations

from dataclasses import dataclass

from taizhang.apps.accounts.actors import Actor
from taizhang.apps.accounts.rights import Permission
from taizhang.apps.audit.models import known as known_at
from taizhang.apps.audit.writing import writing, written_on
from taizhang.apps.checks.against_ledger import RULE
from taizhang.apps.checks.errors import CheckError, OwnWordGoneError
from taizhang.apps.checks.kinds import OwnWordKind
from taizhang.apps.checks.models import OwnWord
from taizhang.apps.organizations.access import require
from taizhang.domain.checking.house_style import HOUSE_STYLE
from taizhang.domain.checking.layout.demands import DEMANDS
from taizhang.domain.checking.packs import shipped

LONGEST_WORD = 200
LONGEST_REASON = 300
MOST_OWN_WORDS = 2000
OUTSIDE_PACKS = frozenset({"layout", "ledger", RULE, HOUSE_STYLE, *(f"layout/{name}" for name in DEMANDS)})
"""What the checker says beside its packs."""
_RULED = frozenset({OwnWordKind.OFF, OwnWordKind.ON, OwnWordKind.SILENCE})
_WORDED = frozenset({OwnWordKind.PROTECTED, OwnWordKind.STYLE, OwnWordKind.SILENCE})


@dataclass(frozen=True, slots=True)
class Decision:
    """What somebody wants to decide."""

    kind: OwnWordKind
    reason: str
    rule: str = ""
    word: str = ""
    right: str = ""


def decide(actor: Actor, organization_id: int, decision: Decision) -> int:
    """Record a decision for an organisation and all below it; the same one twice stays one."""
    require(actor, Permission.ADOPT_RULES, organization_id)
    _check(decision)
    same = {"kind": decision.kind, "rule": decision.rule, "word": decision.word, "right": decision.right}
    with writing(actor.label, "checks.decide", f"organization:{organization_id}") as record:
        there = OwnWord.objects.filter(known_at(None), organization_id=organization_id)
        if there.filter(**same).exists():
            raise CheckError("这一条已经定过了，不用再定。要改理由，先撤回原来那一条。")
        if there.count() >= MOST_OWN_WORDS:
            raise CheckError(f"本组织已经定了{MOST_OWN_WORDS}条，再多就没人看得过来。先撤回不用的。")
        row = OwnWord(
            organization_id=organization_id,
            reason=decision.reason,
            account=actor.account,
            decided_on=written_on(),
            **same,
        )
        record.write(row)
    return row.pk


def withdraw(actor: Actor, organization_id: int, own_word_id: int) -> None:
    """Take a decision of this organisation back; what was known before stays known."""
    require(actor, Permission.ADOPT_RULES, organization_id)
    with writing(actor.label, "checks.withdraw", f"organization:{organization_id}") as record:
        row = OwnWord.objects.filter(known_at(None), organization_id=organization_id, pk=own_word_id).first()
        if row is None:
            raise OwnWordGoneError
        record.close(row)


def _check(decision: Decision) -> None:
    if not decision.reason:
        raise CheckError("没有写理由。写一句为什么，以后的人才知道该不该留着。")
    if decision.kind in _RULED and not _is_rule(decision.rule):
        raise CheckError("没有这条规则，可能它已换了编号。重新选一条。")
    if decision.kind in _WORDED and not decision.word:
        raise CheckError("没有写是哪个词。写上再定。")
    if decision.kind is OwnWordKind.STYLE and not decision.right:
        raise CheckError("没有写本单位怎么写。写上再定。")
    if decision.kind is OwnWordKind.STYLE and decision.word in decision.right:
        raise CheckError("改成的写法里还有原来那个词，会改个没完。换一种写法。")
    if any(len(one) > LONGEST_WORD for one in (decision.word, decision.right)):
        raise CheckError(f"词超过{LONGEST_WORD}字，不像一个词。截短再定。")
    if len(decision.reason) > LONGEST_REASON:
        raise CheckError(f"理由超过{LONGEST_REASON}字。写短一些。")
    spoken = decision.word + decision.right + decision.reason
    if not all(character.isprintable() for character in spoken):
        raise CheckError("里面有看不见的字符，可能是复制来的。删去重新输入。")


def _is_rule(name: str) -> bool:
    packs = shipped()
    return name in packs.rules or name in packs.packs or name in OUTSIDE_PACKS
