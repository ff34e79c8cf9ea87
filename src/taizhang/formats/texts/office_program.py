"""An old .doc is turned into .docx by an office program where there is one: fenced in, with a profile of its own.

Such a program follows what a document asks for: pictures from elsewhere, parts of other files, macros. Its profile here
forbids all of it; where the system can (Linux, mostly), it runs in a network of its own that has no way out.
"""

from __future__ import annotations

import contextlib
import functools
import os
import shutil
import signal
import subprocess
import tempfile
from pathlib import Path

from taizhang.formats.texts.found import UnreadableError

SECONDS = 60
MOST_WRITTEN = 200 * 1024 * 1024
_PROGRAMS = ("soffice", "libreoffice")
_LIMITS = f'ulimit -c 0; ulimit -t {SECONDS}; ulimit -f {MOST_WRITTEN // 512}; exec "$0" "$@"'
_NOWHERE = "http://127.0.0.1:9"
_PROFILE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting">
<prop oor:name="MacroSecurityLevel" oor:op="fuse"><value>3</value></prop>
<prop oor:name="DisableMacrosExecution" oor:op="fuse"><value>true</value></prop>
<prop oor:name="BlockUntrustedRefererLinks" oor:op="fuse"><value>true</value></prop>
</item>
<item oor:path="/org.openoffice.Office.Writer/Content/Update">
<prop oor:name="Link" oor:op="fuse"><value>2</value></prop>
</item>
<item oor:path="/org.openoffice.Office.Calc/Content/Update">
<prop oor:name="Link" oor:op="fuse"><value>2</value></prop>
</item>
</oor:items>
"""
"""No macro ever, no link to anywhere followed, none brought up to date."""


def office_program() -> str | None:
    """The office program of this machine, if it has one."""
    return next((found for name in _PROGRAMS if (found := shutil.which(name))), None)


def as_docx(content: bytes) -> bytes:
    """Turn an old document into a .docx; macros never run, and nothing of the user's own profile is touched."""
    program = office_program()
    if program is None:
        raise UnreadableError("这台电脑上没有能读 .doc 的办公软件。用 Word 或 WPS 打开它，另存为 .docx 再试。")
    with tempfile.TemporaryDirectory(prefix="taizhang-doc-", ignore_cleanup_errors=True) as folder:
        source = Path(folder) / "text.doc"
        source.write_bytes(content)
        _run(program, Path(folder), source)
        made = Path(folder) / "out" / "text.docx"
        if not made.is_file():
            raise UnreadableError("办公软件没能打开这个 .doc，可能已损坏或加了密码。用 Word 或 WPS 另存为 .docx 再试。")
        return made.read_bytes()


@functools.cache
def without_network() -> tuple[str, ...]:
    """The words before a command that give it a network without a way out; none where the system has no such thing."""
    program = shutil.which("unshare")
    if program is None:
        return ()
    words = (program, "--map-root-user", "--net")
    with contextlib.suppress(OSError, subprocess.TimeoutExpired):
        if subprocess.run([*words, "true"], capture_output=True, timeout=5, check=False).returncode == 0:  # noqa: S603
            return words
    return ()


def _run(program: str, folder: Path, source: Path) -> None:
    settings = folder / "profile" / "user" / "registrymodifications.xcu"
    settings.parent.mkdir(parents=True)
    settings.write_text(_PROFILE, encoding="utf-8")
    command = [
        program, f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless", "--norestore",
        "--nolockcheck", "--nodefault", "--convert-to", "docx:MS Word 2007 XML", "--outdir", str(folder / "out"),
        str(source),
    ]  # fmt: skip
    posix = os.name == "posix"
    fenced = [*without_network(), "/bin/sh", "-c", _LIMITS, *command] if posix else command
    quiet = {"HOME": str(folder), "TMPDIR": str(folder), "PATH": os.defpath, "LC_ALL": "C.UTF-8"}
    proxies = dict.fromkeys(("http_proxy", "https_proxy", "ftp_proxy"), _NOWHERE)
    with subprocess.Popen(  # noqa: S603 (a fixed program, arguments of ours)
        fenced, env=quiet | proxies, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=posix
    ) as running:
        try:
            running.wait(SECONDS)
        except subprocess.TimeoutExpired as error:
            raise UnreadableError(f"办公软件转换了{SECONDS}秒还没完，没有再等。另存为 .docx 再试。") from error
        finally:
            _end(running)


def _end(running: subprocess.Popen[bytes]) -> None:
    """End the program with the children that it starts, those too that outlived it."""
    if os.name == "posix":
        with contextlib.suppress(ProcessLookupError):
            os.killpg(running.pid, signal.SIGKILL)
    elif running.poll() is None:
        running.kill()
    running.wait()
