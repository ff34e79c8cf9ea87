"""What a committee's report takes from the finished ones below it: acts and passages, as they may stand there."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from taizhang.apps.accounts.actors import Actor
from taizhang.apps.audit.models import known
from taizhang.apps.ledger.selectors.acts import acts_told
from taizhang.apps.organizations.selectors import organization_view
from taizhang.apps.reports.doors import may_open
from taizhang.apps.reports.models import Report, Version, Voucher
from taizhang.apps.reports.selectors.compiling import ReportBelow, ReportsBelow, reports_below
from taizhang.apps.reports.selectors.gathering import act_of
from taizhang.apps.reports.selectors.planning import plan_of
from taizhang.apps.reports.selectors.texts import document_of, notice_of
from taizhang.apps.rulebooks.selectors import current_rulebook
from taizhang.domain.reporting import Act, Document, Named, Run, Words
from taizhang.domain.reporting.notable import ToldAct, told
from taizhang.domain.reporting.origins import Cited, Origin, origin_of
from taizhang.domain.reporting.quoting import Voice, may_be_quoted, passage
from taizhang.domain.reporting.unfounded import Unfounded, quoted_by_hand
from taizhang.domain.reporting.wanting import Plan
from taizhang.domain.rules.outlines import Speaking

UNSEEN = "所属党组织的一份报告"
"""A report that this reader may not open is not named."""


@dataclass(frozen=True, slots=True)
class ToldBelow:
    """An act that reports below tell, with the sentence that a draft would write of it."""

    act: Act
    source: str
    organizations: tuple[int, ...]
    """Whose reports tell it."""
    runs: tuple[Run, ...]


class Below:
    """The finished reports below one that is being written, as far as this person may read them."""

    def __init__(self, actor: Actor, report: Report) -> None:
        """Nothing is read before it is asked for."""
        self._actor, self._report = actor, report

    @cached_property
    def plan(self) -> Plan:
        """What the committee's report is drafted by."""
        return plan_of(self._actor, self._report)

    @cached_property
    def reports(self) -> ReportsBelow:
        """Who has finished, and who has not."""
        return reports_below(self._actor, self._report.organization_id, notice_of(self._report))

    def document(self, below: ReportBelow) -> Document:
        """The text of a finished report."""
        return document_of(Version.objects.get(known(None), report_id=below.report, number=below.version))

    def voice(self, below: ReportBelow) -> Voice:
        """Who speaks in a finished report."""
        row = Report.objects.get(pk=below.report)
        if row.outline not in current_rulebook().outlines:
            return Voice(below.organization, below.name)
        plan = plan_of(self._actor, row)
        words = plan.pack.subjects.get(plan.speaker.about)
        speaker = words.speaker if words else ()
        own = (plan.body,) if plan.body else ()
        person = f"{below.name}{plan.speaker.post or plan.speaker.name}" if row.person else ""
        return Voice(
            below.organization,
            below.name,
            own if person else (*speaker, *own),
            speaker if person else (),
            person,
            plan.speaker.organization,
        )

    def acts(self, entries: Collection[int] | None = None) -> list[ToldBelow]:
        """The acts that are told below, each once; all of them, or these."""
        by_entry: dict[int, list[ReportBelow]] = {}
        for below in self.reports.reports:
            for entry in below.entries:
                if entries is None or entry in entries:
                    by_entry.setdefault(entry, []).append(below)
        those = [one.organization for one in self.reports.reports]
        best: dict[int, tuple[Act, ToldAct]] = {}
        for row in acts_told(self._actor, by_entry, those):
            act = act_of(row, Speaking.BELOW, tuple(one.name for one in by_entry[row.entry]))
            said = told(act, self.plan)
            if said is not None and (row.entry not in best or _says_more(said, best[row.entry][1])):
                best[row.entry] = act, said
        return [_told_below(act, said, by_entry[entry]) for entry, (act, said) in best.items()]

    def runs_of(self, sources: Collection[str]) -> Mapping[str, Sequence[Run]]:
        """What may stand under these sources; nothing under one that is not there, or not for this person."""
        origins = {source: origin for source in sources if (origin := origin_of(source)) is not None}
        entries = {one.entry for one in origins.values() if one.entry}
        found = {one.source: one.runs for one in (self.acts(entries) if entries else ())}
        finished = {Cited(one.report, one.version): one for one in self._finished(origins.values())}
        for source, origin in origins.items():
            below = finished.get(origin.cited[0])
            if not origin.entry and below is not None:
                found[source] = self._passage(below, origin)
        return found

    def _finished(self, origins: Collection[Origin]) -> tuple[ReportBelow, ...]:
        return self.reports.reports if any(not one.entry for one in origins) else ()

    def _passage(self, below: ReportBelow, origin: Origin) -> tuple[Run, ...]:
        block = next((one for one in self.document(below).blocks if one.id == origin.block), None)
        if block is None or not may_be_quoted(block):
            return ()
        return passage(block, self.voice(below), str(origin), origin.sentence)


def _says_more(said: ToldAct, other: ToldAct) -> bool:
    return _names(said) > _names(other)


def _names(said: ToldAct) -> int:
    return sum(isinstance(run, Named) for run in said.runs)


def _told_below(act: Act, said: ToldAct, telling: Sequence[ReportBelow]) -> ToldBelow:
    cited = tuple(sorted(Cited(one.report, one.version) for one in telling))
    source = str(Origin(cited, entry=act.entry))
    sentence = (*said.runs, Words("。"))
    runs = tuple(replace(run, source=source) for run in sentence if isinstance(run, Words | Named))
    return ToldBelow(act, source, tuple(one.organization for one in telling), runs)


def cited_words(actor: Actor, cited: Cited) -> str:
    """A report as its readers know it: whose, of which year, which version."""
    row = Report.objects.filter(pk=cited.report).first()
    if row is None or not may_open(actor, row):
        return UNSEEN
    name = organization_view(row.organization_id, row.until).called
    return f"{name}{row.year}年度报告第{cited.version}稿"


def taken_from(actor: Actor, source: str) -> tuple[tuple[str, int], ...]:
    """The reports that a source names, with the number of each that this reader may open; nought: he may not."""
    origin = origin_of(source)
    cited = origin.cited if origin else ()
    return tuple((words, 0 if words == UNSEEN else one.report) for one in cited for words in (cited_words(actor, one),))


def told_by_hand(actor: Actor, origin: Origin, words: Collection[str]) -> dict[str, str]:
    """Of these words those that somebody typed and answered for in the quoted paragraph, with what he wrote of them."""
    row = Report.objects.filter(pk=origin.cited[0].report).first()
    if row is None or not may_open(actor, row):
        return {}
    rows = Voucher.objects.filter(known(None), report=row, block=origin.block, text__in=list(words))
    return dict(rows.values_list("text", "reason"))


def quoted_hands(actor: Actor, document: Document) -> Iterator[tuple[Unfounded, str]]:
    """What was typed by hand in the quoted reports, with its place here and how it is to be told."""
    by_source = {source: origin for source, origin, _ in sources_in(document)}
    for one, source in _with_sources(document):
        origin = by_source.get(source)
        if origin is None:
            continue
        reason = told_by_hand(actor, origin, (one.text,)).get(one.text, "")
        there = f"，写明的来源：{reason.rstrip('。')}" if reason else ""
        yield one, f"“{one.text}”引自{cited_words(actor, origin.cited[0])}，在那里是手工写的{there}。"


def _with_sources(document: Document) -> Iterator[tuple[Unfounded, str]]:
    found = quoted_by_hand(document)
    for block in document.blocks:
        at = 0
        for run in block.runs:
            end = at + len(run.text)
            source = getattr(run, "source", "")
            yield from ((one, source) for one in found if one.block == block.id and at <= one.start < end and source)
            at = end


def sources_in(document: Document) -> Iterator[tuple[str, Origin, str]]:
    """Every source of a text once, with the words taken from it, in the order of the text."""
    taken: dict[str, list[str]] = {}
    for block in document.blocks:
        for run in block.runs:
            source = getattr(run, "source", "")
            if source:
                taken.setdefault(source, []).append(run.text)
    for source, texts in taken.items():
        origin = origin_of(source)
        if origin is not None:
            yield source, origin, "".join(texts)
