"""What stands in the way of an issue: gaps, changed and unfounded numbers, contradictions, secrets, missing reviews."""

from __future__ import annotations

from collections.abc import Iterator

from taizhang.apps.accounts.actors import Actor
from taizhang.apps.audit.models import known
from taizhang.apps.checks.checking import desk_of
from taizhang.apps.reports.models import Report, Version, Voucher
from taizhang.apps.reports.selectors.quoted import quoted_hands
from taizhang.apps.reports.selectors.reviews import standing_of
from taizhang.apps.reports.selectors.texts import changed_since, document_of, notice_of, shortfalls_of
from taizhang.apps.rulebooks.selectors import current_rulebook
from taizhang.domain.checking.secrecy.blocking import blocks_release
from taizhang.domain.findings import Finding, Severity
from taizhang.domain.official_text.length import official_length
from taizhang.domain.reading import read_report
from taizhang.domain.reading.sections import Part
from taizhang.domain.reporting.contradictions import contradictions
from taizhang.domain.reporting.document import Document
from taizhang.domain.reporting.unfounded import unfounded


def readiness(actor: Actor, report: Report, version: Version) -> tuple[Finding, ...]:
    """Every finding about a version; those that block keep it from issue."""
    document = document_of(version)
    return (
        *_gaps(document),
        *_length(report, document),
        *_share(report, document),
        *_changed(actor, report, version),
        *_unfounded(report, document),
        *_quoted(actor, document),
        *_contradictions(actor, report, document),
        *_secrets(actor, report, document),
        *_reviews(report, version),
    )


def kept_as(chip: str, value: int, now: int) -> str:
    """How a kept value is remembered: it holds as long as neither changes again."""
    return f"{chip}:{value}→{now}"


def vouched_for(report: Report) -> frozenset[tuple[str, str]]:
    """What somebody answers for, by paragraph and words."""
    return frozenset(Voucher.objects.filter(known(None), report=report).values_list("block", "text"))


def _gaps(document: Document) -> Iterator[Finding]:
    for block, gap in document.gaps():
        yield Finding("report.gap", f"还缺：{gap.what}。补上以后才能定稿。", Severity.ERROR, place=block.id)


def _length(report: Report, document: Document) -> Iterator[Finding]:
    length, most = official_length(document.text), notice_of(report).most_characters
    if most and length > most:
        yield Finding("report.too_long", f"全文{length}字，比限定的多{length - most}字，要再删减。", place="title")


def _share(report: Report, document: Document) -> Iterator[Finding]:
    """Measured as the organiser who reads many reports measures it."""
    least = notice_of(report).least_problems_percent
    share = read_report(document.text).shares.get(Part.PROBLEMS, 0.0) if least else 0.0
    if share < least:
        message = f"问题部分占全文{share:g}%，通知要求至少{least}%。把问题写实写细，或压缩别的部分。"
        yield Finding("report.problems_short", message, place="title")


def _changed(actor: Actor, report: Report, version: Version) -> Iterator[Finding]:
    vouched = {text for _, text in vouched_for(report)}
    for change in changed_since(actor, report, version):
        chip = change.chip
        if change.still_true or kept_as(chip.id, chip.value, change.now) in vouched:
            continue
        message = f"“{chip.text}”起草后台账有变化，现在是 {change.now}。更新，或写明理由保留。"
        yield Finding("report.changed", message, Severity.ERROR, place=change.block, rule=chip.id)


def _unfounded(report: Report, document: Document) -> Iterator[Finding]:
    for one in unfounded(document, vouched=vouched_for(report)):
        message = f"“{one.text}”是手工写的，台账里没有依据。换成数据，写明来源，或删去。"
        yield Finding("report.unfounded", message, Severity.ERROR, place=one.block, rule=one.text)


def _quoted(actor: Actor, document: Document) -> Iterator[Finding]:
    """What a report below answers for stands in nobody's way, and is not hidden either."""
    for one, said in quoted_hands(actor, document):
        yield Finding("report.quoted_by_hand", said, Severity.HINT, place=one.block, rule=one.text)


def _contradictions(actor: Actor, report: Report, document: Document) -> Iterator[Finding]:
    rulebook = current_rulebook()
    pack = rulebook.phrases.get(document.about.get("phrases", ""))
    if pack is not None:
        unmet = shortfalls_of(actor, report)
        yield from contradictions(document, unmet, rulebook, pack.absolutes, report.until)


def _secrets(actor: Actor, report: Report, document: Document) -> Iterator[Finding]:
    """What must not leave the house, unless somebody answers for it."""
    desk = desk_of(actor, report.organization_id, report.until, release=True)
    vouched = {text for _, text in vouched_for(report)}
    for one in desk.check(document.text).findings:
        if blocks_release([one]) and one.fingerprint not in vouched:
            yield Finding("report.secret", one.message, Severity.ERROR, place="", rule=one.fingerprint)


def _reviews(report: Report, version: Version) -> Iterator[Finding]:
    standing = standing_of(report, version.number)
    if not standing.has_passed:
        message = f"三审三校还没有走完，等“{standing.next_level}”这一级。"
        yield Finding("report.not_reviewed", message, Severity.ERROR, place="title")
