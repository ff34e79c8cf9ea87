import io
import json
import zipfile
from dataclasses import replace
from datetime import date

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from taizhang.apps.rulebooks.errors import OwnRuleRefusedError
from taizhang.apps.rulebooks.own import (
    Choice,
    OwnCadence,
    OwnField,
    OwnFigure,
    OwnGroup,
    OwnKind,
    cadence_form,
    kind_form,
    packed,
    slug_for,
    spell_cadence,
    spell_group,
    spell_kind,
    unpacked,
    yaml_of,
)
from taizhang.domain.canonical import canonical
from taizhang.domain.obligations.examples import disagreements
from taizhang.domain.periods import Cycle
from taizhang.domain.rules.figures import figure_catalogue
from taizhang.domain.rules.reading import read_yaml
from taizhang.domain.rules.rulebook import Rulebook, shipped

TODAY = date(2025, 12, 10)
WEEKLY = OwnKind(
    zh="一周一学",
    group="study",
    unit="次",
    recorded_by=("branch",),
    fields=(
        OwnField("学习内容", "items", required=True, tags=(Choice("理论"), Choice("业务"))),
        OwnField("学时", "hours"),
        OwnField("测试成绩", "grades", options=(Choice("合格"), Choice("不合格"))),
    ),
    roles=(Choice("领学人"),),
    figures=(
        OwnFigure("理论学习篇数", "items", "学习内容", tag="理论"),
        OwnFigure("学习学时", "number", "学时"),
        OwnFigure("合格人数", "number", "测试成绩", option="合格", unit="人"),
        OwnFigure("领学人次", "count_of", "领学人"),
    ),
    sentence="开展一周一学{次数}，{人次}参加，学习{学习学时}",
)
CADENCE = OwnCadence(
    zh="每周学一次",
    figures=("own/d0/kind_1/count",),
    window=Cycle.WEEK,
    types=("branch",),
    since=date(2024, 3, 5),
    document="学习制度",
    number="校党发〔2024〕3号",
)


def _with_kind(form: OwnKind = WEEKLY) -> Rulebook:
    return shipped().with_units_own(spell_kind(shipped(), "d0", form))


def test_a_form_becomes_a_kind_with_its_figures_and_its_sentence() -> None:
    rulebook = _with_kind()
    kind = rulebook.kinds["own/d0/kind_1"]
    figures = figure_catalogue(rulebook)
    assert list(kind.fields) == ["field_1", "field_2", "field_3"]
    assert kind.sentence == "开展一周一学{count}，{attendance}参加，学习{figure_2}"
    assert figures["own/d0/kind_1/figure_2"].unit == "学时"
    assert figures["own/d0/kind_1/figure_1"].definition == "“一周一学”记录中的“理论”学习内容数。"


def test_the_form_comes_back_and_saving_it_unchanged_changes_nothing() -> None:
    rulebook = _with_kind()
    form = kind_form(rulebook, "own/d0/kind_1")
    again = spell_kind(rulebook, "d0", form)
    path = "kinds/own/d0/kind_1.yaml"
    document, faults = read_yaml(path, again[path])
    assert not faults
    assert document is not None
    assert document.data == json.loads(rulebook.files[path])


def test_editing_keeps_the_identifiers_of_what_stays() -> None:
    form = kind_form(_with_kind(), "own/d0/kind_1")
    fields = (form.fields[1], OwnField("地点说明"), form.fields[0], form.fields[2])
    edited = _with_kind(replace(form, fields=fields)).kinds["own/d0/kind_1"]
    assert list(edited.fields) == ["field_2", "field_4", "field_1", "field_3"]
    assert edited.posts["figure_1"].items == "field_1"


def test_a_second_kind_gets_the_next_number() -> None:
    assert list(spell_kind(_with_kind(), "d0", WEEKLY)) == ["kinds/own/d0/kind_2.yaml"]
    assert list(spell_group(_with_kind(), "d0", OwnGroup("特色做法"))) == ["groups/own/d0/group_1.yaml"]


@pytest.mark.parametrize(
    "figure",
    [
        OwnFigure("甲", "number", "没有的字段"),
        OwnFigure("甲", "magic", "学时"),
        OwnFigure("甲", "items", "学习内容", tag="没有的标签"),
        OwnFigure("甲", "count_of", "没有的角色"),
    ],
)
def test_a_figure_of_nothing_is_refused(figure: OwnFigure) -> None:
    with pytest.raises(OwnRuleRefusedError):
        spell_kind(shipped(), "d0", replace(WEEKLY, figures=(figure,)))


@pytest.mark.parametrize("window", list(Cycle))
@pytest.mark.parametrize("many", [1, 3])
def test_a_cadence_of_a_form_answers_its_own_examples(window: Cycle, many: int) -> None:
    rulebook = _with_kind()
    files = spell_cadence(rulebook, "d0", "实验学校", replace(CADENCE, window=window, at_least=many), TODAY, "张老师")
    after = rulebook.with_units_own(files) if not any(path in rulebook.files for path in files) else rulebook
    rule = after.rules["own/d0/rule_1"]
    assert len(rule.examples) == 3
    assert disagreements(after, rule) == []
    assert after.sources["own/d0/document_1"].editions[0].number == "校党发〔2024〕3号"
    assert rule.profile == "own/d0/rules"


def test_a_cadence_comes_back_as_the_form_it_was() -> None:
    rulebook = _with_kind()
    files = spell_cadence(rulebook, "d0", "实验学校", CADENCE, TODAY, "张老师")
    found = cadence_form(Rulebook.from_canonical({**rulebook.files, **_canonical(files)}), "own/d0/rule_1")
    assert found == replace(CADENCE, name="rule_1", text="每周至少1次。", profile="own/d0/rules")


def test_what_only_a_file_can_say_is_not_edited_in_a_form() -> None:
    with pytest.raises(OwnRuleRefusedError):
        kind_form(shipped(), "branch_congress")
    text = "zh: 甲\ngroup: study\nposts:\n  days: {zh: 天数, named: days}\n"
    rulebook = shipped().with_units_own({"kinds/own/d0/x.yaml": text})
    with pytest.raises(OwnRuleRefusedError, match="导出文件"):
        kind_form(rulebook, "own/d0/x")


def test_a_package_comes_back_word_for_word_and_is_the_same_each_time() -> None:
    files = {path: text for path, text in _with_kind().files.items() if "/own/d0/" in path}
    package = packed(files)
    assert packed(files) == package
    assert _canonical(unpacked(package)) == {path: canonical(json.loads(text)) for path, text in files.items()}


@pytest.mark.parametrize(
    "members",
    [
        {"../evil.yaml": b"zh: x"},
        {"/kinds/own/d0/x.yaml": b"zh: x"},
        {"kinds\\own\\x.yaml": b"zh: x"},
        {"kinds/own/d0/x.yaml": b"0" * 300_000},
        {"kinds/own/d0/x.yaml": b"\xff\xfe"},
        {"readme.txt": b"x"},
        {f"kinds/own/d0/k{number}.yaml": b"zh: x" for number in range(301)},
    ],
)
def test_a_package_that_a_stranger_made_is_refused(members: dict[str, bytes]) -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in members.items():
            package.writestr(name, content)
    with pytest.raises(OwnRuleRefusedError):
        unpacked(buffer.getvalue())


def test_what_is_no_package_is_refused() -> None:
    for content in (b"", b"PK\x03\x04 no zip", b"0" * 3_000_000):
        with pytest.raises(OwnRuleRefusedError):
            unpacked(content)


@pytest.mark.parametrize(("code", "slug"), [("D0", "d0"), ("JY-01.2", "jy_01_2"), ("__", "unit")])
def test_a_code_becomes_part_of_a_path(code: str, slug: str) -> None:
    assert slug_for(code) == slug


_TEXTS = st.text(
    st.characters(blacklist_categories=("Cs", "Cc"), blacklist_characters="\x85\u2028\u2029\ufeff\ufffe\uffff")
)
_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**17), 10**17) | _TEXTS,
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.from_regex(r"[a-z][a-z_]{0,9}", fullmatch=True), inner, max_size=4)
    ),
    max_leaves=12,
)


@settings(max_examples=60)
@given(st.dictionaries(st.from_regex(r"[a-z][a-z_]{0,9}", fullmatch=True), _VALUES, min_size=1, max_size=5))
def test_whatever_is_written_as_yaml_is_read_back_the_same(content: dict[str, object]) -> None:
    text = yaml_of(content)
    document, faults = read_yaml("kinds/own/d0/x.yaml", text)
    assert not faults
    assert document is not None
    assert document.data == content
    assert yaml.safe_load(text) == content


def _canonical(files: dict[str, str]) -> dict[str, str]:
    found = {}
    for path, text in files.items():
        document, faults = read_yaml(path, text)
        assert document is not None, faults
        found[path] = json.dumps(document.data, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return found
