"""The form: recording an occasion, correcting an entry, its panel of effects and its drafts."""

from __future__ import annotations

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_POST

from taizhang.apps.accounts.rights import Permission
from taizhang.apps.ledger.errors import ChangedMeanwhileError, EntryRefusedError, LedgerError
from taizhang.apps.ledger.selectors.effects import Effects, effects_of
from taizhang.apps.ledger.selectors.entries import entry_detail
from taizhang.apps.ledger.selectors.suggesting import Suggestion, kinds_to_suggest, last_values
from taizhang.apps.ledger.services import correct_entry, preview_entry, record_entry
from taizhang.apps.ledger.services.attaching import attachments_by_digest, store_attachment
from taizhang.apps.ledger.services.drafting import DraftView, delete_draft, list_drafts, open_draft, save_draft
from taizhang.apps.members.errors import MemberError
from taizhang.apps.organizations.access import require
from taizhang.apps.organizations.errors import OrganizationError
from taizhang.apps.organizations.neighbours import neighbours_of
from taizhang.apps.organizations.selectors import list_organizations, names_of
from taizhang.apps.rulebooks.selectors import current_rulebook
from taizhang.domain.findings import Finding, Severity
from taizhang.domain.ledger.occasion import HEAD_GROUPS
from taizhang.domain.ledger.reading import ContentUnreadableError, content_of
from taizhang.domain.ledger.voting import Verdict, VoteLine, vote_lines
from taizhang.domain.rules.figures import Nature, figure_catalogue
from taizhang.domain.rules.rulebook import Rulebook
from taizhang.faces.web.pages.ledger.people import people_for
from taizhang.faces.web.pages.ledger.sent import Sent, SentForm, sent_of
from taizhang.faces.web.pages.ledger.shapes import ABSENCES, Shaper, Told, anchor, roll_groups
from taizhang.faces.web.shell.frame import Frame, frame_of
from taizhang.faces.web.shell.render import render_page
from taizhang.faces.web.shell.sign_in import signed_in_only
from taizhang.faces.web.shell.toasts import announce


@dataclass(frozen=True)
class Filling:
    """One filling-in of the form: for whom, what was sent, what is being corrected."""

    frame: Frame
    recorder: int
    rulebook: Rulebook
    sent: Sent
    entry: int | None = None
    base_number: int = 0

    @property
    def form(self) -> SentForm:
        """The sent form, freshly read."""
        return SentForm(self.sent, self.rulebook)


@signed_in_only
@require_http_methods(["GET", "POST"])
def record(request: HttpRequest) -> HttpResponse:
    """Record an occasion; without a kind, choose one first."""
    filling = _filling(request)
    if request.method == "POST":
        return _sent(request, filling)
    if not filling.form.parts() and "tally" not in request.GET and "draft" not in request.GET:
        return _choose(request, filling)
    return _show(request, filling)


@signed_in_only
@require_http_methods(["GET", "POST"])
def correct(request: HttpRequest, entry_id: int) -> HttpResponse:
    """Correct an entry: the form filled with what it says now, and a reason."""
    frame = frame_of(request)
    if frame.actor is None:
        raise Http404
    detail = entry_detail(frame.actor, entry_id)
    require(frame.actor, Permission.CORRECT, detail.row.organization)
    if detail.restricted:
        return render_page(request, "ledger/not_yours_page.html", context={"row": detail.row}, status=403)
    latest = detail.revisions[-1]
    rulebook = current_rulebook()
    if request.method == "POST":
        sent = _lists(request)
        base = int(sent.get("base_number", ["0"])[-1] or 0)
        return _sent(request, Filling(frame, detail.row.organization, rulebook, sent, entry_id, base))
    pending = entry_detail(frame.actor, entry_id, latest.number)
    sent = sent_of(content_of(pending.occasion), rulebook)
    return _show(request, Filling(frame, detail.row.organization, rulebook, sent, entry_id, latest.number))


@signed_in_only
@require_POST
def effects(request: HttpRequest) -> HttpResponse:
    """The panel beside the form, worked out again after each change; writes nothing."""
    filling = _filling(request)
    form = filling.form
    context: dict[str, Any] = {"entry": filling.entry}
    actor = filling.frame.actor
    if actor is not None:
        content = form.content(filling.recorder, filling.frame.today)
        try:
            preview = preview_entry(actor, content, filling.frame.today, filling.entry)
            shown: Effects | None = effects_of(actor, preview, filling.frame.today, filling.entry)
            lines: list[tuple[VoteLine, str]] = [
                (line, _ANSWERS[line.verdict]) for part in preview.occasion.parts
                for line in vote_lines(preview.occasion, part, filling.rulebook)
            ]
            told = list(preview.findings)
        except (ContentUnreadableError, LookupError):
            shown, lines, told = None, [], []
        context |= {"effects": shown, "lines": lines, "findings": [one for one in told if not one.blocks]}
    return render_page(request, "ledger/effects.html", "ledger/effects.html", context)


@signed_in_only
@require_POST
def draft(request: HttpRequest) -> HttpResponse:
    """Save the form as it is, every few seconds and on Ctrl S; nothing is checked."""
    filling = _filling(request)
    actor = filling.frame.actor
    if actor is None:
        raise Http404
    sent = {name: list(values) for name, values in filling.sent.items() if name not in _NOT_KEPT}
    number = request.GET.get("draft", "") or filling.form.text("draft")
    kept = save_draft(
        actor, filling.recorder, {"sent": sent}, draft_id=int(number) if number.isdecimal() else None,
        entry=filling.entry, base_number=filling.base_number, reason=filling.form.text("reason"),
    )
    moment = f"{kept.updated_at.astimezone():%H:%M}"
    return JsonResponse({
        "saved_at": moment, "draft_url": filling.frame.address.to("ledger:draft", draft=kept.id),
    })


_NOT_KEPT = frozenset({"csrfmiddlewaretoken", "do", "files"})
_ANSWERS = {Verdict.HOLDS: "met", Verdict.FAILS: "unmet", Verdict.UNKNOWN: "lack"}


def _filling(request: HttpRequest) -> Filling:
    """Who records, and what was sent or is prefilled."""
    frame = frame_of(request)
    if frame.actor is None or frame.organization is None:
        raise Http404
    require(frame.actor, Permission.RECORD, frame.organization.id)
    rulebook = current_rulebook()
    if request.method == "POST":
        sent: Sent = _lists(request)
        entry = SentForm(sent, rulebook).text("entry")
        base = SentForm(sent, rulebook).text("base_number")
        return Filling(
            frame, frame.organization.id, rulebook, sent, int(entry) if entry.isdecimal() else None,
            int(base) if base.isdecimal() else 0,
        )
    number = request.GET.get("draft", "")
    if number.isdecimal():
        kept = open_draft(frame.actor, int(number))
        return Filling(frame, kept.organization, rulebook, _of_draft(kept), kept.entry, kept.base_number)
    return Filling(frame, frame.organization.id, rulebook, _prefilled(request, frame, rulebook))


def _lists(request: HttpRequest) -> dict[str, list[str]]:
    return {name: [str(value) for value in values] for name, values in request.POST.lists()}


def _of_draft(kept: DraftView) -> dict[str, list[str]]:
    sent = {str(name): [str(one) for one in values] for name, values in kept.content.get("sent", {}).items()}
    return sent | {"draft": [str(kept.id)], "reason": [kept.reason]}


def _prefilled(request: HttpRequest, frame: Frame, rulebook: Rulebook) -> dict[str, list[str]]:
    """The kinds and the day that the address names, and what was the same last time: place, hour, who chaired."""
    kinds = [kind for kind in request.GET.getlist("kind") if kind in rulebook.kinds]
    day = _day(request.GET.get("day", "")) or frame.today
    sent: dict[str, list[str]] = {"day": [day.isoformat()]}
    if "tally" in request.GET:
        sent |= {"day": [f"{frame.year}-01-01"], "end_day": [frame.today.isoformat()], "tally-0-figure": [""]}
    for number, kind in enumerate(kinds):
        sent[f"part-{number}-kind"] = [kind]
    if kinds and frame.actor is not None and frame.organization is not None:
        before = last_values(frame.actor, frame.organization.id, kinds[0], day)
        sent |= {name: [value] for name, value in before.plain.items()}
        for role, persons in before.roles.items():
            if role in rulebook.kinds[kinds[0]].roles:
                sent[f"part-0-role-{role}"] = [str(one) for one in persons]
    return sent


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _choose(request: HttpRequest, filling: Filling) -> HttpResponse:
    """The page that asks what happened."""
    actor = filling.frame.actor
    if actor is None:
        raise Http404
    suggested = kinds_to_suggest(actor, filling.recorder, filling.frame.year, filling.frame.today)
    groups: dict[str, list[Suggestion]] = {}
    for one in suggested:
        groups.setdefault(one.group, []).append(one)
    return render_page(request, "ledger/choose_page.html", context={
        "kinds": _chooser(filling.frame, suggested), "groups": groups.items(), "day": request.GET.get("day", ""),
    })


def _chooser(frame: Frame, suggested: Sequence[Suggestion]) -> list[dict[str, str]]:
    return [
        {
            "key": one.kind, "word": one.zh, "initials": " ".join(one.find), "owed": one.owed,
            "href": frame.address.to("ledger:record", kind=one.kind),
        }
        for one in suggested
    ]


def _sent(request: HttpRequest, filling: Filling) -> HttpResponse:
    """What the clerk asked for: another part, a part less, another day, or recording."""
    does = filling.form.text("do")
    if does == "submit":
        return _submit(request, filling)
    sent = {name: list(values) for name, values in filling.sent.items()}
    added = filling.form.text("add_kind")
    if added in filling.rulebook.kinds:
        number = max(filling.form.parts(), default=-1) + 1
        sent[f"part-{number}-kind"] = [added]
    if does.startswith("drop-"):
        prefix = f"part-{does.removeprefix('drop-')}-"
        sent = {name: values for name, values in sent.items() if not name.startswith(prefix)}
    sent.pop("add_kind", None)
    faults = _take_files(request, filling, sent)
    return _show(request, Filling(
        filling.frame, filling.recorder, filling.rulebook, sent, filling.entry, filling.base_number,
    ), findings=faults)


def _submit(request: HttpRequest, filling: Filling) -> HttpResponse:
    """Record or correct; whatever goes wrong, the form comes back with every word in it."""
    frame, actor = filling.frame, filling.frame.actor
    if actor is None:
        raise Http404
    sent = {name: list(values) for name, values in filling.sent.items()}
    faults = _take_files(request, filling, sent)
    filling = Filling(frame, filling.recorder, filling.rulebook, sent, filling.entry, filling.base_number)
    form = filling.form
    content = form.content(filling.recorder, frame.today)
    faults += form.faults
    if faults:
        return _show(request, filling, findings=faults, status=422)
    try:
        if filling.entry is not None:
            recorded = correct_entry(
                actor, filling.entry, filling.base_number, content, form.text("reason"), frame.today,
            )
        else:
            recorded = record_entry(actor, content, frame.today, form.text("request_key")[:64])
    except EntryRefusedError as error:
        return _show(request, filling, findings=error.findings, status=422)
    except ChangedMeanwhileError as error:
        return _show(request, filling, conflict=error, status=409)
    except (LedgerError, OrganizationError, MemberError, ContentUnreadableError) as error:
        return _show(request, filling, findings=[Finding("refused", str(error), Severity.ERROR)], status=422)
    _forget_drafts(filling)
    words = "已更正，等确认后计数。" if filling.entry is not None else "已登记，等确认后计数。"
    return announce(redirect(frame.address.to("ledger:entry", recorded.entry)), words)


def _forget_drafts(filling: Filling) -> None:
    """Throw away the drafts of what is recorded now: they carry the same request key."""
    key, actor = filling.form.text("request_key"), filling.frame.actor
    if actor is None or not key:
        return
    for kept in list_drafts(actor):
        if kept.content.get("sent", {}).get("request_key") == [key]:
            delete_draft(actor, kept.id)


def _take_files(request: HttpRequest, filling: Filling, sent: dict[str, list[str]]) -> list[Finding]:
    """Keep what was uploaded at once, so that it is not lost when the form comes back."""
    faults: list[Finding] = []
    actor, restricted = filling.frame.actor, filling.form.text("files_restricted") == "yes"
    for upload in request.FILES.getlist("files"):
        try:
            if actor is not None:
                name = upload.name or ""
                kept = store_attachment(actor, filling.recorder, name, upload.chunks(), restricted=restricted)
                sent.setdefault("attachment", []).append(kept.file_digest)
        except LedgerError as error:
            faults.append(Finding("upload", error.message, Severity.ERROR, "attachments"))
    return faults


def _show(
    request: HttpRequest, filling: Filling, *, findings: Sequence[Finding] = (), status: int = 200,
    conflict: ChangedMeanwhileError | None = None,
) -> HttpResponse:
    return render_page(
        request, "ledger/record_page.html", "ledger/form.html", _context(filling, findings, conflict), status=status,
    )


def _context(
    filling: Filling, findings: Sequence[Finding], conflict: ChangedMeanwhileError | None,
) -> Mapping[str, Any]:
    frame, form, actor = filling.frame, filling.form, filling.frame.actor
    if actor is None:
        raise Http404
    day = _day(form.text("day")) or frame.today
    others = [int(text) for number in form.rows("with") if (text := form.text(f"with-{number}-id")).isdecimal()]
    people = people_for(filling.recorder, day, others)
    told = Told.of(findings)
    shaper = Shaper(form, filling.rulebook, people, told)
    places = {place for one in people for place in (one.organization, one.group) if place}
    suggested = kinds_to_suggest(actor, filling.recorder, frame.year, frame.today)
    parts = shaper.parts()
    called = list_organizations(places, day, closed=True)
    return {
        "form": form, "parts": parts, "told": told, "findings": findings, "conflict": conflict,
        "blocking": [(one.message, anchor(one.place, form.parts())) for one in findings if one.blocks],
        "entry": filling.entry,
        "plain": {name: form.text(name) for name in _PLAIN}, "base_number": filling.base_number,
        "title": "、".join(part.zh for part in parts) or ("汇总登记" if form.rows("tally") else "登记"),
        "groups": roll_groups(people, form, {one.id: one.called for one in called}), "reasons": ABSENCES,
        "heads": [(group, zh, form.text(f"heads-{group}")) for group, zh in HEAD_GROUPS.items()],
        "withs": [
            {
                "number": number, "id": form.text(f"with-{number}-id"), "name": form.text(f"with-{number}-name"),
                "how": form.text(f"with-{number}-how") or "joint",
            }
            for number in form.rows("with")
        ],
        "neighbours": _neighbours(filling, day), "kinds": _chooser(frame, suggested),
        "tallies": _tallies(filling), "figures": _tally_figures(filling) if form.rows("tally") else (),
        "attachments": attachments_by_digest(actor, filling.recorder, form.texts("attachment")),
        "request_key": form.text("request_key") or secrets.token_urlsafe(24),
        "draft": form.text("draft"), "reason": form.text("reason"),
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
        (info.id, f"{info.zh}（{info.unit}）") for info in catalogue.values()
        if info.kind is not None and info.nature is Nature.FLOW and info.shown
    ]
