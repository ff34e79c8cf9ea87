import pytest

from taizhang.apps.audit.remembering import MOST, remembered
from taizhang.apps.audit.writing import writing
from tests.apps import facts

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]


class Work:
    """Counts how often it is asked."""

    def __init__(self) -> None:
        self.times = 0

    def __call__(self, word: str) -> str:
        self.times += 1
        return f"{word}{self.times}"


def test_an_answer_holds_until_the_next_commit() -> None:
    work = Work()
    assert remembered(work, "a") == remembered(work, "a") == "a1"
    facts.organization("x")
    assert remembered(work, "a") == "a2"


def test_what_is_read_while_a_commit_is_written_is_not_kept() -> None:
    work = Work()
    with writing("test", "test.write"):
        assert remembered(work, "a") == "a1"
        assert remembered(work, "a") == "a2"
    assert remembered(work, "a") == "a3"


def test_it_keeps_the_last_few_answers_only() -> None:
    work = Work()
    for number in range(MOST + 1):
        remembered(work, str(number))
    assert remembered(work, str(MOST)) == f"{MOST}{MOST + 1}"
    assert remembered(work, "0") == f"0{MOST + 2}"


def test_an_answer_worked_out_while_the_chain_moved_is_not_kept() -> None:
    def work(word: str) -> str:
        facts.organization(word)
        return word

    assert remembered(work, "m") == "m"
    with pytest.raises(Exception, match=r"(?i)unique|duplicate"):
        remembered(work, "m")
