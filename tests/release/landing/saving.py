"""Save a small world of the release that is checked out: python -m tests.release.landing.saving NUMBER.

Once for each landing, by who lands it; what it wrote is committed and never written again.
"""

from __future__ import annotations

import json
import os
import sys
import tempfile
from hashlib import sha256
from pathlib import Path
from typing import Any

from tests.release.landing.places import SAVED, answers, begin, command

CODE = "qing song bai shi he an san yue"


def main(number: str) -> None:
    """Write the world, ask it, and take its backup apart into text."""
    target = SAVED / number
    if target.exists():
        sys.exit(f"{target} is there already: a landing is saved once.")
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder) / "home"
        os.environ["TAIZHANG_DATABASE"] = ""
        begin(home)
        from tests.release.landing.story import tell  # noqa: PLC0415 (Django has to stand)

        command("init", "--upgrade")
        tell()
        command("verify")
        made = _backup(Path(folder))
        target.mkdir(parents=True)
        _take_apart(made, target)
        _write(target / "migrations.json", _migrations())
        _write(target / "answers.json", answers())


def _backup(folder: Path) -> Path:
    from taizhang.apps.audit.archive import make_backup  # noqa: PLC0415 (same)

    return make_backup("local:saving", folder / "backup", CODE).file


def _take_apart(made: Path, target: Path) -> None:
    """Open the sealed backup and lay its members out as files that a person can read."""
    from taizhang.apps.audit.archive.container import LIST, read_header, read_members  # noqa: PLC0415 (same)
    from taizhang.apps.audit.archive.restoring import _keys  # noqa: PLC0415 (same)

    with made.open("rb") as stream:
        header, place = read_header(stream)
        ring, key = _keys(header, CODE)
        for name, pieces in read_members(stream, key, place):
            content = b"".join(pieces)
            if name == LIST:
                listed = json.loads(content)
                _write(target / "schema.json", {"release": listed["release"], "migrations": listed["schema"]})
            elif not name.startswith("tables/") or content.count(b"\n") > 1:
                (target / name).parent.mkdir(exist_ok=True)
                (target / name).write_bytes(content)
    (target / "installation.key").write_text(ring.as_text(), encoding="ascii")


def _migrations() -> dict[str, str]:
    """Every migration that this landing has, by its digest: from now on they stay as they are."""
    import taizhang  # noqa: PLC0415 (the package of the release that is saved)

    root = Path(str(taizhang.__file__)).parent
    return {
        str(file.relative_to(root)): sha256(file.read_bytes()).hexdigest()
        for file in sorted(root.glob("apps/*/migrations/[0-9]*.py"))
    }


def _write(file: Path, value: Any) -> None:
    text = json.dumps(value, ensure_ascii=False, indent=1, sort_keys=True)
    file.write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
