"""How the API refuses: always {code, message}, with what helps; the status says what kind of trouble it is."""

from __future__ import annotations

import logging
import secrets
from typing import Any

from django.core.exceptions import RequestDataTooBig
from django.http import Http404, HttpRequest, HttpResponse
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError, Throttled, ValidationError

from taizhang.apps.accounts.errors import AccountsError, SlowDownError
from taizhang.apps.checks.errors import CheckError
from taizhang.apps.ledger.errors import ChangedMeanwhileError, EntryRefusedError, LedgerError
from taizhang.apps.members.errors import MemberError
from taizhang.apps.organizations.errors import OrganizationError
from taizhang.apps.rulebooks.errors import RulebookError
from taizhang.domain.figures.measure import FigureUnknownError
from taizhang.domain.findings import Finding
from taizhang.domain.ledger.reading import ContentUnreadableError
from taizhang.faces.api.door import ForeignFormError


class NotStrictBodyError(Exception):
    """A body that is no JSON as we take it."""

    def __init__(self, message: str, status: int = 400) -> None:
        """Keep the sentence."""
        super().__init__(message)
        self.message, self.status = message, status


LOG = logging.getLogger("taizhang.api")
NOT_FOUND, NOT_ALLOWED, CONFLICT, TOO_LARGE, REFUSED = 404, 403, 409, 413, 422
TOO_LARGE_MESSAGE = "请求超过 2 MB，没有处理。分成几次送。"
CONFLICTS = frozenset({"changed_meanwhile", "nothing_to_confirm", "second_person"})
_TYPES_ZH = {
    "missing": "没有填。",
    "extra_forbidden": "没有这一项，核对名称。",
    "int_parsing": "应是整数。",
    "int_type": "应是整数。",
    "date_from_datetime_parsing": "应是日期，如 2025-11-20。",
    "date_parsing": "应是日期，如 2025-11-20。",
    "date_type": "应是日期，如 2025-11-20。",
    "string_type": "应是文字。",
    "list_type": "应是列表。",
    "dict_type": "应是一组名称和值。",
    "bool_type": "应是 true 或 false。",
    "bool_parsing": "应是 true 或 false。",
    "string_too_long": "太长。",
    "too_long": "太多。",
    "greater_than_equal": "太小或太早。",
    "less_than_equal": "太大或太晚。",
    "literal_error": "不是可以写的几个词之一。",
    "model_attributes_type": "应是一组名称和值。",
    "model_type": "应是一组名称和值。",
}


def add_troubles(api: NinjaAPI) -> None:
    """Teach the API how each kind of trouble is answered."""
    for kind in (AccountsError, OrganizationError, MemberError, RulebookError, LedgerError, CheckError):
        api.add_exception_handler(kind, lambda request, error: _refused(api, request, error))

    def plain(kind: type[Exception], status: int, code: str, message: str) -> None:
        api.add_exception_handler(kind, lambda request, _error: _answer(api, request, status, code, message))

    plain(AuthenticationError, 401, "not_signed_in", "没有登录，或令牌已过期、已收回。换一个有效的令牌再试。")
    plain(ForeignFormError, NOT_ALLOWED, ForeignFormError.code, ForeignFormError.message)
    plain(Http404, NOT_FOUND, "not_found", "没有这个地址，或者它不在你能看的范围里。")
    plain(FigureUnknownError, NOT_FOUND, "not_found", "制度里没有这项数据。/api/v1/figures 列出全部编号。")
    plain(RequestDataTooBig, TOO_LARGE, "too_large", TOO_LARGE_MESSAGE)
    plain(Throttled, 429, "slow_down", "调用太频繁，过一会儿再试。")
    api.add_exception_handler(ValidationError, lambda request, error: _invalid(api, request, error))
    api.add_exception_handler(HttpError, lambda request, error: _http(api, request, error))
    api.add_exception_handler(
        ContentUnreadableError,
        lambda request, error: _answer(api, request, REFUSED, error.code, str(error)),
    )
    api.add_exception_handler(Exception, lambda request, error: _broken(api, request, error))


def finding_json(one: Finding) -> dict[str, Any]:
    """A finding as programs read it."""
    return {
        "code": one.code,
        "severity": one.severity.value,
        "message": one.message,
        "place": one.place,
        "rule": one.rule,
    }


def _refused(api: NinjaAPI, request: HttpRequest, error: Any) -> HttpResponse:
    code = str(error.code)
    more: dict[str, Any] = {}
    if isinstance(error, EntryRefusedError):
        more["findings"] = [finding_json(one) for one in error.findings]
    if isinstance(error, ChangedMeanwhileError):
        more |= {"number": error.number, "differences": [str(one) for one in error.differences]}
    return _answer(api, request, _status(error, code), code, error.message, **more)


def _status(error: Exception, code: str) -> int:
    if code.endswith("not_found"):
        return NOT_FOUND
    if code.endswith("not_allowed"):
        return NOT_ALLOWED
    if isinstance(error, SlowDownError):
        return 429
    return CONFLICT if code in CONFLICTS else REFUSED


def _invalid(api: NinjaAPI, request: HttpRequest, error: Any) -> HttpResponse:
    found = [
        {
            "place": ".".join(
                str(one) for one in each.get("loc", ()) if one not in ("body", "query", "path", "header")
            ),
            "message": _TYPES_ZH.get(str(each.get("type")), "写得不对，核对接口说明。"),
        }
        for each in error.errors
    ]
    first = f"{found[0]['place']}：{found[0]['message']}" if found else ""
    return _answer(api, request, REFUSED, "invalid", f"请求里有 {len(found)} 处不对：{first}", findings=found)


def _http(api: NinjaAPI, request: HttpRequest, error: Any) -> HttpResponse:
    # Ninja says "cannot parse" of whatever a parser raises; the reason is behind it.
    cause = error.__cause__
    if isinstance(cause, NotStrictBodyError):
        return _answer(api, request, cause.status, "unreadable", f"读不懂送来的内容：{cause.message}")
    if isinstance(cause, RequestDataTooBig):
        return _answer(api, request, TOO_LARGE, "too_large", TOO_LARGE_MESSAGE)
    code = {400: "unreadable", 404: "not_found"}.get(error.status_code, "refused")
    return _answer(api, request, error.status_code, code, error.message)


def _broken(api: NinjaAPI, request: HttpRequest, error: Any) -> HttpResponse:
    number = secrets.token_hex(4)
    LOG.error("%s %s %s", number, request.method, request.path, exc_info=error)
    message = f"系统内部出了错，这次没有写入任何东西。把错误编号 {number} 告诉系统管理员。"
    return _answer(api, request, 500, "broken", message)


def _answer(api: NinjaAPI, request: HttpRequest, status: int, code: str, message: str, **more: Any) -> HttpResponse:
    return api.create_response(request, {"code": code, "message": message, **more}, status=status)
