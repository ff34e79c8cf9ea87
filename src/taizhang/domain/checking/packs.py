"""Packs of rules as files: read strictly, every fault with file, line and key, kept by content."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache, lru_cache
from types import MappingProxyType
from typing import Any

from taizhang.domain.canonical import digest
from taizhang.domain.checking.rule import CheckRule
from taizhang.domain.checking.types import TYPES
from taizhang.domain.rules.checks import shipped_checks
from taizhang.domain.rules.faults import RulebookFaultyError, RuleFault
from taizhang.domain.rules.reading import Document, read_yaml
from taizhang.domain.rules.shape import Shape, Text
from taizhang.domain.rules.validation import shape_part


class PackHead(Shape):
    """What a pack says beside its rules."""

    zh: Text
    why: str = ""


@dataclass(frozen=True, slots=True)
class Pack:
    """One file: a family of rules."""

    name: str
    zh: str
    why: str
    rules: Mapping[str, CheckRule]


@dataclass(frozen=True, slots=True, eq=False)
class Packs:
    """Every pack by name and every rule by id; named by one digest."""

    packs: Mapping[str, Pack]
    digest: str
    rules: Mapping[str, CheckRule] = field(repr=False)

    @classmethod
    def from_texts(cls, texts: Mapping[str, str]) -> Packs:
        """Read {file name: YAML}; raises RulebookFaultyError with every fault."""
        packs, faults = read_packs(texts)
        if packs is None:
            raise RulebookFaultyError(faults)
        return packs

    def only(self, *rules: str) -> Packs:
        """Give the same packs with some rules alone."""
        chosen = MappingProxyType({name: self.rules[name] for name in rules})
        return Packs(self.packs, digest([self.digest, *rules]), chosen)


def read_packs(texts: Mapping[str, str]) -> tuple[Packs | None, tuple[RuleFault, ...]]:
    """Read {file name: YAML} without raising: the packs, or every fault of every file; kept by content."""
    return _read(tuple(sorted(texts.items())))


@cache
def shipped() -> Packs:
    """Give the packs that came with this release."""
    return Packs.from_texts(shipped_checks())


@lru_cache(maxsize=8)
def _read(texts: tuple[tuple[str, str], ...]) -> tuple[Packs | None, tuple[RuleFault, ...]]:
    packs: dict[str, Pack] = {}
    faults: list[RuleFault] = []
    contents: dict[str, Any] = {}
    for file, text in texts:
        document, wrong = read_yaml(file, text)
        faults += wrong
        if document is None:
            continue
        pack, wrong = _pack(document)
        faults += wrong
        packs[pack.name] = pack
        contents[pack.name] = document.data
    if faults:
        return None, tuple(sorted(faults))
    rules = {rule.id: rule for pack in packs.values() for rule in pack.rules.values()}
    return Packs(MappingProxyType(packs), digest(contents), MappingProxyType(rules)), ()


def _pack(document: Document) -> tuple[Pack, list[RuleFault]]:
    name = document.file.rsplit("/", 1)[-1].removesuffix(".yaml")
    head = {key: value for key, value in document.data.items() if key != "rules"}
    said, faults = shape_part(document, PackHead, head, ())
    written = document.data.get("rules")
    if not isinstance(written, dict) or not written:
        message = "一条规则也没有：在 rules 下面至少写一条。"
        return Pack(name, "", "", {}), [*faults, RuleFault(document.file, document.line(("rules",)), "rules", message)]
    rules: dict[str, CheckRule] = {}
    for key in written:
        rule, wrong = _rule(document, name, key)
        faults += wrong
        if rule is not None:
            rules[key] = rule
    return Pack(name, said.zh if said else "", said.why if said else "", MappingProxyType(rules)), faults


def _rule(document: Document, pack: str, key: str) -> tuple[CheckRule | None, list[RuleFault]]:
    place, written = ("rules", key), document.data["rules"][key]
    if not isinstance(written, dict) or "id" in written:
        message = "每条规则应是“键: 值”的形式，不写 id：文件名和键就是它的编号。"
        return None, [RuleFault(document.file, document.line(place), f"rules.{key}", message)]
    known = TYPES.get(str(written.get("type")))
    if known is None:
        message = f"“{written.get('type')}”不是规则的类型；可用的是：{'、'.join(TYPES)}。"
        return None, [RuleFault(document.file, document.line((*place, "type")), f"rules.{key}.type", message)]
    return shape_part(document, known.shape, {**written, "id": f"{pack}/{key}"}, place)
