"""Adopting: what counts now, what a new release would change key by key, the act itself, and every act before."""

from __future__ import annotations

from itertools import islice
from typing import Any, cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST, require_safe

from taizhang import __version__
from taizhang.apps.accounts.actors import Actor
from taizhang.apps.accounts.rights import Permission
from taizhang.apps.accounts.selectors import account_names
from taizhang.apps.audit.moments import moments_of
from taizhang.apps.ledger.reposting import repost, repostings
from taizhang.apps.organizations.access import visible_to
from taizhang.apps.organizations.selectors import names_of
from taizhang.apps.rulebooks.selectors import current_rulebook, list_adoptions
from taizhang.apps.rulebooks.services import adopt_release, preview_release
from taizhang.domain.rules.rulebook import Rulebook, shipped
from taizhang.faces.web.pages.rules.seeing import reader_of, tabs
from taizhang.faces.web.shell.frame import Frame, frame_of
from taizhang.faces.web.shell.render import render_page
from taizhang.faces.web.shell.sign_in import signed_in_only
from taizhang.faces.web.shell.toasts import announce

MOST_COUNTED = 2000
MOST_ACTS = 60
LONGEST_NOTE = 300


@signed_in_only
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """What counts, what would change, and what was adopted before."""
    frame = frame_of(request)
    actor = cast("Actor", frame.actor)
    reader = reader_of(actor, frame)
    after, differences = preview_release(shipped())
    may_adopt = actor.may_everywhere(Permission.ADOPT_RULES) and not frame.is_past
    is_new = reader is None or current_rulebook() != after
    return render_page(
        request,
        "rules/adoption_page.html",
        context={
            "tabs": tabs(frame, "adoption"),
            "rulebook": reader.rulebook if reader else None,
            "release": __version__,
            "differences": differences,
            "is_new": is_new,
            "may_adopt": may_adopt,
            "acts": _acts(actor, frame),
            "reposted": reposted_words(current_rulebook(), after) if is_new and may_adopt and reader else None,
        },
    )


@signed_in_only
@require_POST
def adopt(request: HttpRequest) -> HttpResponse:
    """Adopt the release that came with the program."""
    frame = frame_of(request)
    note = request.POST.get("reason", "").strip()[:LONGEST_NOTE]
    adopted = adopt_release(cast("Actor", frame.actor), shipped(), note, __version__, repost=repost)
    said = "已采用，从现在起按它算；以前的回答和已出的报告不变。" if adopted.is_new else "和现行的一样，没有变化。"
    return announce(redirect(frame.address.to("rules:adoption")), said)


def reposted_words(before: Rulebook, after: Rulebook) -> dict[str, Any]:
    """How many confirmed entries would count differently, with the first few."""
    found = list(islice(repostings(before, after), MOST_COUNTED + 1))
    return {"count": min(len(found), MOST_COUNTED), "is_more": len(found) > MOST_COUNTED, "first": found[:5]}


def _acts(actor: Actor, frame: Frame) -> list[dict[str, Any]]:
    """Acts of adoption; those of units that the actor may not see are left out."""
    visible = visible_to(actor)
    found = [one for one in list_adoptions(frame.known) if one.organization is None or one.organization in visible][
        :MOST_ACTS
    ]
    names = names_of({one.organization for one in found if one.organization}, frame.as_of, frame.known)
    who = account_names({one.account for one in found if one.account})
    when = moments_of({one.seq for one in found})
    return [
        {
            "act": one,
            "unit": names.get(one.organization or 0, ""),
            "when": when.get(one.seq),
            "who": who.get(one.account or 0, "") if one.account else "本机操作",
        }
        for one in found
    ]
