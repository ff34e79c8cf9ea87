"""A unit's own words hold for it and all below it, each with reason and author; what is taken back ends now."""

import pytest

from taizhang.apps.accounts.actors import Actor, Holding
from taizhang.apps.accounts.models import Role
from taizhang.apps.audit.models import Commit
from taizhang.apps.audit.writing import last_seq
from taizhang.apps.checks.checking import THIS_TEXT, desk_of
from taizhang.apps.checks.errors import CheckError, OwnWordGoneError
from taizhang.apps.checks.kinds import OwnWordKind
from taizhang.apps.checks.selectors import list_own_words, protected_names
from taizhang.apps.checks.services import Decision, decide, withdraw
from taizhang.apps.organizations.errors import NotAllowedError, NotFoundError
from taizhang.domain.checking.house import Reach, Silence
from tests.apps import facts
from tests.apps.ledger.conftest import TODAY

pytestmark = pytest.mark.django_db
TEXT = "关于学习的报告\n全年组织学习XX次。\n"


def somebody(role: Role, organization: int) -> Actor:
    return Actor(None, "沈溪", (Holding(role, organization),), operator="test")


@pytest.fixture
def committee(db: None) -> int:
    return facts.organization("c", "committee")


@pytest.fixture
def branch(committee: int) -> int:
    return facts.organization("a", under=committee)


def test_a_decision_above_holds_below_and_not_the_other_way(committee: int, branch: int) -> None:
    secretary = somebody(Role.SECRETARY, committee)
    decide(secretary, committee, Decision(OwnWordKind.OFF, "本区不用", rule="blanks/placeholder"))
    decide(secretary, branch, Decision(OwnWordKind.PROTECTED, "地名", word="青禾渠"))
    assert {row.rule or row.word for row in list_own_words(secretary, branch, TODAY)} == {
        "blanks/placeholder",
        "青禾渠",
    }
    assert [row.rule for row in list_own_words(secretary, committee, TODAY)] == ["blanks/placeholder"]
    for organization in (committee, branch):
        found = desk_of(secretary, organization, TODAY).check(TEXT).findings
        assert "blanks/placeholder" not in {one.rule for one in found}


def test_a_rule_switched_off_stays_off_in_cleaning(committee: int) -> None:
    secretary = somebody(Role.SECRETARY, committee)
    text = "一、学习\n登录后可查看全文\n二、党课\n"
    assert "登录" not in desk_of(secretary, committee, TODAY).clean(text).text
    decide(secretary, committee, Decision(OwnWordKind.OFF, "本单位就这样写", rule="leftovers"))
    assert desk_of(secretary, committee, TODAY).clean(text).text == text


def test_what_is_taken_back_no_longer_holds_and_is_still_known(committee: int) -> None:
    secretary = somebody(Role.SECRETARY, committee)
    number = decide(secretary, committee, Decision(OwnWordKind.PROTECTED, "地名", word="青禾渠"))
    known = last_seq()
    withdraw(secretary, committee, number)
    assert list_own_words(secretary, committee, TODAY) == ()
    assert [row.word for row in list_own_words(secretary, committee, TODAY, known)] == ["青禾渠"]
    with pytest.raises(OwnWordGoneError):
        withdraw(secretary, committee, number)


def test_nobody_without_the_right_decides_and_nobody_outside_reads(committee: int, branch: int) -> None:
    foreign = facts.organization("z", "committee")
    decision = Decision(OwnWordKind.PROTECTED, "地名", word="青禾渠")
    with pytest.raises(NotAllowedError):
        decide(somebody(Role.READER, branch), branch, decision)
    with pytest.raises(NotFoundError):
        decide(somebody(Role.SECRETARY, foreign), branch, decision)
    with pytest.raises(NotFoundError):
        list_own_words(somebody(Role.SECRETARY, foreign), branch, TODAY)


@pytest.mark.parametrize(
    ("decision", "said"),
    [
        (Decision(OwnWordKind.PROTECTED, "", word="甲"), "没有写理由"),
        (Decision(OwnWordKind.PROTECTED, "因"), "没有写是哪个词"),
        (Decision(OwnWordKind.STYLE, "因", word="甲"), "没有写本单位怎么写"),
        (Decision(OwnWordKind.STYLE, "因", word="甲", right="甲乙"), "改个没完"),
        (Decision(OwnWordKind.OFF, "因", rule="no/such"), "没有这条规则"),
        (Decision(OwnWordKind.PROTECTED, "因", word="甲" * 201), "超过200字"),
        (Decision(OwnWordKind.PROTECTED, "因", word="甲\u202e"), "看不见的字符"),
    ],
)
def test_a_decision_that_means_nothing_is_refused(committee: int, decision: Decision, said: str) -> None:
    before = last_seq()
    with pytest.raises(CheckError, match=said):
        decide(somebody(Role.SECRETARY, committee), committee, decision)
    assert last_seq() == before


def test_the_same_decision_twice_stays_one(committee: int) -> None:
    secretary = somebody(Role.SECRETARY, committee)
    decide(secretary, committee, Decision(OwnWordKind.STYLE, "统一", word="党员大会", right="支部党员会"))
    with pytest.raises(CheckError, match="已经定过"):
        decide(secretary, committee, Decision(OwnWordKind.STYLE, "再来", word="党员大会", right="支部党员会"))


def test_house_style_and_silences_reach_the_findings(committee: int) -> None:
    secretary = somebody(Role.SECRETARY, committee)
    decide(secretary, committee, Decision(OwnWordKind.STYLE, "统一", word="支部书记", right="支部负责人"))
    decide(secretary, committee, Decision(OwnWordKind.SILENCE, "模板", rule="blanks/placeholder", word="XX"))
    checked = desk_of(secretary, committee, TODAY).check("支部书记讲党课XX次，书写YY。")
    assert [one.excerpt for one in checked.findings if one.rule == "house/style"] == ["支部书记"]
    assert [(one.excerpt, by.reason) for one, by in checked.silenced] == [("XX", "模板")]


def test_a_silence_of_this_text_reaches_no_other(committee: int) -> None:
    secretary = somebody(Role.SECRETARY, committee)
    first = desk_of(secretary, committee, TODAY).check(TEXT).findings
    (blank,) = [one for one in first if one.rule == "blanks/placeholder"]
    silence = Silence(
        reach=Reach.ONCE,
        rule=blank.rule,
        reason="待定",
        author="你",
        document=THIS_TEXT,
        fingerprint=blank.fingerprint,
    )
    checked = desk_of(secretary, committee, TODAY, silences=(silence,)).check(TEXT)
    assert blank not in checked.findings
    assert blank in desk_of(secretary, committee, TODAY).check(TEXT).findings


def test_names_are_protected_only_where_the_reader_may_read_them(committee: int, branch: int) -> None:
    facts.person("p1", branch)
    seen = protected_names(somebody(Role.SECRETARY, committee), committee, TODAY)
    names = {member_name for member_name in seen if "p1" in member_name}
    assert names
    unseen = protected_names(Actor(None, "外人", (), operator="test"), committee, TODAY)
    assert not names & unseen


def test_decisions_are_in_the_chain(committee: int) -> None:
    decide(somebody(Role.SECRETARY, committee), committee, Decision(OwnWordKind.PROTECTED, "地名", word="青禾渠"))
    last = Commit.objects.get(seq=last_seq())
    assert last.action == "checks.decide"
    assert "checks_ownword" in last.facts
    assert "青禾渠" not in last.facts
