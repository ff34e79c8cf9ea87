"""What confirming an occasion would change: obligations with their answers before and after, figures, duplicates."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from taizhang.apps.accounts.actors import Actor
from taizhang.apps.ledger.selectors.counting import records
from taizhang.apps.ledger.selectors.doors import visible_revisions
from taizhang.apps.ledger.selectors.figures import figure_totals
from taizhang.apps.ledger.services.recording import Preview
from taizhang.apps.ledger.surroundings import surroundings_of
from taizhang.apps.members.subjects import subjects
from taizhang.apps.organizations.access import visible_among
from taizhang.apps.organizations.selectors import shifts
from taizhang.apps.rulebooks.selectors import current_rulebook
from taizhang.domain.ledger.duplicates import likely_duplicates
from taizhang.domain.ledger.occasion import Posting
from taizhang.domain.ledger.surroundings import Neighbour
from taizhang.domain.obligations.answers import Code, Obligation, Record
from taizhang.domain.obligations.cadence import figures_of, slots_of_year
from taizhang.domain.obligations.explain import explain
from taizhang.domain.periods import Window
from taizhang.domain.rules.figures import FigureInfo, Nature, figure_catalogue
from taizhang.domain.rules.obligations import Cadence
from taizhang.domain.rules.rulebook import Rulebook

THIS = 0
"""The entry number of what is only being considered."""


@dataclass(frozen=True, slots=True)
class ObligationEffect:
    """An obligation before and after."""

    before: Obligation
    after: Obligation
    organization: str

    @property
    def turns(self) -> bool:
        """Say whether the answer changes, or comes nearer without being there."""
        nearer = self.before.had != self.after.had and self.before.code is not Code.MET
        return self.before.code != self.after.code or nearer


@dataclass(frozen=True, slots=True)
class FigureEffect:
    """A yearly figure of the recording organisation before and after."""

    info: FigureInfo
    before: int
    after: int


@dataclass(frozen=True, slots=True)
class Effects:
    """Everything the panel beside the form shows."""

    obligations: tuple[ObligationEffect, ...]
    figures: tuple[FigureEffect, ...]
    unchanged: tuple[str, ...]
    """What a clerk might expect to change and does not, with the reason."""
    duplicates: tuple[Neighbour, ...]


def effects_of(actor: Actor, preview: Preview, today: date, entry: int | None = None) -> Effects:
    """Work out what would change once this is confirmed; for a correction, compared with what counts now."""
    rulebook = current_rulebook()
    found = [
        effect
        for organization in visible_among(actor, sorted({one.organization for one in preview.postings}))
        for effect in _obligations(rulebook, organization, preview, today, entry)
    ]
    not_counted = (
        f"{effect.after.zh}：{one.why}"
        for effect in found
        for one in effect.after.not_counted
        if one.record.entry == THIS
    )
    met_before = (
        f"{effect.after.zh}：{effect.after.window.zh}原来就符合，这是第 {effect.after.had} 次。"
        for effect in found
        if not effect.turns and effect.after.code is Code.MET
    )
    unchanged = tuple(dict.fromkeys((*not_counted, *met_before)))
    similar = likely_duplicates(preview.occasion, surroundings_of(preview.occasion, entry).neighbours)
    seen = set(
        visible_revisions(actor).filter(entry_id__in=[one.entry for one in similar]).values_list("entry_id", flat=True)
    )
    return Effects(
        tuple(effect for effect in found if effect.turns),
        _figures(actor, rulebook, preview, today, entry),
        unchanged,
        tuple(one for one in similar if one.entry in seen),
    )


def _obligations(
    rulebook: Rulebook,
    organization: int,
    preview: Preview,
    today: date,
    entry: int | None,
) -> Iterable[ObligationEffect]:
    day = preview.occasion.day
    mine = [one for one in preview.postings if one.organization == organization]
    posted = {one.figure for one in mine}
    subject = subjects([organization], day.year, today)[0]
    shifted = shifts()
    for rule in rulebook.rules.values():
        if not isinstance(rule, Cadence):
            continue
        for slot in slots_of_year(rule, preview.occasion.year if _is_yearly(rule) else day.year):
            version = slot.version
            if version is None or (day not in slot.window and not slot.is_yearly):
                continue
            figures = {*figures_of([slot]), *version.shown}
            if posted.isdisjoint(figures):
                continue
            year = slot.window.end.year if slot.is_yearly else None
            before = (
                [
                    one
                    for one in records(figures, [organization], slot.window.start, today, year=year)
                    if one.entry != entry
                ]
                if entry
                else records(figures, [organization], slot.window.start, today, year=year)
            )
            after = [*before, *_as_records(mine, figures, preview)]
            yield ObligationEffect(
                explain(rule, subject, slot.window, today, before, shifted, rulebook.sources),
                explain(rule, subject, slot.window, today, after, shifted, rulebook.sources),
                subject.name,
            )


def _is_yearly(rule: Cadence) -> bool:
    return rule.versions[-1].window.value == "year"


def _as_records(postings: Iterable[Posting], figures: set[str], preview: Preview) -> list[Record]:
    return [
        Record(
            one.figure,
            one.organization,
            one.day,
            one.year,
            one.amount,
            THIS,
            THIS,
            preview.occasion.title or "这一条",
            one.person,
            one.part,
            one.tally,
            preview.occasion.day if one.tally else None,
        )
        for one in postings
        if one.figure in figures
    ]


def _figures(
    actor: Actor,
    rulebook: Rulebook,
    preview: Preview,
    today: date,
    entry: int | None,
) -> tuple[FigureEffect, ...]:
    """The flows of the recorder's year that this adds to, in the order of the kinds."""
    catalogue = figure_catalogue(rulebook)
    recorder, year = preview.occasion.recorder, preview.occasion.year
    added: dict[str, int] = defaultdict(int)
    for one in preview.postings:
        info = catalogue.get(one.figure)
        if one.organization == recorder and info is not None and info.shown and info.nature is Nature.FLOW:
            added[one.figure] += one.amount
    totals = figure_totals(actor, list(added), [recorder], Window.of_year(year), today) if added else {}
    counted = _counted_now(added, recorder, year, today, entry)
    return tuple(
        FigureEffect(catalogue[figure], totals[figure].value, totals[figure].value - counted.get(figure, 0) + amount)
        for figure, amount in added.items()
    )


def _counted_now(added: dict[str, int], recorder: int, year: int, today: date, entry: int | None) -> dict[str, int]:
    """What the entry counts for at present, where this is a correction of it."""
    if not entry:
        return {}
    counted: dict[str, int] = defaultdict(int)
    for one in records(list(added), [recorder], date(year, 1, 1), today, year=year):
        if one.entry == entry:
            counted[one.figure] += one.amount
    return counted
