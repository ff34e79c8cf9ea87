import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.architecture.checkout import SOURCE
from tests.conftest import ROOT

LAYERS = "Imports run one way: config, faces, apps, statistics, formats, domain"
APPS = "Apps stand on one another in one order"
DOMAIN = "The domain knows no framework"
MODELS = "Faces never touch tables"
AREAS = "Page areas do not know each other"

PLANTED = [
    (LAYERS, "domain/findings.py", "import taizhang.apps.audit"),
    (LAYERS, "apps/audit/apps.py", "import taizhang.faces.web"),
    (LAYERS, "faces/web/apps.py", "import taizhang.config.settings"),
    (LAYERS, "newcomer/__init__.py", ""),
    (APPS, "apps/audit/apps.py", "import taizhang.apps.ledger"),
    (APPS, "apps/accounts/apps.py", "import taizhang.apps.organizations"),
    (APPS, "apps/newcomer/__init__.py", ""),
    (DOMAIN, "domain/findings.py", "import django.db"),
    (MODELS, "faces/web/apps.py", "from taizhang.apps.ledger import models"),
]


def lint(source: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [
            str(Path(sys.executable).parent / "lint-imports"),
            "--no-cache",
            "--no-logo",
            "--config",
            str(ROOT / ".importlinter"),
        ],
        cwd=source,
        env={**os.environ, "PYTHONPATH": str(source), "COLUMNS": "200"},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture
def copied_source(tmp_path: Path) -> Path:
    shutil.copytree(SOURCE, tmp_path / "taizhang", ignore=shutil.ignore_patterns("vendor", "__pycache__", "rulebook"))
    return tmp_path


def test_every_contract_is_kept() -> None:
    done = lint(ROOT / "src")
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize(("contract", "file", "line"), PLANTED, ids=lambda value: str(value)[:40])
def test_a_planted_fault_turns_its_contract_red(copied_source: Path, contract: str, file: str, line: str) -> None:
    victim = copied_source / "taizhang" / file
    victim.parent.mkdir(exist_ok=True)
    before = victim.read_text(encoding="utf-8") if victim.exists() else ""
    victim.write_text(f"{before}\n{line}\n", encoding="utf-8")
    done = lint(copied_source)
    assert done.returncode == 1, done.stdout
    assert f"{contract} BROKEN" in done.stdout


def test_one_page_area_that_imports_another_turns_its_contract_red(copied_source: Path) -> None:
    pages = copied_source / "taizhang" / "faces" / "web" / "pages"
    pages.mkdir(exist_ok=True)
    (pages / "__init__.py").touch()
    for name in ("first_area", "second_area"):
        (pages / name).mkdir()
        (pages / name / "__init__.py").touch()
    (pages / "first_area" / "views.py").write_text("import taizhang.faces.web.pages.second_area\n")
    done = lint(copied_source)
    assert done.returncode == 1, done.stdout
    assert f"{AREAS} BROKEN" in done.stdout
