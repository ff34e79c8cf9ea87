"""Which character of a sentence is probably another one: word frequencies, likeness of sound and shape, a lattice."""

from taizhang.domain.checking.spelling.doubts import Doubts
from taizhang.domain.checking.spelling.heard import Heard, shipped_heard
from taizhang.domain.checking.spelling.lattice import Lattice, Suspicion
from taizhang.domain.checking.spelling.likeness import Likeness, shipped_likeness
from taizhang.domain.checking.spelling.words import Words, shipped_words

__all__ = [
    "Doubts",
    "Heard",
    "Lattice",
    "Likeness",
    "Suspicion",
    "Words",
    "shipped_heard",
    "shipped_likeness",
    "shipped_words",
]
