"""What can happen between two looks: one thing of any app, as Hypothesis draws it."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django.db import transaction
from hypothesis import strategies as st

from taizhang.apps.audit.commits import head
from taizhang.apps.ledger.errors import LedgerError
from taizhang.apps.ledger.reposting import repost
from taizhang.apps.ledger.services import confirm_entry, correct_entry, record_entry, void_entry
from taizhang.apps.members.models import EventKind
from taizhang.apps.organizations.models import Description, Relation, RelationKind, WindowShift
from taizhang.apps.rulebooks.models import ProfileChoice
from taizhang.apps.rulebooks.services import adopt_release
from taizhang.domain.periods import Window
from taizhang.domain.rules.rulebook import shipped
from tests.apps import facts
from tests.apps.ledger.conftest import TODAY, World
from tests.apps.ledger.test_any_sequence import OPERATOR, _content, _latest, _other_rulebook, occasions

changes = st.one_of(
    st.tuples(st.just("record"), occasions),
    st.tuples(st.just("confirm"), st.integers(0, 5)),
    st.tuples(st.just("record and confirm"), occasions),
    st.tuples(st.just("correct"), st.tuples(st.integers(0, 5), occasions)),
    st.tuples(st.just("void"), st.integers(0, 5)),
    st.tuples(st.just("adopt"), st.booleans()),
    st.tuples(st.just("heads"), st.tuples(occasions, st.integers(1, 30))),
    st.tuples(st.just("state"), st.tuples(st.sampled_from([(2024, 12), (2025, 3), (2025, 6)]), st.integers(1, 5))),
    st.tuples(st.sampled_from(["join", "leave", "move", "post", "term", "shift"]), st.none()),
    st.tuples(st.sampled_from(["profile", "found", "rename"]), st.none()),
)


def _recorded(world: World, content: dict[str, Any], entries: list[int], *, confirm: bool = False) -> None:
    recorded = record_entry(world.clerk, content, TODAY)
    entries.append(recorded.entry)
    if confirm:
        confirm_entry(world.secretary, recorded.revision, TODAY)


def _with_heads(world: World, what: Any) -> dict[str, Any]:
    """An occasion where some came whose names nobody wrote down."""
    occasion, number = what
    content = _content(world, occasion)
    return content | {"heads": {"members": number}, "roll": content["roll"][: number % 3]}


def _stated(world: World, what: Any) -> dict[str, Any]:
    """A sum that stands for what lies on paper: a year, a quarter, a half."""
    (year, month), amount = what
    return {
        "recorder": world.branch,
        "day": f"{year}-01-01",
        "end_day": Window.of_month(year, month).end.isoformat(),
        "year": year,
        "title": f"汇总{amount}",
        "tallies": [
            {"figure": figure, "amount": amount, "keeper": "党办"}
            for figure in ("branch_congress/count", "theme_day/count")
        ],
    }


def _moved(world: World) -> object:
    """Take the neighbour out of the committee, or back into it."""
    relation = Relation.objects.filter(child_id=world.neighbour, known_until__isnull=True).first()
    if relation is not None:
        return facts.close(relation)
    kind = RelationKind.SUBORDINATION
    return facts.write(
        Relation(child_id=world.neighbour, parent_id=world.committee, kind=kind, begins_on=facts.LONG_AGO)
    )


def step(world: World, name: str, what: Any, entries: list[int]) -> None:
    """Do one thing of any app; what is refused changes nothing."""
    branch, day, code = world.branch, date(2025, 5, 1), f"n{head().seq}"
    doing: dict[str, Callable[[], object]] = {
        "record": lambda: _recorded(world, _content(world, what), entries),
        "record and confirm": lambda: _recorded(world, _content(world, what), entries, confirm=True),
        "heads": lambda: _recorded(world, _with_heads(world, what), entries, confirm=True),
        "state": lambda: _recorded(world, _stated(world, what), entries, confirm=True),
        "move": lambda: _moved(world),
        "confirm": lambda: confirm_entry(world.secretary, _latest(entries[what]).pk, TODAY),
        "correct": lambda: correct_entry(
            world.clerk, entries[what[0]], _latest(entries[what[0]]).number, _content(world, what[1]), "改", TODAY
        ),
        "void": lambda: void_entry(world.clerk, entries[what], _latest(entries[what]).number, "重复"),
        "adopt": lambda: adopt_release(OPERATOR, _other_rulebook() if what else shipped(), "换", repost=repost),
        "join": lambda: facts.person(code, world.neighbour, day),
        "leave": lambda: facts.write(facts.event(world.people[-1], EventKind.TRANSFERRED_OUT, day)),
        "post": lambda: facts.write(facts.post(world.neighbour, world.guests[0], "secretary", day)),
        "term": lambda: facts.write(facts.term(world.neighbour, date(2021, 3, 1), years=3)),
        "shift": lambda: facts.write(
            WindowShift(
                issuer_id=world.committee,
                rule="branch_congress_quarterly",
                window_start=date(2025, 7, 1),
                window_end=date(2025, 9, 30),
                due_on=date(2025, 12, 20),
                notice="测组〔2025〕1号",
                organizations="[]",
            )
        ),
        "profile": lambda: facts.write(
            ProfileChoice(organization_id=world.committee, profile="lecture_each_quarter", begins_on=date(2024, 1, 1))
        ),
        "found": lambda: facts.organization(code, under=world.committee, since=day),
        "rename": lambda: facts.write(
            Description(organization_id=branch, name=code, type="branch", founded_on=facts.LONG_AGO, begins_on=day)
        ),
    }
    try:
        with transaction.atomic():
            doing[name]()
    except (LedgerError, IndexError):
        pass
