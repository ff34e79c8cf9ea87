"""`taizhang check --lsp`: the checker inside an editor, over standard input and output (Language Server Protocol)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from lsprotocol import types
from pygls.lsp.server import LanguageServer
from pygls.workspace import TextDocument

from taizhang import __version__
from taizhang.domain.checking.context import Context
from taizhang.domain.checking.engine import Checker
from taizhang.domain.checking.finding import CheckFinding, Confidence
from taizhang.domain.findings import Severity
from taizhang.domain.official_text import MarkdownText, OfficialText

MOST_CHARACTERS = 1_000_000
SOURCE = "台账审校"
_SEVERITY = {
    Severity.ERROR: types.DiagnosticSeverity.Error,
    Severity.WARNING: types.DiagnosticSeverity.Warning,
    Severity.HINT: types.DiagnosticSeverity.Information,
}


def language_server(checker: Checker) -> LanguageServer:
    """Make the server; what it found last in each open text it keeps for the quick fixes."""
    server = LanguageServer("taizhang", f"v{__version__}")
    found: dict[str, tuple[CheckFinding, ...]] = {}

    def check(uri: str) -> None:
        document = server.workspace.get_text_document(uri)
        context = Context(date.today())  # noqa: DTZ011 (the day on the wall of whoever writes)
        text = document.source[:MOST_CHARACTERS]
        written = MarkdownText if uri.lower().endswith((".md", ".markdown")) else OfficialText
        every = checker.check(written(text), context)
        found[uri] = tuple(one for one in every if one.confidence is not Confidence.LOW)
        places = Places(document)
        diagnostics = [_diagnostic(places.of(one), one) for one in found[uri]]
        server.text_document_publish_diagnostics(
            types.PublishDiagnosticsParams(uri=uri, version=document.version, diagnostics=diagnostics)
        )

    @server.feature(types.TEXT_DOCUMENT_DID_OPEN)
    def opened(params: types.DidOpenTextDocumentParams) -> None:
        check(params.text_document.uri)

    @server.feature(types.TEXT_DOCUMENT_DID_CHANGE)
    def changed(params: types.DidChangeTextDocumentParams) -> None:
        check(params.text_document.uri)

    @server.feature(types.TEXT_DOCUMENT_DID_CLOSE)
    def closed(params: types.DidCloseTextDocumentParams) -> None:
        found.pop(params.text_document.uri, None)

    @server.feature(types.TEXT_DOCUMENT_CODE_ACTION, types.CodeActionOptions([types.CodeActionKind.QuickFix]))
    def fixes(params: types.CodeActionParams) -> list[types.CodeAction]:
        document = server.workspace.get_text_document(params.text_document.uri)
        places = Places(document)
        near = (one for one in found.get(document.uri, ()) if one.replacing)
        return [action for one in near for action in _fixes(document.uri, places.of(one), one, params.range)]

    return server


class Places:
    """Places of one text in the editor's own units: most count UTF-16."""

    def __init__(self, document: TextDocument) -> None:
        """Split the text once."""
        self._text = OfficialText(document.source)
        self._lines = document.source.split("\n")
        self._codec = document.position_codec

    def of(self, finding: CheckFinding) -> types.Range:
        """Where a finding stands."""
        line, column = self._text.line_and_column(finding.end)
        start, end = types.Position(finding.line - 1, finding.column - 1), types.Position(line - 1, column - 1)
        return self._codec.range_to_client_units(self._lines, types.Range(start, end))


def _fixes(uri: str, place: types.Range, finding: CheckFinding, asked: types.Range) -> Iterable[types.CodeAction]:
    if place.end < asked.start or asked.end < place.start:
        return
    for suggestion in finding.suggestions:
        edit = types.WorkspaceEdit(changes={uri: [types.TextEdit(place, suggestion)]})
        yield types.CodeAction(
            title=f"改成“{suggestion}”" if suggestion else "删去这一处",
            kind=types.CodeActionKind.QuickFix,
            diagnostics=[_diagnostic(place, finding)],
            edit=edit,
            is_preferred=finding.fixable and len(finding.suggestions) == 1,
        )


def _diagnostic(place: types.Range, finding: CheckFinding) -> types.Diagnostic:
    advice = "" if finding.replacing else "；".join(finding.suggestions)
    return types.Diagnostic(
        range=place,
        message="\n".join(filter(None, (finding.message, advice, finding.source))),
        severity=_SEVERITY[finding.severity],
        code=finding.rule,
        source=SOURCE,
    )
