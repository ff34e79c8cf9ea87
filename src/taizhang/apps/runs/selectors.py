"""Reads: runs as pages and commands show them."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from taizhang.apps.runs.models import Run


@dataclass(frozen=True, slots=True)
class RunRow:
    """A piece of long work and where it stands."""

    id: int
    task: str
    title: str
    state: str
    state_zh: str
    done: int
    total: int
    message: str
    result: dict[str, Any]
    account: int | None
    organization: int | None
    started_at: datetime | None
    ended_at: datetime | None

    @property
    def is_open(self) -> bool:
        """Whether it is still going on."""
        return self.state in (Run.State.WAITING, Run.State.RUNNING)


def run_row(run: int) -> RunRow | None:
    """One run, or none under that number."""
    found = Run.objects.filter(pk=run).first()
    return None if found is None else _row(found)


def list_runs(most: int = 50, *, account: int | None = None) -> tuple[RunRow, ...]:
    """The latest runs (of one account where asked), the newest first."""
    found = Run.objects.order_by("-pk")
    if account is not None:
        found = found.filter(account=account)
    return tuple(_row(one) for one in found[:most])


def last_done(task: str) -> datetime | None:
    """When a run of this task was last finished, if ever: the last backup, the last verification."""
    done = Run.objects.filter(task=task, state=Run.State.DONE, ended_at__isnull=False)
    return done.order_by("-ended_at").values_list("ended_at", flat=True).first()


def _row(run: Run) -> RunRow:
    return RunRow(
        run.pk,
        run.task,
        run.title,
        run.state,
        Run.State(run.state).label,
        run.done,
        run.total,
        run.message,
        json.loads(run.result),
        run.account_id,
        run.organization_id,
        run.started_at,
        run.ended_at,
    )
