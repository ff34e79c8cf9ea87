import threading
import time
from typing import Any

import pytest
from django.contrib.auth.hashers import Argon2PasswordHasher, check_password, identify_hasher, make_password

from taizhang.apps.accounts.hashing import OneAtATime

HASHERS = ["taizhang.apps.accounts.hashing.OneAtATime"]


def test_it_is_argon2_and_reads_what_was_hashed_before(settings: Any) -> None:
    before = Argon2PasswordHasher().encode("一句够长的密码", "somesalt12345678")
    settings.PASSWORD_HASHERS = HASHERS
    assert check_password("一句够长的密码", before)
    assert not check_password("另一句够长的密码", before)
    assert isinstance(identify_hasher(make_password("x")), OneAtATime)


def test_the_product_hashes_with_it() -> None:
    from taizhang.config import settings as product  # noqa: PLC0415 (the tests' own settings hash quickly)

    assert product.PASSWORD_HASHERS == HASHERS


def test_of_many_who_sign_in_at_once_one_is_hashed_at_a_time(monkeypatch: pytest.MonkeyPatch) -> None:
    inside: list[int] = []
    most: list[int] = []

    def slow(*_: object) -> bool:
        inside.append(1)
        most.append(len(inside))
        time.sleep(0.005)
        inside.pop()
        return True

    monkeypatch.setattr(Argon2PasswordHasher, "verify", slow)
    threads = [threading.Thread(target=OneAtATime().verify, args=("x", "y")) for _ in range(6)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert most == [1] * 6
