"""Whoever changes, cuts or rewrites the chain of commits is named, by the head kept outside at the latest."""

from __future__ import annotations

import pytest

from taizhang.apps.audit.models import ChainHead, Commit
from taizhang.apps.audit.verification import current_head
from taizhang.apps.audit.writing import digest_of_commit
from taizhang.apps.ledger.models import (
    RevisionOrganization,
    RevisionPart,
    Signature,
)
from taizhang.apps.ledger.services import record_entry
from taizhang.apps.ledger.verification import verify_installation
from tests.apps.ledger.conftest import TODAY, World
from tests.apps.ledger.verification.past_the_product import first, sql, table, tampered

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]


def test_a_changed_removed_or_added_commit_is_named(full: World) -> None:
    middle, last = Commit.objects.count() // 2, Commit.objects.count()
    for column in ("at", "day", "actor", "action", "subject", "facts", "closed", "previous", "digest"):
        for seq in (1, middle, last):
            with tampered():
                value = "'1999-09-09'" if column == "day" else "'[]'" if column in {"facts", "closed"} else "'x'"
                sql(f"UPDATE audit_commit SET {column} = {value} WHERE seq = %s", seq)  # noqa: S608
                if column == "closed" and Commit.objects.get(pk=seq).digest == _again(seq):
                    continue
                found = first()
                assert found.table in {"audit_commit", "audit_chainhead"}
                assert found.key in {str(seq), str(seq + 1)}, (column, seq, str(found))
    for seq in (1, middle):
        with tampered():
            sql("DELETE FROM audit_commit WHERE seq = %s", seq)
            assert (first().table, first().key) == ("audit_commit", str(seq))
    with tampered():
        sql("UPDATE audit_commit SET seq = seq + 100000 WHERE seq = %s", last)
        assert "链尾被截" in first().message


def _again(seq: int) -> str:
    return digest_of_commit(Commit.objects.get(pk=seq))


def test_a_cut_tail_is_named(full: World) -> None:
    last = Commit.objects.count()
    with tampered():
        sql("DELETE FROM audit_commit WHERE seq = %s", last)
        found = first()
        assert (found.table, found.key) == ("audit_commit", str(last))
        assert "链尾被截" in found.message


def test_a_cut_tail_with_the_head_moved_back_shows_by_its_facts(full: World) -> None:
    last = Commit.objects.count()
    with tampered():
        before = Commit.objects.get(pk=last - 1)
        sql("DELETE FROM audit_commit WHERE seq = %s", last)
        sql("UPDATE audit_chainhead SET seq = %s, digest = %s", before.seq, before.digest)
        found = first()
        assert found.column in {"known_from", "known_until"}


def test_a_clean_cut_shows_by_the_head_kept_outside(full: World) -> None:
    """Whoever takes the last commits away with all their facts is found out by nothing inside."""
    before = ChainHead.objects.get(pk=1)
    record_entry(full.clerk, full.congress(), TODAY)
    outside = current_head()
    with tampered():
        for model in (RevisionPart, RevisionOrganization, Signature):
            sql(f"DELETE FROM {table(model)} WHERE revision_id = (SELECT max(id) FROM ledger_revision)")  # noqa: S608
        sql("DELETE FROM ledger_revision WHERE known_from > %s", before.seq)
        sql("DELETE FROM ledger_entry WHERE id = (SELECT max(id) FROM ledger_entry)")
        sql("DELETE FROM audit_commit WHERE seq > %s", before.seq)
        sql("UPDATE audit_chainhead SET seq = %s, digest = %s", before.seq, before.digest)
        assert verify_installation().holds
        found = verify_installation([outside])
        assert not found.holds
        assert "库外的链头" in found.differences[0].message


def test_a_chain_written_anew_shows_by_the_head_kept_outside(full: World) -> None:
    outside = current_head()
    with tampered():
        previous = "0" * 64
        for commit in Commit.objects.order_by("seq"):
            if commit.action == "entry.void":
                commit.actor = "account:4711"
            commit.previous = previous
            commit.digest = previous = digest_of_commit(commit)
            commit.save()
        ChainHead.objects.update(digest=previous)
        assert verify_installation().holds
        found = verify_installation([outside])
        assert "重写" in found.differences[0].message
