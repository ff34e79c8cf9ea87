"""Organisations and their members."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import HttpRequest
from ninja import Query, Router

from taizhang.apps.accounts.rights import Permission
from taizhang.apps.members.errors import MemberNotFoundError
from taizhang.apps.members.sealing import masked_fields
from taizhang.apps.members.selectors import MemberView, member_by_code, member_view, roll
from taizhang.apps.organizations.access import may, visible_among
from taizhang.apps.organizations.selectors import OrganizationView, list_organizations, organization_view
from taizhang.faces.api.asked import business_today, organization_for, sliced, visible_organization
from taizhang.faces.api.door import actor_in
from taizhang.faces.api.given import Day, Page, Text
from taizhang.faces.api.shown import MemberOut, MembersOut, OrganizationOut, OrganizationsOut, TroubleOut

router = Router(tags=["组织与党员"])
TROUBLES = {401: TroubleOut, 403: TroubleOut, 404: TroubleOut, 422: TroubleOut, 429: TroubleOut}


@router.get(
    "/organizations", response={200: OrganizationsOut, **TROUBLES}, summary="党组织", operation_id="list_organizations"
)
def organizations(
    request: HttpRequest,
    page: Query[Page],
    as_of: Day | None = None,
    closed: bool = False,  # noqa: FBT001, FBT002 (a query parameter)
) -> dict[str, Any]:
    """Those that the caller may see, as of a day."""
    actor, day = actor_in(request), as_of or business_today()
    everything = list_organizations(None, day, closed=True)
    seen = set(visible_among(actor, [one.id for one in everything]))
    codes = {one.id: one.code for one in everything if one.id in seen}
    found = [one for one in everything if one.id in seen and (closed or one.exists)]
    listed, shown = sliced(found, page)
    return {**listed, "items": [_organization(one, codes) for one in shown]}


@router.get(
    "/organizations/{code}",
    response={200: OrganizationOut, **TROUBLES},
    summary="一个党组织",
    operation_id="get_organization",
)
def organization(request: HttpRequest, code: Text, as_of: Day | None = None) -> dict[str, Any]:
    """One organisation as of a day."""
    actor, day = actor_in(request), as_of or business_today()
    view = organization_view(visible_organization(actor, code), day)
    above = [view.parent] if view.parent else []
    codes = {one.id: one.code for one in list_organizations(visible_among(actor, above), day, closed=True)}
    return _organization(view, codes)


@router.get(
    "/organizations/{code}/members",
    response={200: MembersOut, **TROUBLES},
    summary="名册",
    operation_id="list_members",
)
def members(request: HttpRequest, code: Text, page: Query[Page], as_of: Day | None = None) -> dict[str, Any]:
    """The roll of an organisation on a day."""
    actor, day = actor_in(request), as_of or business_today()
    found = roll(organization_for(actor, code, Permission.READ_MEMBERS), day)
    listed, shown = sliced(found, page)
    codes = _codes_of(shown, day)
    return {**listed, "items": [_member(one, codes) for one in shown]}


@router.get("/members/{code}", response={200: MemberOut, **TROUBLES}, summary="一名党员", operation_id="get_member")
def member(request: HttpRequest, code: Text, as_of: Day | None = None) -> dict[str, Any]:
    """One person as of a day; sealed numbers only masked."""
    actor, day = actor_in(request), as_of or business_today()
    view = member_view(member_by_code(code), day)
    if view.organization is None or not may(actor, Permission.READ_MEMBERS, view.organization):
        raise MemberNotFoundError
    masked = {field.value: text for field, text in masked_fields(view.id).items()}
    return _member(view, _codes_of([view], day)) | {"masked": masked}


def _organization(one: OrganizationView, codes: dict[int, str]) -> dict[str, Any]:
    return {
        "code": one.code,
        "name": one.name,
        "short_name": one.short_name,
        "type": one.type,
        "type_zh": one.type_zh,
        "unit": one.unit,
        "parent": codes.get(one.parent or 0),
        "founded_on": one.founded_on,
        "closed_on": one.closed_on,
        "exists": one.exists,
    }


def _codes_of(shown: Any, day: date) -> dict[int, str]:
    wanted = {place for one in shown for place in (one.organization, one.group) if place is not None}
    return {one.id: one.code for one in list_organizations(sorted(wanted), day, closed=True)}


def _member(one: MemberView, codes: dict[int, str]) -> dict[str, Any]:
    return {
        "code": one.code,
        "name": one.name,
        "sex": one.sex,
        "status": one.status.value,
        "status_zh": one.status.zh,
        "organization": codes.get(one.organization or 0),
        "group": codes.get(one.group or 0),
        "floating": one.floating,
        "retired": one.retired,
    }
