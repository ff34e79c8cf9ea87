"""Two districts that must not see each other, one person for every role, and words that give a leak away."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django.test import Client
from django.utils import timezone

from taizhang.apps.accounts.actors import Actor, Holding
from taizhang.apps.accounts.models import Account, Grant, Role
from taizhang.apps.accounts.selectors import actor_of
from taizhang.apps.checks.kinds import OwnWordKind
from taizhang.apps.checks.services import Decision, decide
from taizhang.apps.ledger.models import Assertion, Attachment, Draft
from taizhang.apps.ledger.services import confirm_entry, record_entry
from taizhang.apps.ledger.services.asserting import assert_total
from taizhang.apps.ledger.services.attaching import store_attachment
from taizhang.apps.ledger.services.drafting import save_draft
from taizhang.apps.ledger.services.explaining import explain
from taizhang.apps.members.models import MemberDescription
from taizhang.apps.organizations.models import NamedScope
from taizhang.apps.papers.services.remarking import remark as paper_remark
from taizhang.apps.papers.services.writing import Typed, begin_paper
from taizhang.apps.reports.services.beginning import Wanted, begin_report, issue_notice
from taizhang.apps.reports.services.deciding import intend, remark
from taizhang.apps.rulebooks.services import adopt_release
from taizhang.domain.periods import Window
from taizhang.domain.reporting import Notice
from taizhang.domain.rules.rulebook import shipped
from tests.apps import facts

TODAY = dt.date(2025, 12, 10)
OWN, FOREIGN, SECRET = "白鹭洲", "黑松岭", "青铜钥匙"
"""In every name of our own district; of the foreign one; in what only secretary and keepers may read."""

ROLES = ("secretary", "clerk", "superior", "discipline", "reader", "system", "security", "auditor", "stranger")


@dataclass
class District:
    """A committee with one branch and something of everything that a route can open."""

    word: str
    committee: int
    branch: int
    people: list[int]
    entry: int = 0
    pending: int = 0
    restricted: int = 0
    attachment: int = 0
    assertion: int = 0
    explanation: int = 0
    draft: int = 0
    scope: int = 0
    report: int = 0
    remark: int = 0
    intention: int = 0
    notice: int = 0
    own_word: int = 0
    paper: int = 0
    paper_remark: int = 0
    codes: dict[str, str] = field(default_factory=dict)


@dataclass
class Rights:
    """Both districts and the accounts."""

    own: District
    foreign: District
    accounts: dict[str, int]

    def client(self, role: str) -> Client:
        """A browser signed in as that role; anonymous where there is none."""
        client = Client()
        if role in self.accounts:
            client.force_login(Account.objects.get(pk=self.accounts[role]))
        return client


def build() -> Rights:
    """Write the world."""
    adopt_release(Actor(None, "本机操作", (Holding(Role.SECRETARY),), operator="test"), shipped(), "随附")
    own, foreign = _district("a", OWN), _district("b", FOREIGN)
    accounts = {role: _account(role, own, foreign) for role in ROLES}
    _fill(own, accounts["secretary"], accounts["clerk"])
    _fill(foreign, accounts["stranger"], accounts["stranger"])
    return Rights(own, foreign, accounts)


def _district(code: str, word: str) -> District:
    committee = facts.organization(f"{code}c", "committee", name=f"{word}党委", unit=f"{word}局")
    branch = facts.organization(f"{code}b", "branch", under=committee, name=f"{word}党支部", unit=f"{word}局")
    people = facts.persons(f"{code}p", 5, branch)
    for person in people:
        described = MemberDescription.objects.get(member_id=person)
        facts.close(described)
        facts.write(
            MemberDescription(member_id=person, name=f"{word}人{person}", sex="女", begins_on=described.begins_on)
        )
    facts.write(*facts.committee(branch, people[:3]))
    return District(word, committee, branch, people, codes={"committee": f"{code}c", "branch": f"{code}b"})


def _account(role: str, own: District, foreign: District) -> int:
    account = Account.objects.create(
        login=role, name=f"账号{role}", must_change_password=False, password_changed_at=timezone.now()
    )
    places = {"system": None, "security": None, "auditor": None, "stranger": foreign.committee}
    granted = "secretary" if role == "stranger" else role
    facts.write(
        Grant(account=account, role=granted, organization_id=places.get(role, own.committee), begins_on=facts.LONG_AGO)
    )
    return account.pk


def _fill(district: District, secretary: int, clerk: int) -> None:
    chief, writer = _actor(secretary), _actor(clerk)
    recorded = record_entry(writer, _congress(district, dt.date(2025, 3, 5), f"{district.word}大会"), TODAY)
    confirm_entry(chief, recorded.revision, TODAY)
    district.entry = recorded.entry
    pending = record_entry(writer, _congress(district, dt.date(2025, 6, 5), f"{district.word}待确认"), TODAY)
    district.pending = pending.entry
    secret = _congress(district, dt.date(2025, 9, 5), f"{district.word}议事")
    secret["parts"][0]["fields"]["agenda"].append(
        {"title": f"{SECRET}的处分", "tags": ["discipline"], "form": "discuss"}
    )
    district.restricted = record_entry(chief, secret, TODAY).entry
    store_attachment(writer, district.branch, f"{district.word}签到.pdf", [b"%PDF-1.7\n" + district.word.encode()])
    district.attachment = Attachment.objects.latest("pk").pk
    assert_total(
        writer, district.branch, "branch_congress/count", dt.date(2025, 1, 1), TODAY, 4, source=f"{district.word}报表"
    )
    district.assertion = Assertion.objects.latest("pk").pk
    quarter = Window(dt.date(2025, 7, 1), dt.date(2025, 9, 30))
    why = f"{district.word}防汛值守"
    district.explanation = explain(writer, district.branch, "branch_congress_quarterly", quarter, why, TODAY)
    save_draft(chief, district.branch, {"sent": {"title": [f"{district.word}草稿"], "day": ["2025-12-01"]}})
    district.draft = Draft.objects.latest("pk").pk
    scope = NamedScope(owner_id=district.committee, name=f"{district.word}口径")
    facts.write(scope)
    district.scope = scope.pk
    district.report, _ = begin_report(chief, Wanted(district.branch, "organization_report", 2025, TODAY))
    district.remark = remark(chief, district.report, "title", f"{district.word}批注")
    district.intention = intend(chief, district.report, f"{district.word}的打算")
    asked = Notice(2025, TODAY, 3000)
    district.notice = issue_notice(chief, district.committee, f"{district.word}述职通知", asked)
    sent = Typed(f"{district.word}消息", f"{district.word}网站", f"{district.word}召开会议。")
    district.paper = begin_paper(chief, district.branch, sent)
    district.paper_remark = paper_remark(chief, district.paper, "title", f"{district.word}的稿子")
    own_word = Decision(OwnWordKind.PROTECTED, f"{district.word}的说法", word=f"{district.word}精神")
    district.own_word = decide(chief, district.branch, own_word)


def _congress(district: District, day: dt.date, title: str) -> dict[str, Any]:
    return {
        "recorder": district.branch,
        "day": day.isoformat(),
        "year": day.year,
        "title": title,
        "place": f"{district.word}会议室",
        "summary": f"{district.word}支部讨论了全年工作。",
        "roll": [{"person": one, "present": True} for one in district.people],
        "parts": [
            {
                "kind": "branch_congress",
                "fields": {"agenda": [{"title": f"{district.word}年度计划", "tags": [], "form": "discuss"}]},
            }
        ],
    }


def _actor(account: int) -> Actor:
    return actor_of(Account.objects.get(pk=account))


def words_of(body: bytes) -> Iterator[str]:
    """The canary words in a body."""
    text = body.decode("utf-8", "replace")
    return (word for word in (OWN, FOREIGN, SECRET) if word in text)
