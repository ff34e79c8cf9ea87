"""An editor talks to the checker over standard input and output: findings as one writes, and a quick fix."""

import json
import subprocess
from collections.abc import Iterator
from typing import Any

import pytest

from tests.faces.cli.conftest import PROGRAM

ADDRESS = "file:///a.md"
TEXT = "𠮷党支部\n年初布署工作，组织学习XX次。\n"


class Editor:
    """The little that an editor says."""

    def __init__(self, process: "subprocess.Popen[bytes]") -> None:
        self._process = process
        self._asked = 0

    def tell(self, method: str, params: Any, **more: Any) -> None:
        body = json.dumps({"jsonrpc": "2.0", "method": method, "params": params, **more}).encode()
        assert self._process.stdin is not None
        self._process.stdin.write(b"Content-Length: %d\r\n\r\n%s" % (len(body), body))
        self._process.stdin.flush()

    def ask(self, method: str, params: Any) -> Any:
        self._asked += 1
        self.tell(method, params, id=self._asked)
        while True:
            heard = self.hear()
            if heard.get("id") == self._asked:
                return heard["result"]

    def hear(self) -> dict[str, Any]:
        stream = self._process.stdout
        assert stream is not None
        length = 0
        while (line := stream.readline().strip()) or not length:
            if line.lower().startswith(b"content-length:"):
                length = int(line.split(b":")[1])
        heard: dict[str, Any] = json.loads(stream.read(length))
        return heard

    def findings(self) -> list[dict[str, Any]]:
        while True:
            heard = self.hear()
            if heard.get("method") == "textDocument/publishDiagnostics":
                found: list[dict[str, Any]] = heard["params"]["diagnostics"]
                return found


@pytest.fixture
def editor() -> Iterator[Editor]:
    pipe = subprocess.PIPE
    with subprocess.Popen([*PROGRAM, "check", "--lsp"], stdin=pipe, stdout=pipe, stderr=subprocess.DEVNULL) as process:
        talking = Editor(process)
        talking.ask("initialize", {"processId": None, "rootUri": None, "capabilities": {}})
        talking.tell("initialized", {})
        yield talking
        talking.ask("shutdown", None)
        talking.tell("exit", None)
        assert process.wait(20) == 0


def test_findings_follow_the_writing_and_a_fix_is_offered_in_the_editors_own_units(editor: Editor) -> None:
    document = {"uri": ADDRESS, "languageId": "markdown", "version": 1, "text": TEXT}
    editor.tell("textDocument/didOpen", {"textDocument": document})
    found = editor.findings()
    (typo,) = [one for one in found if "部署" in one["message"] or "布署" in one["message"]]
    assert typo["range"] == {"start": {"line": 1, "character": 2}, "end": {"line": 1, "character": 4}}
    asked = {"textDocument": {"uri": ADDRESS}, "range": typo["range"], "context": {"diagnostics": [typo]}}
    offered = editor.ask("textDocument/codeAction", asked)
    assert [one["edit"]["changes"][ADDRESS][0]["newText"] for one in offered] == ["部署"]

    change = {"textDocument": {"uri": ADDRESS, "version": 2}, "contentChanges": [{"text": "𠮷𠮷组织学习XX次。"}]}
    editor.tell("textDocument/didChange", change)
    (blank,) = [one for one in editor.findings() if one["code"] == "blanks/placeholder"]
    # Four units of UTF-16 for two characters beyond the first plane.
    assert blank["range"]["start"] == {"line": 0, "character": 8}
    assert blank["severity"] == 1
