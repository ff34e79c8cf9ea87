"""A real office program, for looking at what the product writes; without one the test says so, in CI it fails."""

import shutil
import subprocess
from pathlib import Path

import pytest

needs_office_program = pytest.mark.skipif(
    shutil.which("soffice") is None, reason="没有办公软件（soffice）：装 libreoffice-writer-nogui 后再测。"
)


def as_pdf(folder: Path, name: str, content: bytes) -> bytes:
    """Let the office program print a file; it gets a profile of its own."""
    source = folder / name
    source.write_bytes(content)
    profile = f"-env:UserInstallation=file://{folder}/profile"
    command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder), str(source)]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    return source.with_suffix(".pdf").read_bytes()


def saved_again(folder: Path, name: str, content: bytes) -> bytes:
    """Let the office program open a .docx and save it as its own."""
    source = folder / name
    source.write_bytes(content)
    profile = f"-env:UserInstallation=file://{folder}/profile"
    form = "docx:MS Word 2007 XML"
    out = folder / "saved"
    command = ["soffice", profile, "--headless", "--convert-to", form, "--outdir", str(out), str(source)]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    return (out / name).read_bytes()
