"""Files come in distrusted, lie under their digest, and go out to whom they concern."""

import io
import zipfile
from pathlib import Path

import pytest
from django.conf import LazySettings

from taizhang.apps.ledger.errors import EntryNotFoundError
from taizhang.apps.ledger.services.attaching import (
    UploadRefusedError,
    open_attachment,
    path_of,
    plain_name,
    store_attachment,
)
from taizhang.apps.organizations.errors import NotFoundError
from taizhang.domain.canonical import digest_bytes, digest_text
from tests.apps.ledger.conftest import World
from tests.formats.pictures.made_pictures import PLACE, png, telling_jpeg, telling_png

pytestmark = [pytest.mark.django_db]
PDF = b"%PDF-1.7\n" + b"signed in by hand " * 40


@pytest.fixture(autouse=True)
def store(settings: LazySettings, tmp_path: Path) -> Path:
    settings.MEDIA_ROOT = str(tmp_path / "attachments")
    return tmp_path / "attachments"


def _package(*names: str) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as package:
        for name in names:
            package.writestr(name, "<a/>")
    return stream.getvalue()


def test_the_same_bytes_are_kept_once_under_their_digest(world: World, store: Path) -> None:
    first = store_attachment(world.clerk, world.branch, "签到表.pdf", [PDF[:10], PDF[10:]])
    again = store_attachment(world.clerk, world.branch, "签到表（再传）.pdf", [PDF])
    assert first.file_digest == again.file_digest == digest_text(PDF.decode())
    assert path_of(first.file_digest).read_bytes() == PDF
    assert [path for path in store.rglob("*") if path.is_file()] == [path_of(first.file_digest)]


@pytest.mark.parametrize(
    ("name", "content", "why"),
    [
        ("签到表.exe", PDF, "只收"),
        ("签到表", PDF, "后缀"),
        ("照片.jpg", PDF, "改过后缀"),
        ("照片.webp", b"RIFF\0\0\0\0WEBP", "只收"),
        ("半张.jpg", telling_jpeg()[:-300][:400], "损坏"),
        ("巨幅.png", png(50_000, 50_000), "太大了"),
        ("名单.txt", b"a\0b", "不是文本"),
        ("空.pdf", b"", "空的"),
        ("机密通报.pdf", PDF, "密级"),
        ("宏.docx", _package("[Content_Types].xml", "word/document.xml", "word/vbaProject.bin"), "没有收下"),
        ("越界.docx", _package("../../etc/passwd"), "没有收下"),
        ("坏.xlsx", b"PK\x03\x04" + b"\0" * 40, "没有收下"),
    ],
)
def test_what_is_not_what_it_says_is_refused_and_leaves_nothing(
    world: World, store: Path, name: str, content: bytes, why: str
) -> None:
    with pytest.raises(UploadRefusedError, match=why):
        store_attachment(world.clerk, world.branch, name, [content])
    assert not [path for path in store.rglob("*") if path.is_file()]


@pytest.mark.parametrize(("name", "content"), [("现场.jpg", telling_jpeg()), ("现场.png", telling_png())])
def test_a_photo_is_kept_without_the_place_and_its_digest_is_of_what_is_kept(
    world: World, store: Path, name: str, content: bytes
) -> None:
    kept = store_attachment(world.clerk, world.branch, name, [content[:9], content[9:]])
    assert "拍摄位置" in kept.left_out
    lying = path_of(kept.file_digest).read_bytes()
    assert (digest_bytes(lying), len(lying)) == (kept.file_digest, kept.size)
    assert not [path for path in store.rglob("*") if path.is_file() and PLACE in path.read_bytes()]
    assert store_attachment(world.clerk, world.branch, name, [lying]).file_digest == kept.file_digest


def test_one_organisation_cannot_fill_the_disk(world: World, store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("taizhang.apps.ledger.services.attaching.MOST_BYTES_EACH", len(PDF) * 2)
    for name in ("一.pdf", "二.pdf"):
        store_attachment(world.clerk, world.branch, name, [PDF])
    with pytest.raises(UploadRefusedError, match="合计超过"):
        store_attachment(world.clerk, world.branch, "三.pdf", [PDF])
    assert not list(store.glob("incoming-*"))


def test_a_file_that_is_too_large_is_refused_while_it_comes(
    world: World, store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("taizhang.apps.ledger.services.attaching.MOST_BYTES", 100)
    with pytest.raises(UploadRefusedError, match="超过"):
        store_attachment(world.clerk, world.branch, "大.pdf", iter([PDF] * 3))
    assert not [path for path in store.rglob("*") if path.is_file()]


def test_a_stranger_neither_stores_nor_opens(world: World) -> None:
    kept = store_attachment(world.clerk, world.branch, "签到表.pdf", [PDF])
    with pytest.raises(NotFoundError):
        store_attachment(world.stranger, world.branch, "签到表.pdf", [PDF])
    with pytest.raises(EntryNotFoundError):
        open_attachment(world.stranger, kept.pk)
    assert open_attachment(world.clerk, kept.pk)[1].read_bytes() == PDF


def test_a_restricted_file_is_for_the_keepers(world: World) -> None:
    kept = store_attachment(world.clerk, world.branch, "谈话.pdf", [PDF], restricted=True)
    with pytest.raises(EntryNotFoundError):
        open_attachment(world.clerk, kept.pk)
    assert open_attachment(world.secretary, kept.pk)[0].name == "谈话.pdf"


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("../../etc/签到.PDF", "签到.pdf"),
        ("C:\\tmp\\签到.pdf", "签到.pdf"),
        ("签到\u202efdp.pdf", "签到fdp.pdf"),
        ("甲" * 300 + ".pdf", "甲" * 110 + ".pdf"),
        ("签到\r\nX: y.pdf", "签到X: y.pdf"),
    ],
)
def test_names_are_made_plain(given: str, kept: str) -> None:
    assert plain_name(given) == kept
