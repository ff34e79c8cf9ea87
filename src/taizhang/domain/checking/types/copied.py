"""Type `copied`: passages from an earlier text, and what stands twice in this one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Annotated, Literal

from pydantic import Field

from taizhang.domain.checking.context import Context
from taizhang.domain.checking.copying import copied_passages, repeats
from taizhang.domain.checking.detecting import Condemned
from taizhang.domain.checking.finding import Hit
from taizhang.domain.checking.rule import CheckRule
from taizhang.domain.official_text import OfficialText

_EARLIER = "earlier"
_PASSAGE = "passage"


class CopiedRule(CheckRule):
    """What is found, and from how many characters on that are no formula."""

    type: Literal["copied"]
    finds: Literal["earlier", "paragraph", "sentence", "passage"]
    least: Annotated[int, Field(ge=12, le=2000)] = 40
    below: Annotated[int, Field(ge=12, le=2000)] | None = None
    """From here on a weightier rule speaks."""

    def takes(self, length: int) -> bool:
        """Say whether a passage of that many own characters is for this rule."""
        return self.least <= length and (self.below is None or length < self.below)


class CopiedDetector:
    """Compares once, and gives each passage to the rules that ask for its kind and length."""

    def __init__(self, rules: Sequence[CopiedRule]) -> None:
        """Sort the rules by what they find."""
        self._rules: dict[str, list[CopiedRule]] = {}
        for rule in rules:
            self._rules.setdefault(rule.finds, []).append(rule)

    def detect(self, document: OfficialText, context: Context, condemned: Condemned) -> Iterable[Hit]:  # noqa: ARG002
        """Report copied and repeated passages."""
        if _EARLIER in self._rules:
            yield from self._copied(document, context)
        if self._rules.keys() - {_EARLIER}:
            yield from self._repeated(document)

    def _copied(self, document: OfficialText, context: Context) -> Iterator[Hit]:
        rules = self._rules[_EARLIER]
        for one in copied_passages(document, context.earlier, min(rule.least for rule in rules)):
            words = (("name", one.name), ("length", str(one.length)), ("line", str(one.line)))
            yield from (Hit(rule.id, one.start, one.end, words) for rule in rules if rule.takes(one.length))

    def _repeated(self, document: OfficialText) -> Iterator[Hit]:
        least = min((rule.least for rule in self._rules.get(_PASSAGE, ())), default=40)
        for one in repeats(document, least):
            words = (("line", str(one.line)), ("length", str(one.length)))
            for rule in self._rules.get(one.kind.value, ()):
                yield Hit(rule.id, one.start, one.end, words)


def build_copied(rules: Sequence[CopiedRule]) -> CopiedDetector:
    """Build one detector of all rules."""
    return CopiedDetector(rules)
