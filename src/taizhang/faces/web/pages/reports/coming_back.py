"""The version to check comes back (校对版改好了传回来): what was done to it outside, and taken into the working copy.

Nothing is kept of the file. What the page shows is sent back to be taken, and a working copy is trusted no more than
what an editor sends: on saving it is held against the version again.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, cast

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_POST

from taizhang.apps.accounts.actors import Actor
from taizhang.apps.accounts.rights import Permission
from taizhang.apps.reports.doors import open_for
from taizhang.apps.reports.errors import ReportError
from taizhang.apps.reports.selectors.coming_back import came_back
from taizhang.apps.reports.selectors.lists import versions_of
from taizhang.apps.reports.selectors.texts import catalogue, head_of, version_of
from taizhang.apps.reports.selectors.working import working_copy
from taizhang.apps.reports.services.saving import autosave, read_document
from taizhang.domain.findings import Finding, Severity
from taizhang.domain.reporting import to_json
from taizhang.domain.reporting.returning import Comparison, Fate, FigureBack, Returned
from taizhang.faces.web.shell.frame import frame_of
from taizhang.faces.web.shell.render import render_page
from taizhang.faces.web.shell.sign_in import signed_in_only
from taizhang.faces.web.shell.toasts import announce
from taizhang.faces.web.shell.whole_numbers import counted
from taizhang.formats.official.returned import read_returned
from taizhang.formats.texts import MOST_BYTES, UnreadableError

PAGE = "reports/come_back_page.html"
MOST_OFFERED = 40
MOST_SENT = 600_000
_NO_MARKS = "文件里没有数据的标记：可能是上报版，或标记在别的软件里丢了。从导出的“校对版 .docx”上改，再传。"
_UNREADABLE = "收到的正文不完整，没有取用。回上一页重新上传。"


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in_only
def come_back(request: HttpRequest, report_id: int) -> HttpResponse:
    """An empty form, or what was done to the text outside."""
    frame = frame_of(request)
    actor = cast("Actor", frame.actor)
    report = open_for(actor, report_id, Permission.WRITE_REPORTS)
    words: dict[str, Any] = {
        "report": report,
        "versions": versions_of(report)[:MOST_OFFERED],
        "crumbs": [
            ("述职报告", frame.address.to("reports:drafts")),
            ("正文", frame.address.to("reports:edit", report_id)),
        ],
    }
    if request.method != "POST":
        return render_page(request, PAGE, context=words)
    try:
        came = came_back(report, _sent(request), counted(request.POST.get("version", "")) or None)
    except (UnreadableError, ReportError) as refused:
        if refused.code == "not_found":
            raise
        return render_page(request, PAGE, context=words | {"refused": refused.message}, status=422)
    _, _, is_working = working_copy(actor, report, head_of(report))
    found = came.comparison
    words |= {
        "came": came,
        "findings": tuple(_findings(found)),
        "unchanged": len(found.of(Fate.UNCHANGED)),
        "differences": found.differences,
        "content": json.dumps(to_json(found.document), ensure_ascii=False),
        "is_working": is_working,
    }
    return render_page(request, PAGE, context=words)


@require_POST
@signed_in_only
def take_back(request: HttpRequest, report_id: int) -> HttpResponse:
    """Take the text that came back as one's own working copy; saving it as a version is the editor's."""
    frame = frame_of(request)
    actor = cast("Actor", frame.actor)
    report = open_for(actor, report_id, Permission.WRITE_REPORTS)
    back = redirect(frame.address.to("reports:come_back", report_id))
    _, _, is_working = working_copy(actor, report, head_of(report))
    if is_working and request.POST.get("replace") != "yes":
        return announce(back, "没有取用：有上次没存完的稿。勾选“替换没存完的稿”再取用，或先回正文存成新一稿。")
    try:
        content = _content(request.POST.get("content", ""))
        base = version_of(report, counted(request.POST.get("based_on", "")))
        autosave(actor, report_id, base.number, to_json(read_document(content)))
    except ReportError as refused:
        if refused.code == "not_found":
            raise
        return announce(back, refused.message)
    edit = redirect(frame.address.to("reports:edit", report_id))
    return announce(edit, "已取用到正文，还没有存成新的一稿。看过标出的地方，再存。")


def _sent(request: HttpRequest) -> Returned:
    file = request.FILES.get("file")
    if not isinstance(file, UploadedFile):
        raise UnreadableError("还没有选文件。选改好的校对版 .docx。")
    if (file.size or 0) > MOST_BYTES:
        raise UnreadableError(f"文件超过{MOST_BYTES // 1024 // 1024}兆，不像校对版。删去图片再试。")
    returned = read_returned(file.read())
    if not returned.marks:
        raise UnreadableError(
            "文件里没有数据的标记：可能是上报版，或标记在别的软件里丢了。从导出的“校对版 .docx”上改，再传。"
        )
    return returned


def _findings(found: Comparison) -> Iterator[Finding]:
    words = {one.id: f"{one.text[:14]}…" for one in found.document.blocks}
    altered = {(one.block, one.text) for one in found.of(Fate.ALTERED)}
    for one in found.of(Fate.ALTERED):
        said = f"{_name(one)}：原来是 {one.chip.text}，改成了 {one.text}。取用后当作手打的数。"
        yield Finding("report.figure_altered", said, place=words.get(one.block, ""))
    for one in found.of(Fate.MISSING):
        said = f"{_name(one)}：{one.chip.text} 的标记不在了。数如果还在文中，取用后当作手打的数。"
        yield Finding("report.figure_missing", said, place=words.get(one.block, ""))
    for new in (one for one in found.unfounded if (one.block, one.text) not in altered):
        what = {"number": "数", "day": "日子"}.get(new.what, "名称")
        yield Finding(
            "report.unfounded", f"新写的{what} {new.text}，未见依据。", place=words[new.block], severity=Severity.HINT
        )


def _name(one: FigureBack) -> str:
    info = catalogue().get(one.chip.ask.figure)
    return info.zh if info is not None else "没有做到的次数"


def _content(text: str) -> dict[str, Any]:
    if len(text) > MOST_SENT:
        raise ReportError(_UNREADABLE)
    try:
        content = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise ReportError(_UNREADABLE) from error
    if not isinstance(content, dict):
        raise ReportError(_UNREADABLE)
    return content
