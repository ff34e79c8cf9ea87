"""Titles as a reader may see them: those of talks and the like are for the keepers, everybody else reads the kind."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from taizhang.apps.accounts.actors import Actor
from taizhang.apps.ledger.models import Revision
from taizhang.apps.ledger.selectors.doors import reads_restricted
from taizhang.apps.ledger.surroundings import kinds_of
from taizhang.apps.rulebooks.selectors import current_rulebook
from taizhang.domain.rules.rulebook import Rulebook

AT_ONCE = 500
TALLY = "汇总登记"


def titles_for(actor: Actor, revisions: Iterable[int]) -> dict[int, str]:
    """The title of each revision, or the names of its kinds where there is none, or none for this reader."""
    wanted = sorted(set(revisions))
    titles: dict[int, str] = {}
    for start in range(0, len(wanted), AT_ONCE):
        some = wanted[start : start + AT_ONCE]
        rows = Revision.objects.filter(pk__in=some).values_list("pk", "organization_id", "title")
        titles |= titles_among(actor, rows, kinds_of(some))
    return titles


def titles_among(
    actor: Actor, rows: Iterable[tuple[int, int, str]], kinds: Mapping[int, tuple[str, ...]]
) -> dict[int, str]:
    """The same for revisions already read: each with who recorded it and its title."""
    rulebook = current_rulebook()
    keeps: dict[int, bool] = {}
    titles: dict[int, str] = {}
    for revision, organization, title in rows:
        mine = kinds.get(revision, ())
        if _is_for_keepers(rulebook, mine):
            if organization not in keeps:
                keeps[organization] = reads_restricted(actor, organization)
            titles[revision] = title if keeps[organization] and title else _named(rulebook, mine)
        else:
            titles[revision] = title or _named(rulebook, mine)
    return titles


def _is_for_keepers(rulebook: Rulebook, kinds: tuple[str, ...]) -> bool:
    return any(kind not in rulebook.kinds or rulebook.kinds[kind].details for kind in kinds)


def _named(rulebook: Rulebook, kinds: tuple[str, ...]) -> str:
    return "、".join(rulebook.kinds[kind].zh for kind in kinds if kind in rulebook.kinds) or TALLY
