"""What a record must contain (内容): one answer for each part of the kinds that the rule names."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from taizhang.domain.ledger.chairing import CHAIRED_BY_COMMITTEE, chaired_by_committee
from taizhang.domain.ledger.field_checks import is_empty
from taizhang.domain.ledger.occasion import Occasion, Part
from taizhang.domain.ledger.values import has_tag, items_of, persons_in
from taizhang.domain.obligations.answers import Code, Obligation, Subject
from taizhang.domain.obligations.held import Held, spoken_of
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
    return [
        _answered(rule, version, subject, one, part, rulebook)
        for one, version in spoken_of(rule, subject, year, as_of, held)
        for part in one.occasion.parts
        if part.kind in version.kinds
    ]


def _answered(
    rule: Content, version: ContentVersion, subject: Subject, held: Held, part: Part, rulebook: Rulebook
) -> Obligation:
    kind = rulebook.kinds.get(part.kind)
    states = {one: _is_there(one, held.occasion, part) for one in version.requires}
    missing = [one for one, state in states.items() if state is False]
    fitting = sum(state is True for state in states.values())
    confirmed = version.status is Status.CONFIRMED
    code = Code.MET if fitting == len(states) else Code.UNMET if missing and confirmed else Code.INSUFFICIENT_DATA
    reason = _reason(held.title, states, kind)
    return Obligation(
        rule.id,
        rule.zh,
        subject.id,
        Window(held.occasion.day, held.occasion.last_day),
        held.occasion.last_day,
        code,
        reason if confirmed or not missing else unconfirmed_reason() + reason,
        arithmetic=tuple(f"{_word(one, kind)}：{_said(one, state=state)}" for one, state in states.items()),
        had=fitting,
        needed=len(states),
        about=held.title,
        **cited(version, rulebook.sources),
    )


def _reason(title: str, states: Mapping[str, bool | None], kind: Kind | None) -> str:
    missing = [_word(one, kind) for one, state in states.items() if state is False and one != CHAIRED_BY_COMMITTEE]
    said = [f"没有写明{'、'.join(missing)}"] if missing else []
    chaired = states.get(CHAIRED_BY_COMMITTEE, True)
    if chaired is False:
        said.append("主持人不是当日的书记、副书记或委员")
    elif chaired is None:
        said.append("没有写主持人，或当日的班子没有登记，不能判断由谁主持")
    if said:
        return f"“{title}”{'，'.join(said)}。"
    return "由书记、副书记或委员主持。" if CHAIRED_BY_COMMITTEE in states else "应写明的都写明了。"


def _said(required: str, *, state: bool | None) -> str:
    if required == CHAIRED_BY_COMMITTEE:
        return "不清楚" if state is None else "是" if state else "不是"
    return "有" if state else "没有"


def _is_there(required: str, occasion: Occasion, part: Part) -> bool | None:
    if required == CHAIRED_BY_COMMITTEE:
        return chaired_by_committee(occasion, part)
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
    if required == CHAIRED_BY_COMMITTEE:
        return "由书记、副书记或委员主持"
    if head == "item_tag":
        tags = {tag: zh for field in kind.fields.values() for tag, zh in field.tags.items()} if kind else {}
        return f"有“{tags.get(name, name)}”的议题"
    return words.get(head, head)
