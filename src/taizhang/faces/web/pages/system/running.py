"""Long work: backups and verifications are begun here, their progress watched, and stopped."""

from __future__ import annotations

from typing import Any, cast

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST, require_safe

from taizhang.apps.accounts.actors import Actor
from taizhang.apps.accounts.log import note_verification
from taizhang.apps.accounts.rights import Permission
from taizhang.apps.accounts.selectors import account_names
from taizhang.apps.audit.archive import make_backup
from taizhang.apps.audit.installation import backups_folder, list_backups, next_backup
from taizhang.apps.audit.keys import recovery_file
from taizhang.apps.ledger.verification import verify_installation
from taizhang.apps.runs import services as runs
from taizhang.apps.runs.selectors import RunRow, list_runs, run_row
from taizhang.apps.runs.services import Running
from taizhang.faces.web.pages.system.areas import actor_with, tabs
from taizhang.faces.web.shell.frame import Frame, frame_of
from taizhang.faces.web.shell.render import render_page
from taizhang.faces.web.shell.sign_in import signed_in_only
from taizhang.faces.web.shell.toasts import announce

BACKUP, VERIFY = "backup", "verify"
SHORTEST_PASSPHRASE = 15
MOST_SHOWN = 60
KEPT = {
    BACKUP: "停下就不留下文件，已有的备份不受影响。",
    VERIFY: "停下就没有结论，什么都不会改。",
}
NO_BACKUP = "备份由系统管理员来做。"
NO_VERIFY = "核验由审计管理员来做。"


def _passphrase(label: str) -> forms.CharField:
    return forms.CharField(
        label=label,
        required=False,
        strip=False,
        max_length=200,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        error_messages={"required": "还没有填。", "max_length": "最多200个字。"},
    )


@signed_in_only
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """Every run for the system administrator, one's own for others."""
    frame = frame_of(request)
    found = _visible(cast("Actor", frame.actor))
    names = account_names({one.account for one in found if one.account})
    return render_page(
        request,
        "system/runs_page.html",
        context={
            "rows": [(one, names.get(one.account or 0, "本机操作")) for one in found],
            "tabs": tabs(frame, "runs"),
        },
    )


@signed_in_only
@require_safe
def show(request: HttpRequest, run_id: int) -> HttpResponse:
    """One run, asked again every two seconds while it goes on."""
    frame = frame_of(request)
    row = _row(cast("Actor", frame.actor), run_id)
    return render_page(request, "system/run_page.html", "system/run.html", _run_words(frame, row))


@signed_in_only
@require_POST
def stop(request: HttpRequest, run_id: int) -> HttpResponse:
    """Ask a run to stop."""
    frame = frame_of(request)
    row = _row(cast("Actor", frame.actor), run_id)
    asked = runs.ask_stop(row.id)
    return announce(redirect("system:run", run_id), "已要求停下，做完手头这一步就停。" if asked else "它已经结束了。")


class BackupForm(forms.Form):
    """A passphrase that opens the backup, where it is not to be opened by the recovery code."""

    passphrase = _passphrase("备份口令")
    again = _passphrase("再输一遍")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.needs_one = not recovery_file().is_file()
        self.fields["passphrase"].required = self.fields["again"].required = self.needs_one
        self.fields["passphrase"].help_text = (
            "这里没有恢复码封存的密钥副本，要设一个口令才打得开，至少15个字。"
            if self.needs_one
            else "不填就用初始化时的恢复码打开；另设口令至少15个字。"
        )

    def clean(self) -> dict[str, Any]:
        """Long enough to be carried away, and typed twice alike."""
        found = super().clean() or {}
        wanted = found.get("passphrase") or ""
        if wanted and len(wanted) < SHORTEST_PASSPHRASE:
            self.add_error("passphrase", "备份口令至少15个字：备份文件会被带走，别人可以慢慢猜。")
        if wanted != (found.get("again") or ""):
            self.add_error("again", "两遍不一样。再输一遍。")
        return found


@signed_in_only
@require_safe
def backups(request: HttpRequest) -> HttpResponse:
    """The backups there are, and the button that makes one."""
    return _backups(request, BackupForm())


def _backups(request: HttpRequest, form: BackupForm) -> HttpResponse:
    frame = frame_of(request)
    actor = actor_with(request, Permission.RUN_BACKUP, NO_BACKUP)
    open_run = next((one for one in list_runs(20) if one.task == BACKUP and one.is_open), None)
    return render_page(
        request,
        "system/backups_page.html",
        context={
            "files": list_backups(),
            "folder": str(backups_folder()),
            "tabs": tabs(frame, "backups"),
            "open": _run_words(frame, open_run) if open_run and _may_see(actor, open_run) else None,
            "form": form,
        },
        status=422 if form.errors else 200,
    )


@sensitive_post_parameters("passphrase", "again")
@signed_in_only
@require_POST
def start_backup(request: HttpRequest) -> HttpResponse:
    """Begin a backup in the background."""
    actor = actor_with(request, Permission.RUN_BACKUP, NO_BACKUP)
    already = next((one for one in list_runs(20) if one.task == BACKUP and one.is_open), None)
    if already is not None:
        return announce(redirect("system:run", already.id), "已经在备份了，等它做完。")
    form = BackupForm(request.POST)
    if not form.is_valid():
        return _backups(request, form)
    passphrase = form.cleaned_data["passphrase"] or None
    target = next_backup(timezone.now())
    run = runs.begin_run(BACKUP, f"备份到 {target.name}", account=actor.account)

    def work(running: Running) -> dict[str, Any]:
        made = make_backup(actor.label, target, passphrase, running.advance)
        return {"file": made.file.name, "size": made.size, "seq": made.seq, "rows": made.rows}

    runs.in_background(run, work)
    return redirect("system:run", run)


@signed_in_only
@require_safe
def verifications(request: HttpRequest) -> HttpResponse:
    """What was verified, and the button that verifies."""
    frame = frame_of(request)
    actor = actor_with(request, Permission.VERIFY, NO_VERIFY)
    found = [one for one in list_runs(200, account=actor.account) if one.task == VERIFY]
    return render_page(
        request,
        "system/verify_page.html",
        context={
            "rows": found[:20],
            "tabs": tabs(frame, "verify"),
            "open": _run_words(frame, found[0]) if found and found[0].is_open else None,
            "last": next((one for one in found if one.result), None),
        },
    )


@signed_in_only
@require_POST
def start_verification(request: HttpRequest) -> HttpResponse:
    """Begin to verify in the background."""
    actor = actor_with(request, Permission.VERIFY, NO_VERIFY)
    already = next((one for one in list_runs(20, account=actor.account) if one.task == VERIFY and one.is_open), None)
    if already is not None:
        return redirect("system:run", already.id)
    run = runs.begin_run(VERIFY, "核验审计链、事实和推算结果", account=actor.account)

    def work(running: Running) -> dict[str, Any]:
        found = verify_installation((), running.advance)
        note_verification(actor, found)
        return {
            "holds": found.holds,
            "said": str(found),
            "seq": found.seq,
            "digest": found.digest,
            "differences": [str(one) for one in found.differences],
        }

    runs.in_background(run, work)
    return redirect("system:run", run)


def _visible(actor: Actor) -> tuple[RunRow, ...]:
    if actor.may(Permission.SEE_RUNS):
        return list_runs(MOST_SHOWN)
    return list_runs(MOST_SHOWN, account=actor.account) if actor.account is not None else ()


def _may_see(actor: Actor, row: RunRow) -> bool:
    return actor.may(Permission.SEE_RUNS) or (row.account is not None and row.account == actor.account)


def _row(actor: Actor, run_id: int) -> RunRow:
    row = run_row(run_id)
    if row is None or not _may_see(actor, row):
        raise Http404
    return row


def _run_words(frame: Frame, row: RunRow) -> dict[str, Any]:
    here = frame.address.to("system:run", row.id)
    return {
        "row": row,
        "refresh": here if row.is_open else "",
        "run": {
            "word": row.message or row.title,
            "done": row.done,
            "total": row.total,
            "stop": frame.address.to("system:stop_run", row.id),
            "kept": KEPT.get(row.task, ""),
        },
        "back": frame.address.to(
            "system:backups" if row.task == BACKUP else "system:verify" if row.task == VERIFY else "system:runs"
        ),
        "crumbs": [("系统", frame.address.to("system:index")), ("运行", frame.address.to("system:runs"))],
    }
