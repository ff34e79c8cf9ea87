"""Every number of the demonstration opens down to records that add up to it, whoever looks."""

import re
from html import unescape

import pytest
from django.test import Client

from taizhang.apps.accounts.models import Account
from tests.demo_world import DemoHome

EVERY = (
    "/desk/",
    "/owed/",
    "/owed/?by=branch",
    "/owed/list/",
    "/owed/list/?scope=own",
    "/figures/",
    "/figures/?all=1",
    "/figures/?period=q3",
    "/figures/assertions/",
)
ROW = re.compile(
    r'<th scope="row"[^>]*>([^<]+?)(?: <span[^>]*>[^<]*</span>)?</th><td[^>]*>(?:至少 )?'
    r'<a class="num" href="([^"]+)"[^>]*>([^<]+)</a>'
)


def _client(login: str) -> Client:
    account = Account.objects.get(login=login)
    account.must_change_password = False
    account.save()
    client = Client()
    client.force_login(account)
    return client


def _text(client: Client, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200, (path, answer.status_code)
    return unescape(answer.content.decode())


@pytest.mark.parametrize(
    "login", ["district.viewer", "health.clerk", "hospital.discipline", "water.secretary", "news.reader"]
)
def test_every_page_opens_for_everybody_and_every_number_opens(demo_home: DemoHome, login: str) -> None:
    client = _client(login)
    for path in EVERY:
        _text(client, path)
    rows = ROW.findall(client.get("/figures/").content.decode())
    assert len(rows) > 20
    for word, href, value in rows[::4]:
        page = _text(client, unescape(href))
        shown = re.search(r'<p class="big-number">(?:<small>至少 </small>)?([^<]+)</p>', page)
        assert shown, href
        assert (word, shown[1]) == (unescape(word), value)


def test_the_counts_of_the_bench_are_those_of_the_list(demo_home: DemoHome) -> None:
    for login in ("district.viewer", "health.branch"):
        client = _client(login)
        bench = client.get("/desk/").content.decode()
        counts = re.findall(r'<a class="st (\w+)" href="([^"]+)">.*?</svg>\S+ (\d+)</a>', bench)
        assert len(counts) >= 3
        for _, href, number in counts:
            assert f"共 {number} 项" in _text(client, unescape(href)), (login, href)


def test_the_matrix_of_a_district_stays_below_its_bound(demo_home: DemoHome) -> None:
    page = _text(_client("district.viewer"), "/owed/")
    assert page.count('<th scope="row"') == 40
    fold = re.search(r'<a href="([^"]+)" aria-expanded="false">▸ 一周一学每周一次</a>', page)
    assert fold
    weekly = _text(_client("district.viewer"), fold[1])
    assert re.search(r"\d+月[45]周，\d周符合", weekly)
