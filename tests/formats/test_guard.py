"""Hostile packages are refused before they are read, by how they are built: attack cases B1 to B3."""

import io
import random
import struct
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path

import pytest
import xlsxwriter

from taizhang.formats.guard import MOST_PARTS, guard_package
from taizhang.formats.guard_parts import GuardError
from taizhang.formats.xlsx_in import read_workbook
from tests.formats.hostile_packages import package, refused


def workbook(rows: int = 200) -> bytes:
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True}) as book:
        sheet = book.add_worksheet("名册")
        for row in range(rows):
            sheet.write_row(row, 0, [row, f"党员{row}", "男", 3.5])
        sheet.write_url(0, 6, "https://example.cn/")
    return buffer.getvalue()


def overlapping(count: int, size: int) -> bytes:
    """One local header, `count` directory entries on it."""
    plain = package(("a", b"0" * size))
    end = plain.rindex(b"PK\x05\x06")
    begins = plain.index(b"PK\x01\x02")
    second = plain.index(b"PK\x01\x02", begins + 4)
    entry = plain[second:end]
    name = struct.unpack_from("<H", entry, 28)[0]
    entries = b"".join(
        entry[:28] + struct.pack("<H", 5) + entry[30:46] + f"a{number:04}".encode() + entry[46 + name :]
        for number in range(count)
    )
    directory = plain[begins:second] + entries
    tail = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, count + 1, count + 1, len(directory), begins, 0)
    return plain[:begins] + directory + tail


def test_a_real_workbook_passes_and_reads() -> None:
    content = workbook()
    guard_package(content)
    assert len(next(iter(read_workbook(content))).rows) > 100


def test_a_file_on_disk_passes_like_its_bytes(tmp_path: Path) -> None:
    file = tmp_path / "one.xlsx"
    file.write_bytes(workbook())
    guard_package(file)
    file.write_bytes(workbook()[:-30])
    with pytest.raises(GuardError, match="没有传完"):
        guard_package(file)


def test_overlapping_entries_are_refused() -> None:
    """B1: a few kilobytes that Python 3.11.7 reads as many megabytes."""
    content = overlapping(50, 1_000_000)
    assert len(content) < 10_000
    assert "压缩炸弹" in refused(content)
    assert "说的不一样" in refused(overlapping(5, 1000))


def test_entries_on_one_header_with_one_name_are_refused() -> None:
    plain = package(("aaaaa", b"0" * 100_000))
    begins = plain.index(b"PK\x01\x02")
    second = plain.index(b"PK\x01\x02", begins + 4)
    end = plain.rindex(b"PK\x05\x06")
    twice = plain[begins:end] + plain[second:end]
    tail = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 3, 3, len(twice), begins, 0)
    assert "同名" in refused(plain[:begins] + twice + tail)


def test_a_part_that_reaches_into_the_next_is_refused() -> None:
    plain = bytearray(package(("one", b"1" * 100), ("two", b"2" * 100), method=zipfile.ZIP_STORED))
    for sign, at in ((b"PK\x03\x04", 18), (b"PK\x01\x02", 20)):
        place = plain.index(sign, plain.index(sign) + 4)
        struct.pack_into("<LL", plain, place + at, 150, 150)
    assert "重叠" in refused(bytes(plain))


def test_a_bomb_by_ratio_is_refused() -> None:
    assert "压缩炸弹" in refused(package(("xl/a.bin", b"\0" * 60_000_000)))


def test_a_bomb_by_total_is_refused() -> None:
    buffer = io.BytesIO()
    noise = random.Random(1).randbytes(1_000_000)  # noqa: S311 (no secret)
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as made:
        for number in range(6):
            made.writestr(f"a{number}", noise + b"\0" * 49_000_000)
    assert "超过256兆" in refused(buffer.getvalue())


def test_a_hundred_thousand_parts_are_refused_at_once() -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as made:
        for number in range(MOST_PARTS + 1):
            made.writestr(str(number), b"")
    assert f"超过{MOST_PARTS}个" in refused(buffer.getvalue())
    # As many as a directory can declare, with nothing behind it.
    many = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 0xFFFF, 0xFFFF, 0, 0, 0)
    assert "超过" in refused(package()[:-22] + many)


@pytest.mark.parametrize("depth", [1, 5])
def test_a_package_in_a_package_is_refused(depth: int) -> None:
    content = package(("innermost", b"x"))
    for _ in range(depth):
        content = package(("word/embeddings/inner.docx", content))
    assert "套着压缩包" in refused(content)


@pytest.mark.parametrize(
    "name",
    [
        "../evil.xml",
        "word/../../evil.xml",
        "/etc/passwd",
        "C:\\evil.xml",
        "C:evil.xml",
        "word\\evil.xml",
        "a\nb.xml",
        "a" * 300,
    ],
)
def test_names_that_lead_elsewhere_are_refused(name: str) -> None:
    part = zipfile.ZipInfo("x")
    part.filename = name
    assert "文件名" in refused(package((part, b"x")))


def test_a_name_with_a_nought_is_refused() -> None:
    content = package(("word/aXb.xml", b"<a/>")).replace(b"word/aXb.xml", b"word/a\0b.xml")
    assert "文件名" in refused(content)


def test_a_link_is_refused() -> None:
    link = zipfile.ZipInfo("word/document.xml")
    link.create_system, link.external_attr = 3, 0o120777 << 16
    assert "链接" in refused(package((link, b"/etc/passwd")))


def test_an_encrypted_part_is_refused() -> None:
    content = bytearray(package(("word/document.xml", b"<a/>")))
    for sign, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        place = content.index(sign, content.index(sign) + 4)
        content[place + at] |= 1
    assert "密码" in refused(bytes(content))


def test_a_rare_method_is_refused() -> None:
    assert "压缩方式" in refused(package(("a.xml", b"<a/>"), method=zipfile.ZIP_LZMA))


@pytest.mark.parametrize("declared", [10, 4999, 5001, 100_000])
def test_a_declared_size_that_lies_is_refused(declared: int) -> None:
    content = bytearray(package(("word/document.xml", b"<a>" + b"x" * 4993 + b"</a>")))
    for sign, at in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        place = content.index(sign, content.index(sign) + 4)
        struct.pack_into("<L", content, place + at, declared)
    assert "声明" in refused(bytes(content))


def test_sizes_that_differ_between_directory_and_part_are_refused() -> None:
    content = bytearray(package(("word/document.xml", b"x" * 5000)))
    place = content.index(b"PK\x01\x02", content.index(b"PK\x01\x02") + 4)
    struct.pack_into("<L", content, place + 24, 100)
    assert "说的不一样" in refused(bytes(content))


def test_a_wrong_checksum_is_refused() -> None:
    content = bytearray(package(("word/document.xml", b"x" * 5000), method=zipfile.ZIP_STORED))
    content[content.index(b"xxxxx")] ^= 1
    assert "校验" in refused(bytes(content))


def test_bytes_hidden_behind_a_part_are_refused() -> None:
    packing = zlib.compressobj(9, zlib.DEFLATED, -15)
    packed = packing.compress(b"<a/>") + packing.flush() + b"hidden" * 5
    part = zipfile.ZipInfo("word/document.xml")
    content = bytearray(package((part, packed), method=zipfile.ZIP_STORED))
    for sign, at, size in ((b"PK\x03\x04", 8, 22), (b"PK\x01\x02", 10, 24)):
        place = content.index(sign, content.index(sign) + 4)
        struct.pack_into("<H", content, place + at, 8)
        struct.pack_into("<L", content, place + size, 4)
        struct.pack_into("<L", content, place + size - 8, zlib.crc32(b"<a/>"))
    assert "藏着" in refused(bytes(content))


def test_a_package_with_something_before_it_is_refused() -> None:
    """B8: a page that is a package too."""
    assert "夹带" in refused(b"<html><script>alert(1)</script></html>" + workbook(5))


def _mutations(content: bytes) -> Iterator[bytes]:
    chance = random.Random(7)  # noqa: S311 (no secret)
    for _ in range(1500):
        changed = bytearray(content)
        for _ in range(chance.randint(1, 6)):
            changed[chance.randrange(len(changed))] = chance.randrange(256)
        if chance.random() < 0.2:
            del changed[chance.randrange(len(changed)) :]
        yield bytes(changed)


def test_no_damage_makes_it_fail_in_another_way() -> None:
    """Whatever is wrong, the answer is a refusal or a pass, quickly."""
    for content in _mutations(workbook(30)):
        try:
            guard_package(content)
        except GuardError:
            continue
