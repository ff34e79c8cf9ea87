"""Packages built by hand, and what the guard says to them."""

import io
import zipfile
from time import process_time
from tracemalloc import get_traced_memory, start, stop

import pytest

from taizhang.formats.guard import guard_package
from taizhang.formats.guard_parts import GuardError

TYPES = b'<?xml version="1.0" encoding="UTF-8"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'


def package(*parts: tuple[str | zipfile.ZipInfo, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", method) as made:
        made.writestr("[Content_Types].xml", TYPES)
        for name, content in parts:
            made.writestr(name, content)
    return buffer.getvalue()


def refused(content: bytes) -> str:
    start()
    began = process_time()
    try:
        with pytest.raises(GuardError) as error:
            guard_package(content)
        assert process_time() - began < 5
        assert get_traced_memory()[1] < 100 * 1024 * 1024
    finally:
        stop()
    assert str(error.value).endswith("。")
    return str(error.value)
