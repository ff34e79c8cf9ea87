from __future__ import annotations

from taizhang.domain.rules.figures import Nature, figure_catalogue
from taizhang.domain.rules.kinds import Amount
from taizhang.domain.rules.rulebook import Rulebook
from tests.domain.rules.small import FIGURE, SMALL, small

CATALOGUE = figure_catalogue(Rulebook.from_texts(SMALL))


def test_every_kind_has_five_figures_without_saying_so() -> None:
    found = {
        name: (CATALOGUE[f"theme_day/{name}"].unit, CATALOGUE[f"theme_day/{name}"].nature)
        for name in ("count", "attendance", "people", "organizations", "places")
    }
    assert found == {
        "count": ("次", Nature.FLOW),
        "attendance": ("人次", Nature.FLOW),
        "people": ("人", Nature.DISTINCT),
        "organizations": ("个", Nature.DISTINCT),
        "places": ("处", Nature.DISTINCT),
    }


def test_a_kinds_own_figures_say_in_the_words_of_the_form_what_they_count() -> None:
    assert CATALOGUE["theme_day/films"].definition == "“主题党日”记录中的次数，只计形式为观影的。"
    assert CATALOGUE["theme_day/served"].definition == "“主题党日”记录中的“服务”之和。"
    assert CATALOGUE["theme_day/ideology"].definition == "“主题党日”记录中的次数，只计有“意识形态”“研究”议题的。"
    assert CATALOGUE["theme_day/hours"].amount is Amount.TENTH_HOUR


def test_a_composite_figure_stands_beside_them() -> None:
    served = CATALOGUE["served"]
    assert (served.kind, served.unit, served.nature, served.definition) == (None, "人次", Nature.FLOW, "服务的群众。")
    stock = figure_catalogue(
        Rulebook.from_texts(small(figures__stock=FIGURE.replace("sum_of: [theme_day/served]", "stock: members")))
    )
    assert stock["stock"].nature is Nature.STOCK


def test_asking_for_the_catalogue_gives_each_a_copy() -> None:
    rulebook = Rulebook.from_texts(SMALL)
    figure_catalogue(rulebook).clear()
    assert figure_catalogue(rulebook)
