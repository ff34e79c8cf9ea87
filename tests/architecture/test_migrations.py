import re
from collections import Counter
from io import StringIO

import pytest
from django.core.management import call_command

from tests.architecture.checkout import SOURCE


@pytest.mark.django_db
def test_the_migrations_say_what_the_tables_say() -> None:
    output = StringIO()
    call_command("makemigrations", check_changes=True, dry_run=True, stdout=output, verbosity=1)


def test_no_two_migrations_of_an_app_share_a_number() -> None:
    for folder in (SOURCE / "apps").glob("*/migrations"):
        numbers = Counter(re.match(r"\d{4}", file.name)[0] for file in folder.glob("[0-9]*.py"))  # type: ignore[index]
        assert not [number for number, times in numbers.items() if times > 1], folder


@pytest.mark.django_db
def test_the_system_checks_find_nothing() -> None:
    call_command("check", fail_level="WARNING")
