"""The .docx of a paper: as it stands, for whoever works on it; and the very bytes that went out."""

from __future__ import annotations

from typing import cast

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_safe

from taizhang.apps.accounts.actors import Actor
from taizhang.apps.accounts.rights import Permission
from taizhang.apps.ledger.services.attaching import open_attachment
from taizhang.apps.organizations.access import require
from taizhang.apps.papers.doors import open_paper
from taizhang.apps.papers.selectors.texts import open_text
from taizhang.apps.papers.selectors.ways import issue_of
from taizhang.faces.web.shell.downloads import DOCX, file_response
from taizhang.faces.web.shell.frame import frame_of
from taizhang.faces.web.shell.sign_in import signed_in_only
from taizhang.faces.web.shell.whole_numbers import counted
from taizhang.formats.official.word import report_docx


@require_safe
@signed_in_only
def draft(request: HttpRequest, paper_id: int) -> HttpResponse:
    """The latest version by GB/T 9704, to be read on paper or in an office program."""
    actor = cast("Actor", frame_of(request).actor)
    paper, head, text = open_text(actor, paper_id)
    require(actor, Permission.EXPORT, paper.organization_id)
    return file_response(report_docx(text.document), DOCX, f"{head.title[:60]}（第{head.number}稿，送审）.docx")


@require_safe
@signed_in_only
def issued(request: HttpRequest, paper_id: int) -> HttpResponseBase:
    """The bytes that were frozen when it went out."""
    actor = cast("Actor", frame_of(request).actor)
    paper = open_paper(actor, paper_id)
    row = issue_of(paper, counted(request.GET.get("version", "")) or None)
    if row is None:
        raise Http404
    attachment, path = open_attachment(actor, row.word_file_id)
    response = FileResponse(path.open("rb"), as_attachment=True, filename=attachment.name)
    response["Content-Type"] = attachment.media_type
    response["Cache-Control"] = "no-store, private"
    return response
