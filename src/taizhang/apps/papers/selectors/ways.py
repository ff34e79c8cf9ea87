"""The way of a paper through 三审三校: where it stands, what is in the way, and the whole way for printing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from taizhang.apps.accounts.actors import Actor
from taizhang.apps.accounts.selectors import account_names
from taizhang.apps.audit.models import known
from taizhang.apps.audit.moments import days_of
from taizhang.apps.papers.models import Issue, Paper, Remark, Review, Version, Withdrawal
from taizhang.apps.papers.selectors.checked import Checked, check_paper
from taizhang.apps.papers.selectors.texts import text_of
from taizhang.apps.reports.selectors.reviews import levels_of
from taizhang.domain.papers.states import State, state_of
from taizhang.domain.reporting.differences import Difference, differences
from taizhang.domain.reviewing import Standing, Word, standing

AT_THE_MACHINE = "本机操作"


@dataclass(frozen=True, slots=True)
class WayLine:
    """What one level said of one version, who said it, and what the checker found then."""

    version: int
    level: int
    level_name: str
    passed: bool
    remark: str
    reason: str
    who: str
    reviewed_on: date
    errors: int
    warnings: int
    hints: int


@dataclass(frozen=True, slots=True)
class VersionLine:
    """One version as a list shows it."""

    number: int
    characters: int
    who: str
    saved_on: date
    note: str
    is_issued: bool


@dataclass(frozen=True, slots=True)
class VersionSheet:
    """One version on the printed way: what changed, what each level said."""

    version: VersionLine
    changes: tuple[Difference, ...]
    """What is not as in the version before."""
    words: tuple[WayLine, ...]


@dataclass(frozen=True, slots=True)
class RemarkRow:
    """A remark with who made it."""

    id: int
    block: str
    version: int
    text: str
    who: str
    is_open: bool


def standing_of(paper: Paper, version: int) -> Standing:
    """How far this very version is on the way of its organisation."""
    rows = Review.objects.filter(known(None), paper=paper, version=version).order_by("pk")
    return standing(levels_of(paper.organization_id), (Word(one.passed, one.account) for one in rows))


def own_last_word(actor: Actor, paper: Paper, version: int) -> Review | None:
    """The last word about a version, if it is this person's own: it can be taken back."""
    last = Review.objects.filter(known(None), paper=paper, version=version).order_by("pk").last()
    is_own = last is not None and actor.account is not None and last.account == actor.account
    return last if is_own else None


def state_now(paper: Paper, head: Version) -> State:
    """The state of a paper by its latest version."""
    return state_of(
        standing_of(paper, head.number),
        is_issued=issue_of(paper, head.number) is not None,
        is_withdrawn=withdrawal_of(paper) is not None,
    )


def in_the_way(actor: Actor, paper: Paper, head: Version, day: date, checked: Checked | None = None) -> tuple[str, ...]:
    """Everything that keeps the latest version from going out."""
    return tuple(_in_the_way(paper, head, checked or check_paper(actor, paper, text_of(head), day)))


def _in_the_way(paper: Paper, head: Version, checked: Checked) -> Iterator[str]:
    where = standing_of(paper, head.number)
    if not where.has_passed:
        yield f"三审三校还没有走完，等“{where.next_level}”这一级。"
    remarks = Remark.objects.filter(known(None), paper=paper).count()
    if remarks:
        yield f"还有{remarks}条批注没有处理。照着改了，或说清了，点“已处理”。"
    for one in checked.blocking:
        yield f"{one}改掉，或标“不算错”写明理由。"


def issue_of(paper: Paper, number: int | None = None) -> Issue | None:
    """The issue of a version, or the latest one."""
    found = Issue.objects.filter(known(None), paper=paper).select_related("word_file").order_by("-version")
    return (found if number is None else found.filter(version=number)).first()


def issues_of(paper: Paper) -> list[Issue]:
    """Every issue, the latest first."""
    return list(Issue.objects.filter(known(None), paper=paper).select_related("word_file").order_by("-version"))


def withdrawal_of(paper: Paper) -> tuple[Withdrawal, str] | None:
    """Why the paper was withdrawn, and by whom."""
    row = Withdrawal.objects.filter(known(None), paper=paper).first()
    return (row, _names([row])(row.account)) if row is not None else None


def remarks_of(paper: Paper) -> list[RemarkRow]:
    """Every remark in order, those that are done among them."""
    rows = list(Remark.objects.filter(paper=paper).order_by("pk"))
    who = _names(rows)
    return [
        RemarkRow(row.pk, row.block, row.version, row.text, who(row.account), row.known_until is None) for row in rows
    ]


def way_of(paper: Paper) -> list[WayLine]:
    """What every level has said of every version, in order."""
    rows = list(Review.objects.filter(known(None), paper=paper).order_by("pk"))
    who = _names(rows)
    return [
        WayLine(
            row.version,
            row.level + 1,
            row.level_name,
            row.passed,
            row.remark,
            row.reason,
            who(row.account),
            row.reviewed_on,
            row.errors,
            row.warnings,
            row.hints,
        )
        for row in rows
    ]


def versions_of(paper: Paper) -> list[VersionLine]:
    """Every version without its text, from the first on."""
    return _lines(paper, list(Version.objects.filter(known(None), paper=paper).defer("content").order_by("number")))


def sheets_of(paper: Paper) -> list[VersionSheet]:
    """The whole way, version by version, from the first on."""
    rows = list(Version.objects.filter(known(None), paper=paper).order_by("number"))
    texts, words = [text_of(row) for row in rows], way_of(paper)
    return [
        VersionSheet(
            version=line,
            changes=differences(texts[place - 1].whole, texts[place].whole) if place else (),
            words=tuple(one for one in words if one.version == line.number),
        )
        for place, line in enumerate(_lines(paper, rows))
    ]


def _lines(paper: Paper, rows: Sequence[Version]) -> list[VersionLine]:
    who, days = _names(rows), days_of([row.known_from for row in rows])
    issued = set(Issue.objects.filter(known(None), paper=paper).values_list("version", flat=True))
    return [
        VersionLine(row.number, row.characters, who(row.account), days[row.known_from], row.note, row.number in issued)
        for row in rows
    ]


class _Names:
    """The names of accounts, asked for at once."""

    def __init__(self, known_names: Mapping[int, str]) -> None:
        self._known = known_names

    def __call__(self, account: int | None) -> str:
        """The name of one; without an account it was done at the machine."""
        return self._known.get(account, "") if account else AT_THE_MACHINE


def _names(rows: Sequence[Version | Review | Remark | Withdrawal]) -> _Names:
    return _Names(account_names({row.account for row in rows if row.account}))
