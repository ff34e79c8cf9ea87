"""A unit's own files as a package (zip of YAML): written for people, read back with distrust."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Mapping
from io import BytesIO
from typing import Final

from taizhang.apps.rulebooks.errors import OwnRuleRefusedError
from taizhang.apps.rulebooks.own.spelling import yaml_of
from taizhang.domain.rules.reading import MOST_BYTES

MOST_PACKAGE_BYTES: Final = 2_000_000
MOST_FILES: Final = 300
MOST_UNPACKED_BYTES: Final = 10_000_000
_THEN: Final = (1980, 1, 1, 0, 0, 0)
"""One date for every member: the same files make the same package, byte for byte."""


def packed(files: Mapping[str, str]) -> bytes:
    """Pack canonical texts by path as YAML files."""
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as package:
        for path in sorted(files):
            member = zipfile.ZipInfo(path, date_time=_THEN)
            member.compress_type = zipfile.ZIP_DEFLATED
            member.external_attr = 0o644 << 16
            package.writestr(member, yaml_of(json.loads(files[path])))
    return buffer.getvalue()


def unpacked(package: bytes) -> dict[str, str]:
    """Read {path: YAML} out of a package; sizes are held against what is really read, not what it claims."""
    if len(package) > MOST_PACKAGE_BYTES:
        raise OwnRuleRefusedError(
            f"文件超过{MOST_PACKAGE_BYTES // 1_000_000}兆，没有导入。制度文件不会这么大，请检查。"
        )
    try:
        with zipfile.ZipFile(BytesIO(package)) as opened:
            members = [one for one in opened.infolist() if not one.is_dir()]
            if len(members) > MOST_FILES:
                raise OwnRuleRefusedError(f"里面有{len(members)}个文件，最多{MOST_FILES}个，没有导入。请分成几份。")
            return _texts(opened, members)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError) as error:
        raise OwnRuleRefusedError(
            "这不是能打开的 zip 文件（可能损坏或加了密码），没有导入。请重新导出一份。"
        ) from error


def _texts(package: zipfile.ZipFile, members: list[zipfile.ZipInfo]) -> dict[str, str]:
    texts: dict[str, str] = {}
    total = 0
    for member in members:
        path = member.filename.removeprefix("./")
        if not path.endswith((".yaml", ".yml")):
            continue
        if path.startswith("/") or ".." in path.split("/") or "\\" in path or path in texts:
            raise OwnRuleRefusedError(
                f"里面的文件名“{path[:60]}”不合要求，没有导入。应是 门类/own/组织代码/名称.yaml。"
            )
        with package.open(member) as stream:
            content = stream.read(MOST_BYTES + 1)
        total += len(content)
        if len(content) > MOST_BYTES or total > MOST_UNPACKED_BYTES:
            raise OwnRuleRefusedError(f"“{path[:60]}”解开后太大，没有导入。一个文件最多{MOST_BYTES // 1000}千字节。")
        try:
            texts[path] = content.decode("utf-8")
        except UnicodeDecodeError as error:
            raise OwnRuleRefusedError(f"“{path[:60]}”不是 UTF-8 文本，没有导入。请另存为 UTF-8。") from error
    if not texts:
        raise OwnRuleRefusedError("里面没有 .yaml 文件，没有导入。")
    return texts
