"""The few pages of the shell itself: choosing an organisation or a day, the keys, and a phone's menu."""

from __future__ import annotations

from typing import cast
from urllib.parse import urlsplit

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import Resolver404, resolve
from django.views.decorators.http import require_safe

from taizhang.apps.accounts.actors import Actor
from taizhang.faces.web.shell import sources
from taizhang.faces.web.shell.frame import frame_of
from taizhang.faces.web.shell.keys import KEYS
from taizhang.faces.web.shell.render import render_page, wants_fragment
from taizhang.faces.web.shell.sign_in import signed_in_only

SHOWN = 60
LONGEST_SEARCH = 40


@require_safe
@signed_in_only
def organizations(request: HttpRequest) -> HttpResponse:
    """List the organisations to switch to, at most sixty; typing finds the others."""
    frame = frame_of(request)
    text = request.GET.get("find", "").strip()[:LONGEST_SEARCH]
    back = _way_back(request)
    found = sources.organization_choices(cast("Actor", frame.actor), text, frame.as_of, SHOWN + 1)
    return render_page(
        request,
        "shell/choose_page.html",
        "shell/organization_list.html" if "find" in request.GET else "shell/choose_organization.html",
        {
            "back": back,
            "text": text,
            "choices": [(choice, frame.address.with_organization(choice.code).link(back)) for choice in found[:SHOWN]],
            "there_are_more": len(found) > SHOWN,
            "title": "换组织",
        },
    )


@require_safe
@signed_in_only
def days(request: HttpRequest) -> HttpResponse:
    """Ask as of which day, and as known on which day, the page shall answer."""
    frame = frame_of(request)
    back = _way_back(request)
    kept = {key: value for key, value in frame.address.kept.items() if key in {"org", "year"}}
    return render_page(
        request,
        "shell/choose_page.html",
        "shell/choose_day.html",
        {"back": back, "kept": kept, "today_href": frame.address.of_today().link(back), "title": "以某日为准"},
    )


@require_safe
@signed_in_only
def keys(request: HttpRequest) -> HttpResponse:
    """List the keys."""
    return render_page(request, "shell/choose_page.html", "shell/keys.html", {"keys": KEYS, "title": "快捷键"})


@require_safe
@signed_in_only
def more(request: HttpRequest) -> HttpResponse:
    """Show everything that the bottom bar of a phone has no room for."""
    return render_page(request, "shell/choose_page.html", "shell/more.html", {"title": "更多"})


@require_safe
@signed_in_only
def late(request: HttpRequest) -> HttpResponse:
    """Count what is late, for the badge in the side bar; it has no page of its own but 应办."""
    frame = frame_of(request)
    if not wants_fragment(request):
        return redirect(frame.home)
    counted = 0
    if frame.actor is not None and frame.organization is not None:
        counted = sources.late_count(frame.actor, frame.organization, frame.as_of, frame.known)
    return render_page(request, "shell/late.html", "shell/late.html", {"late": counted})


def _way_back(request: HttpRequest) -> str:
    """Return the page to go back to: one of our own paths, else the start."""
    parts = urlsplit(request.GET.get("back", ""))
    if parts.scheme or parts.netloc or not parts.path.startswith("/"):
        return "/"
    try:
        resolve(parts.path)
    except Resolver404:
        return "/"
    return parts.path
