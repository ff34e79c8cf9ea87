"""One entry: what it says, what it counts for, its revisions; confirming, voiding, printing, its files."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST, require_safe

from taizhang.apps.accounts.rights import Permission
from taizhang.apps.accounts.selectors import account_names
from taizhang.apps.ledger.errors import ChangedMeanwhileError, LedgerError
from taizhang.apps.ledger.selectors.entries import Detail, State, entry_detail
from taizhang.apps.ledger.selectors.standing import counts_for, differences_of, waits_for_another
from taizhang.apps.ledger.services import confirm_entry, void_entry
from taizhang.apps.ledger.services.attaching import attachments_by_digest, open_attachment
from taizhang.apps.members.selectors import names_at
from taizhang.apps.organizations.access import may
from taizhang.apps.organizations.selectors import names_of
from taizhang.apps.rulebooks.selectors import rulebook_of
from taizhang.domain.ledger.occasion import HEAD_GROUPS, Occasion, Part
from taizhang.domain.ledger.reading import content_of
from taizhang.domain.rules.kinds import FieldType, FormField
from taizhang.domain.rules.rulebook import Rulebook
from taizhang.faces.web.pages.ledger.shapes import VOTE_WORDS
from taizhang.faces.web.shell.frame import Frame, frame_of
from taizhang.faces.web.shell.links import link_if
from taizhang.faces.web.shell.render import render_page
from taizhang.faces.web.shell.sign_in import signed_in_only
from taizhang.faces.web.shell.toasts import announce
from taizhang.faces.web.shell.whole_numbers import is_number


@dataclass(frozen=True, slots=True)
class Line:
    """A label with what stands beside it; several values are lines of their own."""

    zh: str
    values: tuple[str, ...]


@signed_in_only
@require_safe
def show(request: HttpRequest, entry_id: int) -> HttpResponse:
    """One entry, in its effective revision or the one that the address names."""
    frame = frame_of(request)
    number = request.GET.get("number", "")
    detail = entry_detail(_actor(frame), entry_id, int(number) if is_number(number) else None, frame.known)
    return render_page(request, "ledger/entry_page.html", context=_context(frame, detail))


@signed_in_only
@require_safe
def print_one(request: HttpRequest, entry_id: int) -> HttpResponse:
    """The entry in the layout of the paper handbook."""
    frame = frame_of(request)
    detail = entry_detail(_actor(frame), entry_id, None, frame.known)
    return render_page(request, "ledger/sheet_page.html", context={"sheets": [_context(frame, detail)]})


@signed_in_only
@require_POST
def confirm(request: HttpRequest, entry_id: int) -> HttpResponse:
    """Confirm the revision that waits."""
    frame = frame_of(request)
    detail = entry_detail(_actor(frame), entry_id)
    waiting = detail.revisions[-1]
    try:
        confirm_entry(_actor(frame), waiting.revision, frame.today)
    except LedgerError as error:
        context = _context(frame, detail) | {"trouble": error.message}
        return render_page(request, "ledger/entry_page.html", context=context, status=409)
    return announce(redirect(frame.address.to("ledger:entry", entry_id)), "已确认，从现在起计数。")


@signed_in_only
@require_POST
def void(request: HttpRequest, entry_id: int) -> HttpResponse:
    """Void the entry, with a reason."""
    frame = frame_of(request)
    detail = entry_detail(_actor(frame), entry_id)
    base = request.POST.get("base_number", "0")
    try:
        void_entry(_actor(frame), entry_id, int(base) if is_number(base) else 0, request.POST.get("reason", ""))
    except (LedgerError, ChangedMeanwhileError) as error:
        context = _context(frame, detail) | {"trouble": error.message}
        return render_page(request, "ledger/entry_page.html", context=context, status=409)
    return announce(redirect(frame.address.to("ledger:entry", entry_id)), "已作废，不再计数。记录和原因都保留。")


@signed_in_only
@require_safe
def attachment(request: HttpRequest, attachment_id: int) -> FileResponse:
    """A file, always as a download."""
    frame = frame_of(request)
    kept, path = open_attachment(_actor(frame), attachment_id)
    if not path.exists():
        raise Http404
    answer = FileResponse(path.open("rb"), as_attachment=True, filename=kept.name, content_type=kept.media_type)
    answer["Content-Security-Policy"] = "sandbox; default-src 'none'"
    answer["Cache-Control"] = "no-store, private"
    return answer


def _context(frame: Frame, detail: Detail) -> dict[str, Any]:
    actor, occasion, rulebook = _actor(frame), detail.occasion, rulebook_of(detail.manifest)
    persons = _persons_of(occasion)
    names = names_at(persons, occasion.day)
    places = {occasion.recorder, *(one.organization for one in occasion.organizations if one.organization)}
    places |= set(_organizations_of(occasion, rulebook))
    organizations = names_of(places, occasion.day)
    row = detail.row
    latest = detail.revisions[-1]
    waits = row.state in {State.REGISTERED, State.CORRECTING} and latest.state is State.REGISTERED
    for_another = waits and bool(waits_for_another(actor, [latest.revision]))
    return {
        "detail": detail,
        "row": row,
        "occasion": occasion,
        "organization": organizations.get(occasion.recorder, ""),
        "kinds": [rulebook.kinds[part.kind].zh for part in occasion.parts if part.kind in rulebook.kinds],
        "parts": [_part_lines(part, rulebook, names, organizations) for part in occasion.parts],
        "lines": list(_occasion_lines(occasion, names, organizations)),
        "tallies": _tally_lines(occasion, rulebook),
        "attachments": attachments_by_digest(actor, occasion.recorder, occasion.attachments),
        "counts": [
            (one, link_if(frame.address, "figures:figure", one.info.id))
            for one in counts_for(actor, row.entry, frame.known)
        ],
        "latest": latest,
        "waits": waits,
        "waiting_changes": differences_of(actor, row.entry, latest.number) if waits and latest.number > 1 else (),
        "changes": differences_of(actor, row.entry, row.number) if row.number > 1 and not waits else (),
        "people": account_names({one.account for one in detail.revisions if one.account}),
        "may_confirm": frame.may_record
        and waits
        and not for_another
        and may(actor, Permission.CONFIRM, occasion.recorder),
        "for_another": for_another,
        "may_correct": frame.may_record
        and row.state is not State.VOIDED
        and may(actor, Permission.CORRECT, occasion.recorder),
        "is_shown_old": row.revision != latest.revision and row.state is not State.CORRECTING,
    }


def _occasion_lines(occasion: Occasion, names: dict[int, str], organizations: dict[int, str]) -> Iterator[Line]:
    present = [names.get(one.person, "") for one in occasion.roll if one.present]
    absent = [
        f"{names.get(one.person, '')}（{one.reason}）" if one.reason else names.get(one.person, "")
        for one in occasion.roll
        if not one.present
    ]
    if occasion.roll:
        yield Line(f"到会 {len(present)} 人", ("、".join(filter(None, present)) or "姓名只给书记和指定人员看",))
    if absent:
        yield Line(f"缺席 {len(absent)} 人", ("、".join(filter(None, absent)),))
    if occasion.heads:
        told = (f"{HEAD_GROUPS.get(key, key)} {number} 人" for key, number in occasion.heads.items())
        yield Line("按人数", ("、".join(told),))
    if occasion.organizations:
        how = {"joint": "联合举办", "attending": "参加"}
        yield Line(
            "参加单位",
            tuple(
                f"{organizations.get(one.organization or 0, one.name)}（{how.get(one.how, one.how)}）"
                for one in occasion.organizations
            ),
        )
    if occasion.summary:
        yield Line("内容", tuple(occasion.summary.splitlines()))
    if occasion.source:
        yield Line("来源", (occasion.source,))


def _organizations_of(occasion: Occasion, rulebook: Rulebook) -> Iterator[int]:
    for part in occasion.parts:
        fields = rulebook.kinds[part.kind].fields if part.kind in rulebook.kinds else {}
        for name, field in fields.items():
            if field.type is FieldType.ORGANIZATIONS:
                yield from (one for one in part.fields.get(name, ()) if type(one) is int)


def _part_lines(part: Part, rulebook: Rulebook, names: dict[int, str], organizations: dict[int, str]) -> dict[str, Any]:
    kind = rulebook.kinds.get(part.kind)
    if kind is None:
        return {"zh": part.kind, "lines": []}
    lines = [
        Line(kind.roles.get(role, role), ("、".join(names.get(one, "") for one in persons),))
        for role, persons in part.roles.items()
        if persons
    ]
    lines += [
        Line(
            field.zh,
            tuple(_spelt(part.fields[name], field, organizations if field.type is FieldType.ORGANIZATIONS else names)),
        )
        for name, field in kind.fields.items()
        if name in part.fields
    ]
    return {"zh": kind.zh, "lines": lines}


def _spelt(value: Any, field: FormField, names: dict[int, str]) -> Iterator[str]:  # noqa: C901, PLR0912 (one line a type)
    match field.type:
        case FieldType.CHOICE:
            yield field.options.get(value, str(value))
        case FieldType.CHOICES:
            yield "、".join(field.options.get(one, str(one)) for one in value)
        case FieldType.YES_NO:
            yield "是" if value else "否"
        case FieldType.MONEY:
            yield f"{value / 100:,.2f} 元"
        case FieldType.HOURS:
            yield f"{value / 10:g} {field.unit or '小时'}"
        case FieldType.ITEMS | FieldType.PAPERS:
            for number, row in enumerate(value, start=1):
                tags = (field.tags.get(tag, tag) for tag in row.get("tags", ()))
                published = f"{row['published_on']} 公布" if row.get("published_on") else ""
                marks = "、".join(filter(None, (field.options.get(row.get("form", ""), ""), *tags, published)))
                yield f"{number}. {row.get('title', '')}{f'（{marks}）' if marks else ''}"
        case FieldType.AMOUNTS:
            for row in value:
                yield f"{names.get(row.get('person') or 0, '')} {row.get('amount')} {field.unit}"
        case FieldType.PERSONS | FieldType.ORGANIZATIONS:
            yield "、".join(names.get(one, "") for one in value)
        case FieldType.GRADES:
            yield "、".join(f"{field.options.get(key, key)} {number}" for key, number in value.items())
        case FieldType.VOTE:
            numbers = [f"{VOTE_WORDS[key]} {value[key]}" for key in VOTE_WORDS if value.get(key) is not None]
            yield "，".join([*numbers, "无记名" if value.get("secret") else "记名"])
        case FieldType.LONG_TEXT:
            yield from str(value).splitlines()
        case _:
            yield f"{value} {field.unit}".strip() if not isinstance(value, list) else "、".join(map(str, value))


def _tally_lines(occasion: Occasion, rulebook: Rulebook) -> list[Line]:
    from taizhang.domain.rules.figures import figure_catalogue  # noqa: PLC0415

    catalogue = figure_catalogue(rulebook)
    told = ((one, catalogue.get(one.figure)) for one in occasion.tallies)
    return [
        Line(
            info.zh if info else one.figure,
            (f"{one.amount} {info.unit if info else ''}，纸质台账由{one.keeper}保管",),
        )
        for one, info in told
    ]


def _persons_of(occasion: Occasion) -> set[int]:
    persons = {one.person for one in occasion.roll}
    for part in content_of(occasion).get("parts", ()):
        for people in part.get("roles", {}).values():
            persons.update(people)
        for value in part.get("fields", {}).values():
            if isinstance(value, list):
                persons.update(one for one in value if type(one) is int)
                rows = (row.get("person") for row in value if isinstance(row, dict))
                persons.update(one for one in rows if type(one) is int)
    return persons


def _actor(frame: Frame) -> Any:
    if frame.actor is None:
        raise Http404
    return frame.actor
