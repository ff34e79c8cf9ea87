"""A page that only reads looks once; what this very thread writes it sees at once."""

import pytest

from taizhang.apps.audit.commits import head
from taizhang.apps.audit.looking import one_look
from taizhang.apps.audit.standing import standing
from taizhang.apps.audit.writing import writing
from taizhang.apps.organizations.models import Description
from tests.apps import facts

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]


def test_it_asks_once(django_assert_num_queries: object) -> None:
    with one_look(), django_assert_num_queries(2):  # type: ignore[operator]
        assert standing((Description,)) == standing((Description,))
        assert head() == head()


def test_without_a_look_it_asks_each_time(django_assert_num_queries: object) -> None:
    with django_assert_num_queries(2):  # type: ignore[operator]
        assert head() == head()


def test_what_is_written_here_is_seen() -> None:
    with one_look():
        before = head(), standing((Description,))
        facts.organization("a")
        assert head() != before[0]
        assert standing((Description,)) != before[1]
        with writing("test", "test.nothing"):
            inside = head()
        assert head().seq == inside.seq + 1
