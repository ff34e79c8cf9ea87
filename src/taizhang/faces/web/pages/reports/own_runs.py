"""The long work of one kind that somebody had done here: his own alone, with its page, its progress and its stop."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect

from taizhang.apps.runs import services as runs
from taizhang.apps.runs.selectors import RunRow, list_runs, run_row
from taizhang.faces.web.shell.frame import Frame
from taizhang.faces.web.shell.toasts import announce

MOST_LISTED = 10
_MOST_LOOKED_AT = 200


@dataclass(frozen=True, slots=True)
class OwnRuns:
    """The runs of one task, each for whoever began it."""

    task: str
    page: str
    """Route of the page of one."""
    stopping: str
    """Route that stops one."""
    kept: str
    """What stays when it is stopped."""
    at_step: str
    """What it still does before it stops."""

    def all(self, frame: Frame) -> list[RunRow]:
        """One's own, the newest first."""
        account = frame.actor.account if frame.actor else None
        found = list_runs(_MOST_LOOKED_AT, account=account) if account is not None else ()
        return [one for one in found if one.task == self.task]

    def listed(self, frame: Frame) -> list[tuple[RunRow, str]]:
        """The last of one's own that have something to show, with their pages."""
        found = [one for one in self.all(frame) if one.is_open or one.result]
        return [(one, self.address(frame, one.id)) for one in found[:MOST_LISTED]]

    def one(self, frame: Frame, run_id: int) -> RunRow:
        """One's own run; another's reads like one that does not exist."""
        row, account = run_row(run_id), frame.actor.account if frame.actor else None
        if row is None or account is None or row.account != account or row.task != self.task:
            raise Http404
        return row

    def address(self, frame: Frame, run_id: int) -> str:
        """The page of one run."""
        return frame.address.to(self.page, run_id)

    def words(self, frame: Frame, row: RunRow) -> dict[str, Any]:
        """What every page of a run shows: how far it is, asked again while it goes on, and how it is stopped."""
        return {
            "row": row,
            "refresh": self.address(frame, row.id) if row.is_open else "",
            "run": {
                "word": row.message or row.title,
                "done": row.done,
                "total": row.total,
                "stop": frame.address.to(self.stopping, row.id),
                "kept": self.kept,
            },
        }

    def stopped(self, frame: Frame, run_id: int) -> HttpResponse:
        """Ask one to stop, and lead back to its page."""
        row = self.one(frame, run_id)
        said = f"已要求停下，{self.at_step}就停。" if runs.ask_stop(row.id) else "它已经结束了。"
        return announce(redirect(self.address(frame, row.id)), said)
