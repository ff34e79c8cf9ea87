"""Build the release: a wheel with the built assets in it, and a zip that installs it without network.

The zip holds every wheel of requirements/postgres.txt for one platform, checked against the digests of the lock file.
"""

import argparse
import hashlib
import platform
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from packaging.requirements import Requirement

ROOT = Path(__file__).resolve().parent.parent
TEMPLATES = ROOT / "tools" / "bundle"
sys.path.insert(0, str(ROOT / "src"))

from taizhang import __version__  # noqa: E402
from taizhang.faces.web.assets import assets_missing  # noqa: E402


@dataclass(frozen=True)
class Target:
    """A kind of machine that a bundle is for."""

    tags: tuple[str, ...]
    """Platform tags of the wheels that run there, as pip names them."""
    markers: dict[str, str]


def _linux(machine: str) -> Target:
    tags = (*(f"manylinux_2_{minor}_{machine}" for minor in (28, 24, 17, 12, 5)), f"manylinux2014_{machine}")
    return Target(
        tags, {"sys_platform": "linux", "platform_system": "Linux", "os_name": "posix", "platform_machine": machine}
    )


SOURCE_ONLY = frozenset({"jieba"})
"""Plain Python that is published without a wheel (docs/decisions/word-frequencies.md): its wheel is built here."""

TARGETS = {
    "linux-x86_64": _linux("x86_64"),
    "linux-aarch64": _linux("aarch64"),
    "windows-amd64": Target(
        ("win_amd64",),
        {"sys_platform": "win32", "platform_system": "Windows", "os_name": "nt", "platform_machine": "AMD64"},
    ),
    "macos-arm64": Target(
        tuple(f"macosx_{major}_0_arm64" for major in range(15, 10, -1)),
        {"sys_platform": "darwin", "platform_system": "Darwin", "os_name": "posix", "platform_machine": "arm64"},
    ),
}


def main() -> int:
    arguments = _arguments()
    if missing := assets_missing():
        print(missing)
        return 1
    output: Path = arguments.output.resolve()
    wheel = _build_wheel(output)
    print(f"安装包：{wheel}")
    name = f"taizhang-{__version__}-offline-{arguments.platform}-py{arguments.python.replace('.', '')}"
    folder = output / name
    shutil.rmtree(folder, ignore_errors=True)
    (folder / "wheels").mkdir(parents=True)
    _download(folder, TARGETS[arguments.platform], arguments.python)
    _add_product(folder, wheel)
    _add_texts(folder, arguments.platform, arguments.python)
    archive = shutil.make_archive(str(folder), "zip", output, name)
    print(f"离线安装包：{archive}")
    return 0


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--platform", choices=TARGETS, default=_this_platform())
    parser.add_argument("--python", default="{}.{}".format(*sys.version_info[:2]), help="e.g. 3.11")
    parser.add_argument("--output", type=Path, default=ROOT / "dist")
    return parser.parse_args()


def _this_platform() -> str:
    name = {"Darwin": "macos", "Windows": "windows"}.get(platform.system(), "linux")
    return f"{name}-{platform.machine().lower()}"


def _build_wheel(output: Path) -> Path:
    command = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(output), str(ROOT)]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return output / f"taizhang-{__version__}-py3-none-any.whl"


def _download(folder: Path, target: Target, python: str) -> None:
    """Fetch the locked wheels of the target. Pip would judge markers by this machine, so they are judged here."""
    wanted = folder / "requirements.txt"
    locked = _locked_for(target, python).splitlines()
    sources = [line for line in locked if Requirement(line.split(" --hash=")[0]).name in SOURCE_ONLY]
    wanted.write_text("".join(f"{line}\n" for line in locked if line not in sources), encoding="utf-8")
    command = [sys.executable, "-m", "pip", "download", "--quiet", "--disable-pip-version-check", "--no-deps"]
    command += ["--only-binary", ":all:", "--require-hashes", "--python-version", python, "--implementation", "cp"]
    command += [part for tag in target.tags for part in ("--platform", tag)]
    command += ["--dest", str(folder / "wheels"), "--requirement", str(wanted)]
    subprocess.run(command, check=True)
    for line in sources:
        _build_from_source(folder, line, wanted)


def _build_from_source(folder: Path, line: str, wanted: Path) -> None:
    """Build one plain Python wheel from its locked source, and name the wheel's own digest to the installer."""
    with tempfile.TemporaryDirectory() as place:
        listed = Path(place) / "source.txt"
        listed.write_text(f"{line}\n", encoding="utf-8")
        command = [sys.executable, "-m", "pip", "wheel", "--quiet", "--disable-pip-version-check", "--no-deps"]
        command += ["--require-hashes", "--wheel-dir", place, "--requirement", str(listed)]
        subprocess.run(command, check=True)
        (wheel,) = Path(place).glob("*-none-any.whl")
        kept = Path(shutil.copy(wheel, folder / "wheels"))
    with wanted.open("a", encoding="utf-8") as stream:
        stream.write(f"{line.split(' --hash=', maxsplit=1)[0].strip()} --hash=sha256:{_digest(kept)}\n")


def _locked_for(target: Target, python: str) -> str:
    """Return the lock's lines that hold on the target, without their markers."""
    lock = (ROOT / "requirements" / "bundle.txt").read_text(encoding="utf-8")
    environment = {
        **target.markers,
        "python_version": python,
        "python_full_version": f"{python}.0",
        "implementation_name": "cpython",
        "platform_python_implementation": "CPython",
    }
    lines = []
    for block in lock.replace("\\\n", " ").splitlines():
        pin, *digests = block.split(" --hash=")
        requirement = Requirement(pin.strip())
        if requirement.marker is None or requirement.marker.evaluate(environment):
            requirement.marker = None
            lines.append(" --hash=".join([str(requirement), *(digest.strip() for digest in digests)]))
    return "\n".join(lines) + "\n"


def _add_product(folder: Path, wheel: Path) -> None:
    shutil.copy(wheel, folder / "wheels")
    with (folder / "requirements.txt").open("a", encoding="utf-8") as stream:
        stream.write(f"taizhang=={__version__} --hash=sha256:{_digest(wheel)}\n")


def _add_texts(folder: Path, target: str, python: str) -> None:
    for template in TEMPLATES.iterdir():
        text = template.read_text(encoding="utf-8")
        text = text.replace("@PYTHON@", python).replace("@PLATFORM@", target).replace("@VERSION@", __version__)
        ends = "\n" if template.suffix == ".sh" else "\r\n"
        (folder / template.name).write_text(text, encoding="utf-8", newline=ends)
    shutil.copy(ROOT / "LICENSE", folder / "LICENSE.txt")
    shutil.copy(ROOT / "README.md", folder / "介绍.md")
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    sums = "".join(f"{_digest(path)}  {path.relative_to(folder).as_posix()}\n" for path in files)
    (folder / "SHA256SUMS").write_text(sums, encoding="utf-8")


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


if __name__ == "__main__":
    sys.exit(main())
