"""The .docx of a masked template while its numbers are chosen: waits sealed for its sender, and is filled in."""

from __future__ import annotations

import secrets
from datetime import timedelta

from django.http import HttpRequest, HttpResponse
from django.utils.http import content_disposition_header

from taizhang.apps.runs import parcels
from taizhang.faces.web.shell.sent_text import NothingSentError, SentReport, text_of
from taizhang.faces.web.shell.tickets import hand_ticket, ticket_of

LIFETIME = timedelta(minutes=30)
LONGEST_NAME = 80
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
GONE = "上传的模板只留30分钟，已经清掉了。再选一次文件。"
_NAME = "template.docx"


def keep_template(request: HttpRequest, sent: SentReport) -> str:
    """Let the file wait for the next choices of the same session; gives the name that it waits under."""
    name = secrets.token_hex(8)
    parcels.leave(hand_ticket(request, _purpose(name), LIFETIME), sent.word)
    return name


def kept_template(request: HttpRequest, name: str) -> SentReport:
    """The template that waits under a name; anybody else's is as gone as one whose time is over."""
    ticket = ticket_of(request, _purpose(name[:40]))
    content = parcels.look_into(ticket) if ticket else None
    if content is None:
        raise NothingSentError(GONE)
    return text_of(_NAME, content, whole=True)


def file_response(content: bytes, written: str) -> HttpResponse:
    """The filled template as a download under the name of what was sent."""
    stem = "".join(one for one in written if one.isprintable()).removesuffix(".docx")[:LONGEST_NAME] or "模板"
    response = HttpResponse(content, content_type=WORD)
    name = f"{stem}（已填数）.docx"
    response["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=name) or "attachment"
    response["Cache-Control"] = "no-store, private"
    return response


def _purpose(name: str) -> str:
    return f"template:{name}"
