"""A masked template goes out without the names of the house, in its text, its properties and its file name."""

import io
from urllib.parse import unquote

import docx
import pytest
from django.urls import reverse

from taizhang.apps.ledger.services.confirming import confirm_entry
from taizhang.apps.ledger.services.recording import record_entry
from taizhang.apps.members.selectors import names_at
from taizhang.apps.organizations.selectors import names_of
from taizhang.apps.reports.services.beginning import Wanted, begin_report
from tests.apps.ledger.conftest import TODAY, World, world  # noqa: F401 (a fixture)
from tests.faces.web.pages.people import signed_in
from tests.faces.web.pages.recorded import confirmed, theme_day
from tests.formats.texts.made_files import unpacked

pytestmark = pytest.mark.django_db


def test_the_masked_template_holds_no_name_of_the_house(world: World) -> None:
    recorded = record_entry(world.clerk, world.congress(TODAY), TODAY)
    confirm_entry(world.secretary, recorded.revision, TODAY)
    wanted = Wanted(world.branch, "branch_secretary_duty_report", TODAY.year, TODAY, person=world.people[0])
    number, _ = begin_report(world.clerk, wanted)
    clerk = signed_in("writer", "clerk", world.branch)
    answer = clerk.get(reverse("reports:take_out", args=[number, "masked.docx"]))
    assert answer.status_code == 200
    organization = names_of([world.branch, world.committee], TODAY)
    names = {*organization.values(), *names_at(world.people, TODAY).values()}
    assert len(names) > 2
    everything = "".join(part.decode("utf-8", "replace") for part in unpacked(answer.content).values())
    assert not [name for name in names if name in everything + unquote(answer["Content-Disposition"])]
    text = "\n".join(one.text for one in docx.Document(io.BytesIO(answer.content)).paragraphs)
    assert "党员大会XX次" in text
    assert not any(character.isdigit() for character in text)
    assert "脱敏模板" in unquote(answer["Content-Disposition"])


def test_only_the_version_to_check_has_charts_and_only_where_they_are_asked_for(world: World) -> None:
    for day in (1, 2, 3, 4, 5, 6, 7):
        confirmed(world, theme_day(world, f"{TODAY.year}-0{day}-10"))
    wanted = Wanted(world.branch, "branch_secretary_duty_report", TODAY.year, TODAY, person=world.people[0])
    number, _ = begin_report(world.clerk, wanted)
    clerk = signed_in("writer", "clerk", world.branch)

    def taken(form: str, **query: str) -> bytes:
        answer = clerk.get(reverse("reports:take_out", args=[number, form]), query)
        assert answer.status_code == 200
        return bytes(answer.content)

    with_charts = taken("proof.docx", charts="yes")
    assert any(name.startswith("word/media/") for name in unpacked(with_charts))
    assert not any(name.startswith("word/media/") for name in unpacked(taken("proof.docx")))
    assert "主题党日" in docx.Document(io.BytesIO(with_charts)).tables[-1].rows[0].cells[0].text
    assert taken("proof.pdf", charts="yes") != taken("proof.pdf")
    for form in ("draft.docx", "draft.pdf", "masked.docx"):
        assert taken(form, charts="yes") == taken(form)
    assert "附图" in clerk.get(reverse("reports:edit", args=[number])).content.decode()
