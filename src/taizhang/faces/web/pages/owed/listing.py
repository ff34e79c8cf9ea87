"""Every obligation as a row of a list: cadences from the grid, the other types told one by one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.http import HttpRequest

from taizhang.apps.accounts.actors import Actor
from taizhang.apps.ledger.selectors.owed import matrix, owed_among, owed_of
from taizhang.apps.organizations.selectors import list_organizations
from taizhang.apps.rulebooks.selectors import current_rulebook
from taizhang.domain.obligations.answers import Obligation
from taizhang.domain.obligations.owed import Urgency, urgency
from taizhang.domain.rules.obligations import Cadence, Content, Rule, Vote
from taizhang.domain.rules.rulebook import Rulebook
from taizhang.domain.rules.shape import Version
from taizhang.faces.web.pages.owed.asking import ANSWERS
from taizhang.faces.web.pages.owed.bundles import URGENCIES, BundledRows, Cells, Sort, bundles_of
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
    def sort(self) -> Sort:
        """What the filters ask of it."""
        return Sort(self.rule, self.mark, self.urgency, self.due_on)

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
    asked = _asked(request)
    if scope.single is not None:
        views = list_organizations([scope.single], frame.as_of, frame.known, closed=True)
        owed = owed_of(actor, scope.single, frame.year, frame.as_of, frame.known)
        rows = rows_of_organization(frame, owed, views[0].code, views[0].called) if views else []
        fitting = [one for one in rows if _fits(one.sort, one.type, asked)]
        return _listed(request, frame, scope, asked, [(one.sort, one.type, 1) for one in rows], fitting)
    many = _Many(frame, actor, scope)
    bundles = [(one.sort, many.type_of(one.sort.rule), one.number) for one in many.bundles]
    chosen = [one for one in many.bundles if _fits(one.sort, many.type_of(one.sort.rule), asked)]
    return _listed(request, frame, scope, asked, bundles, BundledRows(chosen, many.order, many.row))


def _listed(
    request: HttpRequest,
    frame: Frame,
    scope: Scope,
    asked: dict[str, str],
    sorts: Sequence[tuple[Sort, str, int]],
    rows: Sequence[OwedRow],
) -> Listed:
    """Put the list together: its rows, and what the filters offer, counted over everything."""
    counts: Counter[str] = Counter()
    for sort, type_, number in sorts:
        if _fits(sort, type_, {**asked, "answer": ""}):
            counts[sort.mark] += number
    rulebook = current_rulebook(frame.known)
    rules = {sort.rule for sort, _, _ in sorts}
    types = {type_ for _, type_, _ in sorts}
    return Listed(
        rows,
        tuple(
            (mark, counts[mark], _link(request, frame, asked, mark), asked["answer"] == mark)
            for mark in ANSWERS
            if counts[mark] or asked["answer"] == mark
        ),
        tuple(sorted(((one, rulebook.rules[one].zh) for one in rules), key=lambda pair: name_key(pair[1]))),
        tuple((key, word) for key, word in TYPES.items() if key in types),
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


class _Many:
    """Many organisations: cadences from the grid, the others told in full; most pressing first, then by name."""

    def __init__(self, frame: Frame, actor: Actor, scope: Scope) -> None:
        self._frame, self._rulebook = frame, current_rulebook(frame.known)
        self._matrix = matrix(actor, scope.ids, frame.year, frame.as_of, seq=frame.known)
        views = list_organizations(scope.ids, frame.as_of, frame.known, closed=True)
        called = told_apart(views)
        self._names = {view.id: (view.code, called[view.id]) for view in views}
        places = {one.id: place for place, one in enumerate(self._matrix.subjects) if one.id in self._names}
        told = owed_among(actor, scope.ids, frame.year, frame.as_of, frame.known, leaving_out=(Cadence, Content, Vote))
        self.bundles = bundles_of(self._matrix, told, places)
        self.order = self._ranks(places)

    def type_of(self, rule: str) -> str:
        """The type of a rule, as the filter names it."""
        return self._rulebook.rules[rule].type

    def row(self, place: int, item: Cells | Obligation) -> OwedRow:
        """Make the row of one item."""
        code, name = self._names[self._matrix.subjects[place].id]
        if isinstance(item, Cells):
            return self._cell(item, code, name)
        return _row(self._frame, self._rulebook, item, code, name)

    def _ranks(self, places: Mapping[int, int]) -> list[int]:
        """The rank of each organisation's name, by its place in the matrix."""
        keys = {name_key(self._names[one][1]) for one in places}
        ranks = {key: rank for rank, key in enumerate(sorted(keys))}
        found = [0] * len(self._matrix.subjects)
        for one, place in places.items():
            found[place] = ranks[name_key(self._names[one][1])]
        return found

    def _cell(self, cells: Cells, code: str, name: str) -> OwedRow:
        slot, rule = cells.row.slots[cells.slot], cells.sort.rule
        window, version = slot.window, slot.version
        days = window.start.isoformat(), window.end.isoformat()
        return OwedRow(
            name,
            code,
            rule,
            "cadence",
            self._rulebook.rules[rule].zh,
            window.zh,
            window.end,
            cells.sort.mark,
            cells.sort.urgency,
            "",
            _basis(self._rulebook, version) if version is not None else "",
            (),
            link_if(self._frame.address, "owed:cell", code, *days, rule),
            rule_link(self._frame, rule),
            version is not None and version.status != "confirmed",
        )


def _basis(rulebook: Rulebook, version: Version) -> str:
    source = rulebook.sources.get(version.source)
    return f"{(source.short or source.zh) if source else ''}{version.article}"


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


def _fits(one: Sort, type_: str, asked: Mapping[str, str]) -> bool:
    return (
        (not asked["type"] or type_ == asked["type"])
        and (not asked["urgency"] or one.urgency == asked["urgency"])
        and (not asked["rule"] or one.rule == asked["rule"])
        and (not asked["answer"] or one.mark == asked["answer"])
    )


def _link(request: HttpRequest, frame: Frame, asked: dict[str, str], mark: str) -> str:
    return frame.address.link(request.path, **{**asked, "answer": "" if asked["answer"] == mark else mark})
