"""The pages of the ledger through the client: every page opens, the form keeps every word, foreign is unknown."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from taizhang.apps.accounts.models import Account, Grant
from taizhang.apps.ledger.models import Attachment, Draft, Revision
from taizhang.apps.ledger.services import confirm_entry, record_entry
from taizhang.apps.rulebooks.selectors import current_rulebook
from taizhang.faces.web.pages.ledger import listing
from tests.apps import facts
from tests.apps.ledger.conftest import TODAY, World
from tests.formats.pictures.made_pictures import PLACE, telling_jpeg

pytestmark = [pytest.mark.django_db]


@pytest.fixture
def sign_in(world: World) -> Callable[[str], Client]:
    """A browser signed in as one of the world's people."""
    grants = {
        "clerk": world.branch,
        "other": world.branch,
        "secretary": world.branch,
        "superior": world.committee,
        "stranger": world.foreign,
    }
    roles = {"secretary": "secretary", "superior": "superior"}

    def signed_in(login: str) -> Client:
        account = Account.objects.get(login=login)
        Account.objects.filter(pk=account.pk).update(must_change_password=False, password_changed_at=timezone.now())
        account.refresh_from_db()
        facts.write(
            Grant(
                account=account,
                role=roles.get(login, "clerk"),
                organization_id=grants[login],
                begins_on=facts.LONG_AGO,
            )
        )
        client = Client()
        client.force_login(account)
        return client

    return signed_in


def _posted(world: World, **more: object) -> dict[str, object]:
    return {
        "do": "submit",
        "request_key": "key-1",
        "day": "2025-03-05",
        "title": "第一季度支部党员大会",
        "place": "三楼会议室",
        "part-0-kind": "branch_congress",
        "part-0-role-chair": [str(world.people[0])],
        "part-0-agenda-0-title": "学习二十届三中全会精神",
        "part-0-agenda-0-form": "study",
        **{f"roll-state-{one}": "present" for one in world.people},
    } | more


def test_a_clerk_records_and_the_secretary_confirms(world: World, sign_in: Callable[[str], Client]) -> None:
    answer = sign_in("clerk").post(reverse("ledger:record"), _posted(world))
    assert answer.status_code == 302, answer.content.decode()
    revision = Revision.objects.get()
    secretary = sign_in("secretary")
    assert "第一季度支部党员大会" in secretary.get(reverse("ledger:batch")).content.decode()
    page = secretary.get(reverse("ledger:entry", args=[revision.entry_id])).content.decode()
    assert "确认" in page
    assert secretary.post(reverse("ledger:confirm", args=[revision.entry_id])).status_code == 302
    shown = secretary.get(reverse("ledger:entry", args=[revision.entry_id])).content.decode()
    assert "支部党员大会次数" in shown
    assert "第一季度支部党员大会" in secretary.get(reverse("ledger:index") + "?year=2025").content.decode()


def test_a_form_with_a_fault_comes_back_with_every_word(world: World, sign_in: Callable[[str], Client]) -> None:
    sent = _posted(world, summary="大家谈了很多", day="2025-13-05")
    answer = sign_in("clerk").post(reverse("ledger:record"), sent)
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "大家谈了很多" in page
    assert "学习二十届三中全会精神" in page
    assert "不是日期" in page
    assert not Revision.objects.exists()


def test_every_page_opens(world: World, sign_in: Callable[[str], Client]) -> None:
    recorded = record_entry(world.clerk, world.congress(), TODAY)
    confirm_entry(world.secretary, recorded.revision, TODAY)
    client = sign_in("clerk")
    for name in ("index", "calendar", "batch", "handbook", "drafts", "record"):
        assert client.get(reverse(f"ledger:{name}") + "?year=2025").status_code == 200, name
    for name in ("entry", "correct", "print"):
        assert client.get(reverse(f"ledger:{name}", args=[recorded.entry])).status_code == 200, name


def test_the_calendar_lays_an_entry_on_each_of_its_days_and_escapes_its_title(
    world: World, sign_in: Callable[[str], Client]
) -> None:
    over_days = world.congress(date(2025, 4, 29), title="会<b>议", end_day="2025-05-02")
    recorded = record_entry(world.clerk, over_days, TODAY)
    confirm_entry(world.secretary, recorded.revision, TODAY)
    record_entry(world.clerk, world.congress(date(2025, 4, 3), title="等着的"), TODAY)
    client = sign_in("clerk")
    april, may = (
        client.get(reverse("ledger:calendar"), {"year": "2025", "month": one}).content.decode() for one in "45"
    )
    assert april.count("会&lt;b&gt;议</a>") == 2
    assert may.count("会&lt;b&gt;议</a>") == 2
    assert "会<b>" not in april + may
    assert april.count("待确认</span>等着的</a>") == 1
    assert reverse("ledger:entry", args=[recorded.entry]) in april


def test_a_month_too_full_for_the_calendar_says_so_and_leads_to_the_list(
    world: World, sign_in: Callable[[str], Client], monkeypatch: pytest.MonkeyPatch
) -> None:
    for day in (3, 4, 7):
        record_entry(world.clerk, world.congress(date(2025, 4, day)), TODAY)
    client, asked = sign_in("clerk"), {"year": "2025", "month": "4"}
    assert "看全部" not in client.get(reverse("ledger:calendar"), asked).content.decode()
    monkeypatch.setattr(listing, "MOST_ON_CALENDAR", 2)
    shown = client.get(reverse("ledger:calendar"), asked).content.decode()
    assert shown.count('class="on-day"') == 2
    assert "日历上只有最近的 2 条" in shown
    assert "from=2025-04-01&amp;to=2025-04-30" in shown


def test_the_list_counts_anew_after_each_entry_and_for_each_reader(
    world: World, sign_in: Callable[[str], Client]
) -> None:
    clerk, stranger = sign_in("clerk"), sign_in("stranger")
    for number in (1, 2):
        record_entry(world.clerk, world.congress(date(2025, 3, number)), TODAY)
        for client, total in ((clerk, number), (stranger, 0), (clerk, number)):
            page = client.get(reverse("ledger:index"), {"year": 2025}).context["page"]
            assert (page.total, len(page.rows)) == (total, total)


def test_every_kind_has_a_form_that_opens_and_keeps_what_was_sent(
    world: World,
    sign_in: Callable[[str], Client],
) -> None:
    client = sign_in("clerk")
    for kind in current_rulebook().kinds:
        answer = client.get(reverse("ledger:record"), {"kind": kind})
        assert answer.status_code == 200, kind
        page = answer.content.decode()
        for name in current_rulebook().kinds[kind].fields:
            assert f"part-0-{name}" in page, (kind, name)


def test_the_panel_shows_what_would_change(world: World, sign_in: Callable[[str], Client]) -> None:
    page = sign_in("clerk").post(reverse("ledger:effects"), _posted(world)).content.decode()
    assert "支部党员大会每季度一次" in page
    assert not Revision.objects.exists()


def test_a_draft_keeps_the_form_and_goes_when_it_is_recorded(world: World, sign_in: Callable[[str], Client]) -> None:
    client = sign_in("clerk")
    kept = client.post(reverse("ledger:draft"), _posted(world, summary="还没写完"))
    assert kept.status_code == 200
    assert client.post(kept.json()["draft_url"], _posted(world, summary="写完了")).status_code == 200
    draft = Draft.objects.get()
    page = client.get(reverse("ledger:record"), {"draft": draft.pk}).content.decode()
    assert "写完了" in page
    client.post(reverse("ledger:record"), _posted(world, summary="写完了"))
    assert not Draft.objects.exists()


def test_a_correction_shows_the_loser_what_changed(world: World, sign_in: Callable[[str], Client]) -> None:
    recorded = record_entry(world.clerk, world.congress(), TODAY)
    first, second = sign_in("clerk"), sign_in("other")
    sent = _posted(world, entry=str(recorded.entry), base_number="1", reason="地点写错")
    address = reverse("ledger:correct", args=[recorded.entry])
    assert first.post(address, sent | {"place": "二楼"}).status_code == 302
    answer = second.post(address, sent | {"place": "一楼", "summary": "别丢了我"})
    assert answer.status_code == 409
    page = answer.content.decode()
    assert "二楼" in page
    assert "别丢了我" in page


def test_a_stranger_finds_nothing(world: World, sign_in: Callable[[str], Client]) -> None:
    recorded = record_entry(world.clerk, world.congress(title="独有的标题"), TODAY)
    client = sign_in("stranger")
    for name in ("entry", "correct", "print"):
        assert client.get(reverse(f"ledger:{name}", args=[recorded.entry])).status_code == 404, name
    for name in ("confirm", "void"):
        assert client.post(reverse(f"ledger:{name}", args=[recorded.entry])).status_code == 404, name
    assert "独有的标题" not in client.get(reverse("ledger:index")).content.decode()


@pytest.mark.parametrize("day", ["9999-12-31", "0001-01-01", "2025-02-30", "", "今天", "2025-01-01T00:00", "𠮷\u202e"])
def test_strange_days_and_words_never_break_a_page(world: World, sign_in: Callable[[str], Client], day: str) -> None:
    client = sign_in("clerk")
    for name in ("record", "index", "calendar", "handbook"):
        query = dict.fromkeys(("day", "from", "to", "month", "q", "state", "page"), day) | {"kind": "theme_day"}
        assert client.get(reverse(f"ledger:{name}"), query).status_code < 500, name
    for name in ("effects", "record", "draft"):
        sent = _posted(world, day=day, end_day=day, year=day, **{"part-0-vote-due": day, "heads-members": "9" * 40})
        assert client.post(reverse(f"ledger:{name}"), sent).status_code < 500, name


def test_the_clerk_is_told_what_of_a_photo_was_not_kept(world: World, sign_in: Callable[[str], Client]) -> None:
    clerk = sign_in("clerk")
    photo = SimpleUploadedFile("现场.jpg", telling_jpeg(), "image/jpeg")
    answer = clerk.post(reverse("ledger:record"), _posted(world, files=photo))
    assert answer.status_code == 302, answer.content.decode()
    told = clerk.get(answer["Location"]).content.decode()
    assert "“现场.jpg”已收下，其中的缩略图、拍摄位置" in told
    number = Attachment.objects.get().pk
    kept: Any = clerk.get(reverse("ledger:attachment", args=[number]))
    assert PLACE not in b"".join(kept.streaming_content)
