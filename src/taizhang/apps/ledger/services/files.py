"""Whole files: read, staged, recorded as a run; and the other way, entries written out as their reader may see them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from taizhang.apps.accounts.actors import Actor
from taizhang.apps.accounts.rights import Permission
from taizhang.apps.audit.writing import writing
from taizhang.apps.ledger.errors import LedgerError
from taizhang.apps.ledger.exchange.items import Item, items_of_lines
from taizhang.apps.ledger.exchange.naming import Naming
from taizhang.apps.ledger.exchange.sheets import items_of_workbook
from taizhang.apps.ledger.exchange.spelling import record_of
from taizhang.apps.ledger.models import Revision
from taizhang.apps.ledger.selectors.doors import reads_restricted
from taizhang.apps.ledger.selectors.entries import Filter, list_entries, rows_of
from taizhang.apps.ledger.services.importing import Incoming, load_entries
from taizhang.apps.ledger.services.staging import BUNCH, Report, Staging, fresh_records
from taizhang.apps.members.rosters import Rosters
from taizhang.apps.organizations.access import require
from taizhang.apps.rulebooks.selectors import current_rulebook, rulebook_of
from taizhang.apps.runs.services import begin_run, in_foreground
from taizhang.domain.canonical import digest_pieces
from taizhang.domain.ledger.reading import occasion_of
from taizhang.domain.ledger.restriction import restricted_view
from taizhang.formats.json_lines import read_json_lines
from taizhang.formats.xlsx_in import stream_workbook

MOST_FILE_BYTES = 200 * 1024 * 1024
_PIECE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file to import: read from its place each time its records are wanted, and never whole in memory."""

    path: Path
    actor: Actor
    digest: str
    """Tells it from every other."""
    lines: int
    """How many records there may be, for whoever waits."""

    @property
    def name(self) -> str:
        """Its name without the folder."""
        return self.path.name

    def items(self) -> Iterator[Item]:
        """The records one after the other."""
        if self.path.suffix.lower() == ".jsonl":
            with self.path.open("rb") as stream:
                yield from items_of_lines(read_json_lines(stream))
        else:
            naming = Naming.of_everybody(self.actor, current_rulebook(), Rosters(persons=()))
            yield from items_of_workbook(stream_workbook(self.path), naming)


@dataclass(frozen=True, slots=True)
class Imported:
    """What came of an import."""

    recorded: int
    already: int
    skipped: int
    run: int


def read_file(path: Path, actor: Actor) -> SourceFile:
    """Read a .jsonl or .xlsx file of records."""
    if path.stat().st_size > MOST_FILE_BYTES:
        raise LedgerError(f"文件超过 {MOST_FILE_BYTES // 1024 // 1024} MB，没有读。分成几个文件再导。")
    if path.suffix.lower() not in {".jsonl", ".xlsx"}:
        raise LedgerError(f"“{path.name}”不是 .jsonl 或 .xlsx，没有读。用 taizhang entries template 生成一张表来填。")
    digest, lines = _measured(path)
    source = SourceFile(path, actor, digest, lines if path.suffix.lower() == ".jsonl" else 0)
    if next(source.items(), None) is None:
        raise LedgerError(f"“{path.name}”里没有记录。")
    return source


def _measured(path: Path) -> tuple[str, int]:
    """The digest of a file, and how many lines it has."""
    lines = 0

    def pieces() -> Iterator[bytes]:
        nonlocal lines
        with path.open("rb") as stream:
            while piece := stream.read(_PIECE):
                lines += piece.count(b"\n")
                yield piece

    digest = digest_pieces(pieces())
    return digest, lines


def import_staged(
    actor: Actor,
    source: SourceFile,
    staging: Staging,
    today: date,
    *,
    skip_twins: bool,
    report: Report = lambda _done, _total, _text: None,
) -> Imported:
    """Record what was staged, in short commits, as a run; what an earlier import recorded is left as it is.

    The file is read again, record by record, so it must be the same that was staged.
    """
    if staging.faulty:
        raise LedgerError("文件里还有要改的行，没有写入任何记录。")
    if _measured(source.path)[0] != source.digest:
        raise LedgerError("文件在核对以后改过，没有写入任何记录。再导一次。")
    skipped = staging.undecided if skip_twins else 0
    wanted = staging.records - staging.already - skipped
    run = begin_run(
        "entries.import",
        f"导入 {source.name}",
        account=actor.account,
        arguments={"file": source.name, "digest": source.digest, "records": staging.records},
    )
    with in_foreground(run) as running:
        rosters = Rosters()
        passed = done = 0
        for bunch in fresh_records(actor, source.items(), source.digest, today, staging, skip_twins=skip_twins):
            loaded = load_entries(actor, [Incoming(*one) for one in bunch], today, rosters=rosters)
            passed += len(bunch)
            done += len(bunch) - loaded.already
            running.result = {"recorded": done, "already": staging.already, "skipped": skipped}
            report(passed, wanted, "登记")
            running.advance(passed, wanted, f"已登记 {done} 条")
    return Imported(done, staging.already, skipped, run)


def exported_records(
    actor: Actor,
    wanted: Filter,
    report: Callable[[int, int, str], None] = lambda _done, _total, _text: None,
) -> Iterator[dict[str, Any]]:
    """The entries that the actor may export, oldest first, as records that an import takes again; audited."""
    revisions = list_entries(actor, wanted).order_by("day", "entry_id", "-number")
    total = revisions.count()
    with writing(actor.label, "entries.export", f"entries:{total}"):
        pass
    naming = Naming.of_everybody(actor, current_rulebook(), Rosters(persons=()))
    keepers: dict[int, bool] = {}
    for start in range(0, total, BUNCH):
        batch = list(revisions[start : start + BUNCH])
        for revision, row in zip(batch, rows_of(actor, batch), strict=True):
            yield _record(actor, revision, naming, keepers) | {
                "entry": row.entry,
                "number": row.number,
                "state": row.state.value,
            }
        report(min(start + BUNCH, total), total, "导出")


def require_export(actor: Actor, organizations: Sequence[int]) -> None:
    """Let pass who may export the records of all of these."""
    for organization in organizations:
        require(actor, Permission.EXPORT, organization)


def _record(actor: Actor, revision: Revision, naming: Naming, keepers: dict[int, bool]) -> dict[str, Any]:
    organization = revision.organization_id
    if organization not in keepers:
        keepers[organization] = reads_restricted(actor, organization)
    occasion = occasion_of(revision.content)
    seen = occasion if keepers[organization] else restricted_view(occasion, rulebook_of(revision.manifest_id))
    record = record_of(seen, naming)
    return record if seen == occasion else {**record, "withheld": True}
