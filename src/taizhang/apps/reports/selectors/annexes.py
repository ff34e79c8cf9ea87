"""The annex 《数据来源表》: each number of a text with its entries, as this reader may see them."""

from __future__ import annotations

from collections.abc import Iterator

from taizhang.apps.accounts.actors import Actor
from taizhang.apps.ledger.selectors.titles import titles_for
from taizhang.apps.reports.models import Report
from taizhang.apps.reports.selectors.grounds import ground_of, may_ground, of_whom
from taizhang.apps.reports.selectors.quoted import cited_words, sources_in, told_by_hand
from taizhang.apps.reports.selectors.texts import catalogue, info_of
from taizhang.domain.reporting import Chip, Document, Named
from taizhang.domain.reporting.origins import origin_of
from taizhang.domain.reporting.unfounded import quoted_by_hand
from taizhang.formats.official.annex import SourceRow

MOST_ENTRIES = 8
LONGEST_SHOWN = 60


def sources_of(actor: Actor, report: Report, document: Document) -> list[SourceRow]:
    """One row a number, in the order of the text; then one for each thing taken from a report below."""
    known = catalogue()
    numbers = [_row(actor, report, chip, countable=chip.ask.figure in known) for chip in document.chips()]
    return [*numbers, *_taken(actor, document)]


def _taken(actor: Actor, document: Document) -> Iterator[SourceRow]:
    """What was taken from reports below, with the report it comes from, and what was typed by hand there."""
    by_hand = {(one.block, one.text) for one in quoted_by_hand(document)}
    for source, origin, text in sources_in(document):
        shown = text if len(text) <= LONGEST_SHOWN else f"{text[:LONGEST_SHOWN]}…"
        cited = "、".join(dict.fromkeys(cited_words(actor, one) for one in origin.cited))
        if origin.entry:
            yield SourceRow(
                "", shown, "写到的一件事", "按记录成句", "各支部报告", cited, _entry_of(actor, document, source)
            )
            continue
        reasons = told_by_hand(actor, origin, {text for _, text in by_hand})
        said = tuple(f"“{words}”在那份报告里是手工写的：{reason}" for words, reason in reasons.items())
        yield SourceRow(
            "", shown, "引用", "照录下级党组织已定稿或已过审的报告", cited, f"“{origin.block}”一段", said or (cited,)
        )


def _entry_of(actor: Actor, document: Document, source: str) -> tuple[str, ...]:
    runs = (run for block in document.blocks for run in block.runs)
    named = next((run for run in runs if isinstance(run, Named) and run.source == source), None)
    if named is None:
        return ()
    return (f"{named.text} {titles_for(actor, [named.revision]).get(named.revision, '')}".strip(),)


def _row(actor: Actor, report: Report, chip: Chip, *, countable: bool) -> SourceRow:
    info = info_of(chip)
    period = f"{chip.ask.since:%Y-%m-%d}至{chip.ask.until:%Y-%m-%d}"
    scope = of_whom(chip.ask.scope, report.until)
    if chip.source and (origin := origin_of(chip.source)) is not None:
        period += f"，引自{cited_words(actor, origin.cited[0])}"
    if not countable:
        return SourceRow(chip.id, chip.text, info.zh, info.definition, scope, period, ("应办事项",))
    if not may_ground(actor, report, chip.ask):
        return SourceRow(chip.id, chip.text, info.zh, info.definition, scope, period, ("不在你能看的范围里",))
    sources = ground_of(actor, report, chip.ask).figure.sources
    entries = list(dict.fromkeys((one.day, one.entry, one.revision) for one in sources))
    titles = titles_for(actor, [revision for _, _, revision in entries[:MOST_ENTRIES]])
    shown = tuple(f"{day:%m-%d} {titles.get(revision, '')}" for day, _, revision in entries[:MOST_ENTRIES])
    return SourceRow(
        chip.id, chip.text, info.zh, info.definition, scope, period, shown, max(0, len(entries) - MOST_ENTRIES)
    )
