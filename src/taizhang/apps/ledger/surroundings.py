"""What stands around an occasion: the roll, other occasions of those days, remembered minutes."""

from __future__ import annotations
