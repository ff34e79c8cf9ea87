"""Where a paper is: in writing, at a level, sent back, passed, issued, withdrawn. Told by dated facts, never kept."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from taizhang.domain.reviewing import Standing


class Stage(StrEnum):
    """What can be said of a paper in one word."""

    WRITING = "writing"
    REVIEWING = "reviewing"
    SENT_BACK = "sent_back"
    PASSED = "passed"
    ISSUED = "issued"
    WITHDRAWN = "withdrawn"


_WORDS = {
    Stage.WRITING: "起草中",
    Stage.SENT_BACK: "退回",
    Stage.PASSED: "已通过",
    Stage.ISSUED: "已发出",
    Stage.WITHDRAWN: "已撤",
}


@dataclass(frozen=True, slots=True)
class State:
    """The state of a paper, with the level that it waits at."""

    stage: Stage
    level: int = 0
    """Counted from one; nought where it waits at none."""
    level_name: str = ""

    @property
    def key(self) -> str:
        """Names the state in an address."""
        return f"level_{self.level}" if self.stage is Stage.REVIEWING else self.stage.value

    @property
    def zh(self) -> str:
        """The state as a word."""
        return f"第{self.level}级审校中" if self.stage is Stage.REVIEWING else _WORDS[self.stage]

    @property
    def order(self) -> tuple[int, int]:
        """Where it stands among the others in a list of choices."""
        return list(Stage).index(self.stage), self.level

    @property
    def is_open(self) -> bool:
        """Say whether something is still to be done."""
        return self.stage not in {Stage.ISSUED, Stage.WITHDRAWN}


def state_of(standing: Standing, *, is_issued: bool, is_withdrawn: bool) -> State:
    """Tell the state of the latest version; the first level is its writer's own, so until it passed it is a draft."""
    if is_withdrawn:
        return State(Stage.WITHDRAWN)
    if is_issued:
        return State(Stage.ISSUED)
    if standing.has_passed:
        return State(Stage.PASSED)
    if standing.level:
        return State(Stage.REVIEWING, standing.level + 1, standing.next_level)
    return State(Stage.SENT_BACK if standing.is_sent_back else Stage.WRITING, 1, standing.next_level)
