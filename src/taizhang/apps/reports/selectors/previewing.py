"""How a report would read by an outline that is not adopted yet: drafted from the ledger, kept nowhere."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from taizhang.apps.accounts.actors import Actor
from taizhang.apps.accounts.rights import Permission
from taizhang.apps.organizations.access import require, visible_among
from taizhang.apps.organizations.selectors import below, names_of, organization_view
from taizhang.apps.reports.selectors.gathering import gathered, secretary_of, speaker_of
from taizhang.domain.reporting import Notice
from taizhang.domain.reporting.drafting import Draft, draft
from taizhang.domain.reporting.wanting import Plan
from taizhang.domain.rules.outlines import Outline
from taizhang.domain.rules.rulebook import Rulebook

MOST_OFFERED = 60


@dataclass(frozen=True, slots=True)
class Previewed:
    """A draft as it would be, and of whom; no draft where nobody could speak."""

    organization: int
    name: str
    draft: Draft | None


def speakers_for(actor: Actor, organization: int, outline: Outline, day: date) -> list[tuple[int, str]]:
    """The organisations, this one and those below, for which an outline is meant; by name."""
    ids = visible_among(actor, (organization, *below(organization, day)))
    fitting = [
        one for one in dict.fromkeys(ids) if not outline.types or organization_view(one, day).type in outline.types
    ]
    names = names_of(fitting, day)
    ordered = sorted(fitting, key=lambda one: (one != organization, names.get(one, "")))
    return [(one, names.get(one, "")) for one in ordered[:MOST_OFFERED]]


def preview(actor: Actor, organization: int, rulebook: Rulebook, outline: str, until: date) -> Previewed:
    """Draft a report of that organisation by that rulebook's outline; nothing is written."""
    require(actor, Permission.WRITE_REPORTS, organization)
    shape = rulebook.outlines[outline]
    name = names_of([organization], until).get(organization, "")
    person = secretary_of(organization, until) if shape.about == "person" else None
    if shape.about == "person" and person is None:
        return Previewed(organization, name, None)
    plan = Plan(rulebook, shape, speaker_of(actor, organization, until, person), Notice(until.year, until))
    return Previewed(organization, name, draft(plan, gathered(actor, organization, plan)))
