"""The small world: a town's committee, branches that come and go, and something of everything that is kept."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from taizhang.apps.accounts.actors import Actor, Role, operator_at_machine
from taizhang.apps.accounts.models import Account
from taizhang.apps.accounts.selectors import actor_of
from taizhang.apps.accounts.services import change_password, create_account, found_installation, grant_role
from taizhang.apps.audit.keys import seal_keys
from taizhang.apps.ledger.services import confirm_entry, confirm_many, correct_entry, record_entry, void_entry
from taizhang.apps.ledger.services.asserting import assert_total, withdraw_assertion
from taizhang.apps.ledger.services.attaching import store_attachment
from taizhang.apps.ledger.services.drafting import save_draft
from taizhang.apps.members.models import EventKind
from taizhang.apps.members.people import People
from taizhang.apps.members.services import describe, import_roll, merge_organizations, record_event
from taizhang.apps.organizations import services as organizations
from taizhang.apps.rulebooks.services import adopt_release
from taizhang.domain.rules.rulebook import shipped
from tests.release.landing.places import ID_NUMBER, TODAY, command
from tests.release.landing.reasons import tell_reasons
from tests.release.landing.reports import Hands, tell_reports
from tests.release.landing.rules import tell_rules

FOUNDED = date(2018, 3, 1)
BRANCHES = {"QS1": "河岸社区党支部", "QS2": "白石村党支部", "QS3": "渡口村党支部"}
NAMES = ("方禾", "陆澄", "苗雨", "石楠", "谷丰", "柳溪", "岳青", "文竹")
OPERATOR = operator_at_machine("saving", Role.SECRETARY, Role.SYSTEM, Role.SECURITY)
MINUTES = "会议逐条讨论了汛期值守的安排，明确了每个巡查点的责任人，约定了换班和报告的办法，大家交流了去年的做法。"


def tell() -> None:
    """Write everything, in the order of an installation's life."""
    seal_keys("a code that nobody needs")
    adopt_release(OPERATOR, shipped(), note="随附")
    found_installation(
        {Role.SYSTEM: ("admin", "系统管理员"), Role.SECURITY: ("safe", "安全员"), Role.AUDITOR: ("log", "审计员")}
    )
    places = _organizations()
    people = _members(places)
    clerk, owner = _accounts(places)
    _committee(places, people)
    tell_rules(OPERATOR, places)
    _Ledger(clerk, owner, places, people).fill()
    _changes(places, people)
    tell_reasons(clerk, places["QS1"])
    tell_reports(Hands(clerk, _actor("chief"), owner, places["QS"], places["QS1"]))


def _organizations() -> dict[str, int]:
    top = organizations.set_up_organization(
        OPERATOR, code="QS", name="青松镇党委", type_="committee", founded_on=FOUNDED, unit="青松镇"
    )
    places = {"QS": top}
    for code, name in BRANCHES.items():
        places[code] = organizations.set_up_organization(
            OPERATOR, code=code, name=name, type_="branch", founded_on=FOUNDED, parent=top
        )
    return places


def _members(places: dict[str, int]) -> dict[str, list[int]]:
    lines = [
        {
            "编号": f"{code}-{number}",
            "姓名": f"{name}{'甲乙丙'[int(code[2]) - 1]}",
            "性别": "女" if number % 2 else "男",
            "民族": "汉族",
            "学历": "大学",
            "党支部": code,
            "人员类别": "预备党员" if number == len(NAMES) - 1 else "正式党员",
            "进入支部日期": "2020-01-06",
        }
        for code in BRANCHES
        for number, name in enumerate(NAMES)
    ]
    lines[0] |= {"身份证号": ID_NUMBER, "电话": "00000001"}
    lines[1] |= {"电话": "00000002"}
    import_roll(OPERATOR, places["QS"], lines, date(2020, 1, 6))
    people = People()
    return {code: [people.with_code(f"{code}-{number}") or 0 for number in range(len(NAMES))] for code in BRANCHES}


def _accounts(places: dict[str, int]) -> tuple[Actor, Actor]:
    for login, role, place in (
        ("clerk", Role.CLERK, places["QS1"]),
        ("chief", Role.SECRETARY, places["QS1"]),
        ("owner", Role.SECRETARY, places["QS"]),
    ):
        account, once = create_account(OPERATOR, login=login, name=f"{login}同志")
        change_password(account, once, f"{login} liu zai zhe li 5")
        grant_role(OPERATOR, account_id=account, role=role, organization_id=place, begins_on=date(2023, 1, 1))
    return _actor("clerk"), _actor("owner")


def _actor(login: str) -> Actor:
    return actor_of(Account.objects.get(login=login))


def _committee(places: dict[str, int], people: dict[str, list[int]]) -> None:
    for code in BRANCHES:
        organizations.begin_term(OPERATOR, places[code], date(2023, 3, 1), years=3, seats=3)
        for person, title in zip(people[code], ("secretary", "organization_member", "publicity_member"), strict=False):
            organizations.appoint(OPERATOR, places[code], person, title, date(2023, 3, 1), duties="分管学习")


class _Ledger:
    """The entries: of several kinds, confirmed, waiting, corrected, voided, restricted, tallied, none at all."""

    def __init__(self, clerk: Actor, owner: Actor, places: dict[str, int], people: dict[str, list[int]]) -> None:
        self._clerk, self._owner, self._places, self._people = clerk, owner, places, people
        self._branch = places["QS1"]

    def fill(self) -> None:
        self._months()
        self._changed()
        self._restricted()
        self._counted_otherwise()
        self._from_a_file()
        asserted = assert_total(
            self._owner, self._branch, "branch_congress/count", date(2025, 1, 1), TODAY, 4, source="半年报"
        )
        withdraw_assertion(self._owner, asserted.pk)
        assert_total(self._owner, self._branch, "branch_congress/count", date(2025, 1, 1), TODAY, 3, source="半年报")
        save_draft(self._clerk, self._branch, {"sent": {"title": ["没写完的"], "day": ["2025-12-01"]}})

    def _months(self) -> None:
        sheet = store_attachment(self._clerk, self._branch, "签到表.txt", ["方禾 陆澄 苗雨\n".encode()])
        joint = {"organization": self._places["QS2"], "how": "joint"}
        outside = {"name": "河岸小学", "how": "attended"}
        for month in range(1, 12):
            whole = self._occasion(
                date(2025, month, 6),
                f"{month}月活动日",
                organizations=[joint] if month % 3 == 0 else [outside] if month == 4 else [],
                parts=[_theme_day(), _lecture(self._people["QS1"][month % 3])],
                attachments=[sheet.file_digest] if month == 2 else [],
                summary=MINUTES * 2 if month in {2, 3} else "",
            )
            self._confirmed(whole)
        for year, months in ((2024, (2, 5, 8, 11)), (2025, (2, 5))):
            for month in months:
                self._confirmed(self._occasion(date(year, month, 20), f"{month}月支部大会", parts=[_congress()]))
        meetings = [
            record_entry(
                self._clerk, self._occasion(date(2025, month, 12), "支委会", parts=[_committee_meeting()]), TODAY
            )
            for month in range(1, 7)
        ]
        confirm_many(self._owner, [one.revision for one in meetings], TODAY)

    def _changed(self) -> None:
        base = self._occasion(date(2025, 8, 20), "8月支部大会", parts=[_congress()])
        entry = self._confirmed(base)
        mended = correct_entry(self._clerk, entry, 1, base | {"place": "二楼会议室"}, "地点写错", TODAY)
        confirm_entry(self._owner, mended.revision, TODAY)
        correct_entry(self._clerk, entry, 2, base | {"day": "2025-08-21"}, "日期待核对", TODAY)
        void_entry(self._owner, self._confirmed(base | {"title": "重复的大会"}), 1, "与另一条重复")
        void_entry(self._owner, self._recorded(base | {"day": "2025-08-22"}), 1, "登错了")
        self._recorded(self._occasion(date(2025, 12, 5), "等着确认的大会", parts=[_congress()]))

    def _restricted(self) -> None:
        paper = store_attachment(
            self._owner, self._branch, "谈话记录.txt", ["谈话内容只给留存人看。\n".encode()], restricted=True
        )
        agenda = [
            {"title": "讨论一名同志的处分", "tags": ["discipline"], "form": "discuss"},
            {"title": "学习防汛文件", "tags": [], "form": "study"},
        ]
        entry = self._occasion(
            date(2025, 9, 18), "9月支部大会", parts=[_congress(agenda)], attachments=[paper.file_digest]
        )
        self._confirmed(entry, by=self._owner)

    def _counted_otherwise(self) -> None:
        patrol = {"kind": "own/qs/kind_1", "fields": {"field_1": 12}}
        self._confirmed(self._occasion(date(2025, 7, 10), "巡堤", parts=[patrol]))
        heads = self._occasion(date(2025, 7, 15), "志愿服务", parts=[_service()], heads={"members": 9, "public": 20})
        heads.pop("roll")
        self._confirmed(heads)
        self._confirmed(
            {
                "recorder": self._branch,
                "day": "2024-01-01",
                "end_day": "2024-12-31",
                "year": 2024,
                "title": "全年志愿服务",
                "tallies": [{"figure": "volunteer_service/count", "amount": 18, "keeper": "陆澄乙"}],
            }
        )
        self._confirmed(self._occasion(date(2025, 10, 8), "三季度核查", parts=[_none()]))

    def _from_a_file(self) -> None:
        """By the way of files, which leaves a run behind."""
        content = {
            "organization": "QS2",
            "day": "2025-11-07",
            "title": "白石村主题党日",
            "roll": [{"person": "QS2-0"}, {"person": "QS2-1"}],
            "parts": [{"kind": "主题党日", "fields": {"theme": "护林"}, "roles": {"chair": ["QS2-0"]}}],
        }
        with TemporaryDirectory() as folder:
            file = Path(folder) / "entries.jsonl"
            file.write_text(json.dumps(content, ensure_ascii=False) + "\n", encoding="utf-8")
            command("entries", "import", str(file), "--as", "owner")

    def _occasion(self, day: date, title: str, **more: Any) -> dict[str, Any]:
        roll = [{"person": one, "present": True} for one in self._people["QS1"][:6]]
        absent = {"person": self._people["QS1"][6], "present": False, "reason": "公务"}
        return {
            "recorder": self._branch,
            "day": day.isoformat(),
            "year": day.year,
            "title": title,
            "place": "河岸社区活动室",
            "begins": "14:30",
            "ends": "16:00",
            "roll": [*roll, absent],
        } | more

    def _recorded(self, content: dict[str, Any], by: Actor | None = None) -> int:
        return record_entry(by or self._clerk, content, TODAY).entry

    def _confirmed(self, content: dict[str, Any], by: Actor | None = None) -> int:
        recorded = record_entry(by or self._clerk, content, TODAY)
        confirm_entry(self._owner, recorded.revision, TODAY)
        return recorded.entry


def _theme_day() -> dict[str, Any]:
    return {"kind": "theme_day", "fields": {"theme": "防汛", "forms": ["study", "service"]}}


def _lecture(speaker: int) -> dict[str, Any]:
    fields = {"subject": "守住一条河", "form": "ordinary", "audience": "own_branch", "hours": 15}
    return {"kind": "party_lecture", "fields": fields, "roles": {"speaker": [speaker]}}


def _congress(agenda: list[dict[str, Any]] | None = None) -> dict[str, Any]:
    plain = [{"title": "商议防汛值守", "tags": ["masses"], "form": "discuss"}]
    return {"kind": "branch_congress", "fields": {"agenda": agenda or plain}}


def _committee_meeting() -> dict[str, Any]:
    agenda = [{"title": "安排学习", "tags": ["ideology"], "form": "study"}]
    return {"kind": "branch_committee_meeting", "fields": {"agenda": agenda}}


def _service() -> dict[str, Any]:
    return {"kind": "volunteer_service", "fields": {"field": "community", "served": 30}}


def _none() -> dict[str, Any]:
    fields = {
        "matter": "drunk_driving",
        "period_from": "2025-07-01",
        "period_to": "2025-09-30",
        "how_checked": "逐人核对",
    }
    return {"kind": "nil_report", "fields": fields}


def _changes(places: dict[str, int], people: dict[str, list[int]]) -> None:
    """What moves afterwards: people, posts, names, a branch that is merged into another."""
    first, second = people["QS1"], people["QS2"]
    record_event(OPERATOR, first[7], EventKind.CONFIRMED, date(2025, 3, 20))
    record_event(OPERATOR, second[6], EventKind.MOVED, date(2025, 4, 1), organization=places["QS1"])
    record_event(OPERATOR, second[5], EventKind.TRANSFERRED_OUT, date(2025, 5, 1), note="转往外地")
    describe(OPERATOR, first[2], date(2025, 2, 1), education="研究生")
    organizations.replace_secretary(OPERATOR, places["QS2"], second[1], date(2025, 6, 1))
    organizations.rename(OPERATOR, places["QS2"], date(2025, 6, 1), "白石社区党支部")
    merge_organizations(OPERATOR, [places["QS3"]], places["QS2"], date(2025, 10, 1))
