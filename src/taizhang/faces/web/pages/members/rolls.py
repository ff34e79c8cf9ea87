"""The roll of an organisation and all below it, as of the day, with filters that the address keeps."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, cast

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from taizhang.apps.accounts.actors import Actor
from taizhang.apps.accounts.rights import Permission
from taizhang.apps.members.movements import full_since
from taizhang.apps.members.selectors import MemberView, find_members, rolls
from taizhang.apps.members.stocks import members_at
from taizhang.apps.organizations.access import Visible, may, permitted
from taizhang.apps.organizations.selectors import below, names_of
from taizhang.faces.web.shell.frame import Frame, frame_of
from taizhang.faces.web.shell.links import link_if
from taizhang.faces.web.shell.listing import page_of
from taizhang.faces.web.shell.render import render_page
from taizhang.faces.web.shell.sign_in import signed_in_only

LONGEST = 40
MOST_LISTED = 6000
"""Above that nobody reads a list: one chooses a branch, or looks for a name."""
STATUSES = (("full", "正式党员"), ("probationary", "预备党员"))
MARKS = (("floating", "流动党员"), ("retired", "退休"))


@dataclass(frozen=True, slots=True)
class Asked:
    """What the address of the roll says."""

    text: str
    status: str
    sex: str
    mark: str
    own: bool

    @property
    def is_narrowed(self) -> bool:
        """Whether anything was asked for."""
        return bool(self.text or self.status or self.sex or self.mark)


@signed_in_only
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """Who is on the roll."""
    frame = frame_of(request)
    actor = cast("Actor", frame.actor)
    asked = asked_of(request)
    seen = permitted(actor, Permission.READ_MEMBERS)
    ids = organizations_asked(frame, asked, seen)
    total = sum(one.members for one in members_at(ids, frame.as_of, frame.known).values())
    found = chosen(frame, asked, ids, seen) if total <= MOST_LISTED or asked.text else ()
    page = page_of(request, found)
    return render_page(
        request,
        "members/index_page.html",
        "members/roll.html",
        {
            "page": page,
            "rows": _rows(page.rows, frame),
            "asked": asked,
            "total": total,
            "tabs": tabs(frame, "members"),
            "statuses": STATUSES,
            "marks": MARKS,
            "is_too_many": total > MOST_LISTED and not asked.text,
            "has_below": len(ids) > 1,
            "manages": _may(frame, actor, Permission.MANAGE_MEMBERS),
            "exports": _may(frame, actor, Permission.EXPORT),
            "export_href": frame.address.to("members:export", **_query(asked)),
        },
    )


def asked_of(request: HttpRequest) -> Asked:
    """Read the filters; what makes no sense is as if it were not there."""
    query = request.GET
    status, mark = query.get("status", ""), query.get("mark", "")
    return Asked(
        query.get("q", "").strip().replace("\x00", "")[:LONGEST],
        status if status in dict(STATUSES) else "",
        query.get("sex", "") if query.get("sex") in {"男", "女"} else "",
        mark if mark in dict(MARKS) else "",
        query.get("own") == "1",
    )


def organizations_asked(frame: Frame, asked: Asked, seen: Visible) -> tuple[int, ...]:
    """The organisation with all below it, or it alone."""
    if frame.organization is None:
        return ()
    own = frame.organization.id
    ids = (own,) if asked.own else below(own, frame.as_of, frame.known) or (own,)
    return tuple(one for one in ids if one in seen)


def chosen(frame: Frame, asked: Asked, ids: Sequence[int], seen: Visible) -> tuple[MemberView, ...]:
    """The rows that the filters leave."""
    if asked.text:
        wanted = set(ids)
        found = tuple(
            one
            for one in find_members(seen, asked.text, frame.as_of, frame.known)
            if one.organization in wanted or one.group in wanted
        )
    else:
        found = rolls(ids, frame.as_of, frame.known)
    return tuple(
        one
        for one in found
        if (not asked.status or one.status.value == asked.status)
        and (not asked.sex or one.sex == asked.sex)
        and (not asked.mark or getattr(one, asked.mark))
    )


def tabs(frame: Frame, current: str) -> list[tuple[str, str, bool]]:
    """What the group 组织与党员 divides into."""
    found = [
        ("tree", "组织", link_if(frame.address, "organizations:index")),
        ("members", "党员", link_if(frame.address, "members:index")),
        ("movements", "进出", link_if(frame.address, "members:movements")),
        ("scopes", "口径", link_if(frame.address, "organizations:scopes")),
    ]
    return [(word, href, key == current) for key, word, href in found if href]


def _rows(views: Sequence[MemberView], frame: Frame) -> list[dict[str, Any]]:
    names = names_of(
        {one for view in views for one in (view.organization, view.group) if one}, frame.as_of, frame.known
    )
    since = full_since([view.id for view in views], frame.as_of, frame.known)
    rows: list[dict[str, Any]] = []
    place: tuple[int | None, int | None] | None = None
    for view in views:
        here = (view.organization, view.group)
        rows.append(
            {
                "view": view,
                "since": since.get(view.id),
                "organization": names.get(view.organization or 0, ""),
                "heading": _heading(here, names) if here != place else "",
            }
        )
        place = here
    return rows


def _heading(place: tuple[int | None, int | None], names: dict[int, str]) -> str:
    organization, group = (names.get(one or 0, "") for one in place)
    return f"{organization} · {group}" if group else organization


def _may(frame: Frame, actor: Actor, permission: Permission) -> bool:
    if frame.organization is None or (permission is Permission.MANAGE_MEMBERS and frame.is_past):
        return False
    return may(actor, permission, frame.organization.id)


def _query(asked: Asked) -> dict[str, str]:
    return {
        "q": asked.text,
        "status": asked.status,
        "sex": asked.sex,
        "mark": asked.mark,
        "own": "1" if asked.own else "",
    }
