"""Two helping processes over the very file that the test writes."""

import os
import subprocess
import sys

import pytest
from django.db import connection

from taizhang.apps.ledger.models import Posting
from taizhang.apps.ledger.verification import bookings, verify_installation
from taizhang.apps.ledger.verifying_process import PATIENCE
from tests.apps.ledger.conftest import World


@pytest.mark.django_db(transaction=True)
@pytest.mark.both_databases
def test_two_processes_find_what_one_finds(full: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bookings, "PIECE", 1)
    alone, together = verify_installation(processes=1), verify_installation(processes=2)
    assert alone.holds, str(alone)
    assert together.holds, str(together)
    assert alone.counted == together.counted
    key = Posting.objects.order_by("-pk").values_list("pk", flat=True)[0]
    with connection.cursor() as cursor:
        cursor.execute("UPDATE ledger_posting SET amount = amount + 1 WHERE id = %s", [key])
    alone, together = verify_installation(processes=1), verify_installation(processes=2)
    assert [(one.table, one.key, one.column) for one in together.differences] == [
        ("ledger_posting", str(key), "amount")
    ]
    assert alone.differences == together.differences


def test_verifying_stands_behind_whoever_opens_pages() -> None:
    asked = "import os; from taizhang.apps.ledger.verifying_process import stand_back as s; s(); s(); print(os.nice(0))"
    told = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)
    assert int(told.stdout) == max(PATIENCE, os.nice(0))
