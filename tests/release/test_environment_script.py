import subprocess
import sys
from pathlib import Path

from tests.conftest import ROOT

SCRIPT = ROOT / "tools" / "environment.sh"


def machine(folder: Path, python: str) -> dict[str, str]:
    """A machine that has a shell and the given python3, and nothing else."""
    programs = folder / "bin"
    programs.mkdir()
    for name in ("cat", "sh"):
        (programs / name).symlink_to(f"/bin/{name}")
    file = programs / "python3"
    file.write_text(f"#!/bin/sh\n{python}\n", encoding="utf-8")
    file.chmod(0o755)
    return {"PATH": str(programs), "HOME": str(folder)}


def run(folder: Path, environment: dict[str, str]) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["/bin/sh", str(SCRIPT), "requirements/checkout.txt"],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )


def test_an_old_python_is_told_what_is_needed(tmp_path: Path) -> None:
    done = run(tmp_path, machine(tmp_path, "exit 1"))
    assert done.returncode == 1
    assert "需要 Python 3.11" in done.stderr
    assert not (tmp_path / ".venv").exists()


def test_a_python_without_venv_is_told_which_package_to_install(tmp_path: Path) -> None:
    # As on Debian without python3-venv: everything is there but ensurepip.
    hidden = f"""case "$2" in *ensurepip*) exit 1;; *) exec {sys.executable} "$@";; esac"""
    done = run(tmp_path, machine(tmp_path, hidden))
    assert done.returncode == 1
    assert f"apt-get install python{sys.version_info[0]}.{sys.version_info[1]}-venv" in done.stderr
    assert not (tmp_path / ".venv").exists()


def test_python_may_be_named(tmp_path: Path) -> None:
    environment = machine(tmp_path, "exit 1")
    named = tmp_path / "named"
    named.write_text(
        '#!/bin/sh\ncase "$2" in *ensurepip*) exit 1;; *version_info*) echo 3.99;; esac\n', encoding="utf-8"
    )
    named.chmod(0o755)
    done = run(tmp_path, {**environment, "PYTHON": str(named)})
    assert "python3.99-venv" in done.stderr
