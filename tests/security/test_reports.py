"""Reports: numbers that others have are nobody's (A8), results of runs are their maker's (A4), and what only the
secretary may read reaches nobody through a report, in whatever form it is taken out.
"""

import io
import zipfile
from collections.abc import Iterator
from typing import Any

import pypdfium2
import pytest
from django.test import Client
from django.urls import NoReverseMatch, reverse

from taizhang.apps.accounts.models import Account
from taizhang.apps.ledger.services import confirm_entry, record_entry
from taizhang.apps.ledger.services.attaching import store_attachment
from taizhang.apps.reports.models import Report
from taizhang.apps.reports.selectors.texts import document_of, head_of
from taizhang.apps.reports.services.beginning import Wanted, begin_report
from taizhang.apps.runs.services import begin_run, in_foreground
from tests.apps.ledger.conftest import TODAY, World, world  # noqa: F401 (a fixture)
from tests.faces.rights.walking import UNKNOWN, Route, routes
from tests.faces.rights.world import Rights, build
from tests.faces.web.pages.people import signed_in

pytestmark = [pytest.mark.django_db]
SECRET = "青铜钥匙"
FORMS = ("draft.docx", "draft.pdf", "proof.docx", "proof.pdf", "masked.docx")
OUTLINES = ("organization_report", "branch_secretary_duty_report")


@pytest.fixture(autouse=True)
def store(settings: Any, tmp_path: Any) -> None:
    settings.MEDIA_ROOT = str(tmp_path / "attachments")


def of_reports() -> list[Route]:
    return [one for one in routes() if one.name.startswith("reports:") and "report_id" in one.parameters]


def at(route: Route, report: int, remark: int) -> str:
    given = {"report_id": report, "remark_id": remark, "form": "draft.docx"}
    return reverse(route.name, kwargs={name: given.get(name, UNKNOWN) for name in route.parameters})


@pytest.mark.both_databases
def test_a_guessed_number_of_a_report_is_answered_like_none() -> None:
    """To the one who reviews many reports; that the answers are alike for every role, the walk over all shows."""
    rights: Rights = build()
    client = rights.client("superior")
    compared = 0
    for route in of_reports():
        foreign = at(route, rights.foreign.report, rights.foreign.remark)
        unknown = at(route, UNKNOWN, UNKNOWN)
        mixed = at(route, rights.own.report, rights.foreign.remark) if "remark_id" in route.parameters else unknown
        for ask in (client.get, client.post):
            answers = [ask(one, {"version": "1", "text": "x"}) for one in (foreign, unknown, mixed)]
            assert len({one.status_code for one in answers[:2]}) == 1, route
            assert answers[0].status_code in {404, 405}, route
            assert answers[2].status_code in {403, 404, 405}, route
            if answers[0].status_code == 404:
                assert answers[0].content == answers[1].content, route
                compared += 1
    assert compared > 20


@pytest.mark.parametrize("task", ["review_reports", "draft_reports"])
def test_a_guessed_number_of_a_run_is_answered_like_none(world: World, task: str) -> None:
    maker, other = (signed_in(login, "clerk", world.committee) for login in ("maker", "another"))
    run = begin_run(task, f"{SECRET}的结果", account=Account.objects.get(login="maker").pk)
    with in_foreground(run) as running:
        running.result = {"reports": [{"name": SECRET, "organization": 0}], "tables": []}
    for name in ("reviewed", "export_review", "forget_review", "stop_review", "all_drafted", "take_all", "stop_all"):
        try:
            places = [reverse(f"reports:{name}", args=[one]) for one in (run, UNKNOWN)]
        except NoReverseMatch:  # Some pages of it have moved; the walk over all routes finds them.
            continue
        for ask in (other.get, other.post):
            theirs, none = (ask(one) for one in places)
            assert theirs.status_code == none.status_code
            assert theirs.content == none.content, name
    shown = "reviewed" if task == "review_reports" else "all_drafted"
    assert maker.get(reverse(f"reports:{shown}", args=[run])).status_code == 200, "the control"


def restricted(world: World) -> int:
    """A confirmed meeting with an item, a summary and a paper that only the secretary reads."""
    paper = store_attachment(world.secretary, world.branch, f"{SECRET}谈话.txt", [SECRET.encode()], restricted=True)
    content = world.congress(summary=f"会上讨论了{SECRET}的经过", attachments=[paper.file_digest])
    content["parts"][0]["fields"]["agenda"].append(
        {"title": f"{SECRET}的处分", "tags": ["discipline"], "form": "discuss"}
    )
    recorded = record_entry(world.secretary, content, TODAY)
    confirm_entry(world.secretary, recorded.revision, TODAY)
    return recorded.entry


def read(content: bytes) -> str:
    """All that a file holds: parts of packages, texts and properties of PDF, names and bytes."""
    if content.startswith(b"PK"):
        package = zipfile.ZipFile(io.BytesIO(content))
        return "".join(one.filename + read(package.read(one)) for one in package.infolist())
    if content.startswith(b"%PDF"):
        opened = pypdfium2.PdfDocument(content)
        pages = "".join(page.get_textpage().get_text_range() for page in opened)
        return f"{opened.get_metadata_dict()}{pages}{content.decode('latin-1')}"
    return content.decode("utf-8", "replace")


def everywhere(client: Client, report: Report) -> Iterator[tuple[str, str]]:
    """Every page and every file of a report, as a reader gets it."""
    for route in of_reports():
        answer: Any = client.get(at(route, report.pk, UNKNOWN))
        if answer.status_code == 200:
            body = b"".join(answer.streaming_content) if answer.streaming else answer.content
            yield route.name, f"{answer.headers.get('Content-Disposition', '')}{read(body)}"
    for form in FORMS:
        for query in ("", "?charts=1") if form.startswith("proof") else ("",):
            answer = client.get(reverse("reports:take_out", args=[report.pk, form]) + query)
            if answer.status_code == 200:
                yield f"{form}{query}", read(answer.content)
    for chip in document_of(head_of(report)).chips():
        ask = {
            "figure": chip.ask.figure,
            "scope": chip.ask.scope,
            "since": str(chip.ask.since),
            "until": str(chip.ask.until),
        }
        yield chip.ask.figure, client.get(reverse("reports:evidence", args=[report.pk]), ask).content.decode()


@pytest.mark.parametrize("outline", OUTLINES)
def test_what_only_the_secretary_reads_is_in_no_form_of_a_report(world: World, outline: str) -> None:
    entry = restricted(world)
    # Drafted by the one who may read it: what he drafts is read by others.
    number, _ = begin_report(
        world.secretary,
        Wanted(world.branch, outline, 2025, TODAY, person=world.people[0] if "secretary" in outline else None),
    )
    report = Report.objects.get(pk=number)
    chief = signed_in("chief", "secretary", world.branch)
    assert SECRET in chief.get(reverse("ledger:entry", args=[entry])).content.decode(), "the control"
    looked = set()
    for role, where in (("clerk", world.branch), ("superior", world.committee)):
        for name, text in everywhere(signed_in(f"{role}-{where}", role, where), report):
            assert SECRET not in text, (role, name)
            looked.add(name)
    assert {"draft.docx", "proof.pdf", "masked.docx", "reports:edit", "reports:versions"} <= looked
