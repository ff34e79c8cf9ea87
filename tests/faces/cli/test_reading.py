"""`taizhang read` tells one report, or many side by side, without a data folder; whatever the files are."""

import io
import json
import os
import zipfile
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

from taizhang.faces.cli.exits import Exit
from taizhang.faces.cli.program import run

YEARS = {
    "青禾支部2023.txt": "青禾社区党支部2023年工作总结\n一、工作成效\n召开支委会12次。\n二、存在问题\n"
    "一是学习形式单一，结合实际不深。\n三、下一步打算\n一是每月学习一次。\n",
    "云岭支部2023.txt": "云岭社区党支部2023年工作总结\n一、工作成效\n召开支委会9次。\n",
}


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Two reports and much that is none; no data folder anywhere."""
    monkeypatch.setenv("TAIZHANG_HOME", str(tmp_path / "nowhere"))
    inside = tmp_path / "reports"
    inside.mkdir()
    for name, text in YEARS.items():
        (inside / name).write_text(text, encoding="utf-8")
    (inside / "~$临时.docx").write_bytes(b"lock")
    (inside / ".hidden.txt").write_text("x", encoding="utf-8")
    (inside / "表.xlsx").write_bytes(b"PK")
    return inside


def test_one_file_gives_the_contract_s_json(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["read", str(folder / "青禾支部2023.txt"), "--format", "json"]) == Exit.DONE
    told = json.loads(capsys.readouterr().out)
    assert (told["file"], told["kind"], told["year"]) == ("青禾支部2023.txt", "organization", 2023)
    assert [(one["value"], one["unit"]) for one in told["figures"]] == [(12, "次"), (1, "次/月")]
    assert {"level", "number", "text", "start", "end"} <= told["outline"][0].keys()
    assert not (folder.parent / "nowhere").exists()


def test_one_file_is_told_in_lines(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["read", str(folder / "青禾支部2023.txt")]) == Exit.DONE
    assert "支委会 12次" in capsys.readouterr().out


def test_a_folder_is_a_table_of_its_reports(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["read", str(folder), "--format", "csv"]) == Exit.DONE
    lines = capsys.readouterr().out.splitlines()
    assert len([line for line in lines if line.startswith(("青禾", "云岭"))]) == 2
    assert "存在问题、下一步打算" in "".join(lines)


def test_last_year_is_held_against_this_one(folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    this_year = tmp_path / "青禾支部2024.txt"
    this_year.write_text(YEARS["青禾支部2023.txt"].replace("2023", "2024"), encoding="utf-8")
    assert run(["read", str(this_year), "--earlier", str(folder), "--format", "table"]) == Exit.DONE
    told = capsys.readouterr().out
    assert "上年 1 条，见到 0 条" in told
    assert "去年提出“学习形式单一”，今年怎么样了？" in told


def test_a_zip_is_read_with_names_in_gbk(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as package:
        package.writestr("aa.txt", YEARS["云岭支部2023.txt"])
        package.writestr("__MACOSX/aa.txt", "x")
        package.writestr("inner.zip", b"PK")
    file = tmp_path / "all.zip"
    # What old systems write: the name in GBK, and no mark that says so.
    file.write_bytes(_renamed(packed.getvalue()))
    assert run(["read", str(file)]) == Exit.DONE
    assert "甲.txt" in capsys.readouterr().out


def _renamed(raw: bytes) -> bytes:
    """Write 甲 in GBK where the zip says aa, in the directory and before the part."""
    return raw.replace(b"aa.txt", "甲".encode("gbk") + b".txt")


def test_a_workbook_holds_every_table(folder: Path, tmp_path: Path) -> None:
    file = tmp_path / "out.xlsx"
    assert run(["read", str(folder), "--format", "xlsx", "--output", str(file)]) == Exit.DONE
    book = CalamineWorkbook.from_path(str(file))
    assert book.sheet_names == ["一览", "数据", "问题和打算", "相同之处"]
    assert len(book.get_sheet_by_index(0).to_python()) == 3


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04broken", b"%PDF-1.7 broken", os.urandom(4096)])
def test_a_file_that_is_no_report_is_named_with_its_reason(
    tmp_path: Path, content: bytes, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "bad.docx"
    file.write_bytes(content)
    assert run(["read", str(file)]) == Exit.REFUSED
    said = capsys.readouterr().err
    assert "bad.docx" in said
    assert "Traceback" not in said


def test_one_bad_file_does_not_stop_the_others(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "坏.docx").write_bytes(b"nothing")
    assert run(["read", str(folder)]) == Exit.FOUND
    told = capsys.readouterr()
    assert "坏.docx" in told.out
    assert "2 份读了，1 份没有读出" in told.err


def test_a_formula_in_a_report_stays_text_in_the_table(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "a.txt"
    file.write_text("=HYPERLINK(1)党支部2023年总结\n一、存在问题\n一是=cmd|calc学习不深入。\n", encoding="utf-8")
    assert run(["read", str(file), "--format", "csv"]) == Exit.DONE
    assert ",=" not in capsys.readouterr().out


def test_xlsx_without_a_file_is_refused_with_what_to_write(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["read", str(folder), "--format", "xlsx"]) == Exit.USAGE
    assert "--output" in capsys.readouterr().err
