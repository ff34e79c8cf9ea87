"""The kinds of entry that the adopted rulebook has, as data for forms."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from ninja import Router

from taizhang.apps.rulebooks.selectors import current_rulebook
from taizhang.domain.rules.kinds import Confirmation, Kind
from taizhang.faces.api.door import actor_in
from taizhang.faces.api.shown import KindOut, TroubleOut

router = Router(tags=["类别"])


@router.get(
    "/kinds", response={200: list[KindOut], 401: TroubleOut, 429: TroubleOut}, summary="类别", operation_id="list_kinds"
)
def kinds(request: HttpRequest) -> list[dict[str, Any]]:
    """Every kind, in the order of the rulebook."""
    actor_in(request)
    return [_kind(identifier, kind) for identifier, kind in current_rulebook().kinds.items()]


def _kind(identifier: str, kind: Kind) -> dict[str, Any]:
    return {
        "id": identifier,
        "zh": kind.zh,
        "group": kind.group,
        "recorded_by": [one.value for one in kind.recorded_by],
        "needs_second_person": kind.confirmation is Confirmation.SECOND_PERSON,
        "fields": {
            name: {
                "zh": field.zh,
                "type": field.type.value,
                "required": field.required,
                "hint": field.hint,
                "unit": field.unit,
                "options": field.options,
                "tags": field.tags,
            }
            for name, field in kind.fields.items()
        },
        "roles": kind.roles,
    }
