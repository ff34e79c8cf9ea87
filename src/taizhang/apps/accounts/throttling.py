"""How long a next try at signing in must wait: by name and address, by address, by name; nobody is locked out."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db.models import Count, Max, Q
from django.utils import timezone

from taizhang.apps.accounts.models import Attempt

WINDOW = timedelta(minutes=15)
KNOWN_FOR = timedelta(days=30)
"""From an address where somebody signed in lately, others' guesses at his name elsewhere do not slow him down."""
PAIR_FREE, PAIR_LONGEST = 5, 300
ADDRESS_FREE, ADDRESS_LONGEST = 30, 300
NAME_FREE, NAME_LONGEST = 30, 60
_ADDRESS_STEP = 10


def wait_for(login_digest: str, address: str) -> tuple[int, bool]:
    """Return the seconds to wait before this try is looked at (nought: go on), and whether the slowing just began.

    Only tries that were looked at count, so that hammering does not prolong the wait.
    """
    now = timezone.now()
    by_name, by_address = Q(login_digest=login_digest), Q(address=address)
    found = Attempt.objects.filter(by_name | by_address, at__gt=now - WINDOW, succeeded=False).aggregate(
        pair=Count("pk", filter=by_name & by_address),
        pair_at=Max("at", filter=by_name & by_address),
        address=Count("pk", filter=by_address),
        address_at=Max("at", filter=by_address),
        name=Count("pk", filter=by_name),
        name_at=Max("at", filter=by_name),
    )
    waits = [
        _left(now, found["pair_at"], _growing(found["pair"] - PAIR_FREE, PAIR_LONGEST)),
        _left(
            now,
            found["address_at"],
            _growing((found["address"] - ADDRESS_FREE) // _ADDRESS_STEP, ADDRESS_LONGEST)
            if found["address"] >= ADDRESS_FREE
            else 0,
        ),
    ]
    if found["name"] >= NAME_FREE and not _is_known(login_digest, address, now):
        waits.append(_left(now, found["name_at"], NAME_LONGEST))
    seconds = max(waits)
    return seconds, bool(seconds) and found["pair"] == PAIR_FREE


def forget_old_attempts() -> None:
    """Drop the tries that no longer count for anything."""
    now = timezone.now()
    Attempt.objects.filter(at__lt=now - WINDOW, succeeded=False).delete()
    Attempt.objects.filter(at__lt=now - KNOWN_FOR).delete()


def _is_known(login_digest: str, address: str, now: datetime) -> bool:
    return Attempt.objects.filter(
        login_digest=login_digest, address=address, succeeded=True, at__gt=now - KNOWN_FOR
    ).exists()


def _growing(beyond: int, longest: int) -> int:
    """One second after the last free try, then twice as long each time."""
    return 0 if beyond < 0 else min(longest, 2 ** min(beyond, 20))


def _left(now: datetime, last: datetime | None, seconds: int) -> int:
    if last is None or not seconds:
        return 0
    left = (last + timedelta(seconds=seconds) - now).total_seconds()
    return max(0, -int(-left // 1))
