"""The document that somebody sent, with a comment at each place; nothing else in it is touched."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import Any, Final

from taizhang.domain.checking.finding import CheckFinding
from taizhang.domain.findings import Severity
from taizhang.formats.checks.comment_parts import CommentPart, repacked
from taizhang.formats.checks.run_splitting import split_at
from taizhang.formats.texts.found import Role
from taizhang.formats.texts.word import WalkedDocument, walk_package
from taizhang.formats.texts.word_package import WordPackage, local_name
from taizhang.formats.texts.word_walk import Piece

MOST_COMMENTS: Final = 2000
"""More than that no office program shows in reasonable time, and nobody reads."""
AUTHOR: Final = "审校"
_WORDS: Final = {Severity.ERROR: "必改", Severity.WARNING: "建议", Severity.HINT: "提示"}
_ASIDE: Final = {
    Role.BOX: "文本框里",
    Role.FOOTNOTE: "脚注里",
    Role.ENDNOTE: "尾注里",
    Role.HEADER: "页眉里",
    Role.FOOTER: "页脚里",
}


def commented_original(content: bytes, findings: Sequence[CheckFinding], at: str = "") -> bytes:
    """Put a comment at the place of each finding; `at` is the instant that they carry (ISO 8601), if any."""
    package = WordPackage(content)
    root = package.xml(package.main)
    walked = walk_package(content, root)
    kept = findings[:MOST_COMMENTS]
    _cut(walked, package.main, kept)
    # The same text again, but now runs begin and end where findings do.
    walked = walk_package(content, root)
    comments = CommentPart(package, root, AUTHOR, at)
    for place, finding in zip(_places(walked, kept), kept, strict=True):
        if place is not None:
            comments.add(place[0], place[1], _told(finding, walked))
    if len(findings) > len(kept) and walked.pieces:
        rest = f"另有{len(findings) - len(kept)}处没有写成批注，改完这些再审一次。"
        comments.add(shown_by(walked.pieces[0]), shown_by(walked.pieces[0]), [rest])
    return repacked(content, comments.changed_parts())


def _cut(walked: WalkedDocument, main: str, findings: Sequence[CheckFinding]) -> None:
    cuts = sorted({place for finding in findings for place in (finding.start, finding.end)}, reverse=True)
    waiting = iter(cuts)
    cut = next(waiting, None)
    for piece in reversed(walked.pieces):
        end = piece.start + len(piece.text)
        while cut is not None and cut > end:
            cut = next(waiting, None)
        while cut is not None and cut >= piece.start:
            if piece.part == main and piece.node.getparent() is piece.anchor:
                split_at(piece.anchor, piece.node, cut - piece.start)
            if cut == piece.start:  # It may end the piece before as well.
                break
            cut = next(waiting, None)


def _places(walked: WalkedDocument, findings: Sequence[CheckFinding]) -> list[tuple[Any, Any] | None]:
    starts = [piece.start for piece in walked.pieces]
    found: list[tuple[Any, Any] | None] = []
    for finding in findings:
        first, last = _spanned(walked.pieces, starts, finding)
        if first is None or last is None:
            found.append(None)
            continue
        found.append((shown_by(first), shown_by(last)))
    return found


def _spanned(
    pieces: Sequence[Piece], starts: Sequence[int], finding: CheckFinding
) -> tuple[Piece | None, Piece | None]:
    if not pieces:
        return None, None
    first = bisect_right(starts, finding.start) - 1
    if first < 0 or starts[first] + len(pieces[first].text) <= finding.start:
        first = min(first + 1, len(pieces) - 1)
    last = max(bisect_left(starts, finding.end) - 1, 0)
    first = min(first, last)  # A place between two nodes hangs on the one before it.
    if pieces[first].part != pieces[last].part:
        first = last
    return pieces[first], pieces[last]


def shown_by(piece: Piece) -> Any:
    """The element that a range can embrace: the outermost run, or what stands in a paragraph in its place."""
    element = piece.anchor if piece.anchor is not None else piece.node
    outermost = element
    for above in element.iterancestors():
        name = local_name(above)
        if name in {"p", "body"}:
            break
        if name in {"r", "oMath", "oMathPara"}:
            outermost = above
    return outermost


def _told(finding: CheckFinding, walked: WalkedDocument) -> list[str]:
    role = next((part.role for part in walked.parts if part.start <= finding.start < part.end), Role.BODY)
    aside = f"{_ASIDE[role]}“{finding.excerpt[:40]}”：" if role in _ASIDE else ""
    lines = [f"【{_WORDS[finding.severity]}】{aside}{finding.message}"]
    if finding.suggestions:
        lines.append(f"建议：{'；或：'.join(one or '删去' for one in finding.suggestions)}")
    return [*lines, f"依据：{finding.source}（{finding.rule}）"]
