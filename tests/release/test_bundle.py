import json
import os
import stat
import subprocess
import sys
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest

from taizhang import __version__
from taizhang.faces.web.assets import listed_assets
from tests.conftest import ROOT
from tests.skips import IN_CI

pytestmark = pytest.mark.bundle


@dataclass(frozen=True)
class Release:
    wheel: Path
    folder: Path


@dataclass(frozen=True)
class Installed:
    """The product as somebody installed it: its programs, and a home with nothing else in it."""

    folder: Path
    environment: Mapping[str, str]

    def run(self, *arguments: str, network: bool = False) -> subprocess.CompletedProcess[str]:
        prefix = () if network else _without_network()
        return subprocess.run(
            [*prefix, str(self.folder / "bin" / "taizhang"), *arguments],
            env=dict(self.environment),
            cwd=self.environment["HOME"],
            capture_output=True,
            text=True,
            check=False,
        )


@pytest.fixture(scope="module")
def release(tmp_path_factory: pytest.TempPathFactory) -> Release:
    output = tmp_path_factory.mktemp("dist")
    command = [sys.executable, str(ROOT / "tools" / "build_bundle.py"), "--output", str(output)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode and "No matching distribution" in done.stderr and not IN_CI:
        pytest.skip("连不上软件源，离线安装包没有做成，也就没有测。")
    assert done.returncode == 0, done.stdout + done.stderr
    (folder,) = (path for path in output.iterdir() if path.is_dir())
    return Release(output / f"taizhang-{__version__}-py3-none-any.whl", folder)


@pytest.fixture(scope="module")
def installed(release: Release, tmp_path_factory: pytest.TempPathFactory) -> Installed:
    home = tmp_path_factory.mktemp("bare")
    environment = {
        "HOME": str(home),
        # No Node, no browser, no database server: the system's programs and the interpreter, nothing else.
        "PATH": f"{sys.base_prefix}/bin:/usr/bin:/bin",
        "PIP_CONFIG_FILE": os.devnull,
        "LANG": "C.UTF-8",
        "TAIZHANG_HOME": str(home / "taizhang-home"),
    }
    done = subprocess.run(
        [*_without_network(), "sh", str(release.folder / "install.sh"), str(home / "taizhang")],
        env=environment,
        cwd=home,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return Installed(home / "taizhang", environment)


def test_the_wheel_carries_assets_and_rulebook_and_no_tests(release: Release) -> None:
    with zipfile.ZipFile(release.wheel) as archive:
        names = archive.namelist()
    for asset in listed_assets().names:
        assert f"taizhang/faces/web/static/vendor/{asset}" in names
    shipped = {name for name in names if name.startswith("taizhang/rulebook/")}
    source = {
        str(path.relative_to(ROOT / "src")) for path in (ROOT / "src/taizhang/rulebook").rglob("*") if path.is_file()
    }
    assert shipped == source
    assert not [name for name in names if name.startswith(("tests/", "tools/")) or name.endswith(".pyc")]


def test_every_file_of_the_bundle_has_the_digest_it_says(release: Release) -> None:
    done = subprocess.run(
        ["sha256sum", "--quiet", "--check", "SHA256SUMS"], cwd=release.folder, capture_output=True, check=False
    )
    assert done.returncode == 0, done.stdout
    listed = len((release.folder / "SHA256SUMS").read_text(encoding="utf-8").splitlines())
    assert listed == sum(path.is_file() for path in release.folder.rglob("*")) - 1


def test_a_changed_wheel_is_not_installed(release: Release, tmp_path: Path) -> None:
    copy = tmp_path / "bundle"
    subprocess.run(["cp", "-r", str(release.folder), str(copy)], check=True)
    victim = copy / "wheels" / f"taizhang-{__version__}-py3-none-any.whl"
    with zipfile.ZipFile(victim, "a") as archive:
        archive.writestr("taizhang/planted.py", "")
    done = subprocess.run(
        ["sh", str(copy / "install.sh"), str(tmp_path / "taizhang")],
        env={"HOME": str(tmp_path), "PATH": f"{sys.base_prefix}/bin:/usr/bin:/bin", "PIP_CONFIG_FILE": os.devnull},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode != 0
    assert "DO NOT MATCH THE HASHES" in done.stderr


def test_it_runs_without_network_node_browser_or_database_server(installed: Installed) -> None:
    help_text = installed.run("--help")
    assert help_text.returncode == 0, help_text.stderr
    assert "serve" in help_text.stdout


def test_it_checks_the_shipped_rulebook_without_a_data_folder(installed: Installed) -> None:
    done = installed.run("rulebook", "check")
    assert done.returncode == 0, done.stdout + done.stderr
    assert not Path(installed.environment["TAIZHANG_HOME"]).exists()


def test_the_demo_world_is_built_once_shows_its_passwords_again_and_answers(installed: Installed) -> None:
    first = installed.run("demo", "--no-serve")
    assert first.returncode == 0, first.stdout + first.stderr
    kept = Path(installed.environment["TAIZHANG_HOME"]) / "demo.json"
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600
    # The passwords are drawn anew with every world that is built.
    assert installed.run("demo", "--no-serve").stdout == first.stdout
    for account in json.loads(kept.read_text(encoding="utf-8"))["accounts"]:
        assert f"{account['login']} " in first.stdout
        assert account["password"] in first.stdout
    owed = installed.run("owed", "--org", "WJ-03", "--format", "json")
    assert owed.returncode == 0, owed.stdout + owed.stderr
    assert json.loads(owed.stdout)[0]["due_on"]
    verified = installed.run("verify")
    assert verified.returncode == 0, verified.stdout


def _without_network() -> tuple[str, ...]:
    """Run in a network of its own with nothing in it, where the system lets us."""
    prefix = ("unshare", "--map-root-user", "--net", "--")
    try:
        possible = subprocess.run([*prefix, "true"], capture_output=True, check=False).returncode == 0
    except FileNotFoundError:
        possible = False
    return prefix if possible else ()
