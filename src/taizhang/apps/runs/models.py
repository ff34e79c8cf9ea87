"""Long work as a row: state, progress, heartbeat, result."""

from __future__ import annotations

from django.db import models


class Run(models.Model):
    """A piece of long work (后台任务), worked by a thread of the server or in the foreground by a command."""

    class State(models.TextChoices):
        """Where it stands."""

        WAITING = "waiting", "等待"
        RUNNING = "running", "进行中"
        DONE = "done", "完成"
        FAILED = "failed", "没有做完"
        CANCELLED = "cancelled", "已停下"
        INTERRUPTED = "interrupted", "中断"

    task = models.CharField(max_length=60)
    title = models.CharField(max_length=200)
    state = models.CharField(max_length=20, choices=State.choices, default=State.WAITING)
    done = models.BigIntegerField(default=0)
    total = models.BigIntegerField(default=0)
    message = models.CharField(max_length=500, default="")
    arguments = models.TextField(default="{}")
    result = models.TextField(default="{}")
    account = models.ForeignKey("accounts.Account", on_delete=models.PROTECT, null=True)
    organization_id = models.BigIntegerField(null=True)
    started_at = models.DateTimeField(null=True)
    heartbeat_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    stop_asked = models.BooleanField(default=False)

    def __str__(self) -> str:
        """Show what and where."""
        return f"{self.title} {self.state}"
