"""The working copy of one writer, where he has one."""

from __future__ import annotations

import json

from taizhang.apps.accounts.actors import Actor
from taizhang.apps.reports.models import Report, Version, WorkingCopy
from taizhang.apps.reports.selectors.texts import document_of
from taizhang.domain.reporting import Document, from_json


def working_copy(actor: Actor, report: Report, head: Version) -> tuple[Document, int, bool]:
    """What the writer last had before him, the version it stands on, and whether it is not yet a version."""
    row = None
    if actor.account is not None:
        row = WorkingCopy.objects.filter(report=report, account=actor.account).first()
    if row is None:
        return document_of(head), head.number, False
    return from_json(json.loads(row.content)), row.based_on, True
