"""三审三校 of a paper: level by level, each by another person, each with what the checker found in the version then."""

from __future__ import annotations

from taizhang.apps.accounts.actors import Actor
from taizhang.apps.accounts.rights import Permission
from taizhang.apps.audit.models import known
from taizhang.apps.audit.writing import writing, written_on
from taizhang.apps.organizations.access import may
from taizhang.apps.papers.doors import open_for, refuse_withdrawn
from taizhang.apps.papers.errors import AlreadyIssuedError, FaultsStandError, PaperError
from taizhang.apps.papers.models import Issue, Paper, Review, Version
from taizhang.apps.papers.selectors.checked import Counted, check_paper
from taizhang.apps.papers.selectors.texts import head_of, text_of
from taizhang.apps.papers.selectors.ways import own_last_word, standing_of

LONGEST_REMARK, LONGEST_REASON = 1000, 300


def review(
    actor: Actor,
    paper_id: int,
    version: int,
    *,
    passed: bool,
    level: int | None = None,
    remark: str = "",
    reason: str = "",
) -> Review:
    """Pass the latest version at the level where it stands, or send it back with a remark.

    A version in which the checker still finds what it calls 必改 is passed only with a reason: nothing is let through
    in silence, and how much was found is kept with the word. `level` is the one that the reviewer had before him: two
    who pass one level at the same moment do not pass two.
    """
    paper = open_for(actor, paper_id, Permission.REVIEW_REPORTS)
    if actor.account is None:
        raise PaperError("三审三校要用本人账号。")
    remark, reason = remark.strip(), " ".join(reason.split())
    if not passed and not remark:
        raise PaperError("退回要写明要改什么。")
    if len(remark) > LONGEST_REMARK or len(reason) > LONGEST_REASON:
        raise PaperError(f"意见最多{LONGEST_REMARK}个字，说明最多{LONGEST_REASON}个字。写短一些。")
    head = _seen(paper, version)
    found = check_paper(actor, paper, text_of(head), written_on()).counted
    if passed and found.errors and not reason:
        raise FaultsStandError(found.errors)
    with writing(actor.label, "paper.review", f"paper:{paper.pk}") as record:
        refuse_withdrawn(paper)
        _seen(paper, version)
        if Issue.objects.filter(known(None), paper=paper, version=version).exists():
            raise AlreadyIssuedError
        row = _row(actor, paper, version, found)
        if level is not None and level != row.level:
            raise PaperError(f"刚有人审过，现在等“{row.level_name}”这一级。看过他的意见再审。")
        row.passed, row.remark, row.reason = passed, remark, reason if passed and found.errors else ""
        record.write(row)
    return row


def take_back(actor: Actor, paper_id: int, version: int) -> None:
    """Take one's own word about a version back, as long as nobody has spoken after it and it is not out."""
    paper = open_for(actor, paper_id, Permission.REVIEW_REPORTS)
    with writing(actor.label, "paper.review_taken_back", f"paper:{paper.pk}") as record:
        refuse_withdrawn(paper)
        if head_of(paper).number != version:
            raise PaperError("已有新的一稿，原来一稿的意见不用撤回了。")
        if Issue.objects.filter(known(None), paper=paper, version=version).exists():
            raise AlreadyIssuedError
        said = own_last_word(actor, paper, version)
        if said is None:
            raise PaperError("只能撤回自己刚才的意见，后面一级说过话就不能撤了。刷新页面再看。")
        record.close(said)


def _seen(paper: Paper, version: int) -> Version:
    """The latest version, if it is the one that the reviewer had before him."""
    head = head_of(paper)
    if head.number != version:
        raise PaperError(f"已有第{head.number}稿，你看的是第{version}稿。看过新的一稿再审。")
    return head


def _row(actor: Actor, paper: Paper, version: int, found: Counted) -> Review:
    standing = standing_of(paper, version)
    if standing.has_passed:
        raise PaperError("这一稿各级都已通过，可以发出。")
    if standing.was_passed_by(actor.account):
        raise PaperError("你已在前面一级通过了这一稿。三审三校要三个人，请下一级的人来审。")
    if not standing.level and not may(actor, Permission.WRITE_REPORTS, paper.organization_id):
        raise PaperError(f"“{standing.next_level}”这一级由起草的人过：要有本组织写报告的权限。")
    return Review(
        paper=paper,
        version=version,
        level=standing.level,
        level_name=standing.next_level,
        errors=found.errors,
        warnings=found.warnings,
        hints=found.hints,
        account=actor.account,
        reviewed_on=written_on(),
    )
