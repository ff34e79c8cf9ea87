import json
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from taizhang.apps.accounts.actors import Actor, Holding, operator_at_machine
from taizhang.apps.accounts.models import Role
from taizhang.apps.audit.writing import last_seq
from taizhang.apps.rulebooks.errors import (
    AdoptionRefusedError,
    DamagedRulebookError,
    NoRulebookAdoptedError,
    NotAllowedError,
    RulebookError,
    UnknownRulebookError,
)
from taizhang.apps.rulebooks.models import RuleText
from taizhang.apps.rulebooks.selectors import (
    current_manifest,
    current_rulebook,
    list_adoptions,
    manifest_known_at,
    profiles_at,
    rulebook_of,
)
from taizhang.apps.rulebooks.services import (
    adopt_release,
    adopt_units_own,
    choose_profile,
    end_profile,
    preview_release,
)
from taizhang.domain.rules.differences import Change
from taizhang.domain.rules.rulebook import Rulebook, shipped
from tests.apps import facts

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]
CLERK = operator_at_machine("test", Role.CLERK)
WEEKLY = "zh: 一周一学\ngroup: study\nsentence: 开展一周一学{count}\n"
PROFILE = "zh: 本校做法\nnote: 本校自定。\n"


@pytest.fixture(autouse=True)
def fresh_memory() -> None:
    rulebook_of.cache_clear()


def _changed(rulebook: Rulebook, path: str, **changes: str) -> Rulebook:
    content = {**json.loads(rulebook.files[path]), **changes}
    return Rulebook.from_canonical({**rulebook.files, path: json.dumps(content, ensure_ascii=False)})


def test_nothing_is_adopted_at_first() -> None:
    assert current_manifest() is None
    with pytest.raises(NoRulebookAdoptedError):
        current_rulebook()


def test_an_adopted_release_comes_back_from_the_database_word_for_word() -> None:
    adopted = adopt_release(CLERK, shipped(), "首次采用", "1.0")
    rulebook_of.cache_clear()
    again = current_rulebook()
    assert again == adopted.rulebook == shipped()
    assert again.files == shipped().files
    assert list_adoptions()[0].release == "1.0"


def test_a_second_reading_asks_the_database_only_which_one_counts() -> None:
    adopt_release(CLERK, shipped())
    current_rulebook()
    with CaptureQueriesContext(connection) as queries:
        current_rulebook()
    assert len(queries) == 1


def test_adopting_the_same_again_writes_nothing() -> None:
    adopt_release(CLERK, shipped())
    before = last_seq()
    assert not adopt_release(CLERK, shipped()).is_new
    assert last_seq() == before


def test_the_difference_is_shown_before_and_the_past_keeps_its_rulebook() -> None:
    first = adopt_release(CLERK, shipped())
    newer = _changed(shipped(), "kinds/branch_congress.yaml", note="改过。")
    _, differences = preview_release(newer)
    assert [(one.path, one.change, one.zh) for one in differences] == [
        ("kinds/branch_congress.yaml", Change.CHANGED, "支部党员大会")
    ]
    second = adopt_release(CLERK, newer)
    assert current_rulebook() == newer
    assert manifest_known_at(first.seq) == shipped().digest
    assert manifest_known_at(second.seq) == newer.digest
    assert rulebook_of(shipped().digest).kinds["branch_congress"].note == ""


def test_what_counts_differently_is_booked_in_the_same_commit_or_nothing_is() -> None:
    adopt_release(CLERK, shipped())
    newer = _changed(shipped(), "kinds/branch_congress.yaml", note="改过。")
    asked = []
    adopted = adopt_release(
        CLERK, newer, repost=lambda record, before, after: asked.append((record.seq, before.digest, after.digest))
    )
    assert asked == [(adopted.seq, shipped().digest, newer.digest)]

    def fail(*_: object) -> None:
        raise RuntimeError

    before = last_seq()
    with pytest.raises(RuntimeError):
        adopt_release(CLERK, shipped(), repost=fail)
    assert (last_seq(), current_rulebook()) == (before, newer)


def test_only_a_right_over_everything_adopts_a_release() -> None:
    branch = facts.organization("a")
    local = Actor(1, "书记", (Holding(Role.SECRETARY, branch),))
    with pytest.raises(NotAllowedError):
        adopt_release(local, shipped())


def test_a_units_own_kind_is_first_class_and_survives_the_next_release() -> None:
    adopt_release(CLERK, shipped())
    unit = facts.organization("d0")
    adopt_units_own(CLERK, unit, "d0", {"kinds/own/d0/weekly_study.yaml": WEEKLY})
    assert "own/d0/weekly_study" in current_rulebook().kinds
    adopt_release(CLERK, _changed(shipped(), "kinds/branch_congress.yaml", note="改过。"))
    assert "own/d0/weekly_study" in current_rulebook().kinds
    assert current_rulebook().kinds["branch_congress"].note == "改过。"
    assert list_adoptions()[1].organization == unit


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("kinds/branch_congress.yaml", WEEKLY),
        ("kinds/own/d1/weekly_study.yaml", WEEKLY),
        ("kinds/own/d0/weekly_study.yaml", WEEKLY.replace("study", "no_such_group", 1)),
        ("kinds/own/d0/weekly_study.yaml", "zh: !!python/object/apply:os.system [id]\ngroup: study\n"),
        ("kinds/own/d0/weekly_study.yaml", "zh: " + "长" * 100_000),
        ("../kinds/own/d0/x.yaml", WEEKLY),
        (
            "obligations/own/d0/weekly.yaml",
            "type: cadence\nzh: 每周一学\ngroup: study\nversions: []\nexamples: []\n",
        ),
    ],
)
def test_files_that_shadow_or_break_are_refused_with_every_fault(path: str, text: str) -> None:
    adopt_release(CLERK, shipped())
    before = last_seq()
    with pytest.raises(AdoptionRefusedError) as refused:
        adopt_units_own(CLERK, facts.organization("d0"), "d0", {path: text})
    assert refused.value.findings
    assert last_seq() == before + 1  # The organisation alone.
    assert current_rulebook() == shipped()


def test_a_changed_text_in_the_database_is_noticed() -> None:
    adopt_release(CLERK, shipped())
    digest = shipped().file_digests["kinds/branch_congress.yaml"]
    text = RuleText.objects.get(pk=digest).text.replace("支部党员大会", "支部大会")
    RuleText.objects.filter(pk=digest).update(text=text)
    with pytest.raises(DamagedRulebookError):
        current_rulebook()
    with pytest.raises(UnknownRulebookError):
        rulebook_of("0" * 64)


def test_a_profile_holds_from_day_to_day_for_all_below() -> None:
    top, branch = facts.organization("top", "committee"), facts.organization("a")
    adopt_release(CLERK, shipped())
    adopt_units_own(CLERK, top, "top", {"profiles/own/top/ours.yaml": PROFILE})
    choice = choose_profile(CLERK, top, "own/top/ours", date(2025, 3, 1))
    known = last_seq()
    assert profiles_at((branch, top), date(2025, 3, 1)) == {"own/top/ours"}
    assert profiles_at((branch,), date(2025, 3, 1)) == frozenset()
    end_profile(CLERK, choice, date(2025, 6, 30))
    assert profiles_at((branch, top), date(2025, 7, 1)) == frozenset()
    assert profiles_at((branch, top), date(2025, 7, 1), known) == {"own/top/ours"}


def test_an_unknown_or_overlapping_choice_is_refused() -> None:
    top = facts.organization("top", "committee")
    adopt_release(CLERK, shipped())
    adopt_units_own(CLERK, top, "top", {"profiles/own/top/ours.yaml": PROFILE})
    with pytest.raises(RulebookError, match="没有这项本地做法"):
        choose_profile(CLERK, top, "own/top/theirs", date(2025, 3, 1))
    with pytest.raises(RulebookError, match="早于"):
        choose_profile(CLERK, top, "own/top/ours", date(2025, 3, 1), date(2025, 2, 28))
    choose_profile(CLERK, top, "own/top/ours", date(2025, 3, 1))
    with pytest.raises(RulebookError, match="已经选用"):
        choose_profile(CLERK, top, "own/top/ours", date(2025, 9, 1))
