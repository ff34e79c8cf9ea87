"""Whatever is recorded, confirmed, corrected, voided and adopted, in any order: postings equal a recount from
scratch, answers as known on a commit never change afterwards, and the matrix equals its explanations.
"""

import json
from collections import Counter
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from taizhang.apps.accounts.actors import Actor, Holding
from taizhang.apps.accounts.models import Role
from taizhang.apps.audit.writing import last_seq
from taizhang.apps.ledger.errors import LedgerError
from taizhang.apps.ledger.models import Booking, Posting, Revision
from taizhang.apps.ledger.reposting import repost
from taizhang.apps.ledger.selectors.owed import cell, matrix
from taizhang.apps.ledger.services import confirm_entry, correct_entry, record_entry, void_entry
from taizhang.apps.rulebooks.selectors import rulebook_of
from taizhang.apps.rulebooks.services import adopt_release
from taizhang.domain.ledger.posting import post
from taizhang.domain.ledger.reading import occasion_of
from taizhang.domain.rules.rulebook import Rulebook, shipped
from tests.apps.ledger.conftest import TODAY, World

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]
OPERATOR = Actor(None, "本机操作", (Holding(Role.SECRETARY),), operator="test")
OTHER = "kinds/theme_day.yaml"

Counted = Counter[tuple[Any, ...]]

days = st.dates(date(2024, 11, 1), TODAY)
heads = st.integers(1, 8)
occasions = st.tuples(st.sampled_from(["branch_congress", "theme_day", "both"]), days, heads, st.booleans())
operations = st.lists(
    st.one_of(
        st.tuples(st.just("record"), occasions),
        st.tuples(st.just("confirm"), st.integers(0, 9)),
        st.tuples(st.just("correct"), st.tuples(st.integers(0, 9), occasions)),
        st.tuples(st.just("void"), st.integers(0, 9)),
        st.tuples(st.just("adopt"), st.booleans()),
    ),
    min_size=4,
    max_size=12,
)


def _content(world: World, asked: tuple[str, date, int, bool]) -> dict[str, Any]:
    kind, day, present, joint = asked
    content = world.congress(
        day,
        title=f"{kind}{day}",
        roll=[{"person": one, "present": place < present} for place, one in enumerate(world.people)],
    )
    content["parts"][0].pop("roles")
    theme = {"kind": "theme_day", "fields": {"theme": "护渠"}}
    if kind != "branch_congress":
        content["parts"] = [theme] if kind == "theme_day" else [*content["parts"], theme]
    if joint:
        content["organizations"] = [{"organization": world.neighbour, "how": "joint"}]
    return content


def _other_rulebook() -> Rulebook:
    """The shipped rulebook, but a theme day posts one more figure and credits nobody but its recorder."""

    files = dict(shipped().files)
    kind = json.loads(files[OTHER])
    kind["credit"] = "recorder"
    kind.setdefault("posts", {})["twice"] = {"zh": "主题党日另计", "one": True, "unit": "次"}
    files[OTHER] = json.dumps(kind, ensure_ascii=False)
    return Rulebook.from_canonical(files)


def _posted(seq: int | None = None) -> Counted:
    rows = (
        Posting.objects.all()
        if seq is None
        else Posting.objects.filter(known_from__lte=seq).exclude(known_until__lte=seq)
    )
    found = rows.filter(known_until__isnull=True) if seq is None else rows
    return Counter(found.values_list("entry_id", "figure__code", "organization_id", "part", "person", "day", "amount"))


def _recounted() -> Counted:
    """From the effective revisions and the rulebook that their open booking names."""
    found: Counted = Counter()
    for revision in Revision.objects.filter(known_until__isnull=True, confirmation__isnull=False):
        booking = Booking.objects.get(revision=revision, known_until__isnull=True)
        for one in post(occasion_of(revision.content), rulebook_of(booking.manifest_id)):
            found[revision.entry_id, one.figure, one.organization, one.part, one.person, one.day, one.amount] += 1
    return found


def _step(world: World, name: str, what: Any, entries: list[int]) -> None:
    """Try one operation; what is refused changes nothing."""
    doing: dict[str, Callable[[], object]] = {
        "record": lambda: entries.append(record_entry(world.clerk, _content(world, what), TODAY).entry),
        "confirm": lambda: confirm_entry(world.secretary, _latest(entries[what]).pk, TODAY),
        "correct": lambda: correct_entry(
            world.clerk, entries[what[0]], _latest(entries[what[0]]).number, _content(world, what[1]), "改", TODAY
        ),
        "void": lambda: void_entry(world.clerk, entries[what], _latest(entries[what]).number, "重复"),
        "adopt": lambda: adopt_release(OPERATOR, _other_rulebook() if what else shipped(), "换", repost=repost),
    }
    before = _posted()
    try:
        doing[name]()
    except (LedgerError, IndexError):
        assert _posted() == before


def _latest(entry: int) -> Revision:
    return Revision.objects.filter(entry_id=entry).order_by("-number")[0]


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=operations)
def test_any_sequence_leaves_postings_that_a_recount_gives(world: World, steps: list[tuple[str, Any]]) -> None:
    with transaction.atomic():
        entries: list[int] = []
        known: dict[int, Counted] = {}
        for name, what in steps:
            _step(world, name, what, entries)
            assert _posted() == _recounted()
            known[last_seq()] = _posted()
        for seq, then in known.items():
            assert _posted(seq) == then, seq
        found = matrix(world.superior, [world.branch, world.neighbour], 2025, TODAY)
        for row in found.rows:
            for place, subject in enumerate(found.subjects):
                for index, slot in enumerate(row.slots):
                    told = cell(world.superior, subject.id, row.rule, slot.window, TODAY)
                    assert told.code == row.code(place, index), (row.rule, subject.id, slot.window)
        transaction.set_rollback(True)
