"""The state of a paper follows from its facts alone."""

import pytest

from taizhang.domain.papers.states import Stage, state_of
from taizhang.domain.reviewing import Word, standing

LEVELS = ("起草人员", "科室负责人", "分管领导")


@pytest.mark.parametrize(
    ("words", "issued", "withdrawn", "stage", "zh", "key"),
    [
        ("", False, False, Stage.WRITING, "起草中", "writing"),
        ("p", False, False, Stage.REVIEWING, "第2级审校中", "level_2"),
        ("pp", False, False, Stage.REVIEWING, "第3级审校中", "level_3"),
        ("pb", False, False, Stage.SENT_BACK, "退回", "sent_back"),
        ("ppp", False, False, Stage.PASSED, "已通过", "passed"),
        ("ppp", True, False, Stage.ISSUED, "已发出", "issued"),
        ("ppp", True, True, Stage.WITHDRAWN, "已撤", "withdrawn"),
    ],
)
def test_the_state_is_told_by_what_happened(
    words: str,
    issued: bool,  # noqa: FBT001 (a column of the table)
    withdrawn: bool,  # noqa: FBT001 (the same)
    stage: Stage,
    zh: str,
    key: str,
) -> None:
    said = [Word(word == "p", account) for account, word in enumerate(words)]
    found = state_of(standing(LEVELS, said), is_issued=issued, is_withdrawn=withdrawn)
    assert (found.stage, found.zh, found.key) == (stage, zh, key)
    assert found.is_open is not (issued or withdrawn)
