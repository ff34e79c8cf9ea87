"""A text or a file goes in, findings come out, with the caller's own rights; nothing of it is kept."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from taizhang.apps.accounts.actors import Role
from taizhang.apps.audit.writing import last_seq
from taizhang.apps.checks.models import OwnWord
from tests.apps import facts
from tests.apps.ledger.conftest import TODAY, World
from tests.faces.api.conftest import Caller, caller_with
from tests.formats.texts.made_files import paragraph, word_file

pytestmark = pytest.mark.django_db
TEXT = "全年组织学习XX次。"


@pytest.fixture
def reader(world: World) -> Caller:
    return caller_with(Role.READER, world.branch)


def test_findings_have_places_in_code_points_reason_and_source(reader: Caller) -> None:
    before = last_seq()
    answer = reader.post("/checks", {"text": f"𠮷{TEXT}"})
    assert answer.status_code == 200
    (found,) = [one for one in answer.json()["findings"] if one["rule"] == "blanks/placeholder"]
    assert (found["start"], found["end"], found["excerpt"]) == (7, 9, "XX")
    assert found["source"]
    assert last_seq() == before


def test_the_words_of_a_visible_organisation_hold_and_those_of_a_foreign_one_are_not_there(
    reader: Caller, world: World
) -> None:
    facts.write(
        OwnWord(organization_id=world.branch, kind="off", rule="blanks", reason="模板", account=None, decided_on=TODAY)
    )
    told = reader.post("/checks", {"text": TEXT, "organization": "a"}).json()
    assert "blanks/placeholder" not in {one["rule"] for one in told["findings"]}
    foreign = reader.post("/checks", {"text": TEXT, "organization": "x"})
    unknown = reader.post("/checks", {"text": TEXT, "organization": "没有"})
    assert (foreign.status_code, unknown.status_code) == (404, 404)
    assert foreign.json() == unknown.json()


def test_a_file_gives_its_text_with_its_findings_and_its_look(reader: Caller) -> None:
    content = word_file(paragraph("关于学习的报告") + paragraph(TEXT))
    answer = sent(reader, "报告.docx", content)
    assert answer.status_code == 200
    told = answer.json()
    assert told["format"] == "docx"
    (found,) = [one for one in told["findings"] if one["rule"] == "blanks/placeholder"]
    assert told["text"][found["start"] : found["end"]] == "XX"
    assert any(one["category"] == "layout" for one in told["findings"])


def test_a_file_that_gives_no_text_is_refused_with_what_to_do(reader: Caller) -> None:
    answer = sent(reader, "a.docx", b"PK\x03\x04nothing")
    assert answer.status_code == 422
    assert answer.json()["message"].endswith("。")


def test_administrators_have_no_texts_here(world: World) -> None:
    answer = caller_with(Role.SYSTEM, None).post("/checks", {"text": TEXT})
    assert answer.status_code == 403


def test_a_body_too_long_is_refused(reader: Caller) -> None:
    assert reader.post("/checks", {"text": "字" * 300_001}).status_code == 422


def sent(caller: Caller, name: str, content: bytes) -> Any:
    return caller.upload("/checks/file", {"file": SimpleUploadedFile(name, content)})
