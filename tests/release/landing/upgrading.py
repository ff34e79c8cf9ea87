"""A world of a landing taken over by this release: python -m tests.release.landing.upgrading NUMBER FOLDER.

`TAIZHANG_DATABASE` names the database, as for the product; what came of it is printed as JSON.
"""

from __future__ import annotations

import json
import shutil
import sys
from pathlib import Path
from typing import Any

from tests.release.landing.places import ID_NUMBER, SAVED, TODAY, answers, begin, command


def main(number: str, folder: str) -> None:
    """Load it as it was, upgrade as a user does, ask everything, go on working, and verify again."""
    saved, home = SAVED / number, Path(folder) / "home"
    begin(home)
    landed = json.loads((saved / "schema.json").read_text(encoding="utf-8"))["migrations"]
    loaded = _load(saved, landed)
    _lay_beside(saved, home)
    command("init", "--upgrade")
    head = str(saved / "head.json")
    said: dict[str, Any] = {"loaded": loaded, "verified": _verified(head), "answers": answers()}
    said["confirmed"] = _one_more()
    said["verified_after"] = _verified(head)
    said["opened"] = _opened()
    said["issued"] = _issued()
    print(json.dumps(said, ensure_ascii=False))  # noqa: T201 (the answer)


def _lay_beside(saved: Path, home: Path) -> None:
    """Put papers and keys where the product looks for them."""
    for file in (saved / "attachments").iterdir():
        kept = home / "attachments" / file.name[:2] / file.name[2:]
        kept.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(file, kept)
    keys = home.with_name(f"{home.name}-keys")
    keys.mkdir(exist_ok=True)
    # A checkout is readable by all, and keys that are start nothing.
    Path(shutil.copy(saved / "installation.key", keys)).chmod(0o600)


def _verified(head: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(command("verify", "--head", head, "--format", "json"))
    return found


def _load(saved: Path, landed: list[str]) -> dict[str, int]:
    """Make the tables as they were at the landing, and put the saved rows into them."""
    from django.core.management.color import no_style  # noqa: PLC0415 (Django has to stand)
    from django.db import connection, transaction  # noqa: PLC0415 (same)
    from django.db.migrations.executor import MigrationExecutor  # noqa: PLC0415 (same)

    from taizhang.apps.audit.archive.restoring import _fill_table  # noqa: PLC0415 (same)
    from taizhang.apps.audit.archive.tables import ArchivedTable  # noqa: PLC0415 (same)

    executor = MigrationExecutor(connection)
    theirs = [(app, name) for app, name in executor.loader.graph.leaf_nodes() if app in {"contenttypes", "sessions"}]
    # The last of each app: asked for an earlier one after a later, Django goes back again.
    ours = dict(one.split(".", 1) for one in sorted(landed))
    state = executor.migrate([*theirs, *ours.items()])
    models = {model._meta.db_table: model for model in state.apps.get_models(include_auto_created=True)}
    head = json.loads((saved / "head.json").read_text(encoding="utf-8"))
    rows = {}
    with transaction.atomic():
        for file in sorted((saved / "tables").glob("*.jsonl")):
            rows[file.stem] = _fill_table(ArchivedTable(models[file.stem]), iter([_ordered(file, models[file.stem])]))
        chain = models["audit_chainhead"]._default_manager
        chain.update_or_create(pk=1, defaults={"seq": head["seq"], "digest": head["digest"]})
        connection.check_constraints()
        with connection.cursor() as cursor:
            for statement in connection.ops.sequence_reset_sql(no_style(), list(models.values())):
                cursor.execute(statement)
    return rows


def _ordered(file: Path, model: Any) -> bytes:
    """Lay out the rows in the order of columns that the migrations make; a model may have another."""
    columns, *rows = (json.loads(line) for line in file.read_text(encoding="utf-8").splitlines())
    wanted = [column.attname for column in model._meta.concrete_fields]
    assert sorted(wanted) == sorted(columns), file.stem
    places = [columns.index(one) for one in wanted]
    lines = [wanted, *([row[place] for place in places] for row in rows)]
    return "".join(f"{json.dumps(line, ensure_ascii=False)}\n" for line in lines).encode()


def _one_more() -> int:
    """Record and confirm an entry with the people of the saved world; give its number of postings."""
    from taizhang.apps.accounts.selectors import account_by_login, actor_by_id  # noqa: PLC0415 (Django has to stand)
    from taizhang.apps.ledger.models import Posting  # noqa: PLC0415 (same)
    from taizhang.apps.ledger.services import confirm_entry, record_entry  # noqa: PLC0415 (same)
    from taizhang.apps.organizations.selectors import list_organizations  # noqa: PLC0415 (same)

    clerk, owner = (actor_by_id(account.pk) for login in ("clerk", "owner") if (account := account_by_login(login)))
    branch = next(one.id for one in list_organizations(None, TODAY) if one.code == "QS1")
    content = {
        "recorder": branch,
        "day": TODAY.isoformat(),
        "year": TODAY.year,
        "title": "升级以后的主题党日",
        "heads": {"members": 7},
        "parts": [{"kind": "theme_day", "fields": {"theme": "护林", "forms": ["study"]}}],
    }
    recorded = record_entry(clerk, content, TODAY)
    confirm_entry(owner, recorded.revision, TODAY)
    return Posting.objects.filter(entry_id=recorded.entry).count()


def _opened() -> str:
    """Find a person by the sealed number and open it, with the keys that came along."""
    from taizhang.apps.accounts.actors import Role, operator_at_machine  # noqa: PLC0415 (same)
    from taizhang.apps.members.sealing import Sensitive, look_up, reveal_field  # noqa: PLC0415 (same)

    operator = operator_at_machine("upgrading", Role.SECRETARY)
    (person,) = look_up(operator, Sensitive.ID_NUMBER, ID_NUMBER)
    return reveal_field(operator, person, Sensitive.ID_NUMBER)


def _issued() -> list[dict[str, Any]]:
    """Hold every issued report against the ledger as it was known then, and its kept files against their digests."""
    from taizhang.apps.accounts.selectors import account_by_login, actor_by_id  # noqa: PLC0415 (Django has to stand)
    from taizhang.apps.ledger.services.attaching import open_attachment  # noqa: PLC0415 (same)
    from taizhang.apps.reports.models import Issue  # noqa: PLC0415 (same)
    from taizhang.apps.reports.services.issuing import recomputed  # noqa: PLC0415 (same)

    account = account_by_login("owner")
    assert account is not None
    owner, found = actor_by_id(account.pk), []
    for row in Issue.objects.order_by("pk"):
        compared = recomputed(owner, row.pk)
        files = [open_attachment(owner, one)[1].read_bytes()[:4] for one in (row.word_file_id, row.portable_file_id)]
        found.append(
            {
                "same": compared.same_document,
                "changed": [str(one) for one in compared.changes],
                "files": [str(first, "ascii") for first in files],
            }
        )
    return found


if __name__ == "__main__":
    main(*sys.argv[1:])
