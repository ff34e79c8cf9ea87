"""What a record must contain (内容): one answer for each part of the kinds that the rule names."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from taizhang.domain.ledger.field_checks import is_empty
from taizhang.domain.ledger.occasion import Occasion, Part
from taizhang.domain.ledger.values import has_tag, items_of, persons_in
from taizhang.domain.obligations.answers import Code, Obligation, Subject
from taizhang.domain.obligations.held import Held
from taizhang.domain.obligations.wording import cited, unconfirmed_reason
from taizhang.domain.periods import Window
from taizhang.domain.rules.kinds import Kind
from taizhang.domain.rules.obligations import Content, ContentVersion
from taizhang.domain.rules.rulebook import Rulebook
from taizhang.domain.rules.shape import Status


def contents_of(
    rule: Content, subject: Subject, year: int, as_of: date, held: Iterable[Held], rulebook: Rulebook
) -> list[Obligation]:
    """Answer for every record of the year that the rule speaks of."""
    found: list[Obligation] = []
    for one in held:
        occasion = one.occasion
        version = rule.at(occasion.day)
        if version is None or occasion.recorder != subject.id or occasion.year != year or occasion.day > as_of:
            continue
        if rule.profile is not None and occasion.day not in subject.profiles.get(rule.profile, ()):
            continue
        found.extend(
            _answered(rule, version, subject, one, part, rulebook)
            for part in occasion.parts if part.kind in version.kinds
        )
    return found


def _answered(
    rule: Content, version: ContentVersion, subject: Subject, held: Held, part: Part, rulebook: Rulebook
) -> Obligation:
    kind = rulebook.kinds.get(part.kind)
    missing = [_word(one, kind) for one in version.requires if not _is_there(one, held.occasion, part)]
    confirmed = version.status is Status.CONFIRMED
    code = Code.MET if not missing else Code.UNMET if confirmed else Code.INSUFFICIENT_DATA
    reason = f"“{held.title}”没有写明{'、'.join(missing)}。" if missing else "应写明的都写明了。"
    return Obligation(
        rule.id, rule.zh, subject.id, Window(held.occasion.day, held.occasion.last_day), held.occasion.last_day, code,
        reason if confirmed or not missing else unconfirmed_reason() + reason,
        arithmetic=tuple(
            f"{_word(one, kind)}：{'有' if _is_there(one, held.occasion, part) else '没有'}" for one in version.requires
        ),
        had=len(version.requires) - len(missing), needed=len(version.requires), about=held.title,
        **cited(version, rulebook.sources),
    )


def _is_there(required: str, occasion: Occasion, part: Part) -> bool:
    head, _, name = required.partition(":")
    if head == "role":
        return bool(persons_in(occasion, part, name))
    if head == "field":
        return not is_empty(part.fields.get(name))
    if head == "item_tag":
        return any(has_tag(row, name) for value in part.fields.values() for row in items_of(value))
    if head == "agenda":
        return bool(items_of(part.fields.get("agenda")))
    return bool({"attachment": occasion.attachments, "summary": occasion.summary, "place": occasion.place}.get(head))


def _word(required: str, kind: Kind | None) -> str:
    """Name what is required as the form names it."""
    head, _, name = required.partition(":")
    words = {"attachment": "附件", "agenda": "议题", "summary": "内容", "place": "地点"}
    if head == "role":
        return kind.roles.get(name, name) if kind else name
    if head == "field":
        return kind.fields[name].zh if kind and name in kind.fields else name
    if head == "item_tag":
        tags = {tag: zh for field in kind.fields.values() for tag, zh in field.tags.items()} if kind else {}
        return f"有“{tags.get(name, name)}”的议题"
    return words.get(head, head)
