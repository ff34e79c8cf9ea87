"""What must be true of every file that the product ships."""

from __future__ import annotations

import json
import re
from datetime import date, timedelta
from pathlib import Path

import pytest

from taizhang.domain.canonical import digest
from taizhang.domain.ledger.named import NAMED
from taizhang.domain.rules.crossing_kinds import PLACEHOLDER
from taizhang.domain.rules.families import FAMILIES
from taizhang.domain.rules.figures import AUTOMATIC, figure_catalogue
from taizhang.domain.rules.kinds import Amount, FieldType, Kind
from taizhang.domain.rules.obligations import Cadence, Rule
from taizhang.domain.rules.rulebook import Rulebook, shipped, texts_of
from taizhang.domain.rules.shape import Level, Status
from taizhang.domain.rules.vocabulary import MEASURES, NAMED_POSTS, TRAITS

RULEBOOK = shipped()
CATALOGUE = figure_catalogue(RULEBOOK)
FOLDER = Path(__file__).parents[2] / "src" / "taizhang" / "rulebook"
RULES = sorted(RULEBOOK.rules)
KINDS = sorted(RULEBOOK.kinds)
PINYIN_INITIALS = re.compile(r"[a-z]{2,8}")
CONFIRMED = {"C1", "C2", "C3", "M-H", "M-M"}
UNCONFIRMED = {"D", "M-L"}


def rule(identifier: str) -> Rule:
    return RULEBOOK.rules[identifier]


def kind(identifier: str) -> Kind:
    return RULEBOOK.kinds[identifier]


def test_only_rules_and_their_explanation_lie_in_the_folder() -> None:
    strange = [path.name for path in FOLDER.rglob("*") if path.is_file() and path.suffix not in {".yaml", ".md"}]
    assert strange == []
    assert set(texts_of(FOLDER)) == set(RULEBOOK.files)


def test_the_digest_is_taken_over_the_content_of_every_shipped_file() -> None:
    assert RULEBOOK.file_digests == {path: digest(json.loads(text)) for path, text in RULEBOOK.files.items()}
    assert RULEBOOK.digest == digest(dict(RULEBOOK.file_digests))


@pytest.mark.parametrize("family", sorted(FAMILIES))
def test_changing_one_word_of_a_shipped_file_changes_the_digest(family: str) -> None:
    path = next(path for path in RULEBOOK.files if path.startswith(f"{family}/"))
    content = json.loads(RULEBOOK.files[path])
    content["zh"] += "。"
    changed = Rulebook.from_canonical({**RULEBOOK.files, path: json.dumps(content)})
    assert changed.digest != RULEBOOK.digest
    assert {one for one in RULEBOOK.files if changed.file_digests[one] != RULEBOOK.file_digests[one]} == {path}


@pytest.mark.parametrize("identifier", RULES)
def test_every_version_has_a_source_a_check_day_and_a_mark_that_fits_its_status(identifier: str) -> None:
    for version in rule(identifier).versions:
        assert version.source in RULEBOOK.sources
        assert date(2026, 1, 1) <= version.checked_on
        assert version.checked_by
        assert version.evidence in CONFIRMED | UNCONFIRMED
        assert (version.status is Status.CONFIRMED) == (version.evidence in CONFIRMED)
        assert version.text.endswith("。")


@pytest.mark.parametrize("identifier", RULES)
def test_a_rule_stands_within_the_days_of_an_edition_of_its_source(identifier: str) -> None:
    for version in rule(identifier).versions:
        days = [edition.in_force_on for edition in RULEBOOK.sources[version.source].editions if edition.in_force_on]
        assert not days or version.since >= min(days)


@pytest.mark.parametrize("identifier", RULES)
def test_every_rule_has_examples_that_are_met_and_that_are_not(identifier: str) -> None:
    expected = {example.expect for example in rule(identifier).examples}
    assert "met" in expected
    assert expected & {"unmet", "insufficient_data"}
    assert len({example.name for example in rule(identifier).examples}) == len(rule(identifier).examples)


@pytest.mark.parametrize("identifier", [one for one in RULES if isinstance(rule(one), Cadence)])
def test_every_cadence_has_an_example_at_and_just_past_its_last_day(identifier: str) -> None:
    found = rule(identifier)
    last = {example.as_of for example in found.examples if example.expect == "not_yet_due"}
    past = {example.as_of for example in found.examples if example.expect in {"unmet", "insufficient_data"}}
    assert last
    assert {day + timedelta(days=1) for day in last} & past


@pytest.mark.parametrize("identifier", RULES)
def test_what_no_national_text_asks_for_is_a_local_profile(identifier: str) -> None:
    found = rule(identifier)
    local = any(RULEBOOK.sources[version.source].level is Level.LOCAL for version in found.versions)
    assert local == (found.profile is not None)


def test_every_local_profile_has_its_rule() -> None:
    assert {one.profile for one in RULEBOOK.rules.values() if one.profile} == set(RULEBOOK.profiles)


def test_every_source_is_checked_and_its_addresses_are_addresses() -> None:
    for source in RULEBOOK.sources.values():
        assert source.checked_on == date(2026, 11, 20)
        assert source.checked_by in {"公开文本核对", "凭记忆，待核"}
        assert all(re.fullmatch(r"https?://[\w./?=&%-]+", address) for address in source.addresses)


def test_every_source_without_a_day_says_what_is_known() -> None:
    for source in RULEBOOK.sources.values():
        assert all(edition.in_force_on or edition.note or edition.repealed_on for edition in source.editions)


@pytest.mark.parametrize("identifier", KINDS)
def test_every_kind_has_a_sentence_whose_figures_are_there(identifier: str) -> None:
    found = kind(identifier)
    names = PLACEHOLDER.findall(found.sentence)
    assert names
    assert all(f"{identifier}/{name}" in CATALOGUE for name in names)
    assert not found.sentence.endswith("。")


@pytest.mark.parametrize("identifier", KINDS)
def test_every_kind_is_found_by_initials_and_stands_in_its_group(identifier: str) -> None:
    found = kind(identifier)
    assert any(PINYIN_INITIALS.fullmatch(word) for word in found.find)
    assert identifier in RULEBOOK.groups[found.group].kinds
    assert re.fullmatch(r"[A-J]\d{1,2}", found.catalogue)


@pytest.mark.parametrize("identifier", KINDS)
def test_grades_of_persons_are_confirmed_by_a_second_person(identifier: str) -> None:
    # Votes and money ask for one by themselves, once they are filled in.
    if any(field.type is FieldType.GRADES for field in kind(identifier).fields.values()):
        assert kind(identifier).confirmation == "second_person"


@pytest.mark.parametrize("identifier", KINDS)
def test_personnel_discipline_cases_and_inside_matters_are_restricted(identifier: str) -> None:
    for field in kind(identifier).fields.values():
        if field.type is FieldType.ITEMS:
            delicate = {"personnel", "discipline", "case", "internal"} & field.tags.keys()
            assert delicate <= set(field.restricted_tags)


def test_talks_keep_their_content_and_their_people_to_the_keepers() -> None:
    for identifier in ("heart_to_heart_talk", "interview"):
        assert kind(identifier).details
        assert kind(identifier).fields["content"].restricted


def test_every_money_figure_is_in_fen_and_every_hour_in_tenths() -> None:
    units = {"元": Amount.FEN, "学时": Amount.TENTH_HOUR, "小时": Amount.TENTH_HOUR}
    for info in CATALOGUE.values():
        assert info.amount is units.get(info.unit, Amount.ONE), info.id


def test_no_two_shown_figures_of_one_kind_have_one_name_and_unit() -> None:
    for identifier in KINDS:
        shown = [(info.zh, info.unit) for info in CATALOGUE.values() if info.kind == identifier and info.shown]
        assert len(shown) == len(set(shown)), identifier


def test_every_named_post_has_its_function() -> None:
    assert NAMED_POSTS.keys() <= NAMED.keys()


def test_every_word_of_the_vocabulary_is_explained_for_authors() -> None:
    text = (FOLDER / "README.md").read_text(encoding="utf-8")
    assert [trait for trait in TRAITS if f"`{trait}`" not in text] == []
    assert MEASURES


def test_every_row_of_the_catalogue_that_is_a_plain_fact_has_its_kind() -> None:
    rows = {"A5", *(f"B{n}" for n in range(1, 15)), "C5", "D4", "D6", "E6", "E7", "E8", "E9", "G1", "G2", "G3"}
    rows |= {f"H{n}" for n in range(1, 7)} | {f"I{n}" for n in range(1, 11)} | {f"J{n}" for n in range(1, 5)}
    assert rows - {found.catalogue for found in RULEBOOK.kinds.values()} == set()


def test_the_five_automatic_figures_are_never_written_out() -> None:
    assert all(not set(AUTOMATIC) & found.posts.keys() for found in RULEBOOK.kinds.values())


def test_unconfirmed_rules_are_those_on_which_sources_disagree() -> None:
    unsure = {one for one in RULES if any(version.status is Status.UNCONFIRMED for version in rule(one).versions)}
    assert unsure == {"election_majority"}
