"""One filling-in of the form: who records, and what was sent, kept as a draft, or prefilled."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.http import Http404, HttpRequest

from taizhang.apps.accounts.rights import Permission
from taizhang.apps.ledger.selectors.suggesting import last_values
from taizhang.apps.ledger.services.drafting import DraftView, open_draft
from taizhang.apps.organizations.access import require
from taizhang.apps.rulebooks.selectors import current_rulebook
from taizhang.domain.ledger.reading import YEARS
from taizhang.domain.rules.rulebook import Rulebook
from taizhang.faces.web.pages.ledger.sent import Sent, SentForm
from taizhang.faces.web.shell.frame import Frame, frame_of
from taizhang.faces.web.shell.whole_numbers import is_number


@dataclass(frozen=True)
class Filling:
    """One filling-in of the form: for whom, what was sent, what is being corrected."""

    frame: Frame
    recorder: int
    rulebook: Rulebook
    sent: Sent
    entry: int | None = None
    base_number: int = 0

    @property
    def form(self) -> SentForm:
        """The sent form, freshly read."""
        return SentForm(self.sent, self.rulebook)


def filling_of(request: HttpRequest) -> Filling:
    """Who records, and what was sent or is prefilled."""
    frame = frame_of(request)
    if frame.actor is None or frame.organization is None:
        raise Http404
    require(frame.actor, Permission.RECORD, frame.organization.id)
    rulebook = current_rulebook()
    if request.method == "POST":
        sent: Sent = lists_of(request)
        entry = SentForm(sent, rulebook).text("entry")
        base = SentForm(sent, rulebook).text("base_number")
        return Filling(
            frame,
            frame.organization.id,
            rulebook,
            sent,
            int(entry) if is_number(entry) else None,
            int(base) if is_number(base) else 0,
        )
    number = request.GET.get("draft", "")
    if is_number(number):
        kept = open_draft(frame.actor, int(number))
        return Filling(frame, kept.organization, rulebook, _of_draft(kept), kept.entry, kept.base_number)
    return Filling(frame, frame.organization.id, rulebook, _prefilled(request, frame, rulebook))


def lists_of(request: HttpRequest) -> dict[str, list[str]]:
    """Everything the form sent, each name with all its values."""
    return {name: [str(value) for value in values] for name, values in request.POST.lists()}


def _of_draft(kept: DraftView) -> dict[str, list[str]]:
    sent = {str(name): [str(one) for one in values] for name, values in kept.content.get("sent", {}).items()}
    return sent | {"draft": [str(kept.id)], "reason": [kept.reason]}


def _prefilled(request: HttpRequest, frame: Frame, rulebook: Rulebook) -> dict[str, list[str]]:
    """The kinds and the day that the address names, and what was the same last time: place, hour, who chaired."""
    kinds = [kind for kind in request.GET.getlist("kind") if kind in rulebook.kinds]
    day = day_of(request.GET.get("day", "")) or frame.today
    sent: dict[str, list[str]] = {"day": [day.isoformat()]}
    if "tally" in request.GET:
        sent |= {"day": [f"{frame.year}-01-01"], "end_day": [frame.today.isoformat()], "tally-0-figure": [""]}
    for number, kind in enumerate(kinds):
        sent[f"part-{number}-kind"] = [kind]
    if kinds and frame.actor is not None and frame.organization is not None:
        before = last_values(frame.actor, frame.organization.id, kinds[0], day)
        sent |= {name: [value] for name, value in before.plain.items()}
        for role, persons in before.roles.items():
            if role in rulebook.kinds[kinds[0]].roles:
                sent[f"part-0-role-{role}"] = [str(one) for one in persons]
    return sent


def day_of(text: str) -> date | None:
    """Read a day; None where it is none."""
    try:
        found = date.fromisoformat(text)
    except ValueError:
        return None
    return found if found.year in YEARS else None
