import re
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from django.utils import timezone

import taizhang
from taizhang.apps.accounts.actors import Actor
from taizhang.apps.accounts.errors import NotAllowedError
from taizhang.apps.accounts.log import ACTS, AREAS, Asked, head_for, note_verification, read_log, said_of
from taizhang.apps.accounts.models import Account, Role
from taizhang.apps.accounts.services import create_account
from taizhang.apps.accounts.services.signing_in import prove
from taizhang.apps.audit.models import ChainHead
from taizhang.apps.audit.verification import Verification
from tests.apps.accounts.conftest import PASSWORD

pytestmark = pytest.mark.both_databases


@pytest.fixture
def auditor(acting: Callable[..., Actor]) -> Actor:
    return acting("shenji", Role.AUDITOR)


def test_only_the_auditor_reads_the_log(somebody: Callable[..., Account], acting: Callable[..., Actor]) -> None:
    for role in sorted(set(Role) - {Role.AUDITOR}):
        for read in (read_log, head_for):
            with pytest.raises(NotAllowedError):
                read(acting(f"{role}{read.__name__}", role))


def test_it_tells_who_did_what_the_newest_first(
    auditor: Actor, operator: Actor, somebody: Callable[..., Account]
) -> None:
    number, _ = create_account(operator, login="lin", name="林晚")
    account = somebody("shen")
    prove("shen", PASSWORD, "10.0.0.1")
    signed_in, created = (row for row in read_log(auditor) if row.action in {"sign_in", "account.create"})
    assert (signed_in.actor_name, signed_in.said, signed_in.subject) == ("shen同志", "登录", f"account:{account.pk}")
    assert (created.actor_name, created.said, created.subject) == ("本机操作", "建账号", f"account:{number}")
    assert signed_in.seq > created.seq
    assert created.at.tzinfo is not None


def test_it_is_asked_by_actor_action_subject_day_and_page(auditor: Actor, operator: Actor) -> None:
    for number in range(5):
        create_account(operator, login=f"a{number}", name="某")
    rows = read_log(auditor, Asked(action="account"))
    assert len(rows) == 5
    assert read_log(auditor, Asked(action="account"), most=2) == rows[:2]
    assert read_log(auditor, Asked(action="account", before=rows[1].seq)) == rows[2:]
    assert read_log(auditor, Asked(actor="local:test", subject=rows[3].subject)) == (rows[3],)
    assert read_log(auditor, Asked(actor="account:99999")) == ()
    today = timezone.now().date()
    assert len(read_log(auditor, Asked(action="account", begins_on=today, ends_on=today))) == 5
    assert read_log(auditor, Asked(action="account", begins_on=today + timedelta(days=1))) == ()
    assert read_log(auditor, Asked(action="account", ends_on=today - timedelta(days=1))) == ()


def test_taking_the_head_out_and_verifying_are_in_the_log(auditor: Actor) -> None:
    head = head_for(auditor)
    assert (head.seq, head.digest) == ChainHead.objects.values_list("seq", "digest").get()
    note_verification(auditor, Verification(head.seq, head.digest))
    assert [(row.action, row.subject) for row in read_log(auditor)[:2]] == [
        ("log.verify", f"{head.seq} holds"),
        ("log.take_head", ""),
    ]


def test_every_action_in_the_product_has_words() -> None:
    found = set()
    for file in (Path(taizhang.__file__).parent / "apps").rglob("*.py"):
        found |= set(
            re.findall(r'writing\(\s*[^,()]+(?:\([^()]*\))?,\s*"([a-z_.]+)"', file.read_text(encoding="utf-8"))
        )
    assert len(found) > 40
    assert {action for action in found if action.partition(".")[0] not in AREAS} == set()
    assert all(said_of(action) != action for action in found)
    assert said_of("unknown.thing") == "unknown.thing"
    assert not set(ACTS.values()) & {""}
