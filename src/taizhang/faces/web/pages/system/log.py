"""The log, for the auditor alone: who did what and when; never values."""

from __future__ import annotations

from datetime import date

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from taizhang.apps.accounts.log import AREAS, Asked, read_log
from taizhang.apps.accounts.rights import Permission
from taizhang.faces.web.pages.system.areas import actor_with, tabs
from taizhang.faces.web.shell.frame import frame_of
from taizhang.faces.web.shell.render import render_page
from taizhang.faces.web.shell.sign_in import signed_in_only

PER_PAGE = 60
LONGEST = 60


@signed_in_only
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """Commits, the newest first, with filters that the address keeps."""
    frame = frame_of(request)
    actor = actor_with(request, Permission.READ_LOG, "审计日志只给审计管理员看。")
    query = request.GET
    before = query.get("before", "")
    action = query.get("action", "")
    who = _line(query.get("actor", ""))
    begins, ends = _day(query.get("from", "")), _day(query.get("to", ""))
    asked = Asked(
        before=int(before) if before.isascii() and before.isdigit() and len(before) < 16 else None,  # noqa: PLR2004 (fits any database)
        actor=f"account:{who}" if who.isascii() and who.isdigit() else who,
        action=action if action in AREAS else "",
        subject=_line(query.get("subject", "")),
        begins_on=begins,
        ends_on=ends,
    )
    found = read_log(actor, asked, PER_PAGE + 1)
    rows = found[:PER_PAGE]
    areas: dict[str, str] = {}
    for key, word in AREAS.items():
        areas.setdefault(word, key)
    return render_page(
        request,
        "system/log_page.html",
        context={
            "rows": rows,
            "older": rows[-1].seq if len(found) > PER_PAGE else None,
            "tabs": tabs(frame, "log"),
            "areas": [(key, word) for word, key in areas.items()],
            "action": asked.action,
            "who": who,
            "subject": asked.subject,
            "begins": begins.isoformat() if begins else "",
            "ends": ends.isoformat() if ends else "",
            "is_narrowed": bool(asked.actor or asked.action or asked.subject or begins or ends),
        },
    )


def _line(text: str) -> str:
    return text.strip().replace("\x00", "")[:LONGEST]


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
