"""Record and confirm without end in several processes, each killed at a random moment and followed by the next.

python -m tests.apps.ledger.dying.recording_until_killed KILLS SEED ACKNOWLEDGED, with TAIZHANG_HOME set.

A process says what it confirmed only after the call came back, with one write to a file that outlives it.
"""

import os
import random
import signal
import sys
import time
from datetime import date
from pathlib import Path

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "taizhang.config.settings")
AT_ONCE = 3
TODAY = date(2025, 12, 10)


def work(number: int, acknowledged: int) -> None:
    """Record and confirm until death."""
    from taizhang.apps.accounts.models import Account  # noqa: PLC0415 (Django stands only now)
    from taizhang.apps.accounts.selectors import actor_of  # noqa: PLC0415
    from taizhang.apps.ledger.services import confirm_entry, record_entry  # noqa: PLC0415
    from taizhang.apps.organizations.models import Organization  # noqa: PLC0415

    clerk, owner = (actor_of(Account.objects.get(login=login)) for login in ("clerk", "owner"))
    branch = Organization.objects.get(code="a").pk
    for turn in range(1_000_000):
        content = {
            "recorder": branch,
            "day": f"2025-{turn % 11 + 1:02d}-{number % 28 + 1:02d}",
            "year": 2025,
            "title": f"第{number}批第{turn}次",
            "heads": {"members": 5},
            "parts": [{"kind": "theme_day", "fields": {"theme": "学习", "forms": ["visit", "service"]}}],
        }
        recorded = record_entry(clerk, content, TODAY, f"{number}-{turn}")
        confirm_entry(owner, recorded.revision, TODAY)
        os.write(acknowledged, f"{recorded.revision}\n".encode())


def spawn(number: int, acknowledged: int) -> int:
    """Start one more; it never comes back from here."""
    process = os.fork()
    if process == 0:
        try:
            work(number, acknowledged)
        except BaseException as error:  # noqa: BLE001 (told to the parent, whatever it is)
            os.write(acknowledged, f"{type(error).__name__} {error}\n".replace("\n", " ").encode() + b"\n")
        finally:
            os._exit(1)
    return process


def main() -> None:
    """Kill as often as asked."""
    kills, seed, path = int(sys.argv[1]), int(sys.argv[2]), Path(sys.argv[3])
    django.setup()
    from taizhang.apps.ledger import services  # noqa: F401, PLC0415 (read once, before the forks)

    chance = random.Random(seed)  # noqa: S311 (moments of death, not secrets)
    acknowledged = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    alive = [spawn(number, acknowledged) for number in range(AT_ONCE)]
    for number in range(AT_ONCE, AT_ONCE + kills):
        time.sleep(chance.uniform(0.02, 0.5))
        victim = alive.pop(chance.randrange(len(alive)))
        os.kill(victim, signal.SIGKILL)
        os.waitpid(victim, 0)
        alive.append(spawn(number, acknowledged))
    for victim in alive:
        os.kill(victim, signal.SIGKILL)
        os.waitpid(victim, 0)


if __name__ == "__main__":
    main()
