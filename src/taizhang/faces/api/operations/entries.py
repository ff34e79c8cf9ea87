"""Entries: list, read, record, confirm, correct, void."""

from __future__ import annotations

from typing import Annotated, Any

from django.http import HttpRequest
from ninja import Header, Query, Router, Status

from taizhang.apps.accounts.actors import Actor
from taizhang.apps.ledger.errors import ChangedMeanwhileError, EntryRefusedError
from taizhang.apps.ledger.exchange.naming import Naming
from taizhang.apps.ledger.exchange.spelling import content_from, record_of
from taizhang.apps.ledger.selectors.entries import Detail, Filter, Row, State, entry_detail, list_entries, rows_of
from taizhang.apps.ledger.services import confirm_entry, correct_entry, record_entry, void_entry
from taizhang.apps.organizations.selectors import below, list_organizations
from taizhang.apps.rulebooks.selectors import current_rulebook
from taizhang.domain.canonical import digest_text
from taizhang.faces.api.asked import business_today, visible_organization
from taizhang.faces.api.door import actor_in
from taizhang.faces.api.given import ConfirmationIn, CorrectionIn, EntriesAsked, EntryIn, Text, VoidingIn
from taizhang.faces.api.limits import WRITING
from taizhang.faces.api.operations.organizations import TROUBLES
from taizhang.faces.api.shown import DoneOut, EntryOut, RecordedOut, RowsOut, TroubleOut
from taizhang.faces.api.troubles import finding_json

router = Router(tags=["记录"])
WRITES = {400: TroubleOut, **TROUBLES, 409: TroubleOut, 413: TroubleOut, 415: TroubleOut}
MOST_NUMBER = 2**53


@router.get("/entries", response={200: RowsOut, **TROUBLES}, summary="记录清单", operation_id="list_entries")
def listed(request: HttpRequest, asked: Query[EntriesAsked]) -> dict[str, Any]:
    """The entries that the caller may see, the newest day first."""
    actor, today = actor_in(request), business_today()
    organizations = None
    if asked.organization is not None:
        organization = visible_organization(actor, asked.organization)
        organizations = below(organization, today) if asked.below else (organization,)
    found = list_entries(
        actor,
        Filter(
            organizations=organizations,
            year=asked.year,
            start=asked.start,
            end=asked.end,
            kinds=tuple(asked.kind),
            state=State(asked.state) if asked.state else None,
            text=asked.text,
            late=asked.late,
        ),
    )
    start = (asked.page - 1) * asked.page_size
    rows = rows_of(actor, found[start : start + asked.page_size])
    codes = _codes(rows)
    return {
        "total": found.count(),
        "page": asked.page,
        "page_size": asked.page_size,
        "items": [_row(one, codes) for one in rows],
    }


@router.post(
    "/entries",
    response={201: RecordedOut, **WRITES},
    throttle=WRITING,
    summary="登记",
    operation_id="record_entry",
)
def record(
    request: HttpRequest,
    body: EntryIn,
    idempotency_key: Annotated[Text, Header("")],
) -> Status[dict[str, Any]]:
    """Record an occasion; sent again with the same Idempotency-Key it is recorded once."""
    actor = actor_in(request)
    key = digest_text(f"api\n{actor.account}\n{idempotency_key}") if idempotency_key else ""
    recorded = record_entry(actor, _content(actor, body), business_today(), key)
    findings = [finding_json(one) for one in recorded.findings]
    return Status(201, {"entry": recorded.entry, "number": recorded.number, "findings": findings})


@router.get("/entries/{int:entry}", response={200: EntryOut, **TROUBLES}, summary="一条记录", operation_id="get_entry")
def detail(request: HttpRequest, entry: int) -> dict[str, Any]:
    """One entry as the caller may see it, with all its revisions."""
    return _detail(actor_in(request), _numbered(entry))


@router.post(
    "/entries/{int:entry}/confirmation",
    response={200: DoneOut, **WRITES},
    throttle=WRITING,
    summary="确认",
    operation_id="confirm_entry",
)
def confirm(request: HttpRequest, entry: int, body: ConfirmationIn) -> dict[str, Any]:
    """Confirm the revision that the caller has seen; from then on it counts."""
    actor = actor_in(request)
    found = entry_detail(actor, _numbered(entry))
    latest = found.revisions[-1]
    if latest.number != body.number:
        raise ChangedMeanwhileError(latest.number, (), "有人")
    confirm_entry(actor, latest.revision, business_today())
    return _standing(actor, entry)


@router.post(
    "/entries/{int:entry}/corrections",
    response={201: RecordedOut, **WRITES},
    throttle=WRITING,
    summary="更正",
    operation_id="correct_entry",
)
def correct(request: HttpRequest, entry: int, body: CorrectionIn) -> Status[dict[str, Any]]:
    """Record a new revision over the one that the caller had before him, with the reason."""
    actor = actor_in(request)
    entry_detail(actor, _numbered(entry))
    corrected = correct_entry(
        actor,
        entry,
        body.base_number,
        _content(actor, body.content),
        body.reason,
        business_today(),
    )
    findings = [finding_json(one) for one in corrected.findings]
    return Status(201, {"entry": corrected.entry, "number": corrected.number, "findings": findings})


@router.post(
    "/entries/{int:entry}/voiding",
    response={200: DoneOut, **WRITES},
    throttle=WRITING,
    summary="作废",
    operation_id="void_entry",
)
def void(request: HttpRequest, entry: int, body: VoidingIn) -> dict[str, Any]:
    """Void an entry, with the reason; what it said stays readable."""
    actor = actor_in(request)
    void_entry(actor, _numbered(entry), body.base_number, body.reason)
    return _standing(actor, entry)


def _content(actor: Actor, body: EntryIn) -> dict[str, Any]:
    """The content that the ledger takes; what cannot be understood is refused with all its places."""
    given = body.model_dump(mode="json", exclude_unset=True)
    given = {key: value for key, value in given.items() if value is not None}
    spelled = content_from(given, Naming.of_record(actor, current_rulebook(), given))
    if not spelled.is_sound:
        raise EntryRefusedError(spelled.findings)
    return spelled.content


def _numbered(entry: int) -> int:
    """A number that the database can look for; a longer one is of nothing."""
    return entry if entry <= MOST_NUMBER else 0


def _standing(actor: Actor, entry: int) -> dict[str, Any]:
    row = entry_detail(actor, entry).row
    return {"entry": entry, "number": row.number, "state": row.state.value}


def _detail(actor: Actor, entry: int) -> dict[str, Any]:
    found: Detail = entry_detail(actor, entry)
    naming = Naming.of_occasions(actor, current_rulebook(), [found.occasion])
    codes = _codes([found.row])
    return _row(found.row, codes) | {
        "record": record_of(found.occasion, naming),
        "withheld": found.restricted,
        "reason": found.reason,
        "void_reason": found.void_reason,
        "rulebook": found.manifest,
        "revisions": [_row(one, codes) for one in found.revisions],
    }


def _codes(rows: list[Row]) -> dict[int, str]:
    ids = sorted({one.organization for one in rows})
    return {one.id: one.code for one in list_organizations(ids, business_today(), closed=True)}


def _row(one: Row, codes: dict[int, str]) -> dict[str, Any]:
    return {
        "entry": one.entry,
        "number": one.number,
        "organization": codes.get(one.organization, ""),
        "day": one.day,
        "last_day": one.last_day,
        "year": one.year,
        "title": one.title,
        "place": one.place,
        "kinds": list(one.kinds),
        "state": one.state.value,
        "is_late": one.is_late,
        "is_tally": one.is_tally,
    }
