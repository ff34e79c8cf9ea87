"""The text to take away: as it stands now, or as a .docx with a comment at each place."""

from __future__ import annotations

from pathlib import PurePosixPath

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_POST

from taizhang.apps.checks.checking import desk_of
from taizhang.apps.checks.errors import CheckError
from taizhang.domain.checking.finding import Confidence
from taizhang.domain.checking.secrecy import blocks_release
from taizhang.faces.web.pages.checking.checking import FRAGMENT, PAGE, asked
from taizhang.faces.web.pages.checking.sent import sent_text, silences_of
from taizhang.faces.web.shell.render import render_page
from taizhang.faces.web.shell.sign_in import signed_in_only
from taizhang.formats.checks import commented_new, commented_original

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
TEXT = "text/plain; charset=utf-8"


@signed_in_only
@require_POST
def commented(request: HttpRequest) -> HttpResponse:
    """A .docx with comments: the very one that was sent, or a new one of the text."""
    frame, actor, own = asked(request)
    try:
        sent = sent_text(request)
    except CheckError as refused:
        return _refused(request, refused)
    release = request.POST.get("release") == "1"
    desk = desk_of(actor, own, frame.today, silences=silences_of(request), release=release)
    checked = desk.check(sent.text, sent.layout)
    unsure = request.POST.getlist("unsure")[-1:] == ["1"]
    findings = [one for one in checked.findings if unsure or one.confidence is not Confidence.LOW]
    at = timezone.now().strftime("%Y-%m-%dT%H:%M:%SZ")
    content = (
        commented_original(sent.original, findings, at) if sent.original else commented_new(sent.text, findings, at)
    )
    return attached(content, DOCX, f"{_stem(sent.name)}（审校批注）.docx")


@signed_in_only
@require_POST
def text(request: HttpRequest) -> HttpResponse:
    """The text as it stands on the page; one that is to leave the house goes only when nothing keeps it back."""
    frame, actor, own = asked(request)
    try:
        sent = sent_text(request)
        if request.POST.get("release") == "1":
            checked = desk_of(actor, own, frame.today, silences=silences_of(request), release=True).check(sent.text)
            _hold_back(blocks_release(checked.findings))
    except CheckError as refused:
        return _refused(request, refused)
    return attached(sent.text.encode("utf-8", "replace"), TEXT, f"{_stem(sent.name)}（审校后）.txt")


def _hold_back(reasons: tuple[str, ...]) -> None:
    if reasons:
        more = f"等{len(reasons)}处" if len(reasons) > 1 else ""
        raise CheckError(
            f"没有下载：这份稿子还不能往外发。{reasons[0]}{more}改好再下载；不往外发的，重新检查时不勾“准备往外发”。"
        )


def _refused(request: HttpRequest, refused: CheckError) -> HttpResponse:
    words = {"sent": None, "refused": refused.message, "pasted": request.POST.get("text", "")[:400_000]}
    return render_page(request, PAGE, FRAGMENT, words, status=422)


def _stem(name: str) -> str:
    return PurePosixPath(name).stem or "文稿"


def attached(content: bytes, media_type: str, name: str) -> HttpResponse:
    """Answer with a file to take away."""
    response = HttpResponse(content, content_type=media_type)
    response["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=name) or "attachment"
    response["Cache-Control"] = "no-store, private"
    return response
