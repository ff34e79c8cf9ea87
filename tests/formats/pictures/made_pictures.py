"""Small true pictures with everything that a telephone writes into one."""

import struct
import zlib

PLACE = b"N39.9042,E116.4074"
"""Where the picture was taken: the canary of every test here."""
MOMENT = b"2025:10:15 09:30:00\0"
_HUFFMAN_DC = bytes.fromhex("0000010501010101010100000000000000000102030405060708090a0b")
_HUFFMAN_AC = bytes.fromhex("1001020002000000000000000000000000000001")


def exif(*, turned: int = 1, place: bool = True, moment: bool = True) -> bytes:
    """A TIFF of tags in the low byte first: maker, orientation, moment, and a page with the place."""
    tags = [struct.pack("<HHII", 0x010F, 2, 8, 200), struct.pack("<HHIHH", 0x0112, 3, 1, turned, 0)]
    if moment:
        tags.append(struct.pack("<HHII", 0x8769, 4, 1, 260))
    if place:
        tags.append(struct.pack("<HHII", 0x8825, 4, 1, 320))
    page = b"II*\0" + struct.pack("<IH", 8, len(tags)) + b"".join(tags) + bytes(4)
    page = page.ljust(200, b"\0") + b"Maker77\0"
    page = page.ljust(260, b"\0") + struct.pack("<HHHII", 1, 0x9003, 2, 20, 290) + bytes(4)
    page = page.ljust(290, b"\0") + MOMENT
    return page.ljust(320, b"\0") + struct.pack("<HHHII", 1, 0x001D, 2, len(PLACE), 340) + bytes(4) + b"\0\0" + PLACE


def segment(mark: int, content: bytes) -> bytes:
    return bytes((0xFF, mark)) + struct.pack(">H", len(content) + 2) + content


def jpeg(
    width: int = 8,
    height: int = 8,
    *,
    segments: tuple[bytes, ...] = (),
    scan: bytes = b"\x12\xff\x00\x34",
    end: bytes = b"",
) -> bytes:
    """A grey JPEG; what stands in `segments` comes first."""
    frame = struct.pack(">BHHBBBB", 8, height, width, 1, 1, 0x11, 0)
    return (
        b"\xff\xd8"
        + b"".join(segments)
        + segment(0xDB, b"\0" + b"\1" * 64)
        + segment(0xC0, frame)
        + segment(0xC4, _HUFFMAN_DC)
        + segment(0xC4, _HUFFMAN_AC)
        + segment(0xDA, b"\1\1\0\0\x3f\0")
        + scan
        + b"\xff\xd9"
        + end
    )


def telling_jpeg(*, turned: int = 1) -> bytes:
    """A JPEG that tells where it was taken in every way there is."""
    return jpeg(
        segments=(
            segment(0xE0, b"JFIF\0\1\2\0\0\1\0\1\1\1" + PLACE[:3]),
            segment(0xE1, b"Exif\0\0" + exif(turned=turned)),
            segment(0xE1, b"http://ns.adobe.com/xap/1.0/\0<x:xmpmeta>" + PLACE + b"</x:xmpmeta>"),
            segment(0xE2, b"ICC_PROFILE\0\1\1colours"),
            segment(0xE2, b"MPF\0" + PLACE),
            segment(0xED, b"Photoshop 3.0\0" + PLACE),
            segment(0xFE, PLACE),
        ),
        end=jpeg(segments=(segment(0xE1, b"Exif\0\0" + exif()),)) + PLACE,
    )


def chunk(name: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))


def png(
    width: int = 1, height: int = 1, *, chunks: tuple[bytes, ...] = (), end: bytes = b"", mark: bytes = b""
) -> bytes:
    """A PNG; `mark` makes one unlike another, as other pictures are."""
    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    pixels = zlib.compress(b"\0" + (mark or b"\x7f"))
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", head)
        + b"".join(chunks)
        + chunk(b"IDAT", pixels)
        + chunk(b"IEND", b"")
        + end
    )


def telling_png() -> bytes:
    """A PNG that tells where it was taken in every way there is."""
    return png(
        chunks=(
            chunk(b"eXIf", exif(turned=6)),
            chunk(b"tEXt", b"Location\0" + PLACE),
            chunk(b"iTXt", b"XML:com.adobe.xmp\0\0\0\0\0" + PLACE),
            chunk(b"zTXt", b"Author\0\0" + zlib.compress(PLACE, 0)),
            chunk(b"prVt", PLACE),
            chunk(b"gAMA", struct.pack(">I", 45455)),
        ),
        end=PLACE,
    )
