import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.staticfiles import finders
from django.test import Client

from taizhang.faces.web.assets import listed_assets
from tests.conftest import ROOT


@pytest.mark.django_db  # closing an answer looks at old connections
@pytest.mark.parametrize("name", [name for name in listed_assets().names if not name.endswith(".txt")])
def test_assets_are_served_from_the_package_without_a_collecting_step(client: Client, name: str) -> None:
    assert finders.find(f"vendor/{name}")
    answer = client.get(f"/static/vendor/{name}")
    assert answer.status_code == 200
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "Access-Control-Allow-Origin" not in answer
    assert int(answer["Content-Length"]) > 10_000
    answer.close()


def test_an_account_has_no_flag_that_answers_every_question_of_rights() -> None:
    names = {field.name for field in get_user_model()._meta.get_fields()}
    assert not names & {"is_superuser", "is_staff", "groups", "user_permissions"}
    assert "django.contrib.admin" not in settings.INSTALLED_APPS


def test_requests_open_no_transaction_of_their_own() -> None:
    assert settings.DATABASES["default"].get("ATOMIC_REQUESTS", False) is False


def test_nothing_is_shown_of_the_inside_when_a_page_breaks() -> None:
    assert settings.DEBUG is False


@pytest.mark.parametrize("line", ["import taizhang.config.settings", "import django; django.setup()"])
def test_reading_the_settings_writes_nothing_where_no_data_folder_is(tmp_path: Path, line: str) -> None:
    done = subprocess.run(
        [sys.executable, "-c", line],
        env={
            "HOME": str(tmp_path),
            "PYTHONPATH": str(ROOT / "src"),
            "PYTHONDONTWRITEBYTECODE": "1",
            "DJANGO_SETTINGS_MODULE": "taizhang.config.settings",
        },
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert list(tmp_path.iterdir()) == []


def test_cookies_stay_on_this_site_and_behind_tls_where_there_is_one(tmp_path: Path) -> None:
    (tmp_path / "home").mkdir()
    (tmp_path / "home" / "taizhang.toml").write_text("https = true\n", encoding="utf-8")
    code = (
        "from taizhang.config import settings as s;"
        "print(s.SESSION_COOKIE_SECURE, s.CSRF_COOKIE_SECURE, s.SESSION_COOKIE_HTTPONLY, s.SESSION_COOKIE_SAMESITE)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        env={"HOME": str(tmp_path), "PYTHONPATH": str(ROOT / "src"), "TAIZHANG_HOME": str(tmp_path / "home")},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.split() == ["True", "True", "True", "Lax"]
