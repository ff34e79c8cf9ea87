"""Passages that stand elsewhere as well: in an earlier text, or twice in this one; set formulas do not count."""

from taizhang.domain.checking.copying.earlier import CopiedPassage, copied_passages
from taizhang.domain.checking.copying.repeats import Repeat, repeats

__all__ = ["CopiedPassage", "Repeat", "copied_passages", "repeats"]
