"""Named scopes (口径): sets of organisations that pages of numbers can be asked about."""

from __future__ import annotations

from typing import cast

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from taizhang.apps.accounts.actors import Actor
from taizhang.apps.accounts.rights import Permission
from taizhang.apps.organizations import services
from taizhang.apps.organizations.access import may, require, visible_among
from taizhang.apps.organizations.errors import OrganizationRefusedError
from taizhang.apps.organizations.selectors import ScopeView, above, list_scopes, names_of, scope
from taizhang.domain.rules.wording import TYPE_NAMES
from taizhang.faces.web.pages.organizations.forms import ScopeForm
from taizhang.faces.web.pages.organizations.naming import offered_organizations
from taizhang.faces.web.pages.organizations.show import crumbs
from taizhang.faces.web.pages.organizations.trees import tabs
from taizhang.faces.web.shell.form_fields import blame
from taizhang.faces.web.shell.frame import Frame, frame_of
from taizhang.faces.web.shell.links import link_if
from taizhang.faces.web.shell.render import render_page
from taizhang.faces.web.shell.sign_in import signed_in_only
from taizhang.faces.web.shell.toasts import announce

HINTS = {"名为": "name", "名称": "name", "关系": "kind", "类型": "types"}


@signed_in_only
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """The scopes of the organisation and of those above it."""
    frame = frame_of(request)
    actor = cast("Actor", frame.actor)
    own = frame.organization
    if own is None:
        raise Http404
    found = list_scopes({own.id, *above(own.id, frame.as_of, frame.known)}, frame.known)
    names = names_of({one.owner for one in found}, frame.as_of, frame.known)
    rows = [
        {
            "view": one,
            "owner": names.get(one.owner, ""),
            "types": [TYPE_NAMES.get(t, t) for t in one.types],
            "count": len(visible_among(actor, scope(one.id, frame.as_of))) if frame.known is None else None,
            "figures": link_if(frame.address, "figures:index", scope=f"s{one.id}"),
            "may_change": not frame.is_past and may(actor, Permission.MANAGE_ORGANIZATIONS, one.owner),
        }
        for one in found
    ]
    return render_page(
        request,
        "organizations/scopes_page.html",
        context={
            "rows": rows,
            "tabs": tabs(frame, "scopes"),
            "manages": not frame.is_past and may(actor, Permission.MANAGE_ORGANIZATIONS, own.id),
        },
    )


@signed_in_only
@require_http_methods(["GET", "HEAD", "POST"])
def define(request: HttpRequest) -> HttpResponse:
    """Name a set of organisations."""
    frame = frame_of(request)
    if frame.organization is None:
        raise Http404
    require(cast("Actor", frame.actor), Permission.MANAGE_ORGANIZATIONS, frame.organization.id)
    return _form(request, frame, frame.organization.id, None)


@signed_in_only
@require_http_methods(["GET", "HEAD", "POST"])
def redefine(request: HttpRequest, scope_id: int) -> HttpResponse:
    """Put a scope together anew."""
    frame = frame_of(request)
    view = _view(scope_id)
    require(cast("Actor", frame.actor), Permission.MANAGE_ORGANIZATIONS, view.owner)
    return _form(request, frame, view.owner, view)


@signed_in_only
@require_POST
def remove(request: HttpRequest, scope_id: int) -> HttpResponse:
    """Do away with a scope."""
    frame = frame_of(request)
    services.remove_scope(cast("Actor", frame.actor), scope_id)
    return announce(redirect(frame.address.to("organizations:scopes")), "口径已取消，用过它的报告不变。")


def _form(request: HttpRequest, frame: Frame, owner: int, view: ScopeView | None) -> HttpResponse:
    actor = cast("Actor", frame.actor)
    sent = request.POST if request.method == "POST" else None
    form = ScopeForm(sent, actor=actor, organization_id=owner, today=frame.today, initial=_initial(view, frame))
    if request.method == "POST" and form.is_valid():
        parts = {key: form.cleaned_data[key] for key in ("kind", "types", "added", "left_out")}
        try:
            if view is None:
                services.define_scope(actor, owner, form.cleaned_data["name"], **parts)
            else:
                services.redefine_scope(actor, view.id, form.cleaned_data["name"], **parts)
        except OrganizationRefusedError as refused:
            blame(form, refused.message, HINTS)
        else:
            said = f"口径“{form.cleaned_data['name']}”已保存，应办和数据页上可以选。"
            return announce(redirect(frame.address.to("organizations:scopes")), said)
    return render_page(
        request,
        "organizations/act_page.html",
        context={
            "form": form,
            "title": "改口径" if view else "定一个口径",
            "under": "",
            "verb": "保存",
            "note": "沿一种关系往下的党组织，按类型挑，再加上或去掉几个。谁来看，都只看到自己范围内的。",
            "back": frame.address.to("organizations:scopes"),
            "crumbs": crumbs(frame),
            "organizations": offered_organizations(actor, frame.today),
        },
        status=422 if form.errors else 200,
    )


def _view(scope_id: int) -> ScopeView:
    found = [one for one in list_scopes() if one.id == scope_id]
    if not found:
        raise Http404
    return found[0]


def _initial(view: ScopeView | None, frame: Frame) -> dict[str, object]:
    if view is None:
        return {}
    names = names_of({*view.added, *view.left_out}, frame.today)
    return {
        "name": view.name,
        "kind": view.kind,
        "types": list(view.types),
        "added": "\n".join(names.get(one, "") for one in view.added),
        "left_out": "\n".join(names.get(one, "") for one in view.left_out),
    }
