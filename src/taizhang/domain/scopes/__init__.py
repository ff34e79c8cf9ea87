"""Sets of organisations by day (口径)."""

from taizhang.domain.scopes.lines import Lines, Link

__all__ = ["Lines", "Link"]
