"""The annex 《数据来源表》: each number of a text with its entries, as this reader may see them."""

from __future__ import annotations

from taizhang.apps.accounts.actors import Actor
from taizhang.apps.ledger.selectors.titles import titles_for
from taizhang.apps.reports.models import Report
from taizhang.apps.reports.selectors.grounds import SCOPE_WORDS, ground_of
from taizhang.apps.reports.selectors.texts import catalogue, info_of
from taizhang.domain.reporting import Chip, Document
from taizhang.formats.official.annex import SourceRow

MOST_ENTRIES = 8


def sources_of(actor: Actor, report: Report, document: Document) -> list[SourceRow]:
    """One row a number, in the order of the text."""
    known = catalogue()
    return [_row(actor, report, chip, countable=chip.ask.figure in known) for chip in document.chips()]


def _row(actor: Actor, report: Report, chip: Chip, *, countable: bool) -> SourceRow:
    info = info_of(chip)
    period = f"{chip.ask.since:%Y-%m-%d}至{chip.ask.until:%Y-%m-%d}"
    scope = SCOPE_WORDS.get(chip.ask.scope, "")
    if not countable:
        return SourceRow(chip.id, chip.text, info.zh, info.definition, scope, period, ("应办事项",))
    sources = ground_of(actor, report, chip.ask).figure.sources
    entries = list(dict.fromkeys((one.day, one.entry, one.revision) for one in sources))
    titles = titles_for(actor, [revision for _, _, revision in entries[:MOST_ENTRIES]])
    shown = tuple(f"{day:%m-%d} {titles.get(revision, '')}" for day, _, revision in entries[:MOST_ENTRIES])
    return SourceRow(
        chip.id, chip.text, info.zh, info.definition, scope, period, shown, max(0, len(entries) - MOST_ENTRIES)
    )
