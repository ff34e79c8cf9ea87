"""`taizhang check` as a script runs it: forms, exit codes, what is written and what is left alone."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from taizhang.faces.cli.program import run
from tests.conftest import ROOT
from tests.faces.cli.conftest import Installation

TEXT = "2025年党支部工作总结\n支部组织学习XX次，加强了了管理##paidbegin##，成效明显。\n"


@dataclass(frozen=True)
class Ended:
    returncode: int
    stdout: str
    stderr: str


Check = Callable[..., Ended]


@pytest.fixture
def check(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Check:
    """Run the command in this process, which keeps the dictionary from one test to the next."""
    monkeypatch.chdir(tmp_path)

    def checked(*arguments: str, given: str = "") -> Ended:
        stdin: Any = io.TextIOWrapper(io.BytesIO(given.encode()))
        monkeypatch.setattr("sys.stdin", stdin)
        code = run(["check", *arguments])
        said = capsys.readouterr()
        return Ended(code, said.out, said.err)

    return checked


@pytest.fixture
def report(tmp_path: Path) -> Path:
    path = tmp_path / "总结.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


def test_findings_come_as_json_without_a_data_folder(empty: Installation) -> None:
    (empty.root / "总结.txt").write_text(TEXT, encoding="utf-8")
    ended = empty.run("check", "总结.txt", "--format", "json")
    assert ended.returncode == 1
    said = json.loads(ended.stdout)
    assert said["file"] == "总结.txt"
    page = (ROOT / "docs/reference/json-output.md").read_text(encoding="utf-8")
    named = set(re.findall(r"`(\w+)`", page.partition("## check\n")[2].partition("\n## ")[0]))
    assert said.keys() | said["findings"][0].keys() <= named
    assert [one["excerpt"] for one in said["findings"]] == ["XX", "了了", "##paidbegin##"]
    for one in said["findings"]:
        assert TEXT[one["start"] : one["end"]] == one["excerpt"]
        assert {"rule", "category", "severity", "message", "suggestions", "source"} <= one.keys()
    assert not empty.home.exists()


def test_the_exit_code_follows_the_level_that_is_asked_for(check: Check, report: Path, tmp_path: Path) -> None:
    clean = tmp_path / "好.txt"
    clean.write_text("2025年党支部工作总结\n支部组织学习12次，成效明显。\n", encoding="utf-8")
    assert check(clean.name).returncode == 0
    assert check(report.name).returncode == 1
    assert check(report.name, "--fail-level", "never").returncode == 0
    assert check("没有.txt").returncode == 4
    assert check().returncode == 2
    assert check(report.name, "--format", "docx").returncode == 2


def test_text_folds_what_repeats_and_names_the_source(check: Check, tmp_path: Path) -> None:
    many = tmp_path / "多.txt"
    many.write_text("2025年总结\n" + "支部学习XX次，研讨XXX次，成效明显。\n" * 5, encoding="utf-8")
    said = check(many.name).stdout
    assert "10 处" in said
    assert "第 2 行  2 处  XX、XXX" in said
    assert "依据：实务通常：" in said


def test_cleaning_and_fixing_write_the_file_and_tell_what_they_did(check: Check, report: Path) -> None:
    ended = check(report.name, "--clean", "--fix", "--format", "json")
    assert report.read_text(encoding="utf-8") == TEXT.replace("##paidbegin##", "").replace("了了", "了")
    said = json.loads(ended.stdout)
    assert [(one["before"], one["after"]) for one in said["changes"]] == [("##paidbegin##", ""), ("了了", "了")]
    assert [one["excerpt"] for one in said["findings"]] == ["XX"]


def test_a_text_in_another_encoding_is_written_back_in_it(check: Check, tmp_path: Path) -> None:
    old = tmp_path / "旧.txt"
    old.write_bytes(TEXT.encode("gb18030"))
    check(old.name, "--clean")
    assert old.read_bytes().decode("gb18030") == TEXT.replace("##paidbegin##", "")


def test_a_document_is_commented_and_never_rewritten(check: Check, report: Path, tmp_path: Path) -> None:
    assert check(report.name, "--format", "docx", "--output", "批注.docx").returncode == 1
    commented = tmp_path / "批注.docx"
    before = commented.read_bytes()
    assert before[:2] == b"PK"
    ended = check(commented.name, "--fix")
    assert ended.returncode == 4
    assert "只能直接改 .txt 和 .md" in ended.stderr
    assert commented.read_bytes() == before


def test_sarif_counts_code_points(check: Check, report: Path) -> None:
    log = json.loads(check(report.name, "--format", "sarif").stdout)
    assert log["runs"][0]["columnKind"] == "unicodeCodePoints"
    assert len(log["runs"][0]["results"]) == 3


def test_a_baseline_leaves_only_what_is_new(check: Check, report: Path) -> None:
    check(report.name, "--write-baseline", "基线.json")
    assert check(report.name, "--baseline", "基线.json").returncode == 0
    report.write_text(TEXT + "党员捐款XX元，全部上交。\n", encoding="utf-8")
    ended = check(report.name, "--baseline", "基线.json", "--format", "json")
    assert [one["line"] for one in json.loads(ended.stdout)["findings"]] == [3]


def test_a_units_own_words_are_followed(check: Check, report: Path, tmp_path: Path) -> None:
    house = tmp_path / "用语.yaml"
    house.write_text(
        "silences: [{reach: always, rule: blanks, excerpt: XX, reason: 代号, author: 王江}]\n"
        "switched_off: [{rule: garble/doubled, reason: 引文, author: 王江}]\n",
        encoding="utf-8",
    )
    said = json.loads(check(report.name, "--house", house.name, "--format", "json").stdout)
    assert [one["excerpt"] for one in said["findings"]] == ["##paidbegin##"]
    assert [(one["excerpt"], one["reason"]) for one in said["silenced"]] == [("XX", "代号")]
    house.write_text("protects: []\n", encoding="utf-8")
    wrong = check(report.name, "--house", house.name)
    assert wrong.returncode == 4
    assert "用语.yaml:1：protects" in wrong.stderr


def test_what_is_piped_in_is_checked(check: Check) -> None:
    said = json.loads(check("-", "--format", "json", given=TEXT).stdout)
    assert said["findings"][0]["excerpt"] == "XX"


def test_findings_come_as_a_table_and_as_marks_beside_a_change(check: Check, report: Path) -> None:
    table = check(report.name, "--format", "markdown").stdout
    assert f"## {report.name}" in table
    assert "| 2:7 | 必改 | XX |" in table
    marks = check(report.name, "--format", "github").stdout.splitlines()
    assert f"::error file={report.name},line=2,col=7,title=blanks/placeholder::“XX”没有填写。" in marks
