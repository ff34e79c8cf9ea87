"""The invented organisation, people and figures that the gallery shows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime

from django.http import HttpRequest
from django.urls import reverse

from taizhang.apps.accounts.actors import Actor, Holding
from taizhang.apps.accounts.models import Role
from taizhang.domain.reporting.differences import differences
from taizhang.domain.reporting.document import Block, Document, Style, Words
from taizhang.domain.reporting.merging import merge
from taizhang.faces.web.shell.address import read_address
from taizhang.faces.web.shell.backup_line import backup_line
from taizhang.faces.web.shell.frame import LARGE_TEXT_COOKIE, Frame
from taizhang.faces.web.shell.kind_choices import KindChoice
from taizhang.faces.web.shell.navigation import GROUPS, NavigationItem
from taizhang.faces.web.shell.owed_reports import OwedLine
from taizhang.faces.web.shell.sources import OrganizationChoice

TODAY = date(2026, 11, 20)
NOW = datetime(2026, 11, 20, 2, 0, tzinfo=UTC)
ORGANIZATIONS = tuple(
    OrganizationChoice(number, f"QH{number:02}", name, "青禾区水务局党委" if number > 1 else "")
    for number, name in enumerate(
        ("青禾区水务局党委", "供水中心党支部", "排水管理所党支部", "河湖管护中心党支部", "离退休干部党支部"), start=1
    )
)


def invented_frame(request: HttpRequest) -> Frame:
    """The frame of an invented clerk; the address is read as in the product."""
    address = read_address(request.GET, TODAY)
    as_of = address.as_of or TODAY
    area = request.resolver_match.namespace if request.resolver_match else ""
    chosen = next((one for one in ORGANIZATIONS if one.code == address.organization), ORGANIZATIONS[1])
    return Frame(
        actor=Actor(1, "林穗", (Holding(Role.CLERK, chosen.id),)),
        organization=chosen,
        address=address,
        year=address.year or as_of.year,
        years=tuple(range(TODAY.year, TODAY.year - 6, -1)),
        as_of=as_of,
        known_on=address.known_on,
        known=None,
        today=TODAY,
        real_today=TODAY,
        navigation=tuple(
            NavigationItem(
                word=group.word,
                icon=group.icon,
                href=address.to(group.route),
                is_current=area in group.areas,
                badge=reverse("shell:late") if "owed" in group.areas else "",
                on_phone=group.on_phone,
            )
            for group in GROUPS
        ),
        backup=backup_line(datetime(2026, 11, 19, 22, 10, tzinfo=UTC), NOW),
        home=address.to("desk:index"),
        record=address.to("ledger:record"),
        search=reverse("search:index"),
        own_page=reverse("accounts:own"),
        sign_out=reverse("accounts:sign_out"),
        path=request.path,
        is_demo="demo" in request.GET,
        large_text="large" in request.GET or request.COOKIES.get(LARGE_TEXT_COOKIE) == "large",
    )


@dataclass(frozen=True)
class Person:
    """One name on the roll."""

    key: int
    name: str
    state: str = ""
    reason: str = ""
    note: str = ""
    votes: bool = True


GROUPS_OF_PEOPLE = (
    (
        "第一党小组",
        (
            Person(1, "沈溪", "present"),
            Person(2, "程砚田", "present"),
            Person(3, "陆青"),
            Person(4, "何秋实"),
            Person(5, "白谷雨"),
            Person(6, "宋时雨"),
            Person(7, "唐小满"),
            Person(8, "温良"),
        ),
    ),
    (
        "第二党小组",
        (
            Person(9, "顾南"),
            Person(10, "罗清"),
            Person(11, "孟春", "absent", "trip"),
            Person(12, "江晚禾", note="预备", votes=False),
            Person(13, "林穗"),
        ),
    ),
)
REASONS = (("", "原因未填"), ("ill", "病假"), ("trip", "出差"), ("leave", "事假"), ("written", "书面意见"))


KINDS = (
    KindChoice("party_meeting", "支部党员大会", "zbdydh", "第四季度还差1次"),
    KindChoice("committee_meeting", "支部委员会会议", "zbwyhhy", "11月还差1次"),
    KindChoice("group_meeting", "党小组会", "dxzh", "第三党小组11月还差1次"),
    KindChoice("lecture", "党课", "dk"),
    KindChoice("theme_day", "主题党日", "ztdr"),
    KindChoice("talk", "谈心谈话", "txth"),
    KindChoice("reception", "支部大会讨论接收预备党员", "zbdhtljsybdy"),
    KindChoice("volunteering", "志愿服务", "zyfw"),
)

OWED_REPORTS = (
    OwedLine("2026年度述职报告", "区委组织部", date(2026, 11, 10), "late", "过期 10 天", "起草", "/reports/"),
    OwedLine("三会一课小结", "机关党委", date(2026, 11, 25), "soon", "还有 5 天", "接着写", "/reports/"),
)


def two_wordings() -> dict[str, object]:
    """A paragraph as two people wrote it, and what changed from one version to the next."""
    was, mine, theirs = (
        Document((Block("acts", Style.PARAGRAPH, (Words(text),)),))
        for text in ("组织主题党日12次。", "组织主题党日13次，党员都参加了。", "共组织主题党日12次。")
    )
    return {"differences": differences(was, mine), "conflicts": merge(was, mine, theirs).conflicts}
