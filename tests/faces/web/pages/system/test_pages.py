"""The pages of the administrators: each does his own work alone, passwords are shown once, runs are watched."""

import threading
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from taizhang.apps.accounts.models import Account, Grant
from taizhang.apps.audit.archive import Made
from taizhang.apps.audit.models import Commit
from taizhang.apps.audit.verification import Counted, Difference, Verification
from taizhang.apps.runs import services as runs
from taizhang.apps.runs.models import Run
from taizhang.apps.runs.services import StoppedError, in_foreground
from taizhang.faces.web.pages.system import running
from tests.apps import facts
from tests.faces.web.pages.people import signed_in

pytestmark = pytest.mark.django_db
PASSPHRASE = "yi ge hen chang de kou ling"


@pytest.fixture
def branch(db: None) -> int:
    return facts.organization("a")


@pytest.fixture
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Work on runs in this thread: the test's transaction is not seen from another."""

    def here(run: int, work: runs.Work) -> threading.Thread:
        try:
            with in_foreground(run) as going:
                going.result = work(going)
        except (StoppedError, RuntimeError):
            pass
        return threading.Thread()

    monkeypatch.setattr(runs, "in_background", here)


@pytest.fixture
def clients(branch: int) -> dict[str, Client]:
    found = {role: signed_in(f"the.{role}", role) for role in ("system", "security", "auditor")}
    return found | {role: signed_in(f"the.{role}", role, branch) for role in ("secretary", "reader")}


def _account(login: str) -> Account:
    return Account.objects.get(login=login)


PAGES = {
    "": {"system", "security", "auditor", "secretary", "reader"},
    "accounts/": {"system", "security", "auditor"},
    "accounts/new/": {"system"},
    "log/": {"auditor"},
    "backup/": {"system"},
    "verify/": {"auditor"},
    "runs/": {"system", "security", "auditor", "secretary", "reader"},
}


@pytest.mark.parametrize("path", PAGES)
def test_each_role_opens_its_own_pages_alone(clients: dict[str, Client], path: str) -> None:
    for role, client in clients.items():
        expected = 200 if role in PAGES[path] else 403
        assert client.get(f"/system/{path}").status_code == expected, role


def test_nobody_does_anothers_work(clients: dict[str, Client]) -> None:
    target = _account("the.reader")
    own = Grant.objects.get(account=target)
    posts = {
        "accounts/new/": {"system"},
        f"accounts/{target.pk}/grant/": {"security"},
        f"grants/{own.pk}/end/": {"security"},
        f"accounts/{target.pk}/reset/": {"system"},
        f"accounts/{target.pk}/end-sessions/": {"security"},
        "backup/start/": {"system"},
        "verify/start/": {"auditor"},
    }
    before = Commit.objects.count()
    for path, allowed in posts.items():
        for role, client in clients.items():
            if role not in allowed:
                assert client.post(f"/system/{path}", {}).status_code == 403, (path, role)
    assert Commit.objects.count() == before


def test_the_overview_says_that_nothing_leaves(clients: dict[str, Client]) -> None:
    for role, client in clients.items():
        page = client.get("/system/").content.decode()
        assert "不连外网" in page
        assert ("数据库（" in page) == (role in {"system", "security", "auditor"}), role
        assert "密码规定" in page


def test_an_account_is_made_without_rights_and_its_password_shown_once(clients: dict[str, Client]) -> None:
    sent = {"login": "zhao.ming", "name": "赵明"}
    page = clients["system"].post("/system/accounts/new/", sent).content.decode()
    password = page.partition('<code class="secret">')[2].partition("<")[0]
    assert len(password) == 19
    assert password not in clients["system"].get("/system/accounts/").content.decode()
    assert not Grant.objects.filter(account__login="zhao.ming").exists()
    again = clients["system"].post("/system/accounts/new/", sent)
    assert again.status_code == 422
    assert "已经有人用" in again.content.decode()
    assert Client().post("/accounts/in/", {"login": "zhao.ming", "password": password}).status_code == 302


def test_roles_are_given_and_taken_back(clients: dict[str, Client], branch: int) -> None:
    clients["system"].post("/system/accounts/new/", {"login": "zhao.ming", "name": "赵明"})
    account = _account("zhao.ming")
    path = f"/system/accounts/{account.pk}/grant/"
    today = timezone.localdate().isoformat()
    sent = {"role": "clerk", "organization": "a党组织", "begins_on": today, "keeper": "on"}
    for wrong in (
        {"organization": ""},
        {"organization": "没有的"},
        {"role": "root"},
        {"begins_on": "x"},
        {"ends_on": "2001-01-01"},
        {"organization": "\x00"},
    ):
        assert clients["security"].post(path, sent | wrong).status_code == 422, wrong
    assert clients["security"].post(path, sent).status_code == 302
    grant = Grant.objects.get(account=account, known_until__isnull=True)
    assert (grant.organization_id, grant.keeper) == (branch, True)
    mixed = clients["security"].post(path, {"role": "system", "begins_on": today})
    assert mixed.status_code == 422
    assert "不能由同一个人担任" in mixed.content.decode()
    assert clients["security"].post(f"/system/grants/{grant.pk}/end/").status_code == 302
    assert clients["security"].post("/system/grants/99999/end/").status_code == 404
    assert clients["security"].get("/system/accounts/99999/grant/").status_code == 404


def test_nobody_grants_to_himself(clients: dict[str, Client]) -> None:
    own = _account("the.security")
    sent = {"role": "auditor", "begins_on": timezone.localdate().isoformat()}
    assert clients["security"].post(f"/system/accounts/{own.pk}/grant/", sent).status_code in {403, 422}
    assert Grant.objects.filter(account=own, known_until__isnull=True).count() == 1


def test_accounts_are_put_out_of_use_reset_and_signed_out(clients: dict[str, Client]) -> None:
    reader = _account("the.reader")
    page = clients["system"].post(f"/system/accounts/{reader.pk}/reset/").content.decode()
    assert "一次性密码" in page
    reader.refresh_from_db()
    assert reader.must_change_password
    assert clients["reader"].get("/system/").status_code == 302
    secretary = _account("the.secretary")
    assert clients["security"].post(f"/system/accounts/{secretary.pk}/end-sessions/").status_code == 302
    assert clients["secretary"].get("/system/").status_code == 302
    assert clients["security"].post(f"/system/accounts/{secretary.pk}/disable/").status_code == 302
    secretary.refresh_from_db()
    assert not secretary.is_active
    assert clients["system"].post(f"/system/accounts/{secretary.pk}/enable/").status_code == 302
    assert clients["system"].post("/system/accounts/99999/reset/").status_code == 404
    assert clients["system"].post(f"/system/accounts/{secretary.pk}/nonsense/").status_code == 404


def test_the_log_is_filtered_and_walks_back(clients: dict[str, Client]) -> None:
    clients["system"].post("/system/accounts/new/", {"login": "zhao.ming", "name": "赵明"})
    made = Commit.objects.get(action="account.create")
    page = clients["auditor"].get("/system/log/?action=account").content.decode()
    assert "建账号" in page
    assert made.digest[:10] in page
    assert "授予角色" not in page
    assert "建账号" not in clients["auditor"].get(f"/system/log/?before={made.seq}").content.decode()
    system = _account("the.system")
    assert "建账号" in clients["auditor"].get(f"/system/log/?actor={system.pk}").content.decode()
    for nonsense in (
        "before=x",
        "before=99999999999999999999",
        "action=x",
        "from=x",
        "to=2025-02-31",
        "actor=%00",
        "subject=%27",
        "from=2025-01-01&to=2020-01-01",
    ):
        assert clients["auditor"].get(f"/system/log/?{nonsense}").status_code == 200, nonsense


def test_a_backup_is_a_run_with_its_result(
    clients: dict[str, Client], at_once: None, monkeypatch: pytest.MonkeyPatch, tmp_path: Any
) -> None:
    asked: list[str] = []

    def make(label: str, target: Any, passphrase: str | None, progress: Any) -> Made:
        asked.append(label)
        assert passphrase == PASSPHRASE
        progress(1, 2, "写入")
        return Made(target, target, 7, 4096, 12, 0)

    monkeypatch.setattr(running, "make_backup", make)
    monkeypatch.setattr(running, "next_backup", lambda _now: tmp_path / "taizhang-1.tzbackup")
    for wrong in ({}, {"passphrase": "short", "again": "short"}, {"passphrase": PASSPHRASE, "again": "x"}):
        assert clients["system"].post("/system/backup/start/", wrong).status_code == 422
    begun = clients["system"].post("/system/backup/start/", {"passphrase": PASSPHRASE, "again": PASSPHRASE})
    page = clients["system"].get(begun["Location"]).content.decode()
    assert "taizhang-1.tzbackup" in page
    assert "到第 7 次写入为止" in page
    assert asked == [f"account:{_account('the.system').pk}"]
    assert "taizhang-1.tzbackup" in clients["system"].get("/system/runs/").content.decode()


def test_a_failed_run_says_why_and_a_running_one_shows_how_far(clients: dict[str, Client]) -> None:
    run = runs.begin_run("backup", "备份到 x", account=_account("the.system").pk)
    runs.Running(run).advance(3, 10, "写入 members_member")
    page = clients["system"].get(f"/system/runs/{run}/").content.decode()
    for word in ("3 / 10", "停下", 'hx-trigger="every 2s"'):
        assert word in page
    assert "3 / 10" in clients["system"].get("/system/backup/").content.decode()
    already = clients["system"].post("/system/backup/start/")
    assert already["Location"].endswith(f"/runs/{run}/")
    fragment = clients["system"].get(f"/system/runs/{run}/", headers={"HX-Request": "true"}).content.decode()
    assert "<html" not in fragment
    assert clients["system"].post(f"/system/runs/{run}/stop/").status_code == 302
    assert Run.objects.get(pk=run).stop_asked
    Run.objects.filter(pk=run).update(state=Run.State.FAILED, message="磁盘满了。")
    assert "磁盘满了。" in clients["system"].get(f"/system/runs/{run}/").content.decode()


def test_runs_of_others_are_not_there(clients: dict[str, Client]) -> None:
    run = runs.begin_run("entries.import", "导入 甲.xlsx", account=_account("the.secretary").pk)
    assert "导入 甲.xlsx" in clients["secretary"].get("/system/runs/").content.decode()
    for role in ("reader", "auditor", "security"):
        assert clients[role].get(f"/system/runs/{run}/").status_code == 404
        assert clients[role].post(f"/system/runs/{run}/stop/").status_code == 404
        assert "导入 甲.xlsx" not in clients[role].get("/system/runs/").content.decode()
    assert clients["system"].get(f"/system/runs/{run}/").status_code == 200
    assert clients["system"].get("/system/runs/99999/").status_code == 404


@pytest.mark.parametrize("holds", [True, False])
def test_verifying_names_the_first_difference(
    clients: dict[str, Client], at_once: None, monkeypatch: pytest.MonkeyPatch, *, holds: bool
) -> None:
    differences = () if holds else (Difference("members_member", "12", "name", "与写入时的摘要不符。"),)

    def verify(_heads: Any, progress: Any) -> Verification:
        progress(5, 5, "核对")
        return Verification(5, "abc", differences, Counted(facts=9))

    monkeypatch.setattr(running, "verify_installation", verify)
    begun = clients["auditor"].post("/system/verify/start/")
    page = clients["auditor"].get(begun["Location"]).content.decode()
    assert ("核验通过：" in page) is holds
    assert ("members_member 第 12 行" in page) is not holds
    assert Commit.objects.filter(action="log.verify").exists()
    assert ("核验不通过" in clients["auditor"].get("/system/verify/").content.decode()) is not holds


def test_the_real_verification_runs_in_the_page(clients: dict[str, Client], at_once: None) -> None:
    begun = clients["auditor"].post("/system/verify/start/")
    assert "核验" in clients["auditor"].get(begun["Location"]).content.decode()
    assert Run.objects.get().state == Run.State.DONE


@pytest.fixture(autouse=True)
def _no_backups_left(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(running, "list_backups", lambda: ())
