"""The form as a page: everything its templates need, findings beside the fields."""

from __future__ import annotations

import secrets
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse

from taizhang.apps.ledger.errors import ChangedMeanwhileError
from taizhang.apps.ledger.selectors.suggesting import Suggestion, kinds_to_suggest
from taizhang.apps.ledger.services.attaching import attachments_by_digest
from taizhang.apps.organizations.neighbours import neighbours_of
from taizhang.apps.organizations.selectors import list_organizations, names_of
from taizhang.domain.findings import Finding
from taizhang.domain.ledger.occasion import HEAD_GROUPS
from taizhang.domain.rules.figures import Nature, figure_catalogue
from taizhang.faces.web.pages.ledger.filling import Filling, day_of
from taizhang.faces.web.pages.ledger.people import people_for
from taizhang.faces.web.pages.ledger.roll import ABSENCES, roll_groups
from taizhang.faces.web.pages.ledger.shapes import Shaper
from taizhang.faces.web.pages.ledger.told import Told, anchor
from taizhang.faces.web.shell.frame import Frame
from taizhang.faces.web.shell.kind_choices import KindChoice
from taizhang.faces.web.shell.render import render_page
from taizhang.faces.web.shell.whole_numbers import is_number


def show(
    request: HttpRequest,
    filling: Filling,
    *,
    findings: Sequence[Finding] = (),
    status: int = 200,
    conflict: ChangedMeanwhileError | None = None,
) -> HttpResponse:
    """Show the form, with what is to be changed beside each field."""
    return render_page(
        request,
        "ledger/record_page.html",
        "ledger/form.html",
        _context(filling, findings, conflict),
        status=status,
    )


def _context(
    filling: Filling,
    findings: Sequence[Finding],
    conflict: ChangedMeanwhileError | None,
) -> Mapping[str, Any]:
    frame, form, actor = filling.frame, filling.form, filling.frame.actor
    if actor is None:
        raise Http404
    day = day_of(form.text("day")) or frame.today
    others = [int(text) for number in form.rows("with") if is_number(text := form.text(f"with-{number}-id"))]
    people = people_for(filling.recorder, day, others)
    told = Told.of(findings)
    shaper = Shaper(form, filling.rulebook, people, told)
    places = {place for one in people for place in (one.organization, one.group) if place}
    suggested = kinds_to_suggest(actor, filling.recorder, frame.year, frame.today)
    parts = shaper.parts()
    called = list_organizations(places, day, closed=True)
    return {
        "form": form,
        "parts": parts,
        "told": told,
        "findings": findings,
        "conflict": conflict,
        "blocking": [(one.message, anchor(one.place, form.parts())) for one in findings if one.blocks],
        "entry": filling.entry,
        "plain": {name: form.text(name) for name in _PLAIN},
        "base_number": filling.base_number,
        "title": "、".join(part.zh for part in parts) or ("汇总登记" if form.rows("tally") else "登记"),
        "groups": roll_groups(people, form, {one.id: one.called for one in called}),
        "reasons": ABSENCES,
        "heads": [(group, zh, form.text(f"heads-{group}")) for group, zh in HEAD_GROUPS.items()],
        "withs": [
            {
                "number": number,
                "id": form.text(f"with-{number}-id"),
                "name": form.text(f"with-{number}-name"),
                "how": form.text(f"with-{number}-how") or "joint",
            }
            for number in form.rows("with")
        ],
        "neighbours": _neighbours(filling, day),
        "kinds": chooser(frame, suggested),
        "tallies": _tallies(filling),
        "figures": _tally_figures(filling) if form.rows("tally") else (),
        "attachments": attachments_by_digest(actor, filling.recorder, form.texts("attachment")),
        "request_key": form.text("request_key") or secrets.token_urlsafe(24),
        "draft": form.text("draft"),
        "reason": form.text("reason"),
        "recorder_name": names_of([filling.recorder], day).get(filling.recorder, ""),
        "errors": {place: told.errors(place) for place in _PLACES},
        "notices": {place: told.notices(place) for place in _PLACES},
    }


_PLAIN = ("day", "end_day", "year", "begins", "ends", "title", "place", "summary")
_PLACES = (*_PLAIN, "roll", "heads", "organizations", "attachments", "tallies", "parts")


def _neighbours(filling: Filling, day: date) -> list[tuple[str, str]]:
    """The organisations that may be named as taking part: what the clerk sees, and the neighbours under one roof."""
    ids = neighbours_of(filling.recorder, day)
    return [(str(one.id), one.name) for one in list_organizations(ids, day)]


def _tallies(filling: Filling) -> list[dict[str, str]]:
    form = filling.form
    return [
        {key: form.text(f"tally-{number}-{key}") for key in ("figure", "amount", "keeper")}
        for number in form.rows("tally")
    ]


def _tally_figures(filling: Filling) -> list[tuple[str, str]]:
    catalogue = figure_catalogue(filling.rulebook)
    return [
        (info.id, f"{info.zh}（{info.unit}）")
        for info in catalogue.values()
        if info.kind is not None and info.nature is Nature.FLOW and info.shown
    ]


def chooser(frame: Frame, suggested: Sequence[Suggestion]) -> list[KindChoice]:
    """Kinds as the chooser offers them."""
    return [
        KindChoice(one.kind, one.zh, " ".join(one.find), one.owed, frame.address.to("ledger:record", kind=one.kind))
        for one in suggested
    ]
