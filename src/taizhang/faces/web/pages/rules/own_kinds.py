"""Making and changing a unit's own kind in the page: preview, save, and it is offered everywhere at once."""

from __future__ import annotations

from typing import Any, cast

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from taizhang.apps.accounts.actors import Actor
from taizhang.apps.accounts.rights import Permission
from taizhang.apps.ledger.reposting import repost, repostings
from taizhang.apps.organizations.access import require
from taizhang.apps.organizations.own_kinds import unit_slug
from taizhang.apps.organizations.services.own_rules import preview_own_files, save_own_cadence, save_own_kind
from taizhang.apps.rulebooks.errors import AdoptionRefusedError, RulebookError
from taizhang.apps.rulebooks.own import OwnKind, kind_form, spell_kind
from taizhang.apps.rulebooks.selectors import current_rulebook
from taizhang.domain.rules.figures import figure_catalogue
from taizhang.domain.rules.rulebook import Rulebook
from taizhang.faces.web.pages.rules.own_form import (
    FIELD_CHOICES,
    GROUNDS,
    CadenceForm,
    KindForm,
    Rows,
    initial_of,
    own_cadence,
    own_kind,
    rows_of,
    sent_rows,
)
from taizhang.faces.web.pages.rules.seeing import reader_of
from taizhang.faces.web.pages.rules.telling import kind_words
from taizhang.faces.web.shell.form_fields import blame
from taizhang.faces.web.shell.frame import Frame, frame_of
from taizhang.faces.web.shell.render import render_page
from taizhang.faces.web.shell.sign_in import signed_in_only
from taizhang.faces.web.shell.toasts import announce

HINTS = {"句": "sentence", "分组": "group", "名称": "zh"}


@signed_in_only
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """A kind of one's own."""
    return _kind(request, "")


@signed_in_only
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, kind_id: str) -> HttpResponse:
    """A new version of a kind of one's own."""
    return _kind(request, kind_id)


def _kind(request: HttpRequest, kind_id: str) -> HttpResponse:
    frame, actor, own = asked(request)
    rulebook = current_rulebook()
    before = None
    if kind_id:
        if kind_id not in rulebook.kinds or kind_id.split("/")[:2] != ["own", unit_slug(own)]:
            raise Http404
        before = kind_form(rulebook, kind_id)
    is_sent = request.method == "POST"
    groups = group_choices(actor, frame)
    form = KindForm(request.POST if is_sent else None, groups=groups, initial=initial_of(before) if before else {})
    cadence = None
    if before is None:
        cadence = CadenceForm(
            request.POST if is_sent else None, initial={"at_least": 1, "since": frame.today}, prefix="cadence"
        )
    rows = sent_rows(request.POST) if is_sent else rows_of(before) if before else Rows()
    words: dict[str, Any] = {"faults": (), "preview": None}
    do = request.POST.get("do", "")
    if do in {"preview", "save"} and form.is_valid() and (cadence is None or cadence.is_valid()):
        wanted = own_kind(form.cleaned_data, rows, before)
        try:
            if do == "preview":
                words["preview"] = _preview(actor, own, rulebook, wanted)
            else:
                return _saved(frame, actor, own, wanted, cadence)
        except AdoptionRefusedError as refused:
            words["faults"] = refused.faults
            form.add_error(None, refused.message)
        except RulebookError as refused:
            blame(form, refused.message, HINTS)
    if do == "more":
        # More rows were asked for: what is not filled in yet is no fault.
        form = KindForm(initial=_as_initial(request), groups=groups)
        if cadence is not None:
            cadence = CadenceForm(initial=_as_initial(request, "cadence-"), prefix="cadence")
    words |= {
        "form": form,
        "cadence": cadence,
        "rows": rows.with_blanks(6 if do == "more" else 2),
        "field_types": FIELD_CHOICES,
        "grounds": GROUNDS,
        "title": f"改“{before.zh}”" if before else "自定一个类别",
        "under": _unit(frame),
        "crumbs": crumbs(frame),
        "back": frame.address.to("rules:own"),
        "is_edit": before is not None,
    }
    faulty = bool(form.errors or (cadence is not None and cadence.errors))
    return render_page(request, "rules/kind_form_page.html", context=words, status=422 if faulty else 200)


def asked(request: HttpRequest) -> tuple[Frame, Actor, int]:
    """The unit whose own rules are made, where the actor may adopt for it."""
    frame = frame_of(request)
    actor = cast("Actor", frame.actor)
    if frame.organization is None:
        raise Http404
    require(actor, Permission.ADOPT_RULES, frame.organization.id)
    return frame, actor, frame.organization.id


def crumbs(frame: Frame) -> list[tuple[str, str]]:
    """The way back to the unit's own rules."""
    return [("制度", frame.address.to("rules:index")), ("本单位自定", frame.address.to("rules:own"))]


def group_choices(actor: Actor, frame: Frame) -> list[tuple[str, str]]:
    """The groups that a kind may belong to."""
    reader = reader_of(actor, frame)
    if reader is None:
        raise Http404
    found = sorted(reader.rulebook.groups.items(), key=lambda one: (one[1].order, one[0]))
    return [(key, one.zh) for key, one in found if reader.sees(key)]


def _saved(frame: Frame, actor: Actor, own: int, wanted: OwnKind, cadence: CadenceForm | None) -> HttpResponse:
    adopted = save_own_kind(actor, own, wanted, repost=repost)
    slug = unit_slug(own)
    mine = [one for one in adopted.rulebook.kinds if one.startswith(f"own/{slug}/")]
    made = f"own/{slug}/{wanted.name}" if wanted.name else mine[-1]
    if not wanted.name:
        made = next(
            (
                one.path.removeprefix("kinds/").removesuffix(".yaml")
                for one in adopted.differences
                if one.path.startswith("kinds/")
            ),
            made,
        )
    if cadence is not None and cadence.cleaned_data.get("window"):
        save_own_cadence(actor, own, own_cadence(cadence.cleaned_data, wanted.zh, f"{made}/count"))
    said = f"“{wanted.zh}”已{'改好' if wanted.name else '建好'}，登记、应办和数据页上马上能用。"
    return announce(redirect(frame.address.to("rules:kind", made)), said)


def _preview(actor: Actor, own: int, rulebook: Rulebook, wanted: OwnKind) -> dict[str, Any]:
    """What would be there, and what would be counted anew; nothing is written."""
    after, differences = preview_own_files(actor, own, spell_kind(rulebook, unit_slug(own), wanted))
    path = next((one.path for one in differences if one.path.startswith("kinds/")), "")
    kind = after.kinds.get(path.removeprefix("kinds/").removesuffix(".yaml"))
    return {
        "kind": kind,
        "words": kind_words(kind, figure_catalogue(after)) if kind else None,
        "differences": differences,
        "reposted": sum(1 for _ in repostings(rulebook, after)),
    }


def _as_initial(request: HttpRequest, prefix: str = "") -> dict[str, Any]:
    sent = request.POST
    many = {"recorded_by", "types"}
    names = [name.removeprefix(prefix) for name in sent if name.startswith(prefix)]
    return {name: sent.getlist(prefix + name) if name in many else sent.get(prefix + name, "") for name in names}


def _unit(frame: Frame) -> str:
    return frame.organization.name if frame.organization else ""
