"""Every obligation as a row of a list: cadences from the grid, the other types told one by one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from django.http import HttpRequest

from taizhang.apps.accounts.actors import Actor
from taizhang.apps.ledger.selectors.owed import matrix, owed_among, owed_of
from taizhang.apps.organizations.selectors import list_organizations
from taizhang.apps.rulebooks.selectors import current_rulebook
from taizhang.domain.obligations.answers import Obligation
from taizhang.domain.obligations.owed import SOON, Urgency, urgency
from taizhang.domain.periods import Window
from taizhang.domain.rules.obligations import Cadence, Content, Rule, Vote
from taizhang.domain.rules.rulebook import Rulebook
from taizhang.domain.rules.shape import Version
from taizhang.faces.web.pages.owed.asking import ANSWERS, mark_name
from taizhang.faces.web.pages.owed.drawer import mark_of_obligation
from taizhang.faces.web.shell.frame import Frame
from taizhang.faces.web.shell.links import link_if, rule_link
from taizhang.faces.web.shell.naming import name_key, told_apart
from taizhang.faces.web.shell.scopes import Scope

TYPES = {
    "cadence": "周期",
    "time_limit": "时限",
    "term": "任期",
    "precondition": "先后",
    "composition": "组成",
    "coverage": "人人达到",
    "vote": "表决",
    "content": "内容",
}
"""The types of rules that can be owed, as the filter names them."""
URGENCIES = {"late": "逾期", "missed": "当期未开", "soon": "十天内到期", "this_year": "年底前", "unclear": "数据不足"}


_SOME = "-some-organization-"
"""Stands for a code, which never begins with a hyphen."""


@dataclass(frozen=True, slots=True)
class OwedRow:
    """One obligation of the list."""

    organization: str
    code: str
    rule: str
    type: str
    title: str
    about: str
    due_on: date
    mark: str
    urgency: str
    reason: str
    basis: str
    arithmetic: tuple[str, ...]
    href: str
    rule_href: str
    unconfirmed: bool

    @property
    def word(self) -> str:
        """The word of the answer, where the mark's own does not fit: a term is not 未开 but 未办."""
        return "未办" if self.mark == "missed" and self.type != "cadence" else ""


@dataclass(frozen=True, slots=True)
class Listed:
    """The list after its filters, and what the filters offer."""

    rows: Sequence[OwedRow]
    legend: tuple[tuple[str, int, str, bool], ...]
    rules: tuple[tuple[str, str], ...]
    types: tuple[tuple[str, str], ...]
    asked: dict[str, str]
    urgencies: tuple[tuple[str, str], ...]
    leaves_out: bool
    """Votes and contents of single records are told per organisation only."""
    names_organizations: bool


def list_of(request: HttpRequest, frame: Frame, actor: Actor, scope: Scope) -> Listed:
    """Read the filters, and list what fits: one organisation with everything, many from the grid."""
    if scope.single is not None:
        views = list_organizations([scope.single], frame.as_of, frame.known, closed=True)
        owed = owed_of(actor, scope.single, frame.year, frame.as_of, frame.known)
        rows = rows_of_organization(frame, owed, views[0].code, views[0].called) if views else []
    else:
        rows = list(_of_many(frame, actor, scope))
    asked = _asked(request)
    others = [one for one in rows if _fits(one, {**asked, "answer": ""})]
    fitting = [one for one in others if not asked["answer"] or one.mark == asked["answer"]]
    counts = Counter(one.mark for one in others)
    rulebook = current_rulebook(frame.known)
    present = {one.rule for one in rows}
    return Listed(
        fitting,
        tuple(
            (mark, counts[mark], _link(request, frame, asked, mark), asked["answer"] == mark)
            for mark in ANSWERS
            if counts[mark] or asked["answer"] == mark
        ),
        tuple(sorted(((one, rulebook.rules[one].zh) for one in present), key=lambda pair: name_key(pair[1]))),
        tuple((key, word) for key, word in TYPES.items() if any(one.type == key for one in rows)),
        asked,
        tuple(URGENCIES.items()),
        not scope.is_one,
        not scope.is_one,
    )


def rows_of_organization(frame: Frame, owed: Iterable[Obligation], code: str, name: str) -> list[OwedRow]:
    """The obligations of one organisation as rows."""
    rulebook = current_rulebook(frame.known)
    return [_row(frame, rulebook, one, code, name) for one in owed]


@dataclass(frozen=True, slots=True)
class MetRule:
    """A rule that speaks of single records, all of which it found in order."""

    title: str
    number: int
    href: str


def folded(frame: Frame, rows: Iterable[OwedRow], code: str) -> tuple[list[OwedRow], list[MetRule]]:
    """What needs a look one by one, and what is met as one line a rule."""
    open_, met = [], Counter[str]()
    titles: dict[str, str] = {}
    for row in rows:
        if row.mark == "met":
            met[row.rule] += 1
            titles[row.rule] = row.title
        else:
            open_.append(row)
    return open_, [
        MetRule(titles[rule], number, link_if(frame.address, "owed:list", org=code, scope="own", rule=rule))
        for rule, number in met.items()
    ]


def _of_many(frame: Frame, actor: Actor, scope: Scope) -> Iterator[OwedRow]:
    """Many organisations: cadences from the grid, the others told in full; most pressing first, then by name."""
    rulebook = current_rulebook(frame.known)
    views = {view.id: view for view in list_organizations(scope.ids, frame.as_of, frame.known, closed=True)}
    called = told_apart(views.values())
    told = owed_among(actor, scope.ids, frame.year, frame.as_of, frame.known, leaving_out=(Cadence, Content, Vote))
    rows = [
        _row(frame, rulebook, one, views[one.subject].code, called[one.subject]) for one in told if one.subject in views
    ]
    rows.extend(_cells(frame, actor, scope, {one: (view.code, called[one]) for one, view in views.items()}))
    order = {key: place for place, key in enumerate(URGENCIES)}
    rows.sort(key=lambda one: (order.get(one.urgency, len(order)), one.due_on, name_key(one.organization), one.rule))
    return iter(rows)


def _cells(frame: Frame, actor: Actor, scope: Scope, names: dict[int, tuple[str, str]]) -> Iterator[OwedRow]:
    answered = matrix(actor, scope.ids, frame.year, frame.as_of, seq=frame.known)
    rulebook = answered.rulebook
    for row in answered.rows:
        rule = rulebook.rules[row.rule]
        links = [_cell_link(frame, slot.window, row.rule) for slot in row.slots]
        rule_href = rule_link(frame, row.rule)
        for index, subject in enumerate(answered.subjects):
            if subject.id not in names:
                continue
            code, name = names[subject.id]
            for slot, answer, link in zip(row.slots, row.of_subject(index), links, strict=True):
                if not answer or slot.version is None:
                    continue
                mark = mark_name(answer, slot)
                window = slot.window
                yield OwedRow(
                    name,
                    code,
                    row.rule,
                    "cadence",
                    rule.zh,
                    window.zh,
                    window.end,
                    mark,
                    _urgency_of(mark, window.end, answered.as_of),
                    "",
                    _basis(rulebook, slot.version),
                    (),
                    link.replace(_SOME, code),
                    rule_href,
                    slot.version.status != "confirmed",
                )


def _cell_link(frame: Frame, window: Window, rule: str) -> str:
    """Link to the same window of any organisation, its code still to be put in: thousands differ in nothing else."""
    return link_if(frame.address, "owed:cell", _SOME, window.start.isoformat(), window.end.isoformat(), rule)


def _basis(rulebook: Rulebook, version: Version) -> str:
    source = rulebook.sources.get(version.source)
    return f"{(source.short or source.zh) if source else ''}{version.article}"


def _urgency_of(mark: str, due_on: date, as_of: date) -> str:
    """The same as `domain.obligations.owed.urgency`, told from a mark."""
    if mark in {"unmet", "missed", "lack"}:
        return {"unmet": "late", "missed": "missed", "lack": "unclear"}[mark]
    if mark not in {"due", "ext"}:
        return "done"
    if due_on <= as_of + SOON:
        return "soon"
    return "this_year" if due_on.year == as_of.year else "later"


def _row(frame: Frame, rulebook: Rulebook, one: Obligation, code: str, name: str) -> OwedRow:
    rule: Rule | None = rulebook.rules.get(one.rule)
    is_cadence = isinstance(rule, Cadence)
    level: Urgency = urgency(one, frame.as_of)
    window = one.window
    return OwedRow(
        name,
        code,
        one.rule,
        rule.type if rule is not None else "",
        one.zh,
        window.zh if is_cadence else one.about,
        one.due_on,
        mark_of_obligation(one),
        level.name.lower(),
        one.reason,
        f"{one.source}{one.article}",
        one.arithmetic,
        link_if(frame.address, "owed:cell", code, window.start.isoformat(), window.end.isoformat(), one.rule)
        if is_cadence
        else "",
        rule_link(frame, one.rule),
        not one.confirmed,
    )


def _asked(request: HttpRequest) -> dict[str, str]:
    """The filters of the address; what makes no sense is left out."""
    query = request.GET
    answer, type_, level = query.get("answer", ""), query.get("type", ""), query.get("urgency", "")
    return {
        "answer": answer if answer in ANSWERS else "",
        "type": type_ if type_ in TYPES else "",
        "urgency": level if level in URGENCIES else "",
        "rule": query.get("rule", "")[:160],
        "scope": query.get("scope", "")[:12],
    }


def _fits(one: OwedRow, asked: dict[str, str]) -> bool:
    return (
        (not asked["type"] or one.type == asked["type"])
        and (not asked["urgency"] or one.urgency == asked["urgency"])
        and (not asked["rule"] or one.rule == asked["rule"])
    )


def _link(request: HttpRequest, frame: Frame, asked: dict[str, str], mark: str) -> str:
    return frame.address.link(request.path, **{**asked, "answer": "" if asked["answer"] == mark else mark})
