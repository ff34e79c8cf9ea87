"""Attack case B13: an old .doc that wants to reach out is turned into text by an office program that cannot."""

import os
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from taizhang.formats.texts import UnreadableError, office_program, read_text
from tests.office import needs_office_program

SECRET = "金丝雀旁边的文件"
HOSTILE = """<?xml version="1.0" encoding="UTF-8"?>
<office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"
 xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0"
 xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0"
 xmlns:xlink="http://www.w3.org/1999/xlink" office:version="1.2"
 office:mimetype="application/vnd.oasis.opendocument.text"><office:body><office:text>
<text:p>全年组织学习12次<draw:frame text:anchor-type="as-char" svg:width="2cm" svg:height="2cm"><draw:image
 xlink:href="http://127.0.0.1:{port}/x.png" xlink:type="simple" xlink:show="embed" xlink:actuate="onLoad"/>
</draw:frame></text:p>
<text:section text:name="S"><text:section-source xlink:href="{secret}" xlink:type="simple" text:filter-name="Text"/>
<text:p>原有</text:p></text:section></office:text></office:body></office:document>"""


class Listener:
    """Somebody on this machine who writes down who came."""

    def __init__(self) -> None:
        self.came: list[bytes] = []
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.port = self._socket.getsockname()[1]
        threading.Thread(target=self._listen, daemon=True).start()

    def _listen(self) -> None:
        while True:
            try:
                visitor, _ = self._socket.accept()
            except OSError:
                return
            with visitor:
                self.came.append(visitor.recv(40))

    def close(self) -> None:
        self._socket.close()


@pytest.fixture
def listener() -> Iterator[Listener]:
    opened = Listener()
    yield opened
    opened.close()


def unfenced(folder: Path, source: Path, form: str) -> Path:
    """The program as a careless caller would start it."""
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", form, "--outdir", str(folder / "out"), str(source)]
    subprocess.run(command, check=True, capture_output=True, timeout=120, env={"HOME": str(folder), "PATH": os.defpath})
    return folder / "out" / f"{source.stem}.{form[:3]}"


@needs_office_program
def test_a_document_that_points_elsewhere_reaches_nobody(tmp_path: Path, listener: Listener) -> None:
    beside = tmp_path / "beside.txt"
    beside.write_text(SECRET, encoding="utf-8")
    source = tmp_path / "hostile.fodt"
    source.write_text(HOSTILE.format(port=listener.port, secret=beside.as_uri()), encoding="utf-8")
    old = unfenced(tmp_path, source, "doc:MS Word 97")
    listener.came.clear()
    unfenced(tmp_path, old, "rtf")
    assert listener.came, "the control: the program follows the link where nobody forbids it"
    listener.came.clear()
    found = read_text("来稿.doc", old.read_bytes())
    assert "全年组织学习12次" in found.text
    assert SECRET not in found.text
    assert not listener.came


@pytest.mark.skipif(os.name != "posix", reason="a stand-in for the office program needs a shell")
def test_a_program_that_hangs_is_ended_with_its_children(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    stand_in = tmp_path / "office"
    stand_in.write_text(f"#!/bin/sh\nsleep 77 &\necho $$ $! > {tmp_path}/started\nenv > {tmp_path}/told\nwait\n")
    stand_in.chmod(0o700)
    monkeypatch.setattr(office_program, "office_program", lambda: str(stand_in))
    monkeypatch.setattr(office_program, "SECONDS", 1)
    monkeypatch.setenv("SECRET_OF_THE_SERVER", SECRET)
    with pytest.raises(UnreadableError, match="没有再等"):
        office_program.as_docx(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")
    for process in (tmp_path / "started").read_text().split():
        assert ended(int(process)), process
    assert SECRET not in (tmp_path / "told").read_text()


def ended(process: int) -> bool:
    """Say whether a process is gone, or only waits to be counted out."""
    for _ in range(50):
        try:
            state = Path(f"/proc/{process}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()[0]
        except FileNotFoundError:
            try:
                os.kill(process, 0)
            except ProcessLookupError:
                return True
            state = ""
        if state == "Z":
            return True
        time.sleep(0.1)
    return False


def test_the_fence_has_no_way_out(listener: Listener) -> None:
    """Where the system lets nobody build such a fence there is none; the profile and the proxies remain."""
    fence = office_program.without_network()
    reach = f"import socket; socket.create_connection(('127.0.0.1', {listener.port}), 2)"
    tried = [
        subprocess.run([*before, sys.executable, "-c", reach], capture_output=True, check=False).returncode == 0
        for before in ((), fence)
    ]
    assert tried == [True, not fence]
