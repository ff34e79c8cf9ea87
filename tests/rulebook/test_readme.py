"""What the explanation for authors shows must work as it stands."""

from __future__ import annotations

import re
from pathlib import Path

from taizhang.domain.rules.families import FAMILIES
from taizhang.domain.rules.figures import figure_catalogue
from taizhang.domain.rules.rulebook import read_rulebook, shipped

FOLDER = Path(__file__).parents[2] / "src" / "taizhang" / "rulebook"
TEXT = (FOLDER / "README.md").read_text(encoding="utf-8")
KIND, RULE, OWN, OWN_OUTLINE = re.findall(r"```yaml\n(.*?)```", TEXT, re.DOTALL)


def test_the_example_of_a_kind_is_one() -> None:
    texts = {path: text for path, text in shipped().files.items() if path != "kinds/theme_day.yaml"}
    _, faults = read_rulebook({**texts, "kinds/theme_day.yaml": KIND})
    assert {fault.file for fault in faults} == set()


def test_the_example_of_a_rule_is_one() -> None:
    _, faults = read_rulebook({**shipped().files, "obligations/theme_day_monthly.yaml": RULE})
    assert faults == ()


def test_the_example_of_a_units_own_kind_can_be_adopted_and_has_its_figures() -> None:
    path = re.match(r"# (\S+)\n", OWN)
    assert path is not None
    rulebook = shipped().with_units_own({path[1]: OWN})
    catalogue = figure_catalogue(rulebook)
    assert catalogue["own/d1/weekly_study/materials"].zh == "学习材料"
    assert catalogue["own/d1/weekly_study/count"].unit == "次"
    assert rulebook.kinds_of("study")[-1] == "own/d1/weekly_study"


def test_the_example_of_a_units_own_outline_can_be_adopted() -> None:
    path = re.match(r"# (\S+)\n", OWN_OUTLINE)
    assert path is not None
    outline = shipped().with_units_own({path[1]: OWN_OUTLINE}).outlines["own/d1/outline_1"]
    assert outline.based_on == "branch_secretary_duty_report"
    assert outline.words.closing == ("以上，请评议。",)


def test_the_fault_that_it_shows_is_what_a_reader_gets() -> None:
    head = "# 说明\n" * 4 + "zh: 主题党日\ngroup: three_meetings_one_lecture\n"
    broken = head + "fields:\n  theme:\n    zh: 主题\n    hint: x\n\n    type: 文字\n"
    _, faults = read_rulebook({**shipped().files, "kinds/theme_day.yaml": broken})
    shown = re.search(r"kinds/theme_day\.yaml:12.*?date、integer", TEXT)
    assert shown is not None
    assert str(faults[0]).startswith(shown[0])


def test_every_folder_is_explained() -> None:
    assert all(f"`{family}/`" in TEXT for family in FAMILIES)
