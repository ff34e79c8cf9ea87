"""Whether a rule speaks to an organisation at all (适用): by type, life, traits and chosen profiles."""

from __future__ import annotations

from datetime import date

from taizhang.domain.obligations.answers import Subject
from taizhang.domain.periods import Window
from taizhang.domain.rules.obligations import Applies
from taizhang.domain.rules.vocabulary import TRAITS


def why_not_owed(applies: Applies, profile: str | None, subject: Subject, window: Window) -> str:
    """Say why the whole window asks nothing of this organisation; empty where it does."""
    why = why_not_addressed(applies, profile, subject, window.end)
    if why:
        return why
    if subject.founded_on is not None and subject.founded_on > window.start:
        return f"党组织{subject.founded_on:%Y-%m-%d}成立，这一期不满，不作要求。"
    return ""


def why_not_addressed(applies: Applies, profile: str | None, subject: Subject, day: date) -> str:
    """Say why the rule does not speak to this organisation on that day; empty where it does."""
    if subject.type not in applies.types:
        return "条文不适用于这一类党组织。"
    if subject.closed_on is not None and subject.closed_on < day:
        return f"党组织{subject.closed_on:%Y-%m-%d}撤销，不作要求。"
    if subject.founded_on is not None and subject.founded_on > day:
        return f"党组织{subject.founded_on:%Y-%m-%d}成立，此前不作要求。"
    if profile is not None and day not in subject.profiles.get(profile, ()):
        return "本单位没有采用这项本地做法。"
    return _why_traits_exclude(applies, subject, day)


def _why_traits_exclude(applies: Applies, subject: Subject, day: date) -> str:
    for trait in applies.when:
        if not subject.has(trait, day):
            return f"只适用于“{TRAITS.get(trait, trait)}”的党组织。"
    for trait in applies.unless:
        if subject.has(trait, day):
            return f"不适用于“{TRAITS.get(trait, trait)}”的党组织。"
    return ""
