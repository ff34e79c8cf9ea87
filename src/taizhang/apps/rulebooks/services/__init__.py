"""Writes: adopt a release, adopt a unit's own files, choose a local profile."""

from taizhang.apps.rulebooks.services.adopting import (
    Adopted,
    adopt_release,
    adopt_units_own,
    preview_release,
    preview_units_own,
)
from taizhang.apps.rulebooks.services.profiles import choose_profile, end_profile

__all__ = [
    "Adopted",
    "adopt_release",
    "adopt_units_own",
    "choose_profile",
    "end_profile",
    "preview_release",
    "preview_units_own",
]
