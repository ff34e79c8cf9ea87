from __future__ import annotations

import json
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from taizhang.domain.canonical import digest
from taizhang.domain.rules.faults import RulebookFaultyError
from taizhang.domain.rules.rulebook import Rulebook, read_rulebook, shipped, texts_of
from tests.domain.rules.small import KIND, RULE, SMALL, small

OWN = {
    "kinds/own/d4/weekly_study.yaml": "zh: 一周一学\ngroup: life\n",
    "obligations/own/d4/weekly_study_weekly.yaml": RULE.replace("theme_day/count", "own/d4/weekly_study/count").replace(
        "window: month", "window: week"
    ),
}


def of(texts: dict[str, str]) -> Rulebook:
    return Rulebook.from_texts(texts)


def test_an_id_is_the_path_below_the_family() -> None:
    rulebook = of(SMALL)
    assert set(rulebook.kinds) == {"theme_day"}
    assert rulebook.kinds["theme_day"].id == "theme_day"
    assert rulebook.rules["theme_day_monthly"].id == "theme_day_monthly"
    assert set(rulebook.files) == set(SMALL)


def test_the_digest_does_not_depend_on_the_order_of_keys_or_files_nor_on_spelling() -> None:
    lines = KIND.splitlines(keepends=True)
    turned = "".join([*lines[17:18], *lines[:17], *lines[18:]])
    respelled = turned.replace("zh: 主题党日\n", "zh:   '主题党日'   # the day of the theme\n")
    other = of(dict(reversed(small(kinds__theme_day=respelled).items())))
    assert turned != KIND
    assert other.digest == of(SMALL).digest
    assert other == of(SMALL)
    assert hash(other) == hash(of(SMALL))


def test_the_digest_is_that_of_the_manifest() -> None:
    rulebook = of(SMALL)
    assert rulebook.digest == digest({path: digest(json.loads(text)) for path, text in rulebook.files.items()})
    assert len(rulebook.digest) == 64


def test_the_digest_is_the_same_in_another_process_and_with_another_hash_seed() -> None:
    code = "from taizhang.domain.rules import shipped; print(shipped().digest)"
    told = {
        subprocess.run(
            [sys.executable, "-c", code],
            capture_output=True,
            text=True,
            check=True,
            env={"PYTHONHASHSEED": seed, "PYTHONPATH": str(Path(__file__).parents[3] / "src")},
        ).stdout.strip()
        for seed in ("1", "2")
    }
    assert told == {shipped().digest}


def test_carriage_returns_do_not_change_the_digest() -> None:
    assert of({path: text.replace("\n", "\r\n") for path, text in SMALL.items()}).digest == of(SMALL).digest


def test_any_change_of_content_changes_the_digest() -> None:
    assert of(small(kinds__theme_day=KIND.replace("观影", "看影"))).digest != of(SMALL).digest
    assert of(small(figures__served="")).digest != of(SMALL).digest


def test_it_comes_back_from_canonical_content_without_yaml() -> None:
    rulebook = of(SMALL)
    again = Rulebook.from_canonical(rulebook.files)
    assert again == rulebook
    assert again.kinds["theme_day"] == rulebook.kinds["theme_day"]


def test_fields_keep_the_order_in_which_they_were_written() -> None:
    kind = shipped().kinds["party_lecture"]
    assert list(Rulebook.from_canonical(shipped().files).kinds["party_lecture"].fields) == list(kind.fields)
    assert list(kind.fields) != sorted(kind.fields)


def test_canonical_content_is_checked_too() -> None:
    files = dict(of(SMALL).files)
    del files["sources/work.yaml"]
    with pytest.raises(RulebookFaultyError, match="没有“work”这个依据"):
        Rulebook.from_canonical(files)


def test_it_is_read_from_a_folder(tmp_path: Path) -> None:
    for path, text in SMALL.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text, encoding="utf-8")
    (tmp_path / "README.md").write_text("not a rule", encoding="utf-8")
    assert Rulebook.from_folder(tmp_path) == of(SMALL)
    (tmp_path / "kinds" / "bad.yaml").write_bytes(b"zh: \xff\xfe\n")
    (tmp_path / "kinds" / "large.yaml").write_bytes(b"x" * 300_000)
    rulebook, faults = read_rulebook(texts_of(tmp_path))
    assert rulebook is None
    assert {fault.file: fault.message[:4] for fault in faults} == {
        "kinds/bad.yaml": "文件里有",
        "kinds/large.yaml": "文件太大",
    }


def test_a_version_is_asked_by_day() -> None:
    first = RULE[RULE.index("  - from") : RULE.index("examples:")]
    second = first.replace("2018-10-28", "2026-05-11").replace("window: month", "window: quarter")
    text = RULE.replace(first, first.replace("2018-10-28", "2018-10-28\n    until: 2026-05-10") + second)
    rule = of(small(obligations__theme_day_monthly=text)).rules["theme_day_monthly"]
    days = [date(2018, 10, 27), date(2018, 10, 28), date(2026, 5, 10), date(2026, 5, 11), date(2050, 1, 1)]
    found = [rule.at(day) for day in days]
    assert [version and version.since.year for version in found] == [None, 2018, 2018, 2026, 2026]


def test_between_two_versions_there_may_be_no_ground() -> None:
    first = RULE[RULE.index("  - from") : RULE.index("examples:")]
    text = RULE.replace(
        first,
        first.replace("2018-10-28", "2018-10-28\n    until: 2019-12-31") + first.replace("2018-10-28", "2021-01-01"),
    )
    rule = of(small(obligations__theme_day_monthly=text)).rules["theme_day_monthly"]
    assert rule.at(date(2020, 6, 1)) is None


def test_a_units_own_files_add_to_it() -> None:
    rulebook = of(SMALL).with_units_own(OWN)
    assert set(rulebook.kinds) == {"theme_day", "own/d4/weekly_study"}
    assert rulebook.kinds_of("life") == ("theme_day", "own/d4/weekly_study")
    assert rulebook.digest != of(SMALL).digest
    assert Rulebook.from_canonical(rulebook.files) == rulebook
    assert rulebook.only(OWN) == {path: rulebook.files[path] for path in OWN}


@pytest.mark.parametrize(
    "path",
    [
        "kinds/theme_day.yaml",
        "kinds/weekly_study.yaml",
        "kinds/own/weekly_study.yaml",
        "obligations/theme_day_monthly.yaml",
        "sources/work.yaml",
        "kinds/own.yaml",
    ],
)
def test_a_units_own_file_never_stands_in_the_place_of_a_shipped_one(path: str) -> None:
    with pytest.raises(RulebookFaultyError) as caught:
        of(SMALL).with_units_own({path: KIND})
    assert [fault.file for fault in caught.value.faults] == [path]
    assert "不能替换随附的文件" in caught.value.faults[0].message


def test_a_units_own_figures_cannot_take_a_shipped_name() -> None:
    own = {"figures/own/d4/served.yaml": SMALL["figures/served.yaml"]}
    rulebook = of(SMALL).with_units_own(own)
    assert set(rulebook.figures) == {"served", "own/d4/served"}


def test_faults_of_a_units_own_files_name_file_line_and_key() -> None:
    with pytest.raises(RulebookFaultyError) as caught:
        of(SMALL).with_units_own({"kinds/own/d4/x.yaml": "zh: x\ngroup: life\nunits: 次\n"})
    assert [(fault.file, fault.line, fault.key) for fault in caught.value.faults] == [
        ("kinds/own/d4/x.yaml", 3, "units")
    ]


def test_a_package_of_too_many_files_is_refused() -> None:
    rulebook, faults = read_rulebook({f"kinds/k{number}.yaml": "zh: x" for number in range(3001)})
    assert rulebook is None
    assert "最多 3000 个" in faults[0].message


def test_a_rulebook_never_changes() -> None:
    rulebook = of(SMALL)
    with pytest.raises(TypeError):
        rulebook.kinds["x"] = rulebook.kinds["theme_day"]  # type: ignore[index]
    with pytest.raises(AttributeError):
        rulebook.digest = "x"  # type: ignore[misc]


yaml_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8) | st.dates().map(str),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6), inner, max_size=3),
    max_leaves=5,
)


@given(path=st.sampled_from(sorted(shipped().files)), value=yaml_values, data=st.data())
def test_whatever_stands_in_a_file_is_read_or_told_never_a_crash(path: str, value: object, data: st.DataObject) -> None:
    content = json.loads(shipped().files[path])
    place = content
    for _ in range(data.draw(st.integers(0, 4))):
        inner = place[data.draw(st.sampled_from(sorted(place)))] if isinstance(place, dict) else place[0]
        if not isinstance(inner, dict | list) or not inner:
            break
        place = inner
    key = data.draw(st.sampled_from(sorted(place))) if isinstance(place, dict) else 0
    place[key] = value
    _, faults = read_rulebook({path: json.dumps(content, ensure_ascii=False)})
    assert all(fault.message and fault.file == path for fault in faults)


@given(text=st.text(max_size=200))
def test_whatever_text_comes_it_is_read_or_told(text: str) -> None:
    rulebook, faults = read_rulebook({"kinds/x.yaml": text})
    assert rulebook is None
    assert faults
