"""自查: what was not kept, row by row, with what becomes of it; one form, so that nothing typed is lost."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, cast

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.views.decorators.http import require_POST, require_safe

from taizhang.apps.accounts.actors import Actor
from taizhang.apps.accounts.rights import Permission
from taizhang.apps.organizations.access import may
from taizhang.apps.reports.doors import open_report
from taizhang.apps.reports.errors import ReportError
from taizhang.apps.reports.selectors.explained import said_about
from taizhang.apps.reports.selectors.texts import self_check
from taizhang.apps.reports.services.deciding import decide_all
from taizhang.domain.reporting import Choice, Shortfall
from taizhang.faces.web.pages.reports.deciding import draft_again
from taizhang.faces.web.pages.reports.large import to_be_asked_first
from taizhang.faces.web.shell.frame import frame_of
from taizhang.faces.web.shell.render import render_page
from taizhang.faces.web.shell.sign_in import signed_in_only
from taizhang.faces.web.shell.toasts import announce

LONGEST = {"cause": 500, "measure": 500, "reason": 300}
_NO_REASON = "不写进报告的，要写明理由。"


@dataclass(frozen=True, slots=True)
class _Row:
    """One shortfall on the page: what was decided, what stands in its fields, what is wrong with them."""

    shortfall: Shortfall
    decided: Choice | None
    said: Sequence[str]
    """Why it was not done, as somebody said at the time."""
    write: str
    """Which of the two is ticked: yes, no; empty while nobody decided."""
    texts: Mapping[str, str]
    error: str = ""
    is_open: bool = False

    @property
    def choice(self) -> Choice | None:
        """What the fields decide; None where they are as they were before anybody decided."""
        if not self.write and not any(text.strip() for text in self.texts.values()):
            return None
        return Choice(
            self.write != "no", *(self.texts[key].strip()[: LONGEST[key]] for key in ("reason", "cause", "measure"))
        )


@require_safe
@signed_in_only
def check_page(request: HttpRequest, report_id: int) -> HttpResponse:
    """Every unmet obligation with what becomes of it; for the secretary alone."""
    actor = cast("Actor", frame_of(request).actor)
    report = open_report(actor, report_id)
    if may(actor, Permission.SELF_CHECK, report.organization_id) and (
        waits := to_be_asked_first(request, report, "reports:self_check")
    ):
        return waits
    return _page(request, report_id, _rows(request, report_id, None))


@require_POST
@signed_in_only
def decide(request: HttpRequest, report_id: int) -> HttpResponseBase:
    """Decide about every row that was touched, all or none; and draft anew where that was asked."""
    frame = frame_of(request)
    actor = cast("Actor", frame.actor)
    rows = _rows(request, report_id, request.POST)
    if any(row.error for row in rows):
        return _page(request, report_id, rows, status=422)
    wanted = {
        row.shortfall.rule: choice for row in rows if (choice := row.choice) is not None and choice != row.decided
    }
    try:
        if wanted:
            decide_all(actor, report_id, wanted)
    except ReportError as refused:
        if refused.code == "not_found":
            raise
        return announce(redirect(frame.address.to("reports:self_check", report_id)), refused.message)
    if request.POST.get("do") == "again":
        return draft_again(request, report_id)
    said = f"记下了 {len(wanted)} 项。重新起草时照这样写。" if wanted else "没有改动。"
    return announce(redirect(frame.address.to("reports:self_check", report_id)), said)


def _rows(request: HttpRequest, report_id: int, sent: Mapping[str, str] | None) -> list[_Row]:
    """The rows, with what was decided, or what was just sent for those that stood on the page."""
    actor = cast("Actor", frame_of(request).actor)
    said = said_about(actor, report_id)
    found = self_check(actor, report_id)
    undecided = next((one.rule for one, choice in found if choice is None), "")
    rows = []
    for one, choice in found:
        if sent is not None and f"cause-{one.rule}" in sent:
            write = sent.get(f"write-{one.rule}", "")
            texts = {key: sent.get(f"{key}-{one.rule}", "")[:longest] for key, longest in LONGEST.items()}
            error = _NO_REASON if write == "no" and not texts["reason"].strip() else ""
        else:
            write = "" if choice is None else "yes" if choice.write else "no"
            texts = {key: getattr(choice, key) if choice else "" for key in LONGEST}
            error = ""
        is_open = bool(error) or (sent is None and one.rule == undecided)
        rows.append(_Row(one, choice, said.get(one.rule, ()), write, texts, error, is_open))
    return rows


def _page(request: HttpRequest, report_id: int, rows: Sequence[_Row], status: int = 200) -> HttpResponse:
    frame = frame_of(request)
    words: dict[str, Any] = {
        "report": open_report(cast("Actor", frame.actor), report_id),
        "rows": rows,
        "faults": [row for row in rows if row.error],
        "left": sum(row.decided is None for row in rows),
        "crumbs": [
            ("述职报告", frame.address.to("reports:drafts")),
            ("正文", frame.address.to("reports:edit", report_id)),
        ],
    }
    return render_page(request, "reports/self_check_page.html", context=words, status=status)
