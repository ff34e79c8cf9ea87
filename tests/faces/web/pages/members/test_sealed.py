"""Sealed values are shown only on request, with a reason, to some."""

import pytest

from taizhang.apps.audit.models import Commit
from taizhang.apps.members.sealing import Sensitive, seal_field
from tests.faces.web.pages.members.conftest import ID_NUMBER, Place, operator, page_of
from tests.faces.web.pages.people import signed_in

pytestmark = pytest.mark.django_db


def test_a_sealed_value_is_masked_until_somebody_says_why(place: Place) -> None:
    person = place.people[0]
    bad = place.client.post(f"/members/{person}/sealed/", {"field": "id_number", "value": ID_NUMBER[:-1] + "1"})
    assert bad.status_code == 422
    assert (
        place.client.post(f"/members/{person}/sealed/", {"field": "id_number", "value": ID_NUMBER}).status_code == 302
    )
    page = page_of(place, f"/members/{person}/")
    assert "002X" in page
    assert ID_NUMBER not in page
    for reason in ("", "because"):
        refused = place.client.post(f"/members/{person}/reveal/", {"field": "id_number", "reason": reason})
        assert refused.status_code == 422
        assert ID_NUMBER not in refused.content.decode()
    shown = place.client.post(f"/members/{person}/reveal/", {"field": "id_number", "reason": "transfer"})
    assert ID_NUMBER in shown.content.decode()
    logged = Commit.objects.filter(action="sealed.reveal")
    assert [one.subject for one in logged] == [f"member:{person}:id_number:transfer"]


@pytest.mark.parametrize(("role", "status"), [("discipline", 200), ("reader", 403), ("superior", 403)])
def test_only_some_may_see_a_sealed_value(place: Place, role: str, status: int) -> None:
    seal_field(operator(), place.people[0], Sensitive.ID_NUMBER, ID_NUMBER)
    client = signed_in("reads", role, place.committee)
    answer = client.post(f"/members/{place.people[0]}/reveal/", {"field": "id_number", "reason": "verify"})
    assert answer.status_code == status
    assert (ID_NUMBER in answer.content.decode()) == (status == 200)
