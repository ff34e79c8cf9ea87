import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.architecture.checkout import files, texts
from tests.conftest import ROOT

LINK = re.compile(r"\]\((?!https?:|#|mailto:)([^)#\s]+)")
PAGES = [path for path in files() if path.suffix == ".md"]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_link_leads_to_a_file(page: Path) -> None:
    broken = [link for link in LINK.findall(page.read_text(encoding="utf-8")) if not (page.parent / link).exists()]
    assert broken == []


def test_every_choice_of_the_data_folder_is_in_the_readme() -> None:
    source = (ROOT / "src/taizhang/config/environment.py").read_text(encoding="utf-8")
    choices = set(re.findall(r'choices\.pop\("(\w+)"', source))
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert choices
    assert {choice for choice in choices if f"`{choice}`" not in readme} == set()


def test_every_variable_of_the_environment_is_written_down() -> None:
    named = {
        name
        for path, text in texts()
        if path.suffix in {".py", ".sh"} or path.name == "Makefile"
        for name in re.findall(r"TAIZHANG_[A-Z_]+[A-Z]", text)
    }
    written = "".join((ROOT / page).read_text(encoding="utf-8") for page in ("README.md", "CONTRIBUTING.md"))
    assert {name for name in named if name not in written} == set()


def test_every_target_is_explained_in_make_help_and_in_contributing() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = set(re.findall(r"^([a-z]+):", makefile, re.MULTILINE))
    explained = set(re.findall(r"^([a-z]+):.*## .+。$|^([a-z]+):.*## .+$", makefile, re.MULTILINE))
    assert targets == {first or second for first, second in explained}
    assert targets == set(re.search(r"^\.PHONY: (.+)$", makefile, re.MULTILINE)[1].split())  # type: ignore[index]
    contributing = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    assert {name for name in targets - {"help"} if not re.search(rf"`(make )?{name}`", contributing)} == set()


def test_the_reference_is_what_code_and_rulebook_say() -> None:
    done = subprocess.run(
        [sys.executable, str(ROOT / "tools" / "write_reference.py"), "--check"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_every_test_that_the_table_of_attacks_names_is_there() -> None:
    table = (ROOT / "docs/security-cases.md").read_text(encoding="utf-8")
    named = set(re.findall(r"`((?:[a-z_]+/)+[a-z_]+\.py)(?:::(\w+))?`", table))
    assert named
    missing = [
        f"{file}::{test}"
        for file, test in sorted(named)
        if not (found := ROOT / "tests" / file).is_file() or f"def {test}" not in found.read_text(encoding="utf-8")
    ]
    assert missing == []
