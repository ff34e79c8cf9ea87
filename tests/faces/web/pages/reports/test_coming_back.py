"""A proof that comes back to its page: what was done to it is told, and taken into the working copy on request."""

import json
from html import unescape
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from taizhang.apps.accounts.models import Account
from taizhang.apps.ledger.services.confirming import confirm_entry
from taizhang.apps.ledger.services.recording import record_entry
from taizhang.apps.reports.models import Report, Version, WorkingCopy
from taizhang.apps.reports.selectors.texts import document_of, head_of
from taizhang.apps.reports.services.beginning import Wanted, begin_report
from taizhang.apps.reports.services.saving import save_version
from taizhang.domain.reporting import Chip, Document, Standing, Words, from_json, to_json
from taizhang.formats.official.word import proof_docx, report_docx
from tests.apps.ledger.conftest import TODAY, World, world  # noqa: F401 (a fixture)
from tests.faces.web.pages.people import signed_in
from tests.formats.texts.made_files import packed, unpacked

pytestmark = pytest.mark.django_db


@pytest.fixture
def clerk(world: World) -> Client:
    return signed_in("writer", "clerk", world.branch)


@pytest.fixture
def report(world: World) -> Report:
    recorded = record_entry(world.clerk, world.congress(TODAY), TODAY)
    confirm_entry(world.secretary, recorded.revision, TODAY)
    number, _ = begin_report(world.clerk, Wanted(world.branch, "organization_report", TODAY.year, TODAY))
    return Report.objects.get(pk=number)


def _sent(client: Client, report: Report, content: bytes, status: int = 200, **more: Any) -> Any:
    file = SimpleUploadedFile("校对版.docx", content)
    answer = client.post(reverse("reports:come_back", args=[report.pk]), {"file": file, **more})
    assert answer.status_code == status, answer.content.decode()[:300]
    return answer


def _document(report: Report) -> Document:
    return document_of(head_of(report))


def _changed(report: Report) -> tuple[Chip, bytes]:
    """The proof with its first number altered by hand and a sentence more."""
    document = _document(report)
    chip = next(document.chips())
    parts = unpacked(proof_docx(document))
    body = parts["word/document.xml"].decode()
    assert f">{chip.text}<" in body
    body = body.replace(f">{chip.text}<", ">77次<", 1)
    more = "<w:p><w:r><w:t>另外走访群众35户。</w:t></w:r></w:p>"
    return chip, packed({**parts, "word/document.xml": body.replace("<w:sectPr", f"{more}<w:sectPr", 1).encode()})


def _take(client: Client, report: Report, page: Any, **more: str) -> Any:
    came = {"based_on": str(page.context["came"].number), "content": page.context["content"]}
    return client.post(reverse("reports:take_back", args=[report.pk]), {**came, **more})


def test_what_nobody_touched_has_nothing_to_take(clerk: Client, report: Report) -> None:
    page = unescape(_sent(clerk, report, proof_docx(_document(report))).content.decode())
    assert "和第1稿比" in page
    assert "数据都没变" in page
    assert reverse("reports:take_back", args=[report.pk]) not in page


def test_an_altered_number_and_a_new_one_are_told_and_nothing_is_kept(clerk: Client, report: Report) -> None:
    chip, content = _changed(report)
    page = unescape(_sent(clerk, report, content).content.decode())
    assert f"原来是 {chip.text}，改成了 77次" in page
    assert "新写的数 35户，未见依据" in page
    assert "另外走访群众35户。" in page
    assert not WorkingCopy.objects.exists()
    assert Version.objects.count() == 1


def test_it_is_taken_into_the_working_copy_with_the_other_figures_bound(clerk: Client, report: Report) -> None:
    chip, content = _changed(report)
    answer = _take(clerk, report, _sent(clerk, report, content))
    assert answer.url == reverse("reports:edit", args=[report.pk])
    taken = from_json(json.loads(WorkingCopy.objects.get().content))
    before = list(_document(report).chips())
    assert list(taken.chips()) == [one for one in before if one.id != chip.id]
    typed = "".join(
        run.text
        for block in taken.blocks
        for run in block.runs
        if isinstance(run, Words) and run.standing is Standing.TYPED
    )
    assert typed == "77次另外走访群众35户。"
    shown = unescape(clerk.get(answer.url).content.decode())
    assert "77次" in shown
    assert "接着上次没存完的写" in shown


def test_a_working_copy_gives_way_only_when_told(clerk: Client, report: Report) -> None:
    _, content = _changed(report)
    account = Account.objects.get(login="writer")
    kept = WorkingCopy.objects.create(report=report, account=account.pk, based_on=1, content=head_of(report).content)
    page = _sent(clerk, report, content)
    assert "替换没存完的稿" in unescape(page.content.decode())
    assert _take(clerk, report, page).url == reverse("reports:come_back", args=[report.pk])
    kept.refresh_from_db()
    assert "77次" not in kept.content
    _take(clerk, report, page, replace="yes")
    kept.refresh_from_db()
    assert "77次" in kept.content


def test_the_version_is_told_by_the_map_of_the_file(world: World, clerk: Client, report: Report) -> None:
    _, content = _changed(report)
    sent = to_json(_document(report))
    first = next(_document(report).chips())
    for block in sent["blocks"]:
        block["runs"] = [run for run in block["runs"] if run.get("id") != first.id]
    save_version(world.clerk, report.pk, 1, sent)
    assert "和第1稿比" in _sent(clerk, report, content).content.decode()
    assert "和第2稿比" in _sent(clerk, report, content, version="2").content.decode()


def test_what_is_no_proof_of_this_report_is_refused_in_words(clerk: Client, report: Report) -> None:
    document = _document(report)
    other = Document(document.blocks, {**document.about, "organization": "elsewhere"})
    for content, said in (
        (b"%PDF-1.7", "不是 .docx"),
        (report_docx(document), "没有数据的标记"),
        (proof_docx(other), "另一份报告"),
    ):
        assert said in _sent(clerk, report, content, status=422).content.decode()


@pytest.mark.parametrize("content", ["", "[]", "{", '{"blocks": 1}', "[" * 5000])
def test_what_was_not_made_by_the_page_is_not_taken(clerk: Client, report: Report, content: str) -> None:
    answer = clerk.post(reverse("reports:take_back", args=[report.pk]), {"based_on": "1", "content": content})
    assert answer["Location"] == reverse("reports:come_back", args=[report.pk])
    assert not WorkingCopy.objects.exists()


def test_who_does_not_write_cannot_send_one_back(world: World, report: Report) -> None:
    reader = signed_in("reader1", "reader", world.branch)
    stranger = signed_in("stranger1", "clerk", world.foreign)
    for client in (reader, stranger):
        for route in ("reports:come_back", "reports:take_back"):
            assert client.post(reverse(route, args=[report.pk]), {"content": "{}"}).status_code in {403, 404}
    assert not WorkingCopy.objects.exists()
