"""The page where a text is checked. Neither the text nor what was found in it is kept anywhere."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any, cast

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from taizhang.apps.accounts.actors import Actor
from taizhang.apps.accounts.rights import Permission
from taizhang.apps.checks.checking import CheckedText, desk_of, warm_up
from taizhang.apps.checks.errors import CheckError
from taizhang.apps.ledger.selectors.holding import Standpoint
from taizhang.apps.organizations.access import may, require_visible
from taizhang.domain.checking.finding import Category
from taizhang.domain.checking.house import Silence
from taizhang.domain.checking.secrecy import blocks_release
from taizhang.domain.findings import Severity
from taizhang.domain.official_text.length import official_length
from taizhang.faces.web.pages.checking.changing import Changed, changed
from taizhang.faces.web.pages.checking.sent import SentText, sent_text, silences_of, spelled
from taizhang.faces.web.shell.check_panel import Narrowed, panel_of
from taizhang.faces.web.shell.frame import Frame, frame_of
from taizhang.faces.web.shell.links import link_if
from taizhang.faces.web.shell.render import render_page
from taizhang.faces.web.shell.sign_in import signed_in_only

PAGE, FRAGMENT = "checking/index_page.html", "checking/desk.html"


def asked(request: HttpRequest) -> tuple[Frame, Actor, int]:
    """Who asks, and where he stands; administrators have no texts here."""
    frame = frame_of(request)
    actor = cast("Actor", frame.actor)
    if frame.organization is None:
        raise Http404
    require_visible(actor, frame.organization.id)
    return frame, actor, frame.organization.id


@signed_in_only
@require_http_methods(["GET", "HEAD", "POST"])
def index(request: HttpRequest) -> HttpResponse:
    """An empty desk, or the text with its findings."""
    frame, actor, own = asked(request)
    if request.method != "POST":
        warm_up()
        return render_page(request, PAGE, FRAGMENT, {"sent": None})
    silences = silences_of(request)
    try:
        sent = sent_text(request)
    except CheckError as refused:
        words: dict[str, Any] = {
            "sent": None,
            "refused": refused.message,
            "pasted": request.POST.get("text", "")[:400_000],
        }
        return render_page(request, PAGE, FRAGMENT, words, status=422)
    release = request.POST.get("release") == "1"
    desk = desk_of(actor, own, frame.today, silences=silences, release=release)
    done, refusal = Changed(sent.text, silences), ""
    try:
        done = changed(request, actor, own, desk, sent.text, silences)
    except CheckError as refused:
        refusal = refused.message
    if done.decided or done.silences != silences:  # What was let stand just now holds at once.
        desk = desk_of(actor, own, frame.today, silences=done.silences, release=release)
    checked = desk.check(done.text, sent.layout, _standpoint(request, frame, actor))
    words = _words(request, replace(sent, text=done.text), checked, done.silences)
    words |= {
        "done": done,
        "refused": refusal,
        "release": release,
        "ledger": request.POST.get("ledger") == "1",
        "blocking": blocks_release(checked.findings) if release else (),
        "decides": not frame.is_past and may(actor, Permission.ADOPT_RULES, own),
        "send_on": link_if(frame.address, "papers:begin", carried=1) if _may_send_on(frame, actor, own) else "",
    }
    return render_page(request, PAGE, FRAGMENT, words, status=422 if refusal else 200)


def _may_send_on(frame: Frame, actor: Actor, own: int) -> bool:
    """Whether the text can be carried over to 三审三校."""
    return not frame.is_past and may(actor, Permission.WRITE_REPORTS, own)


def _standpoint(request: HttpRequest, frame: Frame, actor: Actor) -> Standpoint | None:
    """The ledger that the text's numbers are held against, where that was asked for."""
    own = frame.organization
    if own is None or request.POST.get("ledger") != "1":
        return None
    return Standpoint(actor, own.id, own.name, frame.as_of, frame.known)


def _words(request: HttpRequest, sent: SentText, checked: CheckedText, silences: tuple[Silence, ...]) -> dict[str, Any]:
    narrowed = Narrowed(
        severity=_one_of(request, "severity", {one.value for one in Severity}),
        category=_one_of(request, "category", {one.value for one in Category}),
        unsure=_last(request, "unsure") == "1",
    )
    return {
        "sent": sent,
        "panel": panel_of(checked.text.text, checked.findings, checked.silenced, narrowed),
        "narrowed": narrowed,
        "silences": json.dumps(spelled(silences), ensure_ascii=False),
        "length": official_length(checked.text.text),
        "seconds": f"{checked.seconds:.2f}" if checked.seconds >= 0.01 else "0.01",  # noqa: PLR2004 (never nought)
    }


def _one_of(request: HttpRequest, name: str, known: set[str]) -> str:
    value = _last(request, name)
    return value if value in known else ""


def _last(request: HttpRequest, name: str) -> str:
    """What was clicked comes after what the form carries along."""
    return (request.POST.getlist(name) or [""])[-1]
