import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import cast

WEB = Path(__file__).parent
VENDOR = WEB / "static" / "vendor"
SPRITE = "icons.svg"


@dataclass(frozen=True)
class Assets:
    """The front-end parts (前端资源) that the pages need, as `assets.toml` names them."""

    files: dict[str, str]
    """Name below `static/vendor/` → path below `node_modules/`."""
    icons: tuple[str, ...]
    bundles: dict[str, str]
    """Name below `static/vendor/` → our module, below this folder, that is bundled with what it imports."""

    @property
    def names(self) -> tuple[str, ...]:
        """Every file that must stand in `static/vendor/`."""
        return (*self.files, *self.bundles, SPRITE)


def listed_assets() -> Assets:
    """Read `assets.toml`."""
    content = tomllib.loads((WEB / "assets.toml").read_text(encoding="utf-8"))
    return Assets(
        files=cast("dict[str, str]", content["files"]),
        icons=tuple(cast("list[str]", content["icons"]["outline"])),
        bundles=cast("dict[str, str]", content["bundles"]),
    )


def assets_missing(vendor: Path = VENDOR) -> str:
    """Say in one sentence that the pages cannot be shown without assets; empty when all are there."""
    missing = [name for name in listed_assets().names if not (vendor / name).is_file()]
    if not missing:
        return ""
    lacking = f"缺少 {len(missing)} 个前端资源（如 {missing[0]}）"
    return f"{lacking}，网页无法显示：在源码目录运行 make assets，或改用安装包。"
