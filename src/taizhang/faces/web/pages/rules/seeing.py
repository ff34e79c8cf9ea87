"""Who sees which part of the rulebook: what is shipped is for everybody, a unit's own only for whom it concerns."""

from __future__ import annotations

from dataclasses import dataclass

from taizhang.apps.accounts.actors import Actor
from taizhang.apps.organizations.access import ALL, visible_to
from taizhang.apps.organizations.own_kinds import own_slugs, slugs_among
from taizhang.apps.rulebooks.errors import RulebookError
from taizhang.apps.rulebooks.selectors import current_rulebook
from taizhang.domain.rules.rulebook import Rulebook
from taizhang.faces.web.shell.frame import Frame
from taizhang.faces.web.shell.links import link_if


@dataclass(frozen=True, slots=True)
class Reader:
    """A rulebook, and the units whose own files may be shown."""

    rulebook: Rulebook
    slugs: frozenset[str] | None
    """None: all units."""

    def sees(self, identifier: str) -> bool:
        """Whether this kind, rule, source, group or profile may be shown."""
        if not identifier.startswith("own/") or self.slugs is None:
            return True
        return identifier.split("/")[1] in self.slugs


def reader_of(actor: Actor, frame: Frame) -> Reader | None:
    """What may be read on the day; None while nothing was adopted."""
    try:
        rulebook = current_rulebook(frame.known)
    except RulebookError as error:
        if error.code == "no_rulebook":
            return None
        raise
    visible = visible_to(actor)
    if visible is ALL:
        return Reader(rulebook, None)
    slugs = slugs_among(visible) if isinstance(visible, frozenset) else frozenset()
    if frame.organization is not None:
        slugs |= own_slugs(frame.organization.id, frame.as_of, frame.known)
    return Reader(rulebook, frozenset(slugs))


def tabs(frame: Frame, current: str) -> list[tuple[str, str, bool]]:
    """What 制度 divides into; a unit's own only for those who work in one."""
    found = [
        ("rules", "规则", "rules:index"),
        ("kinds", "类别", "rules:kinds"),
        ("sources", "依据", "rules:sources"),
        ("adoption", "采用", "rules:adoption"),
    ]
    if frame.organization is not None:
        found[3:3] = [
            ("profiles", "本地做法", "rules:profiles"),
            ("own", "本单位自定", "rules:own"),
            ("outlines", "提纲和句式", "rules:outlines"),
        ]
    return [(word, link_if(frame.address, route), key == current) for key, word, route in found]
