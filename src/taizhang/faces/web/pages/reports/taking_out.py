"""A version taken out before issue: to hand in, to check, or as a masked template; as .docx or PDF."""

from __future__ import annotations

from typing import cast

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from taizhang.apps.accounts.actors import Actor
from taizhang.apps.accounts.rights import Permission
from taizhang.apps.reports.doors import open_for
from taizhang.apps.reports.selectors.annexes import sources_of
from taizhang.apps.reports.selectors.charts import charts_of
from taizhang.apps.reports.selectors.masking import masked_template
from taizhang.apps.reports.selectors.texts import document_of, head_of
from taizhang.faces.web.shell.frame import frame_of
from taizhang.faces.web.shell.sign_in import signed_in_only
from taizhang.formats.official.portable import proof_pdf, report_pdf
from taizhang.formats.official.word import proof_docx, report_docx

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"

_PROOFS = {"proof.docx": proof_docx, "proof.pdf": proof_pdf}
"""For inside use alone: with the annex of sources, and with charts where they are asked for."""


@require_safe
@signed_in_only
def take_out(request: HttpRequest, report_id: int, form: str) -> HttpResponse:
    """Make the file now, from the latest version."""
    actor = cast("Actor", frame_of(request).actor)
    report = open_for(actor, report_id, Permission.EXPORT)
    head = head_of(report)
    document = document_of(head)
    if form == "draft.docx":
        content, name = report_docx(document), "稿"
    elif form == "draft.pdf":
        content, name = report_pdf(document), "稿"
    elif form in _PROOFS:
        charts = charts_of(actor, report, document) if request.GET.get("charts") else None
        content, name = _PROOFS[form](document, sources_of(actor, report, document), charts), "校对版"
    elif form == "masked.docx":
        document = masked_template(report, document)
        content, name = report_docx(document), "稿脱敏模板"
    else:
        raise Http404
    ending = form.rpartition(".")[2]
    response = HttpResponse(content, content_type=WORD if ending == "docx" else "application/pdf")
    file = f"{document.blocks[0].text[:60]}（第{head.number}{name}）.{ending}"
    response["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=file) or "attachment"
    response["Cache-Control"] = "no-store, private"
    return response
