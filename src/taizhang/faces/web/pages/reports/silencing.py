"""Letting a finding of the checker stand for good, from beside the text: into the unit's own words, with a reason."""

from __future__ import annotations

from typing import cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from taizhang.apps.accounts.actors import Actor
from taizhang.apps.accounts.rights import Permission
from taizhang.apps.checks.errors import CheckError
from taizhang.apps.checks.kinds import OwnWordKind
from taizhang.apps.checks.services import Decision, decide
from taizhang.apps.reports.doors import open_for
from taizhang.faces.web.shell.frame import frame_of
from taizhang.faces.web.shell.sign_in import signed_in_only
from taizhang.faces.web.shell.toasts import announce


@require_POST
@signed_in_only
def silence(request: HttpRequest, report_id: int) -> HttpResponse:
    """Never report this wording again, here and below; it can be taken back among the unit's own words."""
    frame = frame_of(request)
    actor = cast("Actor", frame.actor)
    report = open_for(actor, report_id, Permission.WRITE_REPORTS)
    said = request.POST
    decision = Decision(
        OwnWordKind.SILENCE,
        said.get("reason", "").strip(),
        rule=said.get("rule", "")[:120],
        word=said.get("word", ""),
    )
    back = redirect(frame.address.to("reports:edit", report_id))
    try:
        decide(actor, report.organization_id, decision)
    except CheckError as refused:
        return announce(back, refused.message)
    return announce(back, "记下了，以后同样的文字不再报。要撤回，在“审校 → 本单位用语”里。")
