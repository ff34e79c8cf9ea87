"""Another unit's files become this unit's own: the unit's part of every path and of every reference is its own."""

from __future__ import annotations

import re
from collections.abc import Mapping

from taizhang.apps.rulebooks.errors import OwnRuleRefusedError
from taizhang.domain.rules.differences import Change, FileDifference

_PLACE = re.compile(r"(?:[a-z_]+)/own/([a-z0-9_]+)/")


def moved(texts: Mapping[str, str], slug: str) -> tuple[dict[str, str], bool]:
    """The files as those of a unit, and whether they were another's.

    Files of several units, or that lie elsewhere, stay as they are: they are refused where files are read.
    """
    owners = {found[1] if (found := _PLACE.match(path)) else "" for path in texts}
    if len(owners) != 1 or owners <= {"", slug}:
        return dict(texts), False
    (other,) = owners
    reference = re.compile(rf"(?<![\w/])own/{re.escape(other)}/")
    return {
        path.replace(f"/own/{other}/", f"/own/{slug}/", 1): reference.sub(f"own/{slug}/", text)
        for path, text in texts.items()
    }, True


def refuse_taken(differences: tuple[FileDifference, ...]) -> None:
    """What comes from elsewhere may add to a unit's own files; it never takes the place of one."""
    taken = [one for one in differences if one.change is not Change.ADDED]
    if taken:
        named = "、".join(f"“{one.zh}”（{one.path}）" for one in taken[:5])
        raise OwnRuleRefusedError(
            f"没有导入：本单位已有同编号的{named}，内容不一样。把文件包里的这几个文件改名，连同提到它们的地方，再导入。"
        )
