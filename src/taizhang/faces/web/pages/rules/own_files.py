"""A unit's own kinds, groups and requirements: the list, the package to take away, and packages from elsewhere."""

from __future__ import annotations

from typing import Any, cast

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_http_methods, require_safe

from taizhang.apps.accounts.actors import Actor
from taizhang.apps.accounts.rights import Permission
from taizhang.apps.ledger.reposting import repost
from taizhang.apps.organizations.access import may
from taizhang.apps.organizations.own_kinds import unit_slug
from taizhang.apps.organizations.services.own_rules import export_own_files, import_own_files, preview_own_files
from taizhang.apps.rulebooks.errors import AdoptionRefusedError, RulebookError
from taizhang.apps.rulebooks.own import unpacked
from taizhang.faces.web.pages.rules.own_kinds import asked, crumbs
from taizhang.faces.web.pages.rules.seeing import reader_of, tabs
from taizhang.faces.web.shell.frame import Frame, frame_of
from taizhang.faces.web.shell.render import render_page
from taizhang.faces.web.shell.sign_in import signed_in_only
from taizhang.faces.web.shell.toasts import announce

MOST_BYTES = 2_000_000


class PackageForm(forms.Form):
    """A package of rule files."""

    file = forms.FileField(
        label="制度文件包",
        help_text="“导出文件”得到的 .zip，本单位的或别的单位给的都行；自己写的文件放在 门类/own/本单位代码/ 下面。",
        error_messages={"required": "还没有选文件。", "empty": "文件是空的。"},
    )
    do = forms.CharField(required=False, widget=forms.HiddenInput)


@signed_in_only
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """What the unit made itself, and what those above it made for it."""
    frame = frame_of(request)
    actor = cast("Actor", frame.actor)
    reader = reader_of(actor, frame)
    if frame.organization is None or reader is None:
        raise Http404
    slug = unit_slug(frame.organization.id)
    book = reader.rulebook
    return render_page(
        request,
        "rules/own_page.html",
        context={
            "tabs": tabs(frame, "own"),
            "manages": not frame.is_past and may(actor, Permission.ADOPT_RULES, frame.organization.id),
            "kinds": [
                _row(key, one.zh, slug, book.groups[one.group].zh)
                for key, one in book.kinds.items()
                if key.startswith("own/") and reader.sees(key)
            ],
            "groups": [
                _row(key, one.zh, slug, "")
                for key, one in book.groups.items()
                if key.startswith("own/") and reader.sees(key)
            ],
            "rules": [
                _row(key, one.zh, slug, one.versions[-1].text)
                for key, one in book.rules.items()
                if key.startswith("own/") and reader.sees(key)
            ],
            "has_own": any(f"/own/{slug}/" in path for path in book.files),
        },
    )


@signed_in_only
@require_safe
def export(request: HttpRequest) -> HttpResponse:
    """The unit's own files as a package."""
    frame = frame_of(request)
    if frame.organization is None:
        raise Http404
    content = export_own_files(cast("Actor", frame.actor), frame.organization.id)
    answer = HttpResponse(content, content_type="application/zip", headers={"Cache-Control": "no-store, private"})
    name = f"{frame.organization.name}自定制度.zip"
    answer["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=name) or "attachment"
    return answer


@signed_in_only
@require_http_methods(["GET", "HEAD", "POST"])
def import_files(request: HttpRequest) -> HttpResponse:
    """Look at a package from elsewhere, and adopt it; nothing of it is trusted."""
    frame, actor, own = asked(request)
    form = PackageForm(request.POST if request.method == "POST" else None, request.FILES or None)
    words: dict[str, Any] = {"faults": (), "differences": None}
    if request.method == "POST" and form.is_valid():
        try:
            texts = unpacked(form.cleaned_data["file"].read(MOST_BYTES + 1))
            if form.cleaned_data["do"] == "adopt":
                adopted = import_own_files(actor, own, texts, repost=repost)
                count = len(adopted.differences)
                return announce(
                    redirect(frame.address.to("rules:own")), f"已采用，{count}个文件有变化。里面的本地做法要再选用。"
                )
            _, words["differences"] = preview_own_files(actor, own, texts)
        except AdoptionRefusedError as refused:
            words["faults"] = refused.faults
            form.add_error("file", refused.message)
        except RulebookError as refused:
            form.add_error("file", refused.message)
    return render_page(
        request,
        "rules/import_page.html",
        context={
            **words,
            "form": form,
            "title": "导入制度文件",
            "under": _unit(frame),
            "crumbs": crumbs(frame),
            "back": frame.address.to("rules:own"),
            "slug": unit_slug(own),
        },
        status=422 if form.errors else 200,
    )


def _row(key: str, zh: str, slug: str, more: str) -> dict[str, Any]:
    return {"id": key, "zh": zh, "more": more, "is_mine": key.split("/")[1] == slug}


def _unit(frame: Frame) -> str:
    return frame.organization.name if frame.organization else ""
