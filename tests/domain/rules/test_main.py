from __future__ import annotations

from pathlib import Path

import pytest

from taizhang.domain.rules.__main__ import main
from taizhang.domain.rules.reference import reference_page
from taizhang.domain.rules.rulebook import shipped


def test_the_shipped_folder_passes(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([]) == 0
    assert "制度文件合格" in capsys.readouterr().out


def test_a_faulty_folder_prints_every_fault_and_fails(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "kinds").mkdir()
    (tmp_path / "kinds" / "x.yaml").write_text("zh: x\nunits: 次\n", encoding="utf-8")
    assert main([str(tmp_path)]) == 1
    told = capsys.readouterr().err
    assert "kinds/x.yaml:2：units" in told
    assert "kinds/x.yaml:1：group：缺少“group”" in told
    assert "共 2 处错误" in told


def test_a_folder_that_is_not_there_is_another_failure(tmp_path: Path) -> None:
    assert main([str(tmp_path / "nowhere")]) == 2


def test_the_reference_page_names_every_rule_kind_and_source(tmp_path: Path) -> None:
    page = tmp_path / "docs" / "rulebook.md"
    assert main(["--reference", str(page)]) == 0
    text = page.read_text(encoding="utf-8")
    rulebook = shipped()
    assert text == reference_page(rulebook)
    assert [
        one
        for one in (*rulebook.rules, *rulebook.kinds, *rulebook.figures)
        if f"`{one}`" not in text and f"| {one} |" not in text
    ] == []
    assert [source.zh for source in rulebook.sources.values() if source.zh not in text] == []
    assert rulebook.digest in text


def test_the_committed_reference_page_is_up_to_date() -> None:
    page = Path(__file__).parents[3] / "docs" / "reference" / "rulebook.md"
    assert page.read_text(encoding="utf-8") == reference_page(shipped())
