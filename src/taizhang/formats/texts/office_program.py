"""An old .doc is turned into .docx by an office program where there is one: private profile, no network, in time."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
from pathlib import Path

from taizhang.formats.texts.found import UnreadableError

SECONDS = 60
_PROGRAMS = ("soffice", "libreoffice")


def office_program() -> str | None:
    """The office program of this machine, if it has one."""
    return next((found for name in _PROGRAMS if (found := shutil.which(name))), None)


def as_docx(content: bytes) -> bytes:
    """Turn an old document into a .docx; macros never run, and nothing of the user's own profile is touched."""
    program = office_program()
    if program is None:
        raise UnreadableError("这台电脑上没有能读 .doc 的办公软件。用 Word 或 WPS 打开它，另存为 .docx 再试。")
    with tempfile.TemporaryDirectory(prefix="taizhang-doc-") as folder:
        source = Path(folder) / "text.doc"
        source.write_bytes(content)
        _run(program, Path(folder), source)
        made = Path(folder) / "out" / "text.docx"
        if not made.is_file():
            raise UnreadableError("办公软件没能打开这个 .doc，可能已损坏或加了密码。用 Word 或 WPS 另存为 .docx 再试。")
        return made.read_bytes()


def _run(program: str, folder: Path, source: Path) -> None:
    profile = (folder / "profile").as_uri()
    command = [
        program, f"-env:UserInstallation={profile}", "--headless", "--norestore", "--nolockcheck", "--nodefault",
        "--convert-to", "docx:MS Word 2007 XML", "--outdir", str(folder / "out"), str(source),
    ]  # fmt: skip
    quiet = {"HOME": str(folder), "PATH": os.defpath, "http_proxy": "http://127.0.0.1:9", "LC_ALL": "C.UTF-8"}
    with subprocess.Popen(  # noqa: S603 (a fixed program, arguments of ours)
        command, env=quiet, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=os.name == "posix"
    ) as running:
        try:
            running.wait(SECONDS)
        except subprocess.TimeoutExpired as error:
            _end(running)
            raise UnreadableError(f"办公软件转换了{SECONDS}秒还没完，没有再等。另存为 .docx 再试。") from error


def _end(running: subprocess.Popen[bytes]) -> None:
    """End the program with the children that it starts."""
    if os.name == "posix":
        os.killpg(running.pid, signal.SIGKILL)
    else:
        running.kill()
    running.wait()
