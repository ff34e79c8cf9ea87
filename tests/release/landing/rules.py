"""What the small world decides for itself: a profile, a kind and an outline of its own, a scope, a shifted window."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from taizhang.apps.accounts.actors import Actor
from taizhang.apps.organizations import services as organizations
from taizhang.apps.organizations.services import own_rules
from taizhang.apps.rulebooks.own import OwnField, OwnFigure, OwnKind, outline_form
from taizhang.apps.rulebooks.own.outlines import with_sentences
from taizhang.apps.rulebooks.selectors import current_rulebook
from taizhang.apps.rulebooks.services.profiles import choose_profile
from taizhang.domain.periods import Window

OWN_OUTLINE = "own/qs/outline_1"


def tell_rules(actor: Actor, places: dict[str, int]) -> None:
    """Choose, shift and write them as a town does."""
    choose_profile(actor, places["QS"], "lecture_each_quarter", date(2024, 1, 1))
    kind = OwnKind(
        zh="巡堤值守",
        group="study",
        fields=(OwnField("里数", "integer"),),
        figures=(OwnFigure("巡堤里数", "number", "里数"),),
    )
    own_rules.save_own_kind(actor, places["QS"], kind, "镇里的做法")
    organizations.define_scope(actor, places["QS"], "沿河两个支部", added=[places["QS1"], places["QS2"]])
    organizations.shift_window(
        actor,
        places["QS"],
        rule="branch_congress_quarterly",
        window=Window(date(2025, 7, 1), date(2025, 9, 30)),
        due_on=date(2025, 10, 31),
        notice="青组发〔2025〕9号",
    )
    _outline(actor, places["QS"])


def _outline(actor: Actor, top: int) -> None:
    """Take the shipped one, call it otherwise, and tell theme days in words of the town."""
    form = replace(outline_form(current_rulebook(), "organization_report"), zh="镇里的提纲", name="")
    said = {"own": ("在河边开展主题党日{theme_day/count}",)}
    own_rules.save_own_outline(actor, top, with_sentences(form, "theme_day", said))
