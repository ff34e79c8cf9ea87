"""The charts of a text's numbers, as this reader may see them."""

from __future__ import annotations

from taizhang.apps.accounts.actors import Actor
from taizhang.apps.reports.models import Report
from taizhang.apps.reports.selectors.grounds import SCOPE_WORDS
from taizhang.apps.reports.selectors.texts import answered, catalogue
from taizhang.domain.reporting import Document
from taizhang.domain.reporting.charts import Chart, charting


def charts_of(actor: Actor, report: Report, document: Document) -> tuple[Chart, ...]:
    """Ask the ledger month by month, and draw nothing that it does not answer."""
    infos = catalogue()
    plan = charting(document, infos)
    return plan.charts(answered(actor, report, set(plan.asks())), infos, SCOPE_WORDS)
