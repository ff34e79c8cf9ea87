"""One person: what the roll says, everything that happened, posts in all lines, sealed values only on request."""

from __future__ import annotations

from datetime import date
from typing import Any, cast

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_POST, require_safe

from taizhang.apps.accounts.actors import Actor
from taizhang.apps.accounts.rights import Permission
from taizhang.apps.members.courses import Course, course
from taizhang.apps.members.errors import MemberError
from taizhang.apps.members.movements import full_since, party_age
from taizhang.apps.members.sealing import REASONS, Sensitive, masked_fields, reveal_field
from taizhang.apps.organizations.access import may
from taizhang.apps.organizations.selectors import names_of, posts_of_person
from taizhang.faces.web.shell.frame import Frame, frame_of
from taizhang.faces.web.shell.links import link_if
from taizhang.faces.web.shell.render import render_page
from taizhang.faces.web.shell.sign_in import signed_in_only


@signed_in_only
@require_safe
def show(request: HttpRequest, member_id: int) -> HttpResponse:
    """The person as of the day."""
    return _page(request, member_id)


@signed_in_only
@require_POST
def reveal(request: HttpRequest, member_id: int) -> HttpResponse:
    """Show one sealed value; who, which and why is in the log before it is shown."""
    frame = frame_of(request)
    actor = cast("Actor", frame.actor)
    course(actor, member_id, frame.today)
    asked, reason = request.POST.get("field", ""), request.POST.get("reason", "")
    if asked not in set(Sensitive) or not reason:
        return _page(request, member_id, trouble="没有显示。先从列表里选一条理由。", status=422)
    try:
        value = reveal_field(actor, member_id, Sensitive(asked), reason)
    except MemberError as refused:
        if refused.code == "not_found":
            raise
        return _page(request, member_id, trouble=refused.message, status=422)
    return _page(request, member_id, shown={Sensitive(asked): value})


def crumbs(frame: Frame) -> list[tuple[str, str]]:
    """The way back to the roll."""
    return [("组织与党员", link_if(frame.address, "organizations:index")), ("党员", frame.address.to("members:index"))]


def _page(
    request: HttpRequest,
    member_id: int,
    *,
    shown: dict[Sensitive, str] | None = None,
    trouble: str = "",
    status: int = 200,
) -> HttpResponse:
    frame = frame_of(request)
    actor = cast("Actor", frame.actor)
    found = course(actor, member_id, frame.as_of, frame.known)
    where = found.view.organization
    manages = found.is_here and not frame.is_past and where is not None and may(actor, Permission.MANAGE_MEMBERS, where)
    reveals = found.is_here and where is not None and may(actor, Permission.REVEAL_SEALED, where)
    return render_page(
        request,
        "members/person_page.html",
        context={
            "found": found,
            "view": found.view,
            "crumbs": crumbs(frame),
            "facts": _facts(found, frame),
            "events": _events(found, frame),
            "posts": _posts(member_id, frame),
            "manages": manages,
            "sealed": _sealed(member_id, shown or {}) if found.is_here else (),
            "reveals": reveals,
            "reasons": tuple(REASONS.items()),
            "trouble": trouble,
        },
        status=status,
    )


def _facts(found: Course, frame: Frame) -> list[tuple[str, str]]:
    view, said = found.view, found.described
    age = party_age(view.id, frame.as_of, frame.known)
    since = full_since([view.id], frame.as_of, frame.known).get(view.id)
    names = names_of({one for one in (view.organization, view.group) if one}, frame.as_of, frame.known)
    rows = [
        ("状态", view.status.zh + ("，流动党员" if view.floating else "") + ("，退休" if view.retired else "")),
        ("党支部", names.get(view.organization or 0, "")),
        ("党小组", names.get(view.group or 0, "")),
        ("党龄", f"{age}年" if age is not None else "没有登记转正日期，算不出"),
        ("入党日期", _day(said.joined_on)),
        ("转正日期", _day(since)),
        ("性别", view.sex),
        ("民族", view.nation),
        ("学历", view.education),
        ("出生年份", str(view.born_in or "")),
        ("职业", view.occupation),
        ("编号", view.code),
    ]
    return [(term, meaning) for term, meaning in rows if meaning]


def _events(found: Course, frame: Frame) -> list[dict[str, Any]]:
    names = names_of({one for event in found.events for one in (event.organization, event.group) if one}, frame.as_of)
    return [
        {
            "event": event,
            "where": names.get(event.organization or 0, "") if event.asks_branch else "",
            "group": names.get(event.group or 0, "") if event.asks_branch else "",
            "full": {True: "正式党员", False: "预备党员"}.get(event.full, "") if event.full is not None else "",
            "is_later": event.day > frame.as_of,
            "dialog": f"withdraw-{event.id}",
        }
        for event in reversed(found.events)
    ]


def _posts(member_id: int, frame: Frame) -> list[dict[str, Any]]:
    posts = posts_of_person(member_id, frame.as_of, frame.known)
    names = names_of({post.organization for post in posts}, frame.as_of, frame.known)
    return [
        {
            "post": post,
            "organization": names.get(post.organization, ""),
            "href": link_if(frame.address, "organizations:show", post.organization),
        }
        for post in posts
    ]


def _sealed(member_id: int, shown: dict[Sensitive, str]) -> list[dict[str, Any]]:
    masked = masked_fields(member_id)
    return [
        {"field": field.value, "zh": field.zh, "masked": masked.get(field, ""), "value": shown.get(field, "")}
        for field in Sensitive
    ]


def _day(value: date | None) -> str:
    return value.isoformat() if value else ""
