"""The pages for requests that fail: what happened, why, what to do. They ask nothing of the database."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string

from taizhang.faces.web.shell.frame import LARGE_TEXT_COOKIE
from taizhang.faces.web.shell.render import wants_fragment


@dataclass(frozen=True, slots=True)
class Trouble:
    """One kind of failure in plain words."""

    status: int
    title: str
    text: str


NOT_FOUND = Trouble(
    404,
    "找不到这一页",
    "地址可能抄错了，记录可能属于别的组织，也可能这一页已经挪走。核对地址，或从工作台重新找。",
)
FORBIDDEN = Trouble(
    403,
    "这一页不在你的权限里",
    "你现在的角色看不到这里的内容。确实需要看，找安全管理员核对你的角色和范围。",
)
BAD_REQUEST = Trouble(
    400,
    "这次请求看不懂",
    "网页送来的内容不完整，或地址不是本系统的，所以没有写入任何东西。回到上一页重试一次；还不行，重新登录再试。",
)
STALE_FORM = Trouble(
    403,
    "没有保存：这一页开得太久了",
    "登录已经换过，这张表的安全码不再有效，所以没有写入任何东西。退回上一页把文字复制出来，刷新那一页再填一次。",
)
BROKEN = Trouble(
    500,
    "系统内部出了错",
    "这次操作没有写入任何东西，已有的记录不受影响。回到上一页重试一次；还不行，把出错的时间告诉系统管理员。",
)
DISK = Trouble(
    507,
    "磁盘写不进去",
    "多半是服务器的磁盘满了或坏了。这次提交的没有记下来，已有的记录还能看。请系统管理员腾出磁盘，再回到上一页重新提交。",
)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001 (Django's form)
    """Answer 404, the same for what is unknown and what is foreign."""
    return answer(request, NOT_FOUND)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Answer 403; the exception's own sentence, where it carries one, says more than ours."""
    return answer(request, FORBIDDEN, str(exception or ""))


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001 (Django's form)
    """Answer 400."""
    return answer(request, BAD_REQUEST)


def stale_form(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001 (Django's form)
    """Answer a form whose CSRF token no longer holds."""
    return answer(request, STALE_FORM)


def broken(request: HttpRequest) -> HttpResponse:
    """Answer 500."""
    return answer(request, BROKEN)


def answer(request: HttpRequest, trouble: Trouble, text: str = "") -> HttpResponse:
    """Answer with the page, or for htmx with its sentence alone."""
    template = "shell/trouble.html" if wants_fragment(request) else "shell/trouble_page.html"
    words = {
        "trouble": trouble,
        "text": text or trouble.text,
        "large_text": request.COOKIES.get(LARGE_TEXT_COOKIE) == "large",
    }
    # Without the request: context processors may ask the database, which may be what broke.
    response = HttpResponse(render_to_string(template, words), status=trouble.status)
    response["Cache-Control"] = "no-store, private"
    return response
