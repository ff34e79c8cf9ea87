"""The API as a whole: its door, its limits, its operations."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from ninja import NinjaAPI
from ninja.parser import Parser
from ninja.renderers import JSONRenderer

from taizhang import __version__
from taizhang.faces.api.door import Door
from taizhang.faces.api.limits import READING
from taizhang.faces.api.operations import checks, described, entries, figures, kinds, obligations, organizations
from taizhang.faces.api.troubles import NotStrictBodyError, add_troubles
from taizhang.formats.strict_json import NotStrictError, strict_json


class StrictParser(Parser):
    """Reads bodies as strictly as files."""

    def parse_body(self, request: HttpRequest) -> Any:
        """Read the body; only JSON, and said to be JSON."""
        if request.content_type != "application/json":
            raise NotStrictBodyError("内容类型要是 application/json。", status=415)
        try:
            return strict_json(request.body)
        except NotStrictError as error:
            raise NotStrictBodyError(str(error)) from error


class ReadableRenderer(JSONRenderer):
    """Writes Chinese as it is."""

    json_dumps_params = {"ensure_ascii": False}


api = NinjaAPI(
    title="台账",
    version=__version__,
    description="党组织、党员、记录、应办事项和数据。和网页同一套权限：不在范围里的，和不存在的一样，答 404。",
    auth=Door(),
    throttle=READING,
    parser=StrictParser(),
    renderer=ReadableRenderer(),
    # The description is one of the operations: nobody reads it unless he has come through the door.
    openapi_url=None,
    docs_url=None,
    urls_namespace="api",
)
add_troubles(api)
for router in (
    described.router,
    organizations.router,
    kinds.router,
    entries.router,
    obligations.router,
    figures.router,
    checks.router,
):
    api.add_router("", router)
described.serve_description_of(api)
