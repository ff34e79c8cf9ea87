"""The roll in the form of an occasion: everybody as a button, by group, with why somebody was absent."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from taizhang.apps.members.selectors import MemberView
from taizhang.faces.web.pages.ledger.sent import SentForm

ABSENCES = (
    ("", "缺席"),
    ("病假", "病假"),
    ("出差", "出差"),
    ("事假", "事假"),
    ("值班", "值班"),
    ("流动在外", "流动在外"),
    ("written", "书面意见"),
)


@dataclass(frozen=True, slots=True)
class ShownPerson:
    """One person of the roll."""

    key: int
    name: str
    note: str = ""
    votes: bool = False
    state: str = ""
    reason: str = ""


def roll_groups(
    people: Sequence[MemberView],
    form: SentForm,
    names: Mapping[int, str],
) -> list[tuple[str, list[ShownPerson]]]:
    """The roll as buttons, by group, branch after branch; who is not on it but was entered before stands last."""
    groups: dict[str, list[ShownPerson]] = {}
    for one in people:
        word = names.get(one.group or 0) or names.get(one.organization or 0) or "其他"
        note = "预备" if one.status.value == "probationary" else ("流动" if one.floating else "")
        groups.setdefault(word, []).append(
            ShownPerson(
                one.id,
                one.name,
                note,
                one.status.value == "full",
                form.text(f"roll-state-{one.id}"),
                form.text(f"roll-reason-{one.id}"),
            )
        )
    return list(groups.items())
