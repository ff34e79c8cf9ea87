"""Reports out of a folder or a zip: only what may hold one, in the order of names, and nothing that reaches outside."""

import io
import zipfile
from pathlib import Path

import pytest

from taizhang.formats import report_files
from taizhang.formats.report_files import files_of_folder, files_of_zip, is_zip_name
from taizhang.formats.texts import UnreadableError, opening, read_text


def _zip(parts: dict[str, bytes]) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return packed.getvalue()


def test_a_folder_gives_reports_by_name_and_follows_no_link(tmp_path: Path) -> None:
    outside = tmp_path / "outside.txt"
    outside.write_text("secret", encoding="utf-8")
    folder = tmp_path / "in"
    (folder / "sub").mkdir(parents=True)
    for name in ("b.txt", "a.docx", "sub/c.pdf", "~$a.docx", ".d.txt", "e.xlsx", "__MACOSX"):
        (folder / name).write_bytes(b"x")
    (folder / "link.txt").symlink_to(outside)
    assert [name for name, _ in files_of_folder(folder)] == ["a.docx", "b.txt", "sub/c.pdf"]


def test_a_zip_gives_reports_and_passes_over_what_is_none() -> None:
    found = dict(files_of_zip(_zip({"b.txt": b"2", "x/a.txt": b"1", "inner.zip": b"PK", "__MACOSX/b.txt": b"0"})))
    assert found == {"b.txt": b"2", "x/a.txt": b"1"}


@pytest.mark.parametrize("name", ["../up.txt", "/etc/passwd.txt", "c:/a.txt", "a\\b.txt"])
def test_a_name_that_reaches_outside_is_refused(name: str) -> None:
    raw = _zip({"n" * len(name): b"x"}).replace(b"n" * len(name), name.encode())
    with pytest.raises(UnreadableError, match="文件名"):
        list(files_of_zip(raw))


@pytest.mark.parametrize("content", [b"", b"PK", b"PK\x03\x04", b"no zip at all"])
def test_what_is_no_zip_is_refused_with_a_sentence(content: bytes) -> None:
    with pytest.raises(UnreadableError, match="。"):
        list(files_of_zip(content))


def test_a_file_too_large_is_read_no_further_than_that_the_reader_refuses_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(report_files, "MOST_BYTES", 1000)
    assert [len(content) for _, content in files_of_zip(_zip({"a.txt": b"x" * 5000}))] == [1001]
    monkeypatch.setattr(opening, "MOST_BYTES", 1000)
    with pytest.raises(UnreadableError, match="文件超过"):
        read_text("a.txt", b"x" * 1001)


def test_too_many_files_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(report_files, "MOST_FILES", 2)
    with pytest.raises(UnreadableError, match="分成几个压缩包"):
        list(files_of_zip(_zip({f"{at}.txt": b"x" for at in range(3)})))
    for at in range(3):
        (tmp_path / f"{at}.txt").write_bytes(b"x")
    with pytest.raises(UnreadableError, match="分成几个文件夹"):
        list(files_of_folder(tmp_path))


def test_a_zip_is_known_by_its_name() -> None:
    assert is_zip_name("A.ZIP")
    assert not is_zip_name("a.docx")
