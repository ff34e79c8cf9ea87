from datetime import date

import pytest

from taizhang.apps.accounts.actors import Actor, Role, operator_at_machine
from taizhang.apps.audit.writing import last_seq
from taizhang.apps.ledger.selectors.figures import figure_of, figure_totals
from taizhang.apps.organizations.selectors import list_organizations
from taizhang.apps.rulebooks.selectors import current_rulebook
from taizhang.domain.figures.figure import Figure
from taizhang.domain.periods import Window
from taizhang.domain.rules.figures import figure_catalogue
from tests.demo_world import DemoHome

CLOCK = date(2025, 12, 10)
KINDS = {"theme_day", "party_lecture", "branch_congress", "group_meeting", "volunteer_service", "training_course"}
READER = operator_at_machine("test", Role.SECRETARY)


def _ids() -> list[int]:
    return [one.id for one in list_organizations(None, CLOCK)]


def _told(figure: Figure) -> tuple[int, int, int]:
    return figure.value, figure.unnamed, figure.tallied


@pytest.mark.both_databases
@pytest.mark.parametrize(
    ("period", "as_of"),
    [
        (Window.of_year(2024), CLOCK),
        (Window(date(2023, 1, 1), date(2024, 12, 31)), CLOCK),
        (Window(date(2025, 1, 1), date(2025, 6, 30)), date(2025, 5, 20)),
    ],
)
def test_every_total_equals_the_figure_with_its_records(demo_home: DemoHome, period: Window, as_of: date) -> None:
    figures = [
        one for one, info in figure_catalogue(current_rulebook()).items() if info.kind is None or info.kind in KINDS
    ]
    assert _differing(READER, figures, _ids(), period, as_of, None) == {}


def test_totals_as_known_earlier_equal_the_figures_of_then(demo_home: DemoHome) -> None:
    figures = [one for one in figure_catalogue(current_rulebook()) if one.startswith(("theme_day/", "party_lecture/"))]
    assert _differing(READER, figures, _ids(), Window.of_year(2025), CLOCK, last_seq() * 3 // 4) == {}


def _differing(
    actor: Actor, figures: list[str], ids: list[int], period: Window, as_of: date, seq: int | None
) -> dict[str, tuple[tuple[int, int, int], tuple[int, int, int]]]:
    totals = figure_totals(actor, figures, ids, period, as_of, seq=seq)
    assert any(one.unnamed for one in totals.values()), "the world has no heads without names"
    return {
        figure: (_told(totals[figure]), _told(one))
        for figure in figures
        if _told(totals[figure]) != _told(one := figure_of(actor, figure, ids, period, as_of, seq=seq))
    }
