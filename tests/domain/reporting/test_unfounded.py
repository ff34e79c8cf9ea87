"""What a person typed and no record shows: numbers, days and names, and nothing that only looks like them."""

import pytest

from taizhang.domain.reporting import Block, Document, Standing, Style, Words
from taizhang.domain.reporting.unfounded import Unfounded, unfounded


def found(text: str, *, part: str = "achievements", standing: Standing = Standing.TYPED, **more: object) -> list[str]:
    document = Document((Block("a", Style.PARAGRAPH, (Words(text, standing),), part),))
    return [one.text for one in unfounded(document, **more)]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("全年开会12次。", ["12次"]),
        ("走访四十八户，解决三个问题。", ["四十八户", "三个"]),
        ("受益群众1200余户。", ["1200余户"]),
        ("9月18日召开大会。", ["9月18日"]),
        ("2024年5月完成整改。", ["2024年5月"]),
        ("坚持“三会一课”，增强“四个意识”。", []),
        ("这一项已经落实，每一个支部都有安排，另一名同志协助。", []),
        ("开展一次调研。", ["一次"]),
        ("逐步完善。", []),
    ],
)
def test_it_finds_numbers_and_days_but_no_set_phrases(text: str, expected: list[str]) -> None:
    assert found(text) == expected


def test_names_of_the_records_are_found() -> None:
    assert found("方禾同志带头。", names=("方禾", "")) == ["方禾"]


def test_what_is_intended_is_a_promise_and_needs_no_record() -> None:
    assert found("讲党课4次。", part="plans") == []


def test_only_what_a_person_typed_is_asked_about() -> None:
    assert found("讲党课4次。", standing=Standing.CLAIM) == []


def test_what_somebody_vouched_for_is_not_asked_again() -> None:
    assert found("讲党课4次，走访3户。", vouched={("a", "4次")}) == ["3户"]


def test_a_finding_says_where_it_stands_in_the_paragraph() -> None:
    runs = (Words("领导重视，"), Words("讲党课4次。", Standing.TYPED))
    document = Document((Block("a", Style.PARAGRAPH, runs, "achievements"),))
    assert unfounded(document) == (Unfounded("a", 8, 10, "number", "4次"),)
