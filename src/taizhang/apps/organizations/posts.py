"""The posts as a form offers them."""

from __future__ import annotations

from taizhang.apps.organizations.models import PostTitle

TITLES: tuple[tuple[str, str], ...] = tuple((str(value), str(label)) for value, label in PostTitle.choices)
"""Identifier and Chinese name, in the order of a committee's list."""
