"""The product's settings on a data folder of the test run's own."""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

_ROOT = Path(tempfile.mkdtemp(prefix="taizhang-tests-", dir="/dev/shm" if os.access("/dev/shm", os.W_OK) else None))  # noqa: S108 (a RAM disk, and a fresh name in it)
(_ROOT / "home").mkdir()
os.environ["TAIZHANG_HOME"] = str(_ROOT / "home")
os.environ["TAIZHANG_KEYS"] = str(_ROOT / "keys")
os.environ["TAIZHANG_DATABASE"] = os.environ.get("TAIZHANG_TEST_DATABASE", "")
atexit.register(shutil.rmtree, _ROOT, ignore_errors=True)

from taizhang.config.settings import *  # noqa: E402, F403 (the folder must stand before the settings are read)
from taizhang.config.settings import DATABASES  # noqa: E402

ALLOWED_HOSTS = ["*"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # Argon2 takes 0.15 s for each sign-in.

if not os.environ["TAIZHANG_DATABASE"]:
    # A file, not memory: several threads meet real locks, as in the product.
    DATABASES["default"]["TEST"] = {"NAME": str(_ROOT / "test.sqlite3")}
    DATABASES["default"]["OPTIONS"]["init_command"] = "PRAGMA journal_mode=DELETE; PRAGMA synchronous=OFF;"
