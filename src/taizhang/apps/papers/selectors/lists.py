"""Papers as their list shows them: each with its state and whom it waits for, read for all in a handful of queries."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from taizhang.apps.accounts.actors import Actor
from taizhang.apps.accounts.rights import Permission
from taizhang.apps.accounts.selectors import account_names
from taizhang.apps.audit.models import known
from taizhang.apps.organizations.access import may, visible_among
from taizhang.apps.organizations.selectors import names_of
from taizhang.apps.papers.doors import works_on
from taizhang.apps.papers.models import Issue, Paper, Review, Version, Withdrawal
from taizhang.apps.papers.selectors.ways import AT_THE_MACHINE
from taizhang.apps.reports.selectors.reviews import routes_of
from taizhang.domain.papers.states import Stage, State, state_of
from taizhang.domain.reviewing import Standing, Word, standing

MOST_LISTED = 1000


@dataclass(frozen=True, slots=True)
class PaperRow:
    """One line of the list."""

    id: int
    organization_name: str
    title: str
    destination: str
    goes_out_on: date | None
    opened_on: date
    number: int
    characters: int
    state: State
    waits_for: str
    """Who has to do something next; empty where nobody has."""
    waits_for_reader: bool
    """Whether it waits for the reader's word; for who only reviews from above, at the last level alone."""


@dataclass(frozen=True, slots=True)
class _Facts:
    """What is known of many papers, by number of the paper."""

    heads: Mapping[int, Version]
    words: Mapping[tuple[int, int], list[Word]]
    issued: Mapping[int, int]
    """The latest version that went out."""
    withdrawn: frozenset[int]
    routes: Mapping[int, tuple[str, ...]]
    organizations: Mapping[int, str]
    accounts: Mapping[int, str]


def list_papers(actor: Actor, organizations: Iterable[int], day: date, year: int | None = None) -> list[PaperRow]:
    """The papers of these organisations, newest first: drafts for who works on them, issued ones for every reader."""
    ids = visible_among(actor, organizations)
    found = Paper.objects.filter(organization_id__in=ids).order_by("-opened_on", "-pk")
    if year is not None:
        found = found.filter(opened_on__year=year)
    papers = list(found[:MOST_LISTED])
    at_work = {one for one in {paper.organization_id for paper in papers} if works_on(actor, one)}
    reviewing = {
        one: may(actor, Permission.WRITE_REPORTS, one) for one in at_work if may(actor, Permission.REVIEW_REPORTS, one)
    }
    facts = _facts(papers, day)
    return [
        _row(actor, paper, facts, reviewing) if paper.organization_id in at_work else _issued_row(paper, facts)
        for paper in papers
        if paper.organization_id in at_work or paper.pk in facts.issued
    ]


def _facts(papers: Collection[Paper], day: date) -> _Facts:
    mine = [paper.pk for paper in papers]
    versions = Version.objects.filter(known(None), paper_id__in=mine).defer("content").order_by("number")
    all_versions = list(versions)
    words: dict[tuple[int, int], list[Word]] = defaultdict(list)
    said = Review.objects.filter(known(None), paper_id__in=mine).order_by("pk")
    for paper, version, passed, account in said.values_list("paper_id", "version", "passed", "account"):
        words[paper, version].append(Word(passed, account))
    issued = Issue.objects.filter(known(None), paper_id__in=mine).order_by("version")
    withdrawn = Withdrawal.objects.filter(known(None), paper_id__in=mine).values_list("paper_id", flat=True)
    organizations = {paper.organization_id for paper in papers}
    return _Facts(
        heads={(row.paper_id): row for row in all_versions},
        words=words,
        issued=dict(issued.values_list("paper_id", "version")),
        withdrawn=frozenset(withdrawn),
        routes=routes_of(organizations),
        organizations=names_of(organizations, day),
        accounts=account_names({row.account for row in all_versions if row.account}),
    )


def _row(actor: Actor, paper: Paper, facts: _Facts, reviewing: Mapping[int, bool]) -> PaperRow:
    head = facts.heads[paper.pk]
    where = standing(facts.routes[paper.organization_id], facts.words.get((paper.pk, head.number), ()))
    state = state_of(
        where, is_issued=facts.issued.get(paper.pk) == head.number, is_withdrawn=paper.pk in facts.withdrawn
    )
    inside = reviewing.get(paper.organization_id)
    at_last = where.level == len(where.levels) - 1
    speaks = inside is not None and (inside or at_last) and not where.was_passed_by(actor.account)
    return PaperRow(
        id=paper.pk,
        organization_name=facts.organizations.get(paper.organization_id, ""),
        title=head.title,
        destination=head.destination,
        goes_out_on=head.goes_out_on,
        opened_on=paper.opened_on,
        number=head.number,
        characters=head.characters,
        state=state,
        waits_for=_waits_for(state, where, facts.accounts.get(head.account or 0, AT_THE_MACHINE)),
        waits_for_reader=state.stage is Stage.REVIEWING and speaks,
    )


def _waits_for(state: State, where: Standing, writer: str) -> str:
    if state.stage is Stage.REVIEWING:
        return f"等{where.next_level}"
    if state.stage in {Stage.WRITING, Stage.SENT_BACK}:
        return f"等{writer}改好" if state.stage is Stage.SENT_BACK else f"等{writer}"
    return "等发出" if state.stage is Stage.PASSED else ""


def _issued_row(paper: Paper, facts: _Facts) -> PaperRow:
    """What a reader sees: the version that went out, whatever is being written since."""
    version = Version.objects.filter(known(None), paper=paper, number=facts.issued[paper.pk]).defer("content").get()
    stage = Stage.WITHDRAWN if paper.pk in facts.withdrawn else Stage.ISSUED
    return PaperRow(
        id=paper.pk,
        organization_name=facts.organizations.get(paper.organization_id, ""),
        title=version.title,
        destination=version.destination,
        goes_out_on=version.goes_out_on,
        opened_on=paper.opened_on,
        number=version.number,
        characters=version.characters,
        state=State(stage),
        waits_for="",
        waits_for_reader=False,
    )
