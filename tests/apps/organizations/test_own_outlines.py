"""A unit's own outline: made from a shipped one, used by those below, put to rest, carried in a package."""

from dataclasses import replace
from datetime import date

import pytest

from taizhang.apps.accounts.actors import Actor, Holding, operator_at_machine
from taizhang.apps.accounts.models import Role
from taizhang.apps.organizations.errors import NotAllowedError, NotFoundError
from taizhang.apps.organizations.own_outlines import may_use_outline, offered_outlines
from taizhang.apps.organizations.services import own_rules
from taizhang.apps.rulebooks.own import OwnOutline, outline_form, unpacked
from taizhang.apps.rulebooks.own.outlines import base_of, own_of, topics_of, with_sentences
from taizhang.apps.rulebooks.selectors import current_rulebook, versions_of_file
from taizhang.apps.rulebooks.services import adopt_release
from taizhang.domain.rules.rulebook import shipped
from tests.apps import facts

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]
CLERK = operator_at_machine("test", Role.CLERK)
DAY = date(2025, 12, 10)
BASE = "branch_secretary_duty_report"
OWN = "own/d3/outline_1"


@pytest.fixture(autouse=True)
def adopted() -> None:
    adopt_release(CLERK, shipped())


def _form(**more: object) -> OwnOutline:
    return replace(outline_form(current_rulebook(), BASE), zh="本院的提纲", name="", **more)  # type: ignore[arg-type]


def _offered(organization: int) -> set[str]:
    return {one.id for one in offered_outlines(current_rulebook(), organization, DAY)}


def test_it_stands_in_the_place_of_the_shipped_one_for_the_unit_and_below_it_alone() -> None:
    top, other = facts.organization("D3", "committee"), facts.organization("X", "committee")
    branch, stranger = facts.organization("a", under=top), facts.organization("b", under=other)
    own_rules.save_own_outline(CLERK, top, _form())
    rulebook = current_rulebook()
    for one in (top, branch):
        assert OWN in _offered(one)
        assert BASE not in _offered(one)
    assert _offered(stranger) == {one for one in rulebook.outlines if not one.startswith("own/")}
    assert not may_use_outline(rulebook.outlines[OWN], stranger, DAY)
    assert may_use_outline(rulebook.outlines[BASE], branch, DAY)
    assert base_of(rulebook, OWN) == BASE


def test_the_nearest_units_own_counts_where_two_above_have_one() -> None:
    top = facts.organization("D3", "committee")
    middle = facts.organization("M", "general_branch", under=top)
    branch = facts.organization("a", under=middle)
    own_rules.save_own_outline(CLERK, top, _form())
    own_rules.save_own_outline(CLERK, middle, _form())
    assert "own/m/outline_1" in _offered(branch)
    assert OWN not in _offered(branch)


def test_it_rests_and_comes_back_and_every_version_is_on_record() -> None:
    top = facts.organization("D3", "committee")
    own_rules.save_own_outline(CLERK, top, _form())
    before = outline_form(current_rulebook(), OWN)
    own_rules.save_own_outline(CLERK, top, replace(before, in_use=False))
    assert BASE in _offered(top)
    assert OWN not in _offered(top)
    assert OWN in current_rulebook().outlines
    own_rules.save_own_outline(CLERK, top, before)
    assert OWN in _offered(top)
    versions = versions_of_file(f"outlines/{OWN}.yaml")
    assert [one.number for one in versions] == [3, 2, 1]
    assert versions[0].digest == versions[2].digest == current_rulebook().file_digests[f"outlines/{OWN}.yaml"]
    assert "换回随附的" in versions[1].adoption.note


def test_only_what_differs_from_the_shipped_words_is_kept() -> None:
    top = facts.organization("D3", "committee")
    form = _form()
    framing = dict(form.framing) | {"closing": ("以上，请评议。",)}
    said = {
        "own": ("开展主题党日{count}",),
        "below": current_rulebook().phrases["duty_report"].sentences["theme_day"].below,
    }
    own_rules.save_own_outline(CLERK, top, with_sentences(replace(form, framing=framing), "theme_day", said))
    outline = current_rulebook().outlines[OWN]
    assert outline.words.model_dump(exclude_defaults=True) == {
        "closing": ("以上，请评议。",),
        "sentences": {"theme_day": {"own": ("开展主题党日{count}",)}},
    }
    assert own_of(current_rulebook(), "d3", BASE) == outline
    again = outline_form(current_rulebook(), OWN)
    assert again.sentences == {"theme_day": {"own": ("开展主题党日{count}",)}}
    assert with_sentences(again, "theme_day", {}).sentences == {}


def test_it_goes_out_as_a_file_and_comes_in_again() -> None:
    top = facts.organization("D3", "committee")
    own_rules.save_own_outline(CLERK, top, _form())
    texts = unpacked(own_rules.export_own_files(CLERK, top))
    assert set(texts) == {f"outlines/{OWN}.yaml"}
    changed = {path: text.replace("本院的提纲", "本院的新提纲") for path, text in texts.items()}
    _, differences = own_rules.preview_own_files(CLERK, top, changed)
    assert [(one.zh, one.old, one.new) for one in differences[0].keys] == [("名称", "本院的提纲", "本院的新提纲")]
    own_rules.import_own_files(CLERK, top, changed)
    assert current_rulebook().outlines[OWN].zh == "本院的新提纲"


def test_a_topic_is_offered_for_every_group_that_something_is_recorded_in() -> None:
    book = current_rulebook()
    topics = topics_of(book, book.outlines[BASE], ())
    told = {group for one in topics.values() for group in one.content.get("groups", ())}
    assert told == {group for group in book.groups if book.kinds_of(group)}


def test_it_takes_the_right_to_adopt() -> None:
    top = facts.organization("D3", "committee")
    with pytest.raises(NotFoundError):
        own_rules.save_own_outline(Actor(1, "x", (Holding(Role.CLERK, facts.organization("y")),)), top, _form())
    with pytest.raises(NotAllowedError):
        own_rules.save_own_outline(Actor(1, "x", (Holding(Role.READER, top),)), top, _form())


def test_what_only_a_file_can_say_outlives_the_form() -> None:
    top = facts.organization("D3", "committee")
    own_rules.save_own_outline(CLERK, top, _form())
    (text,) = unpacked(own_rules.export_own_files(CLERK, top)).values()
    narrower = (
        text.replace("- joint_branch\n", "") + "words:\n  sentences:\n    theme_day: {all: ['共开展主题党日{count}']}\n"
    )
    own_rules.import_own_files(CLERK, top, {f"outlines/{OWN}.yaml": narrower})
    form = outline_form(current_rulebook(), OWN)
    own_rules.save_own_outline(
        CLERK, top, with_sentences(replace(form, zh="改名"), "theme_day", {"own": ("开展{count}",)})
    )
    outline = current_rulebook().outlines[OWN]
    assert [one.value for one in outline.types] == ["branch", "temporary_branch"]
    assert outline.words.sentences["theme_day"].all == ("共开展主题党日{count}",)
    assert outline.words.sentences["theme_day"].own == ("开展{count}",)
