"""A document that comes back from an editor is not trusted: what it says of itself is held against the version before.

A number is a chip only by its question, and prints what the ledger answers; set words and claims are such only where
the version before has them; everything else is what somebody typed.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace

from taizhang.domain.reporting.document import Ask, Block, Chip, Document, Gap, Named, Run, Standing, Words
from taizhang.domain.reporting.patterns import merged
from taizhang.domain.reporting.rebinding import reworded
from taizhang.domain.rules.figures import FigureInfo
from taizhang.domain.rules.outlines import Speaking

MOST_BLOCKS = 400
MOST_RUNS = 400
MOST_CHARACTERS = 60_000
_SCOPES = frozenset(Speaking)


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


def distrusted(
    document: Document, base: Document, answers: Mapping[Ask, int], catalogue: Mapping[str, FigureInfo]
) -> Document:
    """The document as it may be kept, held against the version before and the answers to its new questions."""
    within_limits(document)
    before = {chip.id: chip for chip in base.chips()}
    names = {run for block in base.blocks for run in block.runs if isinstance(run, Named)}
    said = _said(base)
    blocks = tuple(
        replace(block, runs=tuple(merged(list(_trusted(block, before, names, said, answers, catalogue)))))
        for block in document.blocks
    )
    return Document(tuple(_identified(blocks)), base.about)


def _trusted(
    block: Block,
    before: Mapping[str, Chip],
    names: Collection[Named],
    said: Mapping[Standing, str],
    answers: Mapping[Ask, int],
    catalogue: Mapping[str, FigureInfo],
) -> Iterator[Run]:
    for run in block.runs:
        if isinstance(run, Chip):
            yield _chip(run, before.get(run.id), answers, catalogue)
        elif isinstance(run, Named):
            yield run if run in names else Words(run.text, Standing.TYPED)
        elif isinstance(run, Gap):
            yield run
        elif run.text:
            known = run.standing is not Standing.TYPED and run.text in said[run.standing]
            yield run if known else Words(_plain(run.text), Standing.TYPED)


def _chip(chip: Chip, old: Chip | None, answers: Mapping[Ask, int], catalogue: Mapping[str, FigureInfo]) -> Run:
    info = catalogue.get(chip.ask.figure)
    if old is not None and old.ask == chip.ask:
        # The number stays that of the version before; only how it prints may change.
        same = replace(old, wording=chip.wording, chinese=chip.chinese)
        return old if info is None else reworded(same, info)
    value = answers.get(chip.ask)
    if info is None or value is None or chip.ask.scope not in _SCOPES:
        return Words(_plain(chip.text), Standing.TYPED)
    return reworded(replace(chip, value=value), info)


def _said(base: Document) -> Mapping[Standing, str]:
    found: dict[Standing, list[str]] = defaultdict(list)
    for block in base.blocks:
        for run in block.runs:
            if isinstance(run, Words):
                found[run.standing].append(run.text)
    return defaultdict(str, {standing: "\n".join(texts) for standing, texts in found.items()})


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
