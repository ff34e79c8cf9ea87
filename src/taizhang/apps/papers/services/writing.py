"""Writing a paper: opened, then saved as versions, merged with what others saved meanwhile."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

from taizhang.apps.accounts.actors import Actor
from taizhang.apps.accounts.rights import Permission
from taizhang.apps.audit.writing import writing, written_on
from taizhang.apps.organizations.access import require
from taizhang.apps.papers.doors import open_for, refuse_withdrawn
from taizhang.apps.papers.errors import MergeNeededError, PaperError, UnchangedError
from taizhang.apps.papers.models import Paper, Version
from taizhang.apps.papers.selectors.checked import Checked, check_paper
from taizhang.apps.papers.selectors.texts import head_of, text_of, version_of
from taizhang.domain.canonical import canonical
from taizhang.domain.checking.fixing import Change, apply_changes
from taizhang.domain.official_text.length import official_length
from taizhang.domain.papers.paper_text import PaperText, decided, merged, typed
from taizhang.domain.reporting import to_json

LONGEST_TITLE, LONGEST_DESTINATION, LONGEST_NOTE = 120, 100, 200
MOST_PARAGRAPHS, MOST_CHARACTERS = 600, 60_000


@dataclass(frozen=True, slots=True)
class Typed:
    """A paper as somebody typed it."""

    title: str
    destination: str
    body: str
    goes_out_on: date | None = None
    note: str = ""


def begin_paper(actor: Actor, organization: int, said: Typed) -> int:
    """Open a paper (送审) with its first version."""
    require(actor, Permission.WRITE_REPORTS, organization)
    text = _text(said, None)
    paper = Paper(organization_id=organization, opened_on=written_on(), account=actor.account)
    with writing(actor.label, "paper.begin", f"organization:{organization}") as record:
        record.keep(paper)
        record.write(_version(actor, paper, text, 1, 0, said.note))
    return paper.pk


def save_version(
    actor: Actor, paper_id: int, based_on: int, said: Typed, choices: Mapping[str, str] | None = None
) -> int:
    """Save a text as the next version; what others saved since is put together with it, or asked about."""
    paper = open_for(actor, paper_id, Permission.WRITE_REPORTS)
    base = text_of(version_of(paper, based_on))
    mine = _text(said, base)
    with writing(actor.label, "paper.save", f"paper:{paper.pk}") as record:
        refuse_withdrawn(paper)
        head = head_of(paper)
        text = mine
        if head.number != based_on:
            found = merged(base, mine, text_of(head))
            whole = decided(found, choices or {})
            if whole is None:
                raise MergeNeededError(found, head.number)
            text = whole
        if text == text_of(head):
            raise UnchangedError(head.number)
        row = _version(actor, paper, _within_limits(text), head.number + 1, based_on, said.note)
        record.write(row)
    return row.number


def mend(actor: Actor, paper_id: int, version: int, picked: Collection[str]) -> int:
    """Put in what the checker offers at the places picked ("start:fingerprint:number"): one version for them all."""
    paper = open_for(actor, paper_id, Permission.WRITE_REPORTS)
    head = head_of(paper)
    if head.number != version:
        raise PaperError(f"已有第{head.number}稿，你看的是第{version}稿。看过新的一稿再改。")
    if not picked:
        raise PaperError("还没有勾选。在要改的地方勾上，再点一次。")
    base = text_of(head)
    changes = _changes(check_paper(actor, paper, base, written_on()), picked)
    title, _, body = apply_changes(base.document.text, changes).partition("\n")
    said = Typed(title, base.destination, body, base.goes_out_on, f"照审校意见改了{len(changes)}处")
    return save_version(actor, paper_id, version, said)


def _changes(checked: Checked, picked: Collection[str]) -> list[Change]:
    changes: list[Change] = []
    for one in sorted(picked, key=_start):
        key, _, number = one.rpartition(":")
        finding = checked.finding(key)
        offers = finding.suggestions if finding is not None and finding.replacing else ()
        if finding is None or not number.isdecimal() or len(number) > 3 or int(number) >= len(offers):  # noqa: PLR2004
            raise PaperError("有一处已经不在了，可能刚改过，没有保存。刷新页面再勾选。")
        if not changes or finding.start >= changes[-1].end:
            after = offers[int(number)]
            changes.append(Change(finding.start, finding.end, finding.excerpt, after, finding.rule, finding.line))
    return changes


def _start(picked: str) -> int:
    start = picked.partition(":")[0]
    return int(start) if start.isascii() and start.isdecimal() and len(start) < 9 else 0  # noqa: PLR2004 (a place)


def _text(said: Typed, base: PaperText | None) -> PaperText:
    if len(said.body) > MOST_CHARACTERS:
        raise PaperError(f"正文超过{MOST_CHARACTERS // 10000}万字。拆成几份再送。")
    text = typed(said.title, said.destination, said.goes_out_on, said.body, base)
    if not text.title or len(text.title) > LONGEST_TITLE:
        raise PaperError(f"标题要写，最多{LONGEST_TITLE}个字。")
    if not text.destination or len(text.destination) > LONGEST_DESTINATION:
        raise PaperError(f"去向要写，最多{LONGEST_DESTINATION}个字。")
    return _within_limits(text)


def _within_limits(text: PaperText) -> PaperText:
    if not text.body.strip():
        raise PaperError("正文还没有文字。粘贴，或选一个文件。")
    if len(text.document.blocks) > MOST_PARAGRAPHS:
        raise PaperError(f"正文超过{MOST_PARAGRAPHS}段。拆成几份再送。")
    return text


def _version(actor: Actor, paper: Paper, text: PaperText, number: int, based_on: int, note: str) -> Version:
    return Version(
        paper=paper,
        number=number,
        based_on=based_on,
        title=text.title,
        destination=text.destination,
        goes_out_on=text.goes_out_on,
        content=canonical(to_json(text.document)),
        characters=official_length(text.document.text),
        account=actor.account,
        note=note.strip()[:LONGEST_NOTE],
    )
