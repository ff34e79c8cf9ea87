"""A unit's own kinds, groups, rules and chosen profiles: the door through which an organisation changes them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from django.utils import timezone

from taizhang.apps.accounts.actors import Actor
from taizhang.apps.accounts.rights import Permission
from taizhang.apps.organizations.access import require
from taizhang.apps.organizations.errors import NotFoundError, OrganizationRefusedError
from taizhang.apps.organizations.own_kinds import own_slugs, unit_slug
from taizhang.apps.organizations.structure import structure
from taizhang.apps.rulebooks import own, services
from taizhang.apps.rulebooks.own.moving import moved, refuse_taken
from taizhang.apps.rulebooks.selectors import current_rulebook, profile_choices
from taizhang.apps.rulebooks.services.adopting import Adopted, Repost, own_files
from taizhang.domain.rules.differences import FileDifference
from taizhang.domain.rules.rulebook import Rulebook


def save_own_kind(
    actor: Actor, organization_id: int, form: own.OwnKind, note: str = "", *, repost: Repost | None = None
) -> Adopted:
    """Make or change a kind of the unit's own."""
    slug = _slug(actor, organization_id)
    files = own.spell_kind(current_rulebook(), slug, form)
    return services.adopt_units_own(actor, organization_id, slug, files, note or f"自定类别“{form.zh}”", repost=repost)


def save_own_group(actor: Actor, organization_id: int, form: own.OwnGroup) -> Adopted:
    """Make or change a group of kinds of the unit's own."""
    slug = _slug(actor, organization_id)
    files = own.spell_group(current_rulebook(), slug, form)
    return services.adopt_units_own(actor, organization_id, slug, files, f"自定分组“{form.zh}”")


def save_own_cadence(actor: Actor, organization_id: int, form: own.OwnCadence) -> Adopted:
    """Make or change a cadence of the unit's own, and choose the profile that it belongs to from its first day."""
    slug = _slug(actor, organization_id)
    unit = _unit_name(organization_id)
    files = own.spell_cadence(current_rulebook(), slug, unit, form, timezone.localdate(), actor.name)
    adopted = services.adopt_units_own(actor, organization_id, slug, files, f"自定要求“{form.zh}”")
    profile = form.profile or f"own/{slug}/rules"
    chosen = [one for one in profile_choices() if (one.organization, one.profile) == (organization_id, profile)]
    if not any(one.holds(form.since) for one in chosen):
        until = min((one.begins_on for one in chosen if one.begins_on > form.since), default=None)
        last = date.fromordinal(until.toordinal() - 1) if until else None
        services.choose_profile(actor, organization_id, profile, form.since, last)
    return adopted


def save_own_outline(actor: Actor, organization_id: int, form: own.OwnOutline) -> Adopted:
    """Make or change an outline of the unit's own, or let it rest so that the shipped one counts again."""
    files = outline_files(actor, organization_id, form)
    said = f"自定提纲“{form.zh}”" if form.in_use else f"停用自定提纲“{form.zh}”，换回随附的"
    return services.adopt_units_own(actor, organization_id, unit_slug(organization_id), files, said)


def outline_files(actor: Actor, organization_id: int, form: own.OwnOutline) -> dict[str, str]:
    """The file that a form of an outline makes, for a preview."""
    slug = _slug(actor, organization_id)
    seen = own_slugs(organization_id, timezone.localdate())
    return own.spell_outline(current_rulebook(), slug, form, seen)


def preview_own_files(
    actor: Actor, organization_id: int, texts: Mapping[str, str]
) -> tuple[Rulebook, tuple[FileDifference, ...]]:
    """What a unit's files would change, another unit's taken as its own; raises with every fault."""
    slug = _slug(actor, organization_id)
    files, is_foreign = moved(texts, slug)
    after, differences = services.preview_units_own(slug, files)
    if is_foreign:
        refuse_taken(differences)
    return after, differences


def import_own_files(
    actor: Actor, organization_id: int, texts: Mapping[str, str], note: str = "", *, repost: Repost | None = None
) -> Adopted:
    """Adopt a unit's files, or another unit's as its own; their profiles are chosen one by one afterwards."""
    preview_own_files(actor, organization_id, texts)
    slug = _slug(actor, organization_id)
    files, _ = moved(texts, slug)
    return services.adopt_units_own(actor, organization_id, slug, files, note or "导入制度文件", repost=repost)


def export_own_files(actor: Actor, organization_id: int) -> bytes:
    """The unit's own files as a package (zip)."""
    require(actor, Permission.READ_ENTRIES, organization_id)
    files = own_files(current_rulebook(), unit_slug(organization_id))
    if not files:
        raise OrganizationRefusedError("本单位还没有自定的类别、要求或提纲，没有可导出的文件。")
    return own.packed(files)


def choose_profile(
    actor: Actor, organization_id: int, profile: str, begins_on: date, ends_on: date | None = None
) -> int:
    """Choose a local profile for the organisation and all below it."""
    require(actor, Permission.ADOPT_RULES, organization_id)
    return services.choose_profile(actor, organization_id, profile, begins_on, ends_on)


def end_profile(actor: Actor, choice_id: int, ends_on: date) -> None:
    """End a choice after its last day."""
    found = [one for one in profile_choices() if one.id == choice_id]
    if not found:
        raise NotFoundError
    require(actor, Permission.ADOPT_RULES, found[0].organization)
    services.end_profile(actor, choice_id, ends_on)


def _slug(actor: Actor, organization_id: int) -> str:
    require(actor, Permission.ADOPT_RULES, organization_id)
    return unit_slug(organization_id)


def _unit_name(organization_id: int) -> str:
    described = structure().described(organization_id, timezone.localdate())
    return (described.short_name or described.name) if described else "本单位"
