"""A release is adopted, a profile is chosen, and a unit's own files go out and come back."""

import io
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from taizhang.apps.rulebooks.selectors import current_rulebook, list_adoptions, profile_choices
from taizhang.domain.rules.rulebook import Rulebook, shipped
from taizhang.faces.web.pages.rules import adopting
from tests.apps import facts
from tests.faces.web.pages.people import signed_in
from tests.faces.web.pages.rules.conftest import kind_sent, own_kind

pytestmark = pytest.mark.django_db


def test_own_files_go_out_and_come_back(client: Client) -> None:
    client.post("/rules/own/kinds/new/", kind_sent())
    package = client.get("/rules/own/export/")
    assert package["Content-Type"] == "application/zip"
    path = f"kinds/{own_kind()}.yaml"
    with zipfile.ZipFile(io.BytesIO(package.content)) as opened:
        text = opened.read(path).decode()
    changed = package_of({path: text.replace("一周一学", "一周两学")})
    looked = client.post("/rules/own/import/", {"file": changed, "do": "preview"})
    assert "一周两学" in looked.content.decode()
    assert "一周一学" in current_rulebook().kinds[own_kind()].zh
    again = package_of({path: text.replace("一周一学", "一周两学")})
    assert client.post("/rules/own/import/", {"file": again, "do": "adopt"}).status_code == 302
    assert current_rulebook().kinds[own_kind()].zh == "一周两学"


@pytest.mark.parametrize(
    ("files", "word"),
    [
        ({"kinds/own/c/a.yaml": "zh: [\n"}, "kinds/own/c/a.yaml"),
        ({"kinds/own/c/a.yaml": "zh: 甲\ngroup: study\nevil: 1\n"}, "evil"),
        (dict.fromkeys(("kinds/own/c/a.yaml", "kinds/own/other/a.yaml"), "zh: 甲\ngroup: study\n"), "own/c/"),
        ({"kinds/branch_congress.yaml": "zh: 甲\ngroup: study\n"}, "own/c/"),
        ({"../../a.yaml": "zh: 甲\n"}, "不合要求"),
        ({"kinds/own/c/a.yaml": "zh: !!python/object/apply:os.system ['id']\n"}, "kinds/own/c/a.yaml"),
    ],
)
def test_packages_from_elsewhere_are_not_trusted(client: Client, files: dict[str, str], word: str) -> None:
    answer = client.post("/rules/own/import/", {"file": package_of(files), "do": "adopt"})
    assert answer.status_code == 422
    assert word in answer.content.decode()
    assert not any(one.startswith("own/") for one in current_rulebook().kinds)


def test_what_is_no_package_is_refused(client: Client) -> None:
    for content in (b"", b"PK\x03\x04broken", b"\x00" * 100):
        file = SimpleUploadedFile("a.zip", content)
        assert client.post("/rules/own/import/", {"file": file, "do": "adopt"}).status_code == 422
    assert client.post("/rules/own/import/", {}).status_code == 422


def test_a_profile_is_chosen_and_ended(client: Client, committee: int) -> None:
    profile = next(iter(shipped().profiles))
    sent = {"profile": profile, "begins_on": "2025-01-01"}
    assert client.post("/rules/profiles/choose/", sent | {"profile": "nope"}).status_code == 422
    assert client.post("/rules/profiles/choose/", sent | {"ends_on": "2024-01-01"}).status_code == 422
    assert client.post("/rules/profiles/choose/", sent).status_code == 302
    assert client.post("/rules/profiles/choose/", sent).status_code == 422
    choice = profile_choices()[0]
    assert choice.organization == committee
    assert shipped().profiles[profile].zh in client.get("/rules/profiles/").content.decode()
    stranger = signed_in("stranger", "secretary", facts.organization("x"))
    assert stranger.post(f"/rules/profiles/{choice.id}/end/", {"ends_on": "2025-05-01"}).status_code == 404
    assert client.post(f"/rules/profiles/{choice.id}/end/", {"ends_on": "2025-05-01"}).status_code == 302
    assert client.post("/rules/profiles/999/end/", {"ends_on": "x"}).status_code == 404


def test_a_release_is_adopted_by_an_act_with_a_note(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    texts = dict(shipped().files)
    path = next(one for one in texts if one.startswith("sources/"))
    texts[path] = texts[path].replace('"zh":"', '"zh":"新', 1)
    newer = Rulebook.from_canonical(texts)
    monkeypatch.setattr(adopting, "shipped", lambda: newer)
    everywhere = signed_in("head", "secretary")
    page = everywhere.get("/rules/adoption/").content.decode()
    assert "采用后会变什么" in page
    assert "记过的计数都不变" in page
    assert client.post("/rules/adoption/adopt/", {"reason": "x"}).status_code == 403
    assert everywhere.post("/rules/adoption/adopt/", {"reason": "条例修订"}).status_code == 302
    assert current_rulebook() == newer
    assert list_adoptions()[0].note == "条例修订"
    assert "条例修订" in everywhere.get("/rules/adoption/").content.decode()


def package_of(files: dict[str, str]) -> SimpleUploadedFile:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as package:
        for path, text in files.items():
            package.writestr(path, text)
    return SimpleUploadedFile("rules.zip", buffer.getvalue(), content_type="application/zip")
