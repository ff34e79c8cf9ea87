"""Where the bench world lies, and how Django is brought up over it."""

from __future__ import annotations

import os
import shutil
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
CACHE = ROOT / ".bench"
SETTINGS = """\
# 性能测试的数据，全部虚构；可以整个文件夹删掉。
mode = "demo"
business_day = 2025-12-31
"""
_SHAPING = ("benchmarks/story.py", "benchmarks/world.py")
"""What decides how a world comes out; any other change leaves it in use, and migrations run on the copy."""


@dataclass(frozen=True)
class Place:
    """A world of one size: the built one, and the copy that is worked on."""

    size: int
    key: str

    @classmethod
    def of_size(cls, size: int) -> Place:
        """Name the place of a world by everything that shapes it."""
        return cls(size, _key())

    @property
    def folder(self) -> Path:
        """Where the built world is kept from run to run."""
        return CACHE / f"{self.size}-{self.key}"

    @property
    def home(self) -> Path:
        """Name the data folder of the built world."""
        return self.folder / "home"

    @property
    def is_built(self) -> bool:
        """Say whether a build came to its end."""
        return (self.folder / "built").is_file()

    @property
    def work(self) -> Path:
        """Name the folder of the copy: each run has its own."""
        return CACHE / f"work-{self.size}-{os.getpid()}"

    def begin(self) -> None:
        """Empty the place, and throw away worlds of this size that nothing leads to any more."""
        for old in CACHE.glob(f"{self.size}-*"):
            shutil.rmtree(old)
        self.home.mkdir(parents=True)
        (self.home / "taizhang.toml").write_text(SETTINGS, encoding="utf-8")

    def copy(self) -> Path:
        """Make the copy to work on, so that the built world stays as it was built; return its data folder."""
        for left in CACHE.glob("work-*"):
            if not _is_running(int(left.name.rpartition("-")[2])):
                shutil.rmtree(left)
        shutil.copytree(self.folder, self.work)
        return self.work / "home"


def bring_up(home: Path, database: str = "") -> None:
    """Read the product's own settings over this data folder."""
    os.environ.update(
        TAIZHANG_HOME=str(home),
        TAIZHANG_KEYS=str(home.parent / "keys"),
        TAIZHANG_DATABASE=database,
        DJANGO_SETTINGS_MODULE="taizhang.config.settings",
    )
    from taizhang.faces.cli.installation import load_django  # noqa: PLC0415 (reads the environment)

    load_django()


def _is_running(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        pass
    return True


def _key() -> str:
    found = sha256()
    for pattern in _SHAPING:
        for file in sorted(ROOT.glob(pattern)):
            found.update(file.read_bytes())
    return found.hexdigest()[:10]
