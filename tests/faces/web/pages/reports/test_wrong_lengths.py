"""A length that no report has is refused in the words of the house, on every page that asks for one."""

import pytest

from taizhang.apps.accounts.actors import Role, operator_at_machine
from taizhang.apps.rulebooks.services import adopt_release
from taizhang.domain.rules.rulebook import shipped
from tests.apps import facts
from tests.faces.web.pages.people import signed_in

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("path", ["/reports/drafts/begin/", "/reports/drafts/notices/"])
@pytest.mark.parametrize(("length", "said"), [("5", "最少300字。"), ("99999", "最多20000字。")])
def test_a_length_out_of_bounds_says_what_would_do(path: str, length: str, said: str) -> None:
    adopt_release(operator_at_machine("test", Role.SECRETARY), shipped(), "随附")
    client = signed_in("shen", "secretary", facts.organization("a", "committee"))
    answer = client.post(path, {"most_characters": length})
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert "确保" not in answer.content.decode()


def test_an_empty_length_is_no_limit() -> None:
    adopt_release(operator_at_machine("test", Role.SECRETARY), shipped(), "随附")
    client = signed_in("shen", "secretary", facts.organization("a", "committee"))
    sent = {"outline": "organization_report", "until": "2025-11-30", "most_characters": ""}
    answer = client.post("/reports/drafts/begin/", sent, follow=True)
    assert answer.status_code == 200
    page = answer.content.decode()
    assert "不限" in page
    assert "比限定的多" not in page
