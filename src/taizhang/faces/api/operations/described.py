"""Who am I, and what can this API do."""

from __future__ import annotations

from functools import cache
from typing import Any

from django.http import HttpRequest
from ninja import NinjaAPI, Router

from taizhang.faces.api.door import actor_in
from taizhang.faces.api.shown import MeOut, TroubleOut

router = Router(tags=["说明"])
_described: list[NinjaAPI] = []


def serve_description_of(api: NinjaAPI) -> None:
    """Let the description be asked for through this API."""
    _described[:] = [api]
    _schema.cache_clear()


@cache
def _schema() -> dict[str, Any]:
    """The description, written once: it is a quarter of a second's work and the same for everybody."""
    return dict(_described[0].get_openapi_schema())


@router.get("/me", response={200: MeOut, 401: TroubleOut}, summary="我是谁", operation_id="get_me")
def me(request: HttpRequest) -> dict[str, Any]:
    """The caller's name and roles in force."""
    actor = actor_in(request)
    return {"name": actor.name, "roles": sorted(actor.roles), "token": actor.token is not None}


@router.get("/openapi.json", response=dict[str, Any], summary="接口说明", operation_id="get_description")
def description(request: HttpRequest) -> dict[str, Any]:
    """The OpenAPI description of this API."""
    actor_in(request)
    return _schema()
