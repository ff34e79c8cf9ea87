"""Every route of the resolver with its parameters filled in: for our own things, foreign ones, unknown ones."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import URLPattern, URLResolver, get_resolver, reverse

from tests.faces.rights.world import District, Rights

UNKNOWN = 987_654


@dataclass(frozen=True)
class Route:
    """A named route and the names of its parameters."""

    name: str
    parameters: tuple[str, ...]

    @property
    def opens_something(self) -> bool:
        """Say whether it has a parameter that names a thing of somebody's."""
        return bool({*self.parameters} & OWNED)


def routes() -> list[Route]:
    """Every route there is."""
    return sorted(set(_walk(get_resolver())), key=lambda one: one.name)


def _walk(resolver: URLResolver, names: tuple[str, ...] = ()) -> Iterator[Route]:
    for one in resolver.url_patterns:
        if isinstance(one, URLResolver):
            yield from _walk(one, (*names, one.namespace) if one.namespace else names)
        elif isinstance(one, URLPattern):
            yield Route(":".join((*names, one.name or "?")), tuple(one.pattern.converters))


OWNED = {
    "entry",
    "entry_id",
    "attachment_id",
    "assertion",
    "explanation",
    "draft_id",
    "scope_id",
    "organization_id",
    "code",
    "member_id",
    "session_id",
    "token_id",
    "row",
    "run_id",
    "account_id",
    "grant_id",
    "shift_id",
    "choice_id",
    "report_id",
    "remark_id",
    "intention_id",
    "notice_id",
    "own_word_id",
    "paper_id",
    "paper_remark_id",
}
"""Parameters that name something belonging to an organisation or an account."""
_FIXED = {
    "day": "2025-03-05",
    "start": "2025-01-01",
    "end": "2025-03-31",
    "rule": "branch_congress_quarterly",
    "figure": "branch_congress/count",
    "act": "rename",
    "what": "term",
    "kind": "theme_day",
    "kind_id": "theme_day",
    "rule_id": "branch_congress_quarterly",
    "source": "branch_work_regulations",
    "source_id": "branch_work_regulations",
    "profile": "lecture_quarterly",
    "digest": "0" * 64,
    "seq": "1",
    "field": "id_number",
    "name": "x",
    "key": "x",
    "slug": "ab",
    "path": "x",
    "event_id": "1",
    "version": "1",
    "form": "draft.docx",
    "outline_id": "branch_secretary_duty_report",
}


def address(rights: Rights, route: Route, whose: str) -> str:
    """The address of a route for `own`, `foreign` or `unknown` things."""
    district = rights.foreign if whose == "foreign" else rights.own
    return reverse(route.name, kwargs={name: _value(rights, route, name, whose, district) for name in route.parameters})


def _value(rights: Rights, route: Route, name: str, whose: str, district: District) -> object:
    if name not in OWNED:
        return _FIXED[name]
    if whose == "unknown":
        return "nowhere" if name == "code" else UNKNOWN
    members = route.name == "api:member"
    found = {
        "entry": district.entry,
        "entry_id": district.entry,
        "attachment_id": district.attachment,
        "assertion": district.assertion,
        "explanation": district.explanation,
        "draft_id": district.draft,
        "scope_id": district.scope,
        "report_id": district.report,
        "remark_id": district.remark,
        "intention_id": district.intention,
        "notice_id": district.notice,
        "own_word_id": district.own_word,
        "paper_id": district.paper,
        "paper_remark_id": district.paper_remark,
        "organization_id": district.branch,
        "member_id": district.people[0],
        "code": f"{district.codes['branch'][0]}p000" if members else district.codes["branch"],
    }
    return found.get(name, UNKNOWN)
