from datetime import date

import pytest

from taizhang.apps.accounts.actors import Actor, Holding, operator_at_machine
from taizhang.apps.accounts.models import Role
from taizhang.apps.members.subjects import subjects
from taizhang.apps.organizations.errors import NotAllowedError, NotFoundError, OrganizationRefusedError
from taizhang.apps.organizations.own_kinds import unit_slug, usable_kinds
from taizhang.apps.organizations.services import own_rules
from taizhang.apps.rulebooks.errors import AdoptionRefusedError, OwnRuleRefusedError
from taizhang.apps.rulebooks.own import OwnCadence, OwnField, OwnFigure, OwnGroup, OwnKind, unpacked
from taizhang.apps.rulebooks.selectors import current_rulebook
from taizhang.apps.rulebooks.services import adopt_release
from taizhang.domain.periods import Cycle, Window
from taizhang.domain.rules.rulebook import shipped
from tests.apps import facts

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]
CLERK = operator_at_machine("test", Role.CLERK)
SINCE = date(2025, 1, 1)
KIND = OwnKind(
    zh="五抓五做",
    group="study",
    fields=(OwnField("人数", "integer"),),
    figures=(OwnFigure("受益人数", "number", "人数"),),
)


@pytest.fixture(autouse=True)
def adopted() -> None:
    adopt_release(CLERK, shipped())


def _cadence(kind: str) -> OwnCadence:
    return OwnCadence(
        zh="每月五抓五做", figures=(f"{kind}/count",), window=Cycle.MONTH, types=("branch",), since=SINCE, at_least=2
    )


def test_a_units_own_kind_is_recorded_by_those_below_it_alone() -> None:
    top, other = facts.organization("D3", "committee"), facts.organization("X", "committee")
    branch, stranger = facts.organization("a", under=top), facts.organization("b", under=other)
    own_rules.save_own_kind(CLERK, top, KIND)
    rulebook = current_rulebook()
    assert "own/d3/kind_1" in usable_kinds(rulebook, branch, SINCE)
    assert "own/d3/kind_1" not in usable_kinds(rulebook, stranger, SINCE)
    assert "branch_congress" in usable_kinds(rulebook, branch, SINCE)
    assert "branch_congress" not in usable_kinds(rulebook, top, SINCE)


def test_a_units_own_cadence_is_owed_below_it_from_its_first_day() -> None:
    top, other = facts.organization("D3", "committee"), facts.organization("X", "committee")
    branch, stranger = facts.organization("a", under=top), facts.organization("b", under=other)
    own_rules.save_own_kind(CLERK, top, KIND)
    own_rules.save_own_cadence(CLERK, top, _cadence("own/d3/kind_1"))
    mine, theirs = subjects([branch, stranger], 2025, date(2025, 12, 10))
    assert mine.profiles == {"own/d3/rules": Window(SINCE, date.max)}
    assert theirs.profiles == {}
    again = own_rules.save_own_cadence(CLERK, top, _cadence("own/d3/kind_1"))
    assert list(again.rulebook.rules).count("own/d3/rule_1") == 1
    assert "own/d3/rule_2" in again.rulebook.rules


def test_kinds_groups_and_rules_go_out_as_files_and_come_in_elsewhere() -> None:
    top = facts.organization("D3", "committee")
    own_rules.save_own_group(CLERK, top, OwnGroup("本院特色"))
    own_rules.save_own_kind(CLERK, top, OwnKind("五抓五做", "own/d3/group_1"))
    own_rules.save_own_cadence(CLERK, top, _cadence("own/d3/kind_1"))
    texts = unpacked(own_rules.export_own_files(CLERK, top))
    assert set(texts) == {
        "groups/own/d3/group_1.yaml",
        "kinds/own/d3/kind_1.yaml",
        "obligations/own/d3/rule_1.yaml",
        "profiles/own/d3/rules.yaml",
    }
    _, differences = own_rules.preview_own_files(CLERK, top, texts)
    assert differences == ()
    changed = {**texts, "kinds/own/d3/kind_1.yaml": texts["kinds/own/d3/kind_1.yaml"] + "note: 说明。\n"}
    adopted = own_rules.import_own_files(CLERK, top, changed)
    assert [one.path for one in adopted.differences] == ["kinds/own/d3/kind_1.yaml"]


def test_another_unit_takes_a_package_as_its_own_and_loses_nothing_of_its_own() -> None:
    top, other = facts.organization("D3", "committee"), facts.organization("X", "committee")
    own_rules.save_own_group(CLERK, top, OwnGroup("本院特色"))
    own_rules.save_own_kind(CLERK, top, OwnKind("五抓五做", "own/d3/group_1"))
    own_rules.save_own_cadence(CLERK, top, _cadence("own/d3/kind_1"))
    texts = unpacked(own_rules.export_own_files(CLERK, top))
    adopted = own_rules.import_own_files(CLERK, other, texts)
    assert {one.path for one in adopted.differences} == {path.replace("/d3/", "/x/") for path in texts}
    taken = adopted.rulebook
    assert taken.kinds["own/x/kind_1"].zh == taken.kinds["own/d3/kind_1"].zh == "五抓五做"
    assert taken.kinds["own/x/kind_1"].group == "own/x/group_1"
    assert taken.rules["own/x/rule_1"].profile == "own/x/rules"
    assert own_rules.preview_own_files(CLERK, other, texts)[1] == (), "the same package again changes nothing"
    changed = {**texts, "kinds/own/d3/kind_1.yaml": texts["kinds/own/d3/kind_1.yaml"].replace("五抓五做", "六抓六做")}
    with pytest.raises(OwnRuleRefusedError, match="同编号"):
        own_rules.import_own_files(CLERK, other, changed)
    mixed = {**texts, "kinds/own/x/kind_9.yaml": texts["kinds/own/d3/kind_1.yaml"]}
    with pytest.raises(AdoptionRefusedError):
        own_rules.import_own_files(CLERK, other, mixed)


def test_only_who_may_adopt_rules_there_does() -> None:
    top, other = facts.organization("D3", "committee"), facts.organization("X", "committee")
    clerk = Actor(1, "甲", (Holding(Role.CLERK, top),))
    reader = Actor(2, "乙", (Holding(Role.READER, top),))
    own_rules.save_own_kind(clerk, top, KIND)
    with pytest.raises(NotFoundError):
        own_rules.save_own_kind(clerk, other, KIND)
    with pytest.raises(NotAllowedError, match="采用制度"):
        own_rules.save_own_kind(reader, top, KIND)
    with pytest.raises(NotFoundError):
        own_rules.choose_profile(clerk, other, "lecture_each_quarter", SINCE)
    with pytest.raises(OrganizationRefusedError, match="没有可导出"):
        own_rules.export_own_files(CLERK, other)


def test_two_codes_that_spell_the_same_do_not_share_files() -> None:
    first, second = facts.organization("D-3"), facts.organization("d.3")
    assert unit_slug(first) == "d_3"
    assert unit_slug(second) == f"d_3_{second}"
