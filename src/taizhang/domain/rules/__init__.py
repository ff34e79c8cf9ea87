"""The rulebook (制度): loaded, validated, asked by day, named by digest."""

from taizhang.domain.rules.faults import RulebookFaultyError, RuleFault
from taizhang.domain.rules.figures import FigureInfo, Nature, figure_catalogue
from taizhang.domain.rules.rulebook import Rulebook, read_rulebook, shipped, texts_of

__all__ = [
    "FigureInfo",
    "Nature",
    "RuleFault",
    "Rulebook",
    "RulebookFaultyError",
    "figure_catalogue",
    "read_rulebook",
    "shipped",
    "texts_of",
]
