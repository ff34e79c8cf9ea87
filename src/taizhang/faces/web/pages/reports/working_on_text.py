"""What the editor sends: who works on which report, with which text; refused in JSON, which the editor shows."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any, cast

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_POST

from taizhang.apps.accounts.actors import Actor
from taizhang.apps.accounts.rights import Permission
from taizhang.apps.reports.doors import OpenReport, open_for
from taizhang.apps.reports.errors import ReportError
from taizhang.faces.web.shell.frame import frame_of
from taizhang.faces.web.shell.sign_in import signed_in_only

MOST_SENT = 600_000
INCOMPLETE = "收到的正文不完整，没有保存。刷新页面再改。"


@dataclass(frozen=True, slots=True)
class Work:
    """A report that is open for writing, and the text that its writer has before him."""

    request: HttpRequest
    actor: Actor
    report: OpenReport
    sent: dict[str, Any]

    @property
    def based_on(self) -> int:
        """The version that the text stands on."""
        return int(self.sent["based_on"])

    @property
    def content(self) -> dict[str, Any]:
        """The document, not trusted."""
        return cast("dict[str, Any]", self.sent["content"])


def working_on_text(view: Callable[[Work], HttpResponse]) -> Callable[[HttpRequest, int], HttpResponseBase]:
    """A view of the editor: open the report for writing, read what was sent, say in JSON why it cannot be done."""

    @require_POST
    @signed_in_only
    @wraps(view)
    def answer(request: HttpRequest, report_id: int) -> HttpResponse:
        actor = cast("Actor", frame_of(request).actor)
        try:
            report = open_for(actor, report_id, Permission.WRITE_REPORTS)
            return view(Work(request, actor, report, _sent(request)))
        except ReportError as refused:
            status = 404 if refused.code == "not_found" else 422
            return JsonResponse({"message": refused.message}, status=status)

    return answer


def _sent(request: HttpRequest) -> dict[str, Any]:
    if len(request.body) > MOST_SENT:
        raise ReportError("正文太长，没有保存。删减一些再写。")
    try:
        sent = json.loads(request.body)
    except (ValueError, RecursionError) as error:
        raise ReportError(INCOMPLETE) from error
    if not isinstance(sent, dict) or not isinstance(sent.get("content"), dict) or not _is_number(sent.get("based_on")):
        raise ReportError(INCOMPLETE)
    return sent


def _is_number(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 0 <= value < 1_000_000  # noqa: PLR2004 (a version)
