"""What people do beside the text: mend, let stand, remark, pass or send back, send out, withdraw."""

from __future__ import annotations

from collections.abc import Callable
from typing import cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from taizhang.apps.accounts.actors import Actor
from taizhang.apps.papers.errors import PaperError
from taizhang.apps.papers.services import issuing, remarking, reviewing, writing
from taizhang.faces.web.pages.papers.showing import page_of_paper
from taizhang.faces.web.shell.frame import frame_of
from taizhang.faces.web.shell.sign_in import signed_in_only
from taizhang.faces.web.shell.toasts import announce
from taizhang.faces.web.shell.whole_numbers import counted

MOST_PICKED = 300


def _done(request: HttpRequest, paper_id: int, act: Callable[[Actor], object], said: str) -> HttpResponse:
    """Do it, and go back to the text; what is refused is said there, with what was typed."""
    frame = frame_of(request)
    try:
        act(cast("Actor", frame.actor))
    except PaperError as refused:
        if refused.code == "not_found":
            raise
        return page_of_paper(request, paper_id, refused.message)
    return announce(redirect(frame.address.to("papers:show", paper_id)), said)


@require_POST
@signed_in_only
def mend(request: HttpRequest, paper_id: int) -> HttpResponse:
    """Put in what the checker offers where it was ticked."""
    version, picked = counted(request.POST.get("version", "")), request.POST.getlist("mend")[:MOST_PICKED]
    said = "照勾选的改了，存成新的一稿，从第一级重新走。"
    return _done(request, paper_id, lambda actor: writing.mend(actor, paper_id, version, picked), said)


@require_POST
@signed_in_only
def let_stand(request: HttpRequest, paper_id: int) -> HttpResponse:
    """Let a finding stand in this paper, for a reason."""
    key, reason = request.POST.get("key", "")[:100], request.POST.get("reason", "")
    return _done(
        request,
        paper_id,
        lambda actor: remarking.let_stand(actor, paper_id, key, reason),
        "记下了，这份稿子里不再报。",
    )


@require_POST
@signed_in_only
def remark(request: HttpRequest, paper_id: int) -> HttpResponse:
    """Put a remark beside a paragraph."""
    block, text = request.POST.get("block", "")[:80], request.POST.get("text", "")
    return _done(request, paper_id, lambda actor: remarking.remark(actor, paper_id, block, text), "批注记下了。")


@require_POST
@signed_in_only
def settle(request: HttpRequest, paper_id: int, paper_remark_id: int) -> HttpResponse:
    """A remark is done."""
    return _done(request, paper_id, lambda actor: remarking.settle(actor, paper_id, paper_remark_id), "批注已处理。")


@require_POST
@signed_in_only
def review(request: HttpRequest, paper_id: int) -> HttpResponse:
    """Pass at one's level, or send back."""
    said = request.POST
    version, passed = counted(said.get("version", "")), said.get("passed") == "yes"
    level = counted(said.get("level", "")) - 1
    return _done(
        request,
        paper_id,
        lambda actor: reviewing.review(
            actor,
            paper_id,
            version,
            passed=passed,
            level=level if level >= 0 else None,
            remark=said.get("remark", ""),
            reason=said.get("reason", ""),
        ),
        "已通过本级。" if passed else "已退回，改好另存一稿，从第一级重新走。",
    )


@require_POST
@signed_in_only
def take_back(request: HttpRequest, paper_id: int) -> HttpResponse:
    """Take one's own last word back."""
    version = counted(request.POST.get("version", ""))
    said = "已撤回，这一级还等审校。"
    return _done(request, paper_id, lambda actor: reviewing.take_back(actor, paper_id, version), said)


@require_POST
@signed_in_only
def issue(request: HttpRequest, paper_id: int) -> HttpResponse:
    """Send the latest version out."""
    version = counted(request.POST.get("version", ""))
    said = "已发出。.docx 存好了，以后下载的都是这一份。"
    return _done(request, paper_id, lambda actor: issuing.issue(actor, paper_id, version), said)


@require_POST
@signed_in_only
def withdraw(request: HttpRequest, paper_id: int) -> HttpResponse:
    """Withdraw the paper, for a reason."""
    reason = request.POST.get("reason", "")
    return _done(request, paper_id, lambda actor: issuing.withdraw(actor, paper_id, reason), "已撤稿，各稿和意见都在。")
