import json
import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from playwright.sync_api import Browser

from taizhang.faces.cli.commands.demonstration import SETTINGS, SIGN_IN_FILE
from tests.browser.office import Office, opened_office
from tests.demo_world import DemoHome
from tests.faces.cli.conftest import Installation

Built = tuple[Path, dict[str, str]]
HASH_AGAIN = """
import json
from taizhang.apps.accounts.models import Account
for login, password in json.loads(PASSWORDS).items():
    account = Account.objects.get(login=login)
    account.set_password(password)
    account.save(update_fields=["password"])
"""
"""The tests' own accounts have a cheap hash, which the real server rightly does not know."""


@pytest.fixture(scope="session")
def demonstration(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The built world as a data folder that `taizhang serve` takes, and every password.

    TAIZHANG_DEMONSTRATION names a folder with `home` and `keys` that `taizhang demo --no-serve` built before, which
    spares the minutes while one works on these tests.
    """
    if before := os.environ.get("TAIZHANG_DEMONSTRATION"):
        kept = json.loads((Path(before) / "home" / SIGN_IN_FILE).read_text(encoding="utf-8"))
        return Path(before), {one["login"]: one["password"] for one in kept["accounts"]}
    built: DemoHome = request.getfixturevalue("built_demo")
    root = tmp_path_factory.mktemp("demonstration")
    (root / "home").mkdir(mode=0o700)
    (root / "home" / "taizhang.toml").write_text(SETTINGS, encoding="utf-8")
    shutil.copyfile(built.database, root / "home" / "taizhang.sqlite3")
    shutil.copytree(settings.ENVIRONMENT.keys, root / "keys")
    passwords = {account.login: account.password for account in built.accounts}
    Installation(root).python(f"PASSWORDS = {json.dumps(passwords)!r}\n{HASH_AGAIN}")
    return root, passwords


@pytest.fixture(scope="module")
def office(demonstration: Built, browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """A served copy of the demonstration for the tests of one module."""
    built, passwords = demonstration
    with opened_office(built, passwords, browser, tmp_path_factory.mktemp("office")) as opened:
        yield opened


@pytest.fixture(autouse=True)
def _no_faults(office: Office) -> Iterator[None]:
    """Whatever a script or the content security policy complains of fails the test."""
    yield
    found, office.faults[:] = list(office.faults), []
    assert not found, found
