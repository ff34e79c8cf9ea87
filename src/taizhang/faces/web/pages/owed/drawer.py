"""One cell as the drawer tells it: answer, reason, arithmetic, what counted and what did not, the ground."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from taizhang.apps.ledger.selectors.titles import titles_for
from taizhang.apps.organizations.selectors import OrganizationView
from taizhang.apps.rulebooks.selectors import current_rulebook
from taizhang.domain.obligations.answers import Code, Obligation, Record
from taizhang.domain.rules.answering import kinds_answering
from taizhang.domain.rules.shape import Version
from taizhang.faces.web.shell.frame import Frame
from taizhang.faces.web.shell.links import entry_link, link_if, rule_link

_NAMES = {
    Code.NOT_APPLICABLE: "na",
    Code.MET: "met",
    Code.NOT_YET_DUE: "due",
    Code.INSUFFICIENT_DATA: "lack",
    Code.EXTENDED: "ext",
}


@dataclass(frozen=True, slots=True)
class Cited:
    """A record with the reason why it does not count, if it does not."""

    title: str
    href: str
    day: date
    note: str


@dataclass(frozen=True, slots=True)
class Step:
    """A neighbouring window, or something to do."""

    word: str
    href: str


@dataclass(frozen=True, slots=True)
class Drawer:
    """Everything in the order of the drawer."""

    organization: str
    window: str
    title: str
    answer: str
    headline: str
    reason: str
    arithmetic: tuple[str, ...]
    counted: tuple[Cited, ...]
    not_counted: tuple[Cited, ...]
    basis: str
    in_force: str
    basis_href: str
    unconfirmed: bool
    steps: tuple[Step, ...]


def mark_of_obligation(one: Obligation) -> str:
    """Name the mark of an answer; what an article only asks for softly is 未开."""
    if one.code is Code.UNMET:
        return "missed" if one.general else "unmet"
    return _NAMES[one.code]


def drawer_of(frame: Frame, one: Obligation, organization: OrganizationView) -> Drawer:
    """Tell one cell."""
    rulebook = current_rulebook(frame.known)
    rule = rulebook.rules.get(one.rule)
    version = rule.at(one.window.end) if rule is not None else None
    records = [*one.counted, *(each.record for each in one.not_counted)]
    titles = titles_for(frame.actor, [record.revision for record in records]) if frame.actor else {}
    return Drawer(
        organization=organization.called,
        window=f"{one.window.start.year}年{one.window.zh}" if "年" not in one.window.zh else one.window.zh,
        title=one.zh,
        answer=mark_of_obligation(one),
        headline=one.reason,
        reason=one.shift.notice if one.shift and one.code is not Code.EXTENDED else "",
        arithmetic=tuple(_unanswered(line) for line in one.arithmetic),
        counted=tuple(_cited(frame, titles, record, "") for record in _by_entry(one.counted)),
        not_counted=tuple(_cited(frame, titles, each.record, each.why) for each in one.not_counted),
        basis=f"{one.source}{one.article}" + (f"：{version.text}" if version is not None else ""),
        in_force=_in_force(version),
        basis_href=rule_link(frame, one.rule),
        unconfirmed=not one.confirmed,
        steps=_steps(frame, one, organization),
    )


def _by_entry(records: Iterable[Record]) -> list[Record]:
    """One line an entry, however many it posted."""
    return list({record.entry: record for record in records}.values())


def _cited(frame: Frame, titles: dict[int, str], record: Record, note: str) -> Cited:
    return Cited(titles.get(record.revision, record.title), entry_link(frame, record.entry), record.day, note)


def _unanswered(line: str) -> str:
    """Leave the answer to the drawer, which writes it in its colour."""
    head, arrow, _ = line.rpartition("→")
    return f"{head}{arrow}" if arrow else line


def _in_force(version: Version | None) -> str:
    if version is None:
        return "无现行依据"
    since = version.since
    return (
        f"{since.year}年{since.month}月{since.day}日起施行 · "
        f"{version.checked_on.year}年{version.checked_on.month}月{version.checked_on.day}日核对"
    )


def _steps(frame: Frame, one: Obligation, organization: OrganizationView) -> tuple[Step, ...]:
    rulebook = current_rulebook(frame.known)
    rule = rulebook.rules.get(one.rule)
    steps = []
    own = frame.organization is not None and frame.organization.id == organization.id
    if rule is not None and own and frame.may_record and one.code not in {Code.MET, Code.NOT_APPLICABLE}:
        kinds = kinds_answering(rulebook, rule, one.window.end, organization.type)
        if kinds:
            late = one.due_on < frame.as_of
            day = min(one.window.end, frame.today)
            href = frame.address.link(frame.record.partition("?")[0], kind=kinds[0], day=day)
            steps.append(Step("补录" if late else "登记", href))
    if href := link_if(frame.address, "owed:matrix", org=organization.code, by="branch"):
        steps.append(Step("看全年", href))
    return tuple(steps)
