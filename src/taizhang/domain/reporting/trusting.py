"""A document that comes back from an editor is not trusted: what it says of itself is held against the version before.

A number is a chip only by its question, and prints what the ledger answers; set words and claims are such only where
the version before has them; everything else is what somebody typed.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from taizhang.domain.reporting.document import Ask, Block, Chip, Document, Gap, Named, Run, Standing, Words
from taizhang.domain.reporting.elsewhere import is_scope
from taizhang.domain.reporting.patterns import merged
from taizhang.domain.reporting.rebinding import reworded
from taizhang.domain.rules.figures import FigureInfo

MOST_BLOCKS = 400
MOST_RUNS = 400
MOST_CHARACTERS = 60_000


class UntrustedError(ValueError):
    """The document cannot be kept; the message says why."""


def within_limits(document: Document) -> None:
    """Refuse what no report needs; raises UntrustedError."""
    if len(document.blocks) > MOST_BLOCKS or any(len(block.runs) > MOST_RUNS for block in document.blocks):
        raise UntrustedError(f"一份报告最多 {MOST_BLOCKS} 段，一段里最多 {MOST_RUNS} 处数据。")
    if sum(len(block.text) for block in document.blocks) > MOST_CHARACTERS:
        raise UntrustedError(f"一份报告最多 {MOST_CHARACTERS} 个字。")
    identities = [block.id for block in document.blocks]
    if len(set(identities)) != len(identities) or not all(identities):
        raise UntrustedError("段落的编号重复或缺失，没有保存。刷新页面再改。")


def new_asks(document: Document, base: Document) -> tuple[Ask, ...]:
    """The questions of chips that the version before did not have: they are answered before the text is kept."""
    known = {(chip.id, chip.ask) for chip in base.chips()}
    return tuple({chip.ask for chip in document.chips() if (chip.id, chip.ask) not in known})


def new_sources(document: Document, base: Document) -> frozenset[str]:
    """What the version before did not quote: it is looked up where it comes from before the text is kept."""
    return _sources(document) - _sources(base)


def _sources(document: Document) -> frozenset[str]:
    runs = (run for block in document.blocks for run in block.runs)
    return frozenset(run.source for run in runs if not isinstance(run, Gap) and run.source)


def distrusted(
    document: Document,
    base: Document,
    answers: Mapping[Ask, int],
    catalogue: Mapping[str, FigureInfo],
    quoted: Mapping[str, Sequence[Run]] | None = None,
) -> Document:
    """The document as it may be kept, held against the version before, its new questions and its new sources."""
    within_limits(document)
    trusted = _Trust(base, answers, catalogue, quoted or {})
    blocks = tuple(replace(block, runs=tuple(merged(list(trusted.runs(block))))) for block in document.blocks)
    return Document(tuple(_identified(blocks)), base.about)


class _Trust:
    """What may stand in a document without having been typed."""

    def __init__(
        self,
        base: Document,
        answers: Mapping[Ask, int],
        catalogue: Mapping[str, FigureInfo],
        quoted: Mapping[str, Sequence[Run]],
    ) -> None:
        """Learn what the version before has, and what may be quoted."""
        self._before = {chip.id: chip for chip in base.chips()}
        self._answers, self._catalogue = answers, catalogue
        runs = [run for block in base.blocks for run in block.runs]
        quotable = [run for those in quoted.values() for run in those]
        self._names = {replace(run, id="") for run in (*runs, *quotable) if isinstance(run, Named)}
        self._sources = {run.source for run in (*runs, *quotable) if not isinstance(run, Gap)}
        self._said = _said((*runs, *quotable))

    def runs(self, block: Block) -> Iterator[Run]:
        """The runs of a block as they may be kept."""
        for run in block.runs:
            if isinstance(run, Chip):
                yield self._sourced(_chip(run, self._before.get(run.id), self._answers, self._catalogue))
            elif isinstance(run, Named):
                yield run if replace(run, id="") in self._names else Words(run.text, Standing.TYPED)
            elif isinstance(run, Gap):
                yield run
            elif run.text:
                yield run if self._is_known(run) else Words(_plain(run.text), Standing.TYPED)

    def _is_known(self, run: Words) -> bool:
        is_said = run.standing is not Standing.TYPED or bool(run.source)
        return is_said and run.text in self._said[run.standing, run.source]

    def _sourced(self, run: Run) -> Run:
        if isinstance(run, Gap) or run.source in self._sources:
            return run
        return replace(run, source="")


def _chip(chip: Chip, old: Chip | None, answers: Mapping[Ask, int], catalogue: Mapping[str, FigureInfo]) -> Run:
    info = catalogue.get(chip.ask.figure)
    if old is not None and old.ask == chip.ask:
        # The number stays that of the version before; only how it prints may change.
        same = replace(old, wording=chip.wording, chinese=chip.chinese)
        return old if info is None else reworded(same, info)
    value = answers.get(chip.ask)
    if info is None or value is None or not is_scope(chip.ask.scope):
        return Words(_plain(chip.text), Standing.TYPED)
    return reworded(replace(chip, value=value), info)


def _said(runs: Sequence[Run]) -> Mapping[tuple[Standing, str], str]:
    """The words by what they rest on, and by what they are quoted from."""
    found: dict[tuple[Standing, str], list[str]] = defaultdict(list)
    for run in runs:
        if isinstance(run, Words):
            found[run.standing, run.source].append(run.text)
    return defaultdict(str, {rest: "\n".join(texts) for rest, texts in found.items()})


def _plain(text: str) -> str:
    """Words without what cannot be printed."""
    return "".join(character for character in text if character.isprintable() or character == "\u3000")


def _identified(blocks: tuple[Block, ...]) -> Iterator[Block]:
    """Give each chip an identity that no other has; those of the version before are kept."""
    taken: set[str] = set()
    number = 0
    for block in blocks:
        runs: list[Run] = []
        for run in block.runs:
            if not isinstance(run, Chip | Named):
                runs.append(run)
                continue
            identity = run.id
            while not identity.startswith("tz_") or identity in taken:
                number += 1
                identity = f"tz_{number:04d}"
            taken.add(identity)
            runs.append(replace(run, id=identity))
        yield replace(block, runs=tuple(runs))
