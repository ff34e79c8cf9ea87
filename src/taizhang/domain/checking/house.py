"""The own words of a unit: protected names, house style, switched-off rules, silenced findings with their reasons.

As a file (house.yaml, read strictly) or as plain data out of a database; both go through the same shape.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import date
from enum import StrEnum
from typing import Annotated, Any

from pydantic import Field, model_validator

from taizhang.domain.checking.finding import CheckFinding
from taizhang.domain.rules.faults import RuleFault
from taizhang.domain.rules.reading import Document, read_yaml
from taizhang.domain.rules.shape import Shape, Text
from taizhang.domain.rules.validation import shape_part

_RULE = r"^[a-z0-9_]+(/[a-z0-9_]+)?$"
RuleName = Annotated[str, Field(pattern=_RULE, max_length=120)]
"""The id of a rule (blanks/placeholder), or of a whole pack (blanks)."""
Wording = Annotated[str, Field(min_length=1, max_length=200, pattern=r"\S")]


class Reach(StrEnum):
    """How far a silence reaches."""

    ONCE = "once"  # this place of this document
    DOCUMENT = "document"  # every finding of the rule in this document
    ALWAYS = "always"  # this wording, in every document


class SwitchedOff(Shape):
    """A rule, or a whole pack, that this unit does not want."""

    rule: RuleName
    reason: Text
    author: Text
    on: date | None = None


class Silence(Shape):
    """A finding that somebody has looked at and let stand."""

    reach: Reach
    rule: RuleName
    reason: Text
    author: Text
    document: str = ""
    fingerprint: str = ""
    excerpt: str = ""
    on: date | None = None

    @model_validator(mode="after")
    def _names_what_it_silences(self) -> Silence:
        if self.reach is not Reach.ALWAYS and not self.document:
            raise ValueError("只在一份文稿里放过的，要写 document（文稿的文件名）。")
        if self.reach is Reach.ONCE and not self.fingerprint:
            raise ValueError("只放过一处的，要写 fingerprint（这一处的指纹，审校结果里有）。")
        if self.reach is Reach.ALWAYS and not self.excerpt:
            raise ValueError("以后都放过的，要写 excerpt（放过的原文）；整条规则都不要的，写进 switched_off。")
        return self

    def covers(self, finding: CheckFinding, document: str) -> bool:
        """Say whether this silence is about that finding."""
        if self.rule not in {finding.rule, finding.rule.partition("/")[0]}:
            return False
        if self.reach is Reach.ALWAYS:
            return finding.excerpt == self.excerpt
        if self.document not in {document, document.rsplit("/", 1)[-1]}:
            return False
        return self.reach is Reach.DOCUMENT or finding.fingerprint == self.fingerprint


class House(Shape):
    """Everything a unit has decided about the checker."""

    protected: frozenset[Wording] = frozenset()
    """Names and terms that are never called wrong."""
    style: Mapping[Wording, Wording] = Field(default_factory=dict)
    """Wrong → right, as this unit wants it."""
    switched_off: tuple[SwitchedOff, ...] = ()
    switched_on: frozenset[RuleName] = frozenset()
    """Rules that sleep by default and are wanted here."""
    silences: tuple[Silence, ...] = ()

    @model_validator(mode="after")
    def _style_changes_something(self) -> House:
        same = next((wrong for wrong, right in self.style.items() if wrong in right), None)
        if same is not None:
            raise ValueError(f"style 里“{same}”改成的词里还有它自己，会改个没完。")
        return self

    def allows(self, rule: str, *, optional: bool) -> bool:
        """Say whether a rule runs here; what is switched off stays off, whatever else is said."""
        names = {rule, rule.partition("/")[0]}
        if any(off.rule in names for off in self.switched_off):
            return False
        return not optional or not names.isdisjoint(self.switched_on)

    def silence(
        self, findings: Iterable[CheckFinding], document: str
    ) -> tuple[tuple[CheckFinding, ...], tuple[tuple[CheckFinding, Silence], ...]]:
        """Part the findings of a document into those that stand and those let stand, each with its silence."""
        standing: list[CheckFinding] = []
        silenced: list[tuple[CheckFinding, Silence]] = []
        for finding in findings:
            by = next((one for one in self.silences if one.covers(finding, document)), None)
            if by is None:
                standing.append(finding)
            else:
                silenced.append((finding, by))
        return tuple(standing), tuple(silenced)


def read_house(file: str, text: str, rules: Collection[str]) -> tuple[House | None, tuple[RuleFault, ...]]:
    """Read a unit's own words from YAML: the value, or every fault with line and key; `rules` are the ids there are."""
    document, faults = read_yaml(file, text)
    if document is None:
        return None, tuple(faults)
    return _shaped(document, rules)


def house_of(value: Mapping[str, Any], rules: Collection[str]) -> tuple[House | None, tuple[RuleFault, ...]]:
    """Read a unit's own words from plain data, as a database or an API gives them."""
    return _shaped(Document("house", dict(value)), rules)


def _shaped(document: Document, rules: Collection[str]) -> tuple[House | None, tuple[RuleFault, ...]]:
    house, faults = shape_part(document, House, document.data, ())
    if house is None:
        return None, tuple(faults)
    known = {*rules, *(rule.partition("/")[0] for rule in rules), "house"}
    unknown = [
        RuleFault(document.file, document.line(place), key, f"没有“{rule}”这条规则；编号见规则一览。")
        for place, key, rule in _named(house, document.data)
        if rule.partition("/")[0] != "house" and rule not in known
    ]
    return (None, tuple(unknown)) if unknown else (house, ())


def _named(house: House, data: Mapping[str, Any]) -> Iterable[tuple[tuple[str | int, ...], str, str]]:
    for number, off in enumerate(house.switched_off):
        yield ("switched_off", number, "rule"), f"switched_off[{number + 1}].rule", off.rule
    for number, rule in enumerate(data.get("switched_on") or ()):
        yield ("switched_on", number), f"switched_on[{number + 1}]", str(rule)
    for number, silence in enumerate(house.silences):
        yield ("silences", number, "rule"), f"silences[{number + 1}].rule", silence.rule
