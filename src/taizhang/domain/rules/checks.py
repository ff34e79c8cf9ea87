"""The checker's packs as texts: they lie in the rulebook's folder, are read by `domain.checking`, and are not adopted.

A pack says how a text is written, not what an organisation owes, so it is no part of the rulebook's digest.
"""

from __future__ import annotations

from importlib import resources

from taizhang.domain.rules.rulebook import CHECKS, texts_of


def shipped_checks() -> dict[str, str]:
    """Collect the packs that came with this release, by file name."""
    return texts_of(resources.files("taizhang") / "rulebook" / CHECKS)
