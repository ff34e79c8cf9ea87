"""The draft: an outline filled with what the ledger holds, cut to the length asked for, and no word more."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from taizhang.domain.figures.approximate import numeral
from taizhang.domain.findings import Finding, Severity
from taizhang.domain.official_text.length import official_length
from taizhang.domain.reporting.achievements import Chapter, chapters
from taizhang.domain.reporting.document import Block, Chip, Document, Gap, Named, Run, Standing, Style, Words
from taizhang.domain.reporting.facts import Facts
from taizhang.domain.reporting.filling import Filling
from taizhang.domain.reporting.fitting import fitted
from taizhang.domain.reporting.patterns import merged
from taizhang.domain.reporting.proportions import room_of, share_of
from taizhang.domain.reporting.prospects import last_year, plans
from taizhang.domain.reporting.shortcomings import causes, held_to, problems
from taizhang.domain.reporting.wanting import Plan
from taizhang.domain.rules.outlines import OutlineSection, Role

_WRITERS = {Role.PROBLEMS: problems, Role.CAUSES: causes, Role.PLANS: plans, Role.LAST_YEAR: last_year}


@dataclass(frozen=True, slots=True)
class Draft:
    """A first text with an account of what is not in it."""

    document: Document
    dropped: tuple[str, ...]
    """What there are records of and no sentence, for want of room."""
    untold: tuple[str, ...]
    """Parts of the outline of which the ledger holds nothing."""
    findings: tuple[Finding, ...]
    without_report: tuple[str, ...] = ()
    """Organisations below whose own reports could not be drawn upon, because there are none yet."""


def draft(plan: Plan, facts: Facts) -> Draft:
    """Write the first text of a report."""
    filling = Filling(plan, facts)
    opening, closing = tuple(_opening(plan, filling)), tuple(_closing(plan))
    sections = plan.outline.sections
    dropped: list[str] = []
    for at, section in enumerate(sections):
        if section.role is Role.PROBLEMS and plan.notice.most_characters:
            dropped.extend(held_to(filling, share_of(plan, at, (*opening, *closing))))
    others = {
        at: tuple(_WRITERS[section.role](filling))
        for at, section in enumerate(sections)
        if section.role is not Role.ACHIEVEMENTS
    }
    told: list[Chapter] = []
    kept: list[Chapter] = []
    for at, section in enumerate(sections):
        if section.role is Role.ACHIEVEMENTS:
            mine = chapters(plan, section, filling)
            fitting, left_out = fitted(mine, room_of(plan, at, (*opening, *closing), others))
            told.extend(mine)
            kept.extend(fitting)
            dropped.extend(left_out)
    blocks = (*opening, *_sections(plan, kept, others), *closing)
    document = Document(tuple(_identified(blocks)), _about(plan))
    untold = tuple(part.headings[0] for part in plan.parts() if part.id not in {chapter.part.id for chapter in told})
    return Draft(document, tuple(dropped), untold, tuple(_findings(plan, document)), tuple(facts.without_report))


def _sections(plan: Plan, kept: Sequence[Chapter], others: Mapping[int, tuple[Block, ...]]) -> Iterator[Block]:
    number = 0
    for at, section in enumerate(plan.outline.sections):
        blocks = others.get(at) or tuple(_chapters(section, kept))
        if not blocks:
            continue
        number += 1
        heading = f"{numeral(number)}、{plan.choose(section.headings, 'section', at)}"
        yield Block(f"section_{number}", Style.HEADING_1, (Words(heading, Standing.FRAMING),))
        yield from blocks


def _chapters(section: OutlineSection, kept: Sequence[Chapter]) -> Iterator[Block]:
    mine = [chapter for chapter in kept if chapter.section is section]
    for number, chapter in enumerate(mine, 1):
        yield from chapter.blocks(f"（{numeral(number)}）")


def _opening(plan: Plan, filling: Filling) -> Iterator[Block]:
    yield Block("title", Style.TITLE, (filling.speaker_words(plan.outline.title),))
    if plan.speaker.name:
        yield Block("speaker", Style.SPEAKER, (Words(plan.speaker.name, Standing.FRAMING),))
    runs: list[Run] = [
        *filling.standing(),
        filling.speaker_words(plan.choose(plan.pack.opening, "opening")),
        filling.speaker_words(plan.choose(plan.pack.announcement[plan.speaker.about], "announcement")),
    ]
    yield Block("opening", Style.PARAGRAPH, tuple(runs))


def _closing(plan: Plan) -> Iterator[Block]:
    for number, topic in enumerate(plan.notice.required, 1):
        yield Block(f"required_{number}", Style.PARAGRAPH, (Gap(topic),))
    closing = plan.pack.closing.get(plan.speaker.about, ())
    if closing:
        words = Words(plan.choose(closing, "closing"), Standing.FRAMING)
        yield Block("closing", Style.PARAGRAPH, (words,))
    signed = plan.speaker.name or plan.speaker.organization
    until = plan.notice.until
    yield Block("signature", Style.SIGNATURE, (Words(signed, Standing.FRAMING),))
    written = f"{until.year}年{until.month}月{until.day}日"
    yield Block("date", Style.DATE, (Words(written, Standing.FRAMING),))


def _identified(blocks: Sequence[Block]) -> Iterator[Block]:
    """Give each chip and name an identity of its own, in the order of the text."""
    number = 0
    for block in blocks:
        runs: list[Run] = []
        for run in block.runs:
            if isinstance(run, Chip | Named):
                number += 1
                runs.append(replace(run, id=f"tz_{number:04d}"))
            else:
                runs.append(run)
        yield replace(block, runs=tuple(merged(runs)))


def _about(plan: Plan) -> dict[str, str]:
    return {
        "outline": plan.outline.id,
        "phrases": plan.pack.id,
        "rulebook": plan.rulebook.digest,
        "organization": plan.speaker.code,
        "about": plan.speaker.about,
        "year": str(plan.notice.year),
        "until": plan.notice.until.isoformat(),
    }


def _findings(plan: Plan, document: Document) -> Iterator[Finding]:
    for block, gap in document.gaps():
        yield Finding("report.gap", f"还缺：{gap.what}。补上以后才能定稿。", Severity.ERROR, place=block.id)
    length = official_length(document.text)
    over = length - plan.notice.most_characters
    if plan.notice.most_characters and over > 0:
        yield Finding("report.too_long", f"全文{length}字，比限定的多{over}字，要再删减。", place="title")
