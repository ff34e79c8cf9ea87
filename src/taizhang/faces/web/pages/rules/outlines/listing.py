"""Which outlines a unit's reports are made by, one outline in full, and going back to the shipped one."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, cast

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST, require_safe

from taizhang.apps.accounts.actors import Actor
from taizhang.apps.accounts.rights import Permission
from taizhang.apps.accounts.selectors import account_names
from taizhang.apps.audit.moments import moments_of
from taizhang.apps.organizations.access import may
from taizhang.apps.organizations.own_kinds import unit_slug
from taizhang.apps.organizations.own_outlines import offered_outlines
from taizhang.apps.organizations.services.own_rules import save_own_outline
from taizhang.apps.rulebooks.own import outline_form
from taizhang.apps.rulebooks.own.outline_words import FRAMING
from taizhang.apps.rulebooks.own.outlines import own_of
from taizhang.apps.rulebooks.selectors import current_rulebook, versions_of_file
from taizhang.domain.reporting.own_words import pack_of
from taizhang.domain.rules.holes import PROBLEM_HOLES, SPEAKER_HOLES, in_chinese
from taizhang.domain.rules.outlines import Outline
from taizhang.domain.rules.rulebook import Rulebook
from taizhang.faces.web.pages.rules.outlines.telling import for_whom, problems_told, sections_told, subjects_told
from taizhang.faces.web.pages.rules.own_kinds import asked
from taizhang.faces.web.pages.rules.seeing import reader_of, tabs
from taizhang.faces.web.shell.frame import Frame, frame_of
from taizhang.faces.web.shell.render import render_page
from taizhang.faces.web.shell.sign_in import signed_in_only
from taizhang.faces.web.shell.toasts import announce


@signed_in_only
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """Each outline that this organisation's reports may be made by, and whose it is."""
    frame = frame_of(request)
    reader = reader_of(cast("Actor", frame.actor), frame)
    if frame.organization is None or reader is None:
        raise Http404
    slug = unit_slug(frame.organization.id)
    offered = offered_outlines(reader.rulebook, frame.organization.id, frame.as_of)
    resting = (one for one in reader.rulebook.outlines.values() if not one.in_use)
    mine_resting = [one for one in resting if one.id.startswith(f"own/{slug}/")]
    return render_page(
        request,
        "rules/outlines_page.html",
        context={
            "tabs": tabs(frame, "outlines"),
            "manages": _manages(frame),
            "rows": [_row(frame, reader.rulebook, one, slug) for one in offered],
            "resting": [_row(frame, reader.rulebook, one, slug) for one in mine_resting],
            "has_own": any(f"/own/{slug}/" in path for path in reader.rulebook.files),
        },
    )


@signed_in_only
@require_safe
def show(request: HttpRequest, outline_id: str) -> HttpResponse:
    """One outline: its sections, its words, its versions."""
    frame = frame_of(request)
    reader = reader_of(cast("Actor", frame.actor), frame)
    if reader is None or outline_id not in reader.rulebook.outlines or not reader.sees(outline_id):
        raise Http404
    rulebook, outline = reader.rulebook, reader.rulebook.outlines[outline_id]
    slug = unit_slug(frame.organization.id) if frame.organization else ""
    own = own_of(rulebook, slug, outline.based_on or outline.id) if slug else None
    pack = pack_of(rulebook, outline)
    framing = [
        (word, [in_chinese(one, SPEAKER_HOLES) for one in said])
        for key, word in FRAMING.items()
        if (said := getattr(pack, key) if key not in {"announcement", "closing"} else _of_speaker(pack, key, outline))
    ]
    return render_page(
        request,
        "rules/outline_page.html",
        context={
            "outline": outline,
            "row": _row(frame, rulebook, outline, slug),
            "title": in_chinese(outline.title, SPEAKER_HOLES),
            "sections": sections_told(rulebook, outline),
            "framing": framing,
            "subjects": subjects_told(rulebook, outline),
            "topics": problems_told(rulebook, outline, reader.sees),
            "otherwise": [in_chinese(one, PROBLEM_HOLES) for one in pack.problems_otherwise],
            "causes": pack.cause,
            "versions": _versions(frame, f"outlines/{outline.id}.yaml"),
            "manages": _manages(frame),
            "own": own if own is not None and own.id != outline.id else None,
            "crumbs": crumbs(frame),
        },
    )


@signed_in_only
@require_POST
def rest(request: HttpRequest, outline_id: str) -> HttpResponse:
    """Let the unit's own outline rest, so that the shipped one is used again; or use it once more."""
    frame, actor, own = asked(request)
    rulebook = current_rulebook()
    if outline_id not in rulebook.outlines or outline_id.split("/")[:2] != ["own", unit_slug(own)]:
        raise Http404
    in_use = request.POST.get("in_use") == "yes"
    save_own_outline(actor, own, replace(outline_form(rulebook, outline_id), in_use=in_use))
    said = "又用本单位自己的提纲了。" if in_use else "已换回随附的提纲。照自己的提纲写了的报告都不变。"
    return announce(redirect(frame.address.to("rules:outlines")), said)


def crumbs(frame: Frame) -> list[tuple[str, str]]:
    """The way back to the list."""
    return [("制度", frame.address.to("rules:index")), ("提纲和句式", frame.address.to("rules:outlines"))]


def _row(frame: Frame, rulebook: Rulebook, outline: Outline, slug: str) -> dict[str, Any]:
    path = f"outlines/{outline.id}.yaml"
    versions = versions_of_file(path, frame.known)
    whose = outline.id.split("/")[1] if outline.id.startswith("own/") else ""
    return {
        "id": outline.id,
        "zh": outline.zh,
        "for": for_whom(outline),
        "whose": "随附的" if not whose else "本单位自己的" if whose == slug else "上级单位定的",
        "is_mine": bool(whose) and whose == slug,
        "is_shipped": not whose,
        "in_use": outline.in_use,
        "number": versions[0].number if versions else 1,
        "digest": rulebook.file_digests[path][:12],
    }


def _versions(frame: Frame, path: str) -> list[dict[str, Any]]:
    found = versions_of_file(path, frame.known)
    who = account_names({one.adoption.account for one in found if one.adoption.account})
    when = moments_of({one.adoption.seq for one in found})
    return [
        {
            "number": one.number,
            "digest": one.digest[:12],
            "when": when.get(one.adoption.seq),
            "who": who.get(one.adoption.account or 0, "") if one.adoption.account else "本机操作",
            "note": one.adoption.note,
        }
        for one in found
    ]


def _of_speaker(pack: Any, key: str, outline: Outline) -> tuple[str, ...]:
    return tuple(getattr(pack, key).get(outline.about, ()))


def _manages(frame: Frame) -> bool:
    if frame.organization is None or frame.actor is None or frame.is_past:
        return False
    return may(frame.actor, Permission.ADOPT_RULES, frame.organization.id)
