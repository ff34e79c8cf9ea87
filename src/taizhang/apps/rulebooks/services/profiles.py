"""Choosing a local profile (本地做法) for an organisation and all below it, from day to day."""

from __future__ import annotations

from datetime import date

from taizhang.apps.accounts.actors import Actor
from taizhang.apps.audit.writing import writing
from taizhang.apps.rulebooks.errors import RulebookError
from taizhang.apps.rulebooks.models import ProfileChoice
from taizhang.apps.rulebooks.selectors import current_rulebook


def choose_profile(
    actor: Actor, organization_id: int, profile: str, begins_on: date, ends_on: date | None = None
) -> int:
    """Choose a profile; the caller has asked whether the actor may."""
    known = current_rulebook().profiles.get(profile)
    if known is None:
        raise RulebookError("没有这项本地做法，可能它已换了编号。请在“制度”里重新选择。")
    if ends_on is not None and ends_on < begins_on:
        raise RulebookError("停用的日期早于启用的日期，没有保存。请核对这两个日期。")
    with writing(actor.label, "profile.choose", f"organization:{organization_id}") as record:
        others = ProfileChoice.objects.filter(
            organization_id=organization_id, profile=profile, known_until__isnull=True
        )
        for other in others:
            if other.begins_on <= (ends_on or date.max) and begins_on <= (other.ends_on or date.max):
                raise RulebookError(f"{other.begins_on}起已经选用“{known.zh}”，不用再选。要改日期，先停用原来那一次。")
        choice = ProfileChoice(organization_id=organization_id, profile=profile, begins_on=begins_on, ends_on=ends_on)
        record.write(choice)
    return choice.pk


def end_profile(actor: Actor, choice_id: int, ends_on: date) -> int | None:
    """End a choice on its last day; ended before it began, it never was. The caller has asked about rights."""
    with writing(actor.label, "profile.end") as record:
        choice = ProfileChoice.objects.filter(pk=choice_id, known_until__isnull=True).first()
        if choice is None:
            raise RulebookError("这次选用已经改过了。请刷新页面再看。")
        record.subject = f"organization:{choice.organization_id}"
        record.close(choice)
        if ends_on < choice.begins_on:
            return None
        ended = ProfileChoice(
            organization_id=choice.organization_id, profile=choice.profile, begins_on=choice.begins_on, ends_on=ends_on
        )
        record.write(ended)
    return ended.pk
