"""The rulebook (制度): every file by its id, frozen, named by one digest."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path
from types import MappingProxyType
from typing import Any, cast

from taizhang.domain.canonical import digest
from taizhang.domain.rules.crossing import cross_check
from taizhang.domain.rules.families import FAMILIES, RuleContent, family_and_id
from taizhang.domain.rules.faults import RulebookFaultyError, RuleFault
from taizhang.domain.rules.kinds import Kind, KindGroup
from taizhang.domain.rules.obligations import FigureDefinition, Profile, Rule
from taizhang.domain.rules.outlines import Outline, PhrasePack
from taizhang.domain.rules.reading import MOST_BYTES, Document, read_yaml
from taizhang.domain.rules.shape import Source
from taizhang.domain.rules.validation import shape_content

MOST_FILES = 3000
CHECKS = "checks"
"""The folder of the checker's packs, which are not a part of the rulebook."""


@dataclass(frozen=True, slots=True, eq=False)
class Rulebook:
    """All that was read, by family and id; two rulebooks are the same if their digests are."""

    sources: Mapping[str, Source]
    groups: Mapping[str, KindGroup]
    kinds: Mapping[str, Kind]
    rules: Mapping[str, Rule]
    figures: Mapping[str, FigureDefinition]
    profiles: Mapping[str, Profile]
    outlines: Mapping[str, Outline]
    phrases: Mapping[str, PhrasePack]
    files: Mapping[str, str]
    """Path → JSON of its content in the order of the file (fields stand in a form as they were written): what is
    kept in the database. The digest is taken over the canonical spelling and knows no order."""
    file_digests: Mapping[str, str]
    digest: str
    _by_group: Mapping[str, tuple[str, ...]] = field(repr=False)

    def __eq__(self, other: object) -> bool:
        """Compare by digest."""
        return isinstance(other, Rulebook) and self.digest == other.digest

    def __hash__(self) -> int:
        """Hash by digest, so that what is computed from a rulebook can be kept by it."""
        return hash(self.digest)

    @classmethod
    def from_folder(cls, folder: Path) -> Rulebook:
        """Read a folder of YAML files; raises RulebookFaultyError with every fault."""
        return cls.from_texts(texts_of(folder))

    @classmethod
    def from_texts(cls, texts: Mapping[str, str]) -> Rulebook:
        """Read {path: YAML}; raises RulebookFaultyError with every fault."""
        rulebook, faults = read_rulebook(texts)
        if rulebook is None:
            raise RulebookFaultyError(faults)
        return rulebook

    @classmethod
    def from_canonical(cls, files: Mapping[str, str]) -> Rulebook:
        """Read {path: JSON} as the database keeps it: no YAML, no lines."""
        return _assembled([Document(path, json.loads(text)) for path, text in files.items()])

    def with_units_own(self, texts: Mapping[str, str]) -> Rulebook:
        """Add a unit's own files ({path: YAML}); they may add and tighten, never shadow what is shipped."""
        documents, faults = _read_all(texts)
        faults.extend(
            RuleFault(
                path,
                0,
                "",
                "本单位的文件应放在 门类/own/组织代码/ 下面，例如 kinds/own/d0/weekly_study.yaml；不能替换随附的文件。",
            )
            for path in texts
            if not is_units_own(path) or path in self.files
        )
        if faults:
            raise RulebookFaultyError(faults)
        mine = [Document(path, json.loads(text)) for path, text in self.files.items()]
        return _assembled([*mine, *documents])

    def kinds_of(self, group: str) -> tuple[str, ...]:
        """List the kinds of a group, in the order the group names them, a unit's own after."""
        return self._by_group.get(group, ())

    def only(self, paths: Iterable[str]) -> dict[str, str]:
        """Give the canonical content of some files, for export."""
        return {path: self.files[path] for path in paths}


def read_rulebook(texts: Mapping[str, str]) -> tuple[Rulebook | None, tuple[RuleFault, ...]]:
    """Read {path: YAML} without raising: the rulebook, or every fault of every file."""
    documents, faults = _read_all(texts)
    rulebook, more = _assemble(documents, complete=not faults)
    faults = sorted([*faults, *more])
    return (None if faults else rulebook), tuple(faults)


def texts_of(folder: Path | Traversable, below: str = "") -> dict[str, str]:
    """Collect the YAML files below a folder by path; one that is too large or not UTF-8 goes on, to be refused."""
    texts: dict[str, str] = {}
    for entry in sorted(folder.iterdir(), key=lambda entry: entry.name):
        path = f"{below}{entry.name}"
        if entry.is_dir():
            if not entry.name.startswith(("_", ".")) and path != CHECKS:
                texts.update(texts_of(entry, f"{path}/"))
        elif entry.name.endswith((".yaml", ".yml")):
            with entry.open("rb") as stream:
                texts[path] = stream.read(MOST_BYTES + 1).decode("utf-8", "surrogateescape")
    return texts


def is_units_own(path: str) -> bool:
    """Say whether the path is that of a unit's own file: family/own/CODE/name.yaml."""
    place = family_and_id(path)
    return place is not None and place[1].startswith("own/") and place[1].count("/") >= 2  # noqa: PLR2004 (own/CODE/name)


@cache
def shipped() -> Rulebook:
    """Give the rulebook that came with this release."""
    return Rulebook.from_texts(texts_of(resources.files("taizhang") / "rulebook"))


def _read_all(texts: Mapping[str, str]) -> tuple[list[Document], list[RuleFault]]:
    if len(texts) > MOST_FILES:
        return [], [RuleFault("", 0, "", f"有 {len(texts)} 个文件，最多 {MOST_FILES} 个。")]
    documents: list[Document] = []
    faults: list[RuleFault] = []
    for path, text in texts.items():
        document, wrong = read_yaml(path, text)
        faults.extend(wrong)
        if document is not None:
            documents.append(document)
    return documents, faults


def _assembled(documents: Iterable[Document]) -> Rulebook:
    rulebook, faults = _assemble(documents, complete=True)
    if faults:
        raise RulebookFaultyError(faults)
    return rulebook


def _assemble(documents: Iterable[Document], *, complete: bool) -> tuple[Rulebook, list[RuleFault]]:
    """Shape every document; what refers to other files is checked only if all files could be read."""
    faults: list[RuleFault] = []
    families: dict[str, dict[str, RuleContent]] = {family: {} for family in FAMILIES}
    by_path: dict[str, Document] = {}
    for document in sorted(documents, key=lambda document: document.file):
        content, wrong = shape_content(document)
        faults.extend(wrong)
        if content is not None:
            family, identifier = cast("tuple[str, str]", family_and_id(document.file))
            families[family][identifier] = content
            by_path[document.file] = document
    rulebook = _frozen(families, by_path)
    if complete and not faults:
        faults.extend(cross_check(rulebook, by_path))
    return rulebook, faults


def _frozen(families: dict[str, dict[str, RuleContent]], documents: dict[str, Document]) -> Rulebook:
    files = {path: written(document.data) for path, document in documents.items()}
    digests = {path: digest(document.data) for path, document in documents.items()}
    frozen: dict[str, Any] = {family: MappingProxyType(contents) for family, contents in families.items()}
    return Rulebook(
        sources=frozen["sources"],
        groups=frozen["groups"],
        kinds=frozen["kinds"],
        rules=frozen["obligations"],
        figures=frozen["figures"],
        profiles=frozen["profiles"],
        outlines=frozen["outlines"],
        phrases=frozen["phrases"],
        files=MappingProxyType(files),
        file_digests=MappingProxyType(digests),
        digest=digest(digests),
        _by_group=MappingProxyType(_ordered(frozen["groups"], frozen["kinds"])),
    )


def _ordered(groups: Mapping[str, KindGroup], kinds: Mapping[str, Kind]) -> dict[str, tuple[str, ...]]:
    ordered: dict[str, tuple[str, ...]] = {}
    for group in sorted(groups, key=lambda group: (groups[group].order, group)):
        named = [kind for kind in groups[group].kinds if kind in kinds]
        others = sorted(kind for kind in kinds if kinds[kind].group == group and kind not in named)
        ordered[group] = (*named, *others)
    return ordered


def written(data: Any) -> str:
    """Spell a file's content as JSON, keys in their own order."""
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
