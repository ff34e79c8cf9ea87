from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection, transaction

from taizhang.apps.audit.archive import Made, make_backup
from taizhang.apps.audit.archive.tables import archived_models
from taizhang.apps.audit.keys import seal_keys
from taizhang.apps.audit.models import ChainHead, KeyRing
from taizhang.apps.ledger.services.attaching import store_attachment
from taizhang.domain.sealing import new_recovery_code, recovery
from tests.apps.ledger.conftest import World, world  # noqa: F401 (a fixture, found by name)
from tests.apps.ledger.verification.conftest import full  # noqa: F401 (a fixture, found by name)
from tests.formats.pictures.made_pictures import jpeg

CODE = new_recovery_code()
PAPER = jpeg(scan=bytes(range(255)) * 3000)


@pytest.fixture(autouse=True)
def _codes_are_stretched_quickly(monkeypatch: pytest.MonkeyPatch) -> None:
    """What stretching costs whoever guesses is tests/domain/sealing's matter; here a hundred archives are opened."""
    monkeypatch.setattr(recovery, "_SCRYPT", {**recovery._SCRYPT, "n": 2**8})


class Place:
    """A data folder and a key folder of the test's own, and the move to fresh ones."""

    def __init__(self, root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self._root, self._patch, self._number = root, monkeypatch, 0
        self.move()

    def move(self) -> None:
        self._number += 1
        self.home, self.keys = self._root / f"home{self._number}", self._root / f"keys{self._number}"
        self.home.mkdir()
        self._patch.setattr(settings, "ENVIRONMENT", replace(settings.ENVIRONMENT, home=self.home, keys=self.keys))
        self._patch.setattr(settings, "MEDIA_ROOT", str(self.home / "attachments"))

    def empty(self) -> None:
        """As after `migrate` on another machine: no rows, no files, no keys."""
        self.move()
        with transaction.atomic(), connection.cursor() as cursor:
            for model in archived_models():
                cursor.execute(f"DELETE FROM {connection.ops.quote_name(model._meta.db_table)}")  # noqa: S608
            ChainHead.objects.update(seq=0, digest="0" * 64)


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Place:
    return Place(tmp_path, monkeypatch)


@pytest.fixture
def backup(db: None, place: Place, full: World, tmp_path: Path) -> Callable[..., Made]:
    """A world with papers, and how to back it up."""
    KeyRing.objects.all().delete()
    seal_keys(CODE)
    store_attachment(full.clerk, full.branch, "签到.jpg", [PAPER])

    def make(name: str = "one.backup", passphrase: str | None = None) -> Made:
        return make_backup("account:1", tmp_path / name, passphrase)

    return make
