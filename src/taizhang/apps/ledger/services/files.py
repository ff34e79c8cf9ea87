"""Whole files: read, staged, recorded as a run; and the other way, entries written out as their reader may see them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from io import BytesIO
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
from taizhang.apps.ledger.services.staging import Report, Staged
from taizhang.apps.members.rosters import Rosters
from taizhang.apps.organizations.access import require
from taizhang.apps.rulebooks.selectors import current_rulebook, rulebook_of
from taizhang.apps.runs.services import begin_run, in_foreground
from taizhang.domain.canonical import digest_bytes
from taizhang.domain.ledger.reading import occasion_of
from taizhang.domain.ledger.restriction import restricted_view
from taizhang.formats.json_lines import read_json_lines
from taizhang.formats.xlsx_in import read_workbook

MOST_FILE_BYTES = 200 * 1024 * 1024
BATCH = 200
"""Entries in one commit: short enough that nobody waits for the lock."""


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file as read: its records, and the digest that tells it from every other."""

    name: str
    digest: str
    items: tuple[Item, ...]


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
    content = path.read_bytes()
    ending = path.suffix.lower()
    if ending == ".jsonl":
        items = tuple(items_of_lines(read_json_lines(BytesIO(content))))
    elif ending == ".xlsx":
        naming = Naming.of_everybody(actor, current_rulebook(), Rosters(persons=()))
        items = tuple(items_of_workbook(read_workbook(content), naming))
    else:
        raise LedgerError(f"“{path.name}”不是 .jsonl 或 .xlsx，没有读。用 taizhang entries template 生成一张表来填。")
    if not items:
        raise LedgerError(f"“{path.name}”里没有记录。")
    return SourceFile(path.name, digest_bytes(content), items)


def import_staged(
    actor: Actor,
    source: SourceFile,
    staged: Sequence[Staged],
    today: date,
    *,
    skip_twins: bool,
    report: Report = lambda _done, _total, _text: None,
) -> Imported:
    """Record what was staged, in short commits, as a run; what an earlier import recorded is left as it is."""
    already = [one for one in staged if one.entry is not None]
    wanted = [one for one in staged if one.entry is None]
    skipped = [one for one in wanted if one.twins] if skip_twins else []
    fresh = [one for one in wanted if not (skip_twins and one.twins)]
    if any(one.is_faulty for one in fresh):
        raise LedgerError("文件里还有要改的行，没有写入任何记录。")
    run = begin_run(
        "entries.import",
        f"导入 {source.name}",
        account=actor.account,
        arguments={"file": source.name, "digest": source.digest, "records": len(staged)},
    )
    with in_foreground(run) as running:
        rosters = Rosters()
        done = 0
        for start in range(0, len(fresh), BATCH):
            batch = [Incoming(one.content, one.request_key) for one in fresh[start : start + BATCH]]
            loaded = load_entries(actor, batch, today, rosters=rosters)
            done += len(batch) - loaded.already
            running.result = {"recorded": done, "already": len(already), "skipped": len(skipped)}
            report(start + len(batch), len(fresh), "登记")
            running.advance(start + len(batch), len(fresh), f"已登记 {done} 条")
    return Imported(done, len(already), len(skipped), run)


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
    for start in range(0, total, BATCH):
        batch = list(revisions[start : start + BATCH])
        for revision, row in zip(batch, rows_of(actor, batch), strict=True):
            yield _record(actor, revision, naming, keepers) | {
                "entry": row.entry,
                "number": row.number,
                "state": row.state.value,
            }
        report(min(start + BATCH, total), total, "导出")


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
