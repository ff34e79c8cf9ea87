"""A unit's own kinds, groups and rules (本单位自定): from a form to rulebook files and back, and as a package."""

from taizhang.apps.rulebooks.own.forms import Choice, OwnCadence, OwnField, OwnFigure, OwnGroup, OwnKind, slug_for
from taizhang.apps.rulebooks.own.outlines import OwnOutline, OwnPart, OwnSection, outline_form, spell_outline
from taizhang.apps.rulebooks.own.package import packed, unpacked
from taizhang.apps.rulebooks.own.reading import cadence_form, kind_form
from taizhang.apps.rulebooks.own.spelling import spell_cadence, spell_group, spell_kind, yaml_of

__all__ = [
    "Choice",
    "OwnCadence",
    "OwnField",
    "OwnFigure",
    "OwnGroup",
    "OwnKind",
    "OwnOutline",
    "OwnPart",
    "OwnSection",
    "cadence_form",
    "kind_form",
    "outline_form",
    "packed",
    "slug_for",
    "spell_cadence",
    "spell_group",
    "spell_kind",
    "spell_outline",
    "unpacked",
    "yaml_of",
]
