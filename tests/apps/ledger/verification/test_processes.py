"""Two helping processes over the very file that the test writes."""

import pytest
from django.db import connection

from taizhang.apps.ledger.models import Posting
from taizhang.apps.ledger.verification import bookings, verify_installation
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
