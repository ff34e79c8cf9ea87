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
ADDRESS_FREE, ADDRESS_LONGEST = 20, 300
NAME_FREE, NAME_LONGEST = 20, 60
_ADDRESS_STEP = 5


def wait_for(login_digest: str, address: str) -> int:
    """Return the seconds to wait before a try is looked at; nought: go on.

    Only tries that were looked at count, so that hammering does not prolong the wait.
    """
    now = timezone.now()
    by_name, by_address = Q(login_digest=login_digest), Q(address=address)
    found = Attempt.objects.filter(by_name | by_address, at__gt=now - WINDOW, succeeded=False).aggregate(
        pairs=Count("pk", filter=by_name & by_address),
        last_pair=Max("at", filter=by_name & by_address),
        addresses=Count("pk", filter=by_address),
        last_address=Max("at", filter=by_address),
        names=Count("pk", filter=by_name),
        last_name=Max("at", filter=by_name),
    )
    waits = [
        _left(now, found["last_pair"], _growing(found["pairs"] - PAIR_FREE, PAIR_LONGEST)),
        _left(
            now,
            found["last_address"],
            _growing((found["addresses"] - ADDRESS_FREE) // _ADDRESS_STEP, ADDRESS_LONGEST)
            if found["addresses"] >= ADDRESS_FREE
            else 0,
        ),
    ]
    if found["names"] >= NAME_FREE and not _is_known(login_digest, address, now):
        waits.append(_left(now, found["last_name"], NAME_LONGEST))
    return max(waits)


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
