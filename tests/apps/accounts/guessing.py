"""A clock to move, and what came of one try to sign in."""

from datetime import datetime, timedelta

from taizhang.apps.accounts.errors import SignInRefusedError, SlowDownError
from taizhang.apps.accounts.services.signing_in import prove


class Clock:
    def __init__(self) -> None:
        self.now = datetime.fromisoformat("2026-03-02T09:00:00+08:00")

    def __call__(self) -> datetime:
        return self.now

    def forward(self, seconds: float) -> None:
        self.now += timedelta(seconds=seconds)


def outcome(login: str, password: str, address: str = "10.0.0.1") -> str:
    try:
        prove(login, password, address)
    except SignInRefusedError:
        return "refused"
    except SlowDownError:
        return "slow"
    return "in"
