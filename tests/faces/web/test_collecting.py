import gc
import weakref
from collections.abc import Iterator

import pytest

from taizhang.faces.web import collecting
from taizhang.faces.web.collecting import AT_THE_LATEST_SECONDS, QUIET_SECONDS, CollectingWhenQuiet


class Ring:
    """Garbage that counting references never frees."""

    def __init__(self) -> None:
        self.ring = self


class Clock:
    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture(autouse=True)
def collector_as_it_was(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    before = gc.get_threshold()
    # The thread that looks by itself would look in the middle of a test.
    monkeypatch.setattr(CollectingWhenQuiet, "_run", lambda _self: None)
    yield
    gc.unfreeze()
    gc.set_threshold(*before)


@pytest.fixture
def clock() -> Clock:
    return Clock()


def _application(_environ: object, _start: object) -> list[bytes]:
    return [b"page"]


def _ask(served: CollectingWhenQuiet) -> list[bytes]:
    return list(served({}, lambda *_: lambda _: None))


def test_it_answers_as_the_application_does_and_long_looks_stop(clock: Clock) -> None:
    assert _ask(CollectingWhenQuiet(_application, clock)) == [b"page"]
    assert gc.isenabled()
    assert gc.get_threshold()[2] == collecting.NEVER


def test_it_looks_when_somebody_asked_and_nobody_has_since(clock: Clock) -> None:
    served = CollectingWhenQuiet(_application, clock)
    clock.now = AT_THE_LATEST_SECONDS * 2
    assert not served.is_time(), "nothing was asked"
    _ask(served)
    served.look()
    clock.now += 1
    _ask(served)
    clock.now += QUIET_SECONDS / 2
    assert not served.is_time(), "not quiet for long enough"
    clock.now += QUIET_SECONDS
    assert served.is_time()
    served.look()
    assert not served.is_time(), "once is enough"


def test_it_waits_while_a_page_is_made_but_not_for_ever(clock: Clock) -> None:
    told: list[bool] = []

    def slow(_environ: object, _start: object) -> list[bytes]:
        clock.now += QUIET_SECONDS * 2
        told.append(served.is_time())
        clock.now += AT_THE_LATEST_SECONDS
        told.append(served.is_time())
        return []

    served = CollectingWhenQuiet(slow, clock)
    clock.now += 1
    served._asked_at = clock.now
    _ask(served)
    assert told == [False, True]


def test_a_look_frees_rings_also_those_that_an_earlier_look_let_stay(clock: Clock) -> None:
    served = CollectingWhenQuiet(_application, clock)
    kept = Ring()
    gone = weakref.ref(kept)
    served.look()
    assert gone() is kept
    del kept
    served.look()
    assert gone() is None


def test_an_application_that_fails_is_no_longer_waited_for(clock: Clock) -> None:
    def broken(_environ: object, _start: object) -> list[bytes]:
        raise RuntimeError

    served = CollectingWhenQuiet(broken, clock)
    clock.now += 1
    with pytest.raises(RuntimeError):
        _ask(served)
    clock.now += QUIET_SECONDS
    assert served.is_time()
