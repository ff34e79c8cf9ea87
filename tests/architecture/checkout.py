"""What stands in the checkout, as the tests about the project itself see it."""

import configparser
import subprocess
from collections.abc import Iterator
from pathlib import Path

from tests.conftest import ROOT

SOURCE = ROOT / "src" / "taizhang"
LEFT_OUT = {".git", ".venv", ".demo", "node_modules", "dist", "build", "__pycache__", "vendor", "test-results"}


def files() -> list[Path]:
    """Every file that is committed or about to be: what git does not ignore, or everything without git."""
    listing = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"],
        cwd=ROOT,
        capture_output=True,
        check=False,
    )
    if listing.returncode:
        return [path for path in ROOT.rglob("*") if path.is_file() and not LEFT_OUT & set(path.relative_to(ROOT).parts)]
    return [path for name in listing.stdout.decode().split("\0") if name and (path := ROOT / name).is_file()]


def texts() -> Iterator[tuple[Path, str]]:
    for path in files():
        try:
            yield path, path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue


def python_files() -> list[Path]:
    return [path for path in files() if path.suffix == ".py"]


def app_order() -> list[str]:
    """The apps as .importlinter orders them, the lowest first."""
    contracts = configparser.ConfigParser()
    contracts.read(ROOT / ".importlinter", encoding="utf-8")
    layers = contracts["importlinter:contract:apps"]["layers"].split()
    return [name.strip("()") for name in reversed(layers)]
