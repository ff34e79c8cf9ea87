"""Who came and who left in a year, as seen from the organisation with all below it."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import Any, cast

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from taizhang.apps.accounts.actors import Actor
from taizhang.apps.accounts.rights import Permission
from taizhang.apps.members.movements import movements
from taizhang.apps.members.selectors import names_at
from taizhang.apps.members.stocks import members_at
from taizhang.apps.organizations.access import permitted
from taizhang.apps.organizations.selectors import below, names_of
from taizhang.domain.periods import Window
from taizhang.faces.web.pages.members.rolls import tabs
from taizhang.faces.web.shell.frame import frame_of
from taizhang.faces.web.shell.listing import page_of
from taizhang.faces.web.shell.render import render_page
from taizhang.faces.web.shell.sign_in import signed_in_only

SIDES = (("in", "进"), ("out", "出"))


@signed_in_only
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """The movements of the year, up to the day."""
    frame = frame_of(request)
    seen = permitted(cast("Actor", frame.actor), Permission.READ_MEMBERS)
    end = min(date(frame.year, 12, 31), frame.as_of)
    start = date(frame.year, 1, 1)
    ids: list[int] = []
    if frame.organization is not None and start <= end:
        ids = [one for one in below(frame.organization.id, end, frame.known) or (frame.organization.id,) if one in seen]
    found = movements(ids, Window(start, end), frame.known) if ids else ()
    kind, side = request.GET.get("kind", ""), request.GET.get("side", "")
    counts = Counter((one.kind, one.kind_zh, one.came) for one in found)
    shown = [
        one
        for one in found
        if (not kind or one.kind == kind) and (side not in dict(SIDES) or one.came == (side == "in"))
    ]
    page = page_of(request, shown[::-1])
    names = names_of({where for one in page.rows for where in (one.organization, one.other) if where}, end, frame.known)
    people = names_at({one.member for one in page.rows}, end, frame.known)
    before = sum(one.members for one in members_at(ids, date(frame.year - 1, 12, 31), frame.known).values())
    now = sum(one.members for one in members_at(ids, end, frame.known).values()) if ids else 0
    came, left = sum(one.came for one in found), sum(not one.came for one in found)
    rows: list[dict[str, Any]] = [
        {
            "one": one,
            "name": people.get(one.member, ""),
            "organization": names.get(one.organization, ""),
            "other": names.get(one.other or 0, ""),
        }
        for one in page.rows
    ]
    return render_page(
        request,
        "members/movements_page.html",
        context={
            "page": page,
            "rows": rows,
            "tabs": tabs(frame, "movements"),
            "before": before,
            "now": now,
            "came": came,
            "left": left,
            "end": end,
            "adds_up": before + came - left == now,
            "kinds": [
                (
                    word,
                    count,
                    frame.address.link(request.path, kind=key, side="in" if is_in else "out"),
                    is_in,
                    (key, "in" if is_in else "out") == (kind, side),
                )
                for (key, word, is_in), count in sorted(counts.items(), key=lambda one: (not one[0][2], one[0][1]))
            ],
            "is_narrowed": bool(kind or side),
            "all_href": frame.address.link(request.path),
        },
    )
