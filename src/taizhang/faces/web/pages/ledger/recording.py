"""The form: recording an occasion, correcting an entry, its panel of effects and its drafts."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_POST

from taizhang.apps.accounts.rights import Permission
from taizhang.apps.ledger.errors import ChangedMeanwhileError, EntryRefusedError, LedgerError
from taizhang.apps.ledger.selectors.effects import Effects, effects_of
from taizhang.apps.ledger.selectors.entries import entry_detail
from taizhang.apps.ledger.selectors.suggesting import Suggestion, kinds_to_suggest
from taizhang.apps.ledger.services import correct_entry, preview_entry, record_entry
from taizhang.apps.ledger.services.attaching import store_attachment
from taizhang.apps.ledger.services.drafting import delete_draft, list_drafts, save_draft
from taizhang.apps.members.errors import MemberError
from taizhang.apps.organizations.access import require
from taizhang.apps.organizations.errors import OrganizationError
from taizhang.apps.rulebooks.selectors import current_rulebook
from taizhang.domain.findings import Finding, Severity
from taizhang.domain.ledger.reading import ContentUnreadableError, content_of
from taizhang.domain.ledger.voting import Verdict, VoteLine, vote_lines
from taizhang.faces.web.pages.ledger.filling import Filling, filling_of, lists_of
from taizhang.faces.web.pages.ledger.sent import sent_of
from taizhang.faces.web.pages.ledger.showing import chooser, show
from taizhang.faces.web.shell.frame import frame_of
from taizhang.faces.web.shell.render import render_page
from taizhang.faces.web.shell.sign_in import signed_in_only
from taizhang.faces.web.shell.toasts import announce
from taizhang.faces.web.shell.whole_numbers import is_number


@signed_in_only
@require_http_methods(["GET", "POST"])
def record(request: HttpRequest) -> HttpResponse:
    """Record an occasion; without a kind, choose one first."""
    filling = filling_of(request)
    if request.method == "POST":
        return _sent(request, filling)
    if not filling.form.parts() and "tally" not in request.GET and "draft" not in request.GET:
        return _choose(request, filling)
    return show(request, filling)


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
        sent = lists_of(request)
        base = int(sent.get("base_number", ["0"])[-1] or 0)
        return _sent(request, Filling(frame, detail.row.organization, rulebook, sent, entry_id, base))
    pending = entry_detail(frame.actor, entry_id, latest.number)
    sent = sent_of(content_of(pending.occasion), rulebook)
    return show(request, Filling(frame, detail.row.organization, rulebook, sent, entry_id, latest.number))


@signed_in_only
@require_POST
def effects(request: HttpRequest) -> HttpResponse:
    """The panel beside the form, worked out again after each change; writes nothing."""
    filling = filling_of(request)
    form = filling.form
    context: dict[str, Any] = {"entry": filling.entry}
    actor = filling.frame.actor
    if actor is not None:
        content = form.content(filling.recorder, filling.frame.today)
        try:
            preview = preview_entry(actor, content, filling.frame.today, filling.entry)
            shown: Effects | None = effects_of(actor, preview, filling.frame.today, filling.entry)
            lines: list[tuple[VoteLine, str]] = [
                (line, _ANSWERS[line.verdict])
                for part in preview.occasion.parts
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
    filling = filling_of(request)
    actor = filling.frame.actor
    if actor is None:
        raise Http404
    sent = {name: list(values) for name, values in filling.sent.items() if name not in _NOT_KEPT}
    number = request.GET.get("draft", "") or filling.form.text("draft")
    kept = save_draft(
        actor,
        filling.recorder,
        {"sent": sent},
        draft_id=int(number) if is_number(number) else None,
        entry=filling.entry,
        base_number=filling.base_number,
        reason=filling.form.text("reason"),
    )
    moment = f"{kept.updated_at.astimezone():%H:%M}"
    return JsonResponse(
        {
            "saved_at": moment,
            "draft_url": filling.frame.address.to("ledger:draft", draft=kept.id),
        }
    )


_NOT_KEPT = frozenset({"csrfmiddlewaretoken", "do", "files"})
_ANSWERS = {Verdict.HOLDS: "met", Verdict.FAILS: "unmet", Verdict.UNKNOWN: "lack"}


def _choose(request: HttpRequest, filling: Filling) -> HttpResponse:
    """The page that asks what happened."""
    actor = filling.frame.actor
    if actor is None:
        raise Http404
    suggested = kinds_to_suggest(actor, filling.recorder, filling.frame.year, filling.frame.today)
    groups: dict[str, list[Suggestion]] = {}
    for one in suggested:
        groups.setdefault(one.group, []).append(one)
    return render_page(
        request,
        "ledger/choose_page.html",
        context={
            "kinds": chooser(filling.frame, suggested),
            "groups": groups.items(),
            "day": request.GET.get("day", ""),
        },
    )


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
    return show(
        request,
        Filling(
            filling.frame,
            filling.recorder,
            filling.rulebook,
            sent,
            filling.entry,
            filling.base_number,
        ),
        findings=faults,
    )


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
    told = [one.message for one in faults if not one.blocks]
    faults += form.faults
    if any(one.blocks for one in faults):
        return show(request, filling, findings=faults, status=422)
    try:
        if filling.entry is not None:
            recorded = correct_entry(
                actor,
                filling.entry,
                filling.base_number,
                content,
                form.text("reason"),
                frame.today,
            )
        else:
            recorded = record_entry(actor, content, frame.today, form.text("request_key")[:64])
    except EntryRefusedError as error:
        return show(request, filling, findings=error.findings, status=422)
    except ChangedMeanwhileError as error:
        return show(request, filling, conflict=error, status=409)
    except (LedgerError, OrganizationError, MemberError, ContentUnreadableError) as error:
        return show(request, filling, findings=[Finding("refused", str(error), Severity.ERROR)], status=422)
    _forget_drafts(filling)
    words = "已更正，等确认后计数。" if filling.entry is not None else "已登记，等确认后计数。"
    return announce(redirect(frame.address.to("ledger:entry", recorded.entry)), words + "".join(told))


def _forget_drafts(filling: Filling) -> None:
    """Throw away the drafts of what is recorded now: they carry the same request key."""
    key, actor = filling.form.text("request_key"), filling.frame.actor
    if actor is None or not key:
        return
    for kept in list_drafts(actor):
        if kept.content.get("sent", {}).get("request_key") == [key]:
            delete_draft(actor, kept.id)


def _left_out(name: str, what: tuple[str, ...]) -> Finding:
    words = f"“{name}”已收下，其中的{'、'.join(what)}没有留下。"
    return Finding("upload_cleaned", words, Severity.HINT, "attachments")


def _take_files(request: HttpRequest, filling: Filling, sent: dict[str, list[str]]) -> list[Finding]:
    """Keep what was uploaded at once, so that it is not lost when the form comes back; tell what was left out."""
    faults: list[Finding] = []
    actor, restricted = filling.frame.actor, filling.form.text("files_restricted") == "yes"
    for upload in request.FILES.getlist("files"):
        try:
            if actor is not None:
                name = upload.name or ""
                kept = store_attachment(actor, filling.recorder, name, upload.chunks(), restricted=restricted)
                sent.setdefault("attachment", []).append(kept.file_digest)
                if kept.left_out:
                    faults.append(_left_out(kept.name, kept.left_out))
        except LedgerError as error:
            faults.append(Finding("upload", error.message, Severity.ERROR, "attachments"))
    return faults
