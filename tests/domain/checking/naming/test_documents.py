from __future__ import annotations

from datetime import date

from taizhang.domain.checking.naming.documents import TRIAL, part, shipped_documents
from taizhang.domain.rules.sources import shipped_sources


def test_every_source_that_can_be_cited_is_known() -> None:
    known = shipped_documents().by_name
    assert "中国共产党支部工作条例（试行）" in known
    assert {source.zh for source in shipped_sources().values() if source.level not in {"practice", "local"}} <= set(
        known
    )


def test_a_revised_document_has_no_first_year() -> None:
    known = shipped_documents().by_name
    assert known["中国共产党纪律处分条例"].since is None
    assert known["中国共产党支部工作条例（试行）"].since == date(2018, 10, 28)


def test_every_name_that_is_over_says_by_what_and_that_is_known() -> None:
    register = shipped_documents()
    for document in register.listed.documents:
        if document.replaced_by:
            assert document.until is not None, document
            assert document.replaced_by in register.by_name, document


def test_what_short_forms_and_aliases_stand_for_is_known() -> None:
    register = shipped_documents()
    meant = {name for names in register.listed.short_forms.values() for name in names}
    assert meant | set(register.listed.aliases.values()) <= set(register.by_name)
    assert not set(register.listed.aliases) & set(register.by_name)


def test_a_name_falls_into_its_parts() -> None:
    parts = part("中国共产党支部工作条例" + TRIAL)
    assert (parts.prefix, parts.subject, parts.genre, parts.trial) == ("中国共产党", "支部工作", "条例", True)
