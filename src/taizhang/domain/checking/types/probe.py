"""Type `probe`: what only code can see; the rule names it, and gives it words, source and examples."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Final, Literal

from pydantic import AfterValidator

from taizhang.domain.checking.rule import CheckRule
from taizhang.domain.checking.types import agreement, arithmetic, numerals, punctuation, structure
from taizhang.domain.checking.types.probing import Probe, ProbeDetector

PROBES: Final[tuple[Probe, ...]] = (
    *punctuation.PROBES,
    *numerals.PROBES,
    *structure.PROBES,
    *arithmetic.PROBES,
    *agreement.PROBES,
)
_NAMES: Final = frozenset(name for probe in PROBES for name in probe.names)


def _known(name: str) -> str:
    if name not in _NAMES:
        raise ValueError(f"没有叫“{name}”的检查；可用的是：{'、'.join(sorted(_NAMES))}。")
    return name


class ProbeRule(CheckRule):
    """What is found, by name."""

    type: Literal["probe"]
    finds: Annotated[str, AfterValidator(_known)]


def build_probe(rules: Sequence[ProbeRule]) -> ProbeDetector:
    """Build one detector of all probes that the rules of a stage ask for."""
    asked: dict[str, tuple[str, ...]] = {}
    for rule in rules:
        asked[rule.finds] = (*asked.get(rule.finds, ()), rule.id)
    return ProbeDetector(asked, PROBES)
