"""Attack case B9: a picture is measured by its header and kept without where it was taken; what is seen stays."""

import io
import random
import struct
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from taizhang.formats.pictures import Cleaned, PictureError, clean_picture, is_picture
from tests.formats.pictures.made_pictures import (
    MOMENT,
    PLACE,
    chunk,
    exif,
    jpeg,
    png,
    segment,
    telling_jpeg,
    telling_png,
)

GIANT = (50_000, 50_000)


def cleaned(content: bytes, folder: Path, name: str) -> tuple[Cleaned, bytes]:
    source, target = folder / "came", io.BytesIO()
    source.write_bytes(content)
    return clean_picture(source, target, name), target.getvalue()


@pytest.mark.parametrize(("content", "name"), [(telling_jpeg(), "a.jpg"), (telling_png(), "a.PNG")])
def test_nothing_of_a_picture_tells_where_it_was_taken(content: bytes, name: str, tmp_path: Path) -> None:
    assert PLACE in content, "the control: the canary is there to be found"
    found, kept = cleaned(content, tmp_path, name)
    assert PLACE not in kept
    assert b"Maker77" not in kept
    assert "拍摄位置" in found.left_out
    assert "注释" in found.left_out
    assert "夹带在照片后面的内容" in found.left_out


def test_what_is_seen_of_a_jpeg_stays_byte_for_byte(tmp_path: Path) -> None:
    _, kept = cleaned(telling_jpeg(), tmp_path, "a.jpg")
    plain = jpeg()
    assert kept.endswith(plain[2:]), "tables, frame and scan are those that came"
    assert b"colours" in kept, "colours need their profile"
    assert MOMENT in kept, "the day of a photo is evidence"
    again, same = cleaned(kept, tmp_path, "a.jpg")
    assert same == kept
    assert again.left_out == ()


@pytest.mark.parametrize("turned", [1, 3, 6, 8])
def test_a_photo_that_was_taken_upright_stays_upright(turned: int, tmp_path: Path) -> None:
    _, kept = cleaned(telling_jpeg(turned=turned), tmp_path, "a.jpg")
    at = kept.index(b"Exif\0\0") + 6
    tags = {struct.unpack_from(">HHIHH", kept, at + 10 + 12 * place)[0::3] for place in range(2)}
    assert (turned != 1) == ((0x0112, turned) in tags)


def test_a_picture_without_anything_to_hide_is_kept_as_it_came(tmp_path: Path) -> None:
    for name, content in (("a.jpg", jpeg(640, 480)), ("a.png", png(3, 1, mark=b"abc"))):
        found, kept = cleaned(content, tmp_path, name)
        assert kept == content
        assert found.left_out == ()


@pytest.mark.parametrize(("content", "name"), [(jpeg(*GIANT), "a.jpg"), (png(*GIANT), "a.png")])
def test_a_giant_is_refused_by_its_header(content: bytes, name: str, tmp_path: Path) -> None:
    with pytest.raises(PictureError, match="50000×50000 个像素"):
        cleaned(content, tmp_path, name)


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (b"", "a.jpg"),
        (b"\xff\xd8\xff", "a.jpg"),
        (telling_jpeg()[:-200][:300], "a.jpg"),
        (jpeg()[:-2], "a.jpg"),
        (jpeg(0, 8), "a.jpg"),
        (b"\xff\xd8" + segment(0xE1, b"Exif\0\0" + exif()) + b"\xff\xd9", "a.jpg"),
        (b"\xff\xd8\xff\xe1\xff\xff" + b"x" * 50, "a.jpg"),
        (png()[:-12], "a.png"),
        (png(0, 1), "a.png"),
        (png().replace(b"IDAT", b"IDAX"), "a.png"),
        (png(chunks=(chunk(b"CODE", b"x"),)), "a.png"),
        (b"\x89PNG\r\n\x1a\n" + chunk(b"IDAT", b""), "a.png"),
        (b"\x89PNG\r\n\x1a\n" + struct.pack(">I", 2**31) + b"IHDR", "a.png"),
    ],
)
def test_a_damaged_or_truncated_picture_is_refused(content: bytes, name: str, tmp_path: Path) -> None:
    with pytest.raises(PictureError, match="损坏"):
        cleaned(content, tmp_path, name)


def test_thirty_megabytes_are_cleaned_in_time(tmp_path: Path) -> None:
    scan = random.Random(1).randbytes(30_000_000).replace(b"\xff", b"\xff\0")  # noqa: S311 (noise)
    began = time.process_time()
    _, kept = cleaned(jpeg(scan=scan), tmp_path, "a.jpg")
    assert len(kept) > len(scan)
    assert time.process_time() - began < 5


@given(seed=st.integers(0, 2**32), name=st.sampled_from(["a.jpg", "a.png"]))
def test_damage_ends_in_a_picture_or_a_sentence(seed: int, name: str, tmp_path_factory: pytest.TempPathFactory) -> None:
    chance = random.Random(seed)  # noqa: S311 (damage at random)
    content = bytearray(telling_jpeg() if name == "a.jpg" else telling_png())
    for _ in range(chance.randint(1, 4)):
        content[chance.randrange(len(content))] = chance.randrange(256)
    try:
        _, kept = cleaned(bytes(content), tmp_path_factory.getbasetemp(), name)
    except PictureError as refused:
        said = str(refused)
    else:
        said = "" if kept.endswith((b"\xff\xd9", chunk(b"IEND", b""))) else "cut short"
    assert not said or said.endswith("。")


def test_only_what_is_taken_in_is_a_picture() -> None:
    assert [is_picture(one) for one in ("a.JPG", "b.jpeg", "c.png", "d.pdf", "e.webp")] == [True] * 3 + [False] * 2
