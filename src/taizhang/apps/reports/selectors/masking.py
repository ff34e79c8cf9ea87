"""The names that a masked template must not hold: organisations around, their units, and the people on their rolls."""

from __future__ import annotations

from taizhang.apps.members.selectors import rolls
from taizhang.apps.organizations.selectors import above, below
from taizhang.apps.organizations.structure import structure
from taizhang.apps.reports.models import Report
from taizhang.apps.reports.selectors.texts import notice_of
from taizhang.domain.reporting import Document
from taizhang.domain.reporting.masking import masked


def masked_template(report: Report, document: Document) -> Document:
    """The template of a text; names are masked whether or not its reader may open the rolls."""
    day = notice_of(report).until
    under = below(report.organization_id, day)
    of = structure()
    described = [of.described(one, day) for one in (*under, *above(report.organization_id, day))]
    around = [name for one in described if one is not None for name in (one.name, one.short_name, one.unit)]
    return masked(document, [*around, *(member.name for member in rolls(under, day))])
