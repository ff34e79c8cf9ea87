"""Outlines in the page: a unit's own from a shipped one, refused beside the field, tried, adopted, undone."""

from dataclasses import replace
from html import unescape
from typing import Any

import pytest
from django.test import Client

from taizhang.apps.organizations.own_outlines import offered_outlines
from taizhang.apps.reports.models import Report, Version
from taizhang.apps.reports.services.beginning import Wanted, begin_report
from taizhang.apps.rulebooks.own import outline_form
from taizhang.apps.rulebooks.selectors import current_rulebook, list_adoptions
from taizhang.faces.web.pages.rules.outlines.raw import raw_of
from tests.apps.ledger.conftest import TODAY, World, world  # noqa: F401 (a fixture)
from tests.faces.web.pages.people import signed_in

pytestmark = pytest.mark.django_db
BASE = "organization_report"
CHANGE = f"/rules/outlines/change/{BASE}/"
WORDS = f"/rules/outlines/words/{BASE}/?kind=theme_day"
OWN = "own/c/outline_1"


@pytest.fixture
def client(world: World, settings: Any) -> Client:
    settings.ENVIRONMENT = replace(settings.ENVIRONMENT, business_day=TODAY)
    return signed_in("lin", "secretary", world.committee)


def sent(outline: str = BASE, **more: str) -> dict[str, str]:
    """The form as the page sends it."""
    raw = raw_of(outline_form(current_rulebook(), outline))
    hidden = {f"s{at}-role": one.role for at, one in enumerate(raw.sections)}
    for at, section in enumerate(raw.sections):
        hidden |= {f"s{at}-p{number}-topic": part.topic for number, part in enumerate(section.parts)}
    return raw.initial() | hidden | {"do": "preview"} | more


def page(client: Client, address: str, said: dict[str, str] | None = None, status: int = 200) -> str:
    answer: Any = client.get(address) if said is None else client.post(address, said)
    assert answer.status_code == status
    return unescape(answer.content.decode())


def last() -> int:
    """Where the last section stands."""
    return len(current_rulebook().outlines[BASE].sections) - 1


def seen(text: str) -> str:
    return text.partition('name="seen" value="')[2].partition('"')[0]


def adopt(client: Client, address: str, said: dict[str, str]) -> Any:
    return client.post(address, said | {"do": "adopt", "seen": seen(page(client, address, said))})


def test_the_list_says_which_is_used_for_whom_and_in_which_version(client: Client, world: World) -> None:
    listed = page(client, "/rules/outlines/")
    digest = current_rulebook().file_digests["outlines/branch_secretary_duty_report.yaml"]
    for word in ("党支部书记述职报告", "随附的", "个人述职：党支部、联合党支部、临时党支部", "第1版", digest[:12]):
        assert word in listed
    reader = signed_in("reader", "reader", world.branch)
    assert f"/rules/outlines/change/{BASE}/" not in page(reader, "/rules/outlines/")
    assert page(reader, f"/rules/outlines/{BASE}/")
    assert reader.get(CHANGE).status_code == 403


def test_it_is_tried_on_a_real_report_and_adopted_only_as_it_was_seen(client: Client, world: World) -> None:
    said = sent(**{"s1-headings": "这一年做了什么", "opening": "{年度}年，认真履行职责。"})
    tried = page(client, CHANGE, said)
    assert "采用以后会变什么" in tried
    assert "这一年做了什么" in tried
    change = tried.partition("采用以后会变什么")[2].partition("</table>")[0]
    assert "{年度}年，认真履行职责。" in change
    assert "全面贯彻党的二十大精神" in change
    assert f"{TODAY.year}年，认真履行职责。" in tried
    assert "c党组织" in tried
    assert len(list_adoptions()) == 1
    assert not Report.objects.exists()
    other = said | {"do": "adopt", "seen": seen(tried), "opening": "又改了。"}
    assert "看过以后又改了，还没有采用" in page(client, CHANGE, other)
    assert len(list_adoptions()) == 1
    assert adopt(client, CHANGE, said).status_code == 302
    outline = current_rulebook().outlines[OWN]
    assert outline.sections[1].headings == ("这一年做了什么",)
    assert outline.words.opening == ("{year}年，认真履行职责。",)
    assert "本单位自己的" in page(client, "/rules/outlines/")
    assert "自定提纲" in page(client, f"/rules/outlines/{OWN}/")


def test_a_report_begun_before_keeps_what_it_was_made_by(client: Client, world: World) -> None:
    before, _ = begin_report(world.clerk, Wanted(world.branch, BASE, 2025, TODAY))
    digest = Version.objects.get(report=before).rulebook
    assert adopt(client, CHANGE, sent(opening="新的开头。")).status_code == 302
    assert Version.objects.get(report=before).rulebook == digest != current_rulebook().digest
    after, _ = begin_report(world.clerk, Wanted(world.branch, OWN, 2025, TODAY))
    assert "新的开头。" in Version.objects.get(report=after).content
    assert "新的开头。" not in Version.objects.get(report=before).content


@pytest.mark.parametrize(
    ("said", "message"),
    [
        ({"s1-share": "1"}, "应为100，还差"),
        ({"opening": "一年来开会12次。"}, "里有数字或数量"),
        ({"opening": "各支部严格落实制度。"}, "“严格落实”说的是没有例外"),
        ({"opening": "今天{天气}好。"}, "没有“{天气}”这个空，填不上。能用的是：{党组织}"),
        ({"closing": "完{"}, "花括号要成对"),
        ({"s1-p0-headings": ""}, "还没有填小标题。"),
        ({"s1-p0-weight": "99"}, "应在1到20之间。"),
        ({"title": "{天气}报告"}, "没有“{天气}”这个空"),
        ({"zh": ""}, "还没有填提纲名称。"),
    ],
)
def test_what_may_not_stand_there_is_said_beside_the_field(client: Client, said: dict[str, str], message: str) -> None:
    refused = page(client, CHANGE, sent(**said), status=422)
    (field,) = said
    place = f"s{last()}-share" if field == "s1-share" else field
    assert message in refused.partition(f'id="id_{place}_error"')[2].partition("</div></div>")[0]
    assert 'name="seen"' not in refused
    assert len(list_adoptions()) == 1


def test_rows_move_come_and_go_without_script_and_the_keyboard_stays_with_them(client: Client) -> None:
    moved = page(client, CHANGE, sent(do="down:0", opening="还没写完"))
    assert moved.index('name="s0-role" value="achievements"') < moved.index('name="s1-role" value="last_year"')
    assert 'value="down:1" aria-label="下移“上年问题整改”" autofocus' in moved
    assert "还没写完" in moved
    within = page(client, CHANGE, sent(do="up:1.1"))
    assert 'name="s1-p0-topic" value="theory"' in within
    gone = page(client, CHANGE, sent(do="drop:1.0"))
    assert 'name="s1-p0-topic" value="responsibility"' not in gone
    assert '<option value="responsibility">' in gone
    assert f'name="s{last() + 1}-role"' not in page(client, CHANGE, sent(do="section:", **{"add-role": "nonsense"}))
    for do in ("up:99", "drop:1.99", "drop:x", "part:77", "up:", "down:1.x"):
        assert client.post(CHANGE, sent(do=do)).status_code == 200


def test_a_section_and_a_topic_are_added_from_those_there_are(client: Client) -> None:
    assert '<option value="plans">下步打算</option>' in page(client, CHANGE, sent(do=f"drop:{last()}"))
    shorter = {key: value for key, value in sent().items() if not key.startswith(f"s{last()}-")}
    assert f'name="s{last()}-role" value="plans"' in page(
        client, CHANGE, shorter | {"do": "section:", "add-role": "plans"}
    )
    added = page(client, CHANGE, sent(do="part:1", **{"s1-add": "group_standing"}))
    assert 'value="group_standing"' in added.partition('name="s1-p8-topic"')[2][:40]


def test_a_sentence_of_ones_own_names_its_holes_in_chinese(client: Client) -> None:
    shown = page(client, WORDS)
    assert "{联合开展的主题党日}" in shown
    said = {"own": "把主题党日办进社区{次数}，参加{人次}", "below": "", "act": "", "do": "preview"}
    tried = page(client, WORDS, said).partition("采用以后会变什么")[2].partition("</table>")[0]
    assert "句式 · 主题党日 · 本级的" in tried
    assert "{次数}，参加{人次}</td>" in tried
    assert "{count}" not in tried
    assert tried.count("<tr>") == 2
    assert adopt(client, WORDS, said).status_code == 302
    own = current_rulebook().outlines[OWN].words.sentences["theme_day"]
    assert own.own == ("把主题党日办进社区{count}，参加{attendance}",)
    assert own.below == ()
    again = f"/rules/outlines/words/{OWN}/?kind=theme_day"
    tried = page(client, again, said | {"own": "办好主题党日{次数}"}).partition("采用以后会变什么")[2]
    change = tried.partition("</table>")[0]
    assert change.index("把主题党日办进社区{次数}，参加{人次}") < change.index("办好主题党日{次数}")
    assert change.count("<tr>") == 2
    assert adopt(client, again, {"own": "", "below": "", "act": ""}).status_code == 302
    assert current_rulebook().outlines[OWN].words.sentences == {}


@pytest.mark.parametrize(
    ("field", "line", "message"),
    [
        ("own", "开展主题党日12次，参加{人次}", "直接写了数字或数量"),
        ("own", "主题党日办得有声有色", "没有数据的空，例如{次数}"),
        ("below", "开展{天气}{次数}", "没有“{天气}”这个空"),
        ("act", "{日期}开展{次数}", "没有“{次数}”这个空"),
        ("own", "开展{次数", "花括号要成对"),
    ],
)
def test_a_sentence_that_nothing_could_fill_is_refused_beside_it(
    client: Client, field: str, line: str, message: str
) -> None:
    refused = page(client, WORDS, {field: line, "do": "preview"}, status=422)
    assert message in refused.partition(f'id="id_{field}_error"')[2].partition("</div></div>")[0]


def test_it_goes_back_to_the_shipped_one_and_forth(client: Client, world: World) -> None:
    adopt(client, CHANGE, sent(opening="新的开头。"))
    assert client.post(f"/rules/outlines/rest/{OWN}/", {}).status_code == 302
    assert OWN not in {one.id for one in offered_outlines(current_rulebook(), world.branch, TODAY)}
    assert "自己的，现在没用" in page(client, "/rules/outlines/")
    assert client.post(f"/rules/outlines/rest/{OWN}/", {"in_use": "yes"}).status_code == 302
    assert OWN in {one.id for one in offered_outlines(current_rulebook(), world.branch, TODAY)}
    assert f'value="{OWN}"' in page(signed_in("below", "clerk", world.branch), "/reports/drafts/begin/")


def test_another_units_outline_is_not_there(client: Client, world: World) -> None:
    adopt(client, CHANGE, sent(opening="只给自己的开头。"))
    stranger = signed_in("far", "secretary", world.foreign)
    for address in (f"/rules/outlines/{OWN}/", f"/rules/outlines/change/{OWN}/"):
        assert stranger.get(address).status_code == 404
    assert stranger.post(f"/rules/outlines/rest/{OWN}/").status_code == 404
    assert OWN not in page(stranger, "/reports/drafts/begin/")
    assert "只给自己的开头" not in page(stranger, "/rules/outlines/")
    for address in ("/rules/outlines/nothing/", "/rules/outlines/change/nothing/", f"/rules/outlines/words/{BASE}/"):
        assert client.get(address).status_code == 404
