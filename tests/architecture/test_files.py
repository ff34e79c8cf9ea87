import re

import pytest

from tests.architecture.checkout import files, python_files, texts
from tests.conftest import ROOT

LARGEST = 400_000
NAMELESS = {"utils", "util", "helpers", "helper", "common", "misc", "base", "manager", "managers", "data"}

# Put together here, so that this file does not contain what it looks for.
MACHINE = re.compile(
    "|".join(rf"(?<![\w.])/{folder}" for folder in ("work" + "/main", "work" + "/shared", "root" + "/", "tmp" + "/tz"))
)
REGISTRIES = [
    ".".join(parts)
    for parts in (
        ("pypi", "org"),
        ("pythonhosted", "org"),
        ("npmjs", "org"),
        ("npmmirror", "com"),
        ("deb", "debian", "org"),
        ("tuna", "tsinghua"),
        ("mirrors", "aliyun"),
    )
]
BINARY = {".png", ".jpg", ".ico", ".woff2", ".docx", ".xlsx", ".pdf", ".zip"}


def pins(name: str) -> set[str]:
    """Name every package and version of a lock file."""
    text = (ROOT / "requirements" / name).read_text(encoding="utf-8")
    return set(re.findall(r"^([a-z0-9._-]+(?:\[[a-z,]+\])?==\S+)", text, re.MULTILINE))


def test_no_file_is_large() -> None:
    assert [str(path) for path in files() if path.stat().st_size >= LARGEST] == []


def test_no_file_or_folder_has_a_name_that_says_nothing() -> None:
    found = [
        str(path.relative_to(ROOT))
        for path in python_files()
        if NAMELESS & {path.stem, *path.relative_to(ROOT).parent.parts}
    ]
    assert found == []


def test_no_file_names_a_path_of_somebodys_machine() -> None:
    assert [f"{path}: {hit[0]}" for path, text in texts() if (hit := MACHINE.search(text))] == []


def test_no_file_names_a_package_registry() -> None:
    found = [f"{path}: {host}" for path, text in texts() for host in REGISTRIES if host in text]
    assert found == []


@pytest.mark.parametrize("name", ["runtime.txt", "postgres.txt", "checkout.txt", "bundle.txt", "dev.txt"])
def test_a_python_lock_names_digests_and_no_address(name: str) -> None:
    text = (ROOT / "requirements" / name).read_text(encoding="utf-8")
    assert text.count("--hash=sha256:") >= len(pins(name)) > 0
    assert text.count("==") >= len(pins(name))
    assert "://" not in text
    assert "--index-url" not in text
    assert "--find-links" not in text


def test_the_browser_lock_names_digests_and_no_address() -> None:
    text = (ROOT / "package-lock.json").read_text(encoding="utf-8")
    assert "://" not in text
    assert '"resolved"' not in text
    assert text.count('"integrity": "sha512-') == text.count('    "node_modules/')


@pytest.mark.parametrize("name", ["runtime.txt", "postgres.txt", "checkout.txt", "bundle.txt"])
def test_a_smaller_lock_has_the_versions_that_the_tests_run_with(name: str) -> None:
    assert pins(name)
    assert pins(name) <= pins("dev.txt")


def test_no_built_or_foreign_file_is_committed() -> None:
    small = 60_000
    found = [
        str(path.relative_to(ROOT))
        for path in files()
        if "vendor" in path.parts
        or "node_modules" in path.parts
        or (path.suffix in BINARY and (path.stat().st_size > small or "tests" not in path.relative_to(ROOT).parts))
    ]
    assert found == []
