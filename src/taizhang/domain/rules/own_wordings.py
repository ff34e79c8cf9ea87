"""What a unit's own words may not say where no figure is told: subjects (主语), heads (小题), shortfalls (问题)."""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Iterable, Iterator
from typing import Final

from taizhang.domain.rules.outlines import PhrasePack, ProblemTopic, Wordings, counts_in
from taizhang.domain.rules.reading import Path

PROBLEM_WORDS: Final = ("who", "name", "times", "organizations")
_SLOT = re.compile(r"\{([^{}]*)\}")
_COUNTED = "这里不能写数字和数量；有几次由台账填。"
Trouble = tuple[Path, str]


def plain_fault(text: str) -> str:
    """Why words that are taken over as they stand may not stand; nothing where they may."""
    if set("{}") & set(text):
        return "这里原样写进报告，不能有空。"
    return _COUNTED if counts_in(text) else ""


def claiming_fault(text: str, absolutes: Iterable[str]) -> str:
    """Why words that nothing bears out may not stand: they have a hole, a count, or no exception."""
    claimed = next((word for word in absolutes if word in text), None)
    return plain_fault(text) or (claimed and f"“{claimed}”说的是没有例外，台账里未必都做到，换一个说法。") or ""


def problem_fault(pattern: str) -> str:
    """Why a sentence about a shortfall may not stand: the number of times is always told, and by the ledger."""
    unknown = next((slot for slot in _SLOT.findall(pattern) if slot not in PROBLEM_WORDS), None)
    if unknown is not None:
        return f"这里不能用“{{{unknown}}}”；可用的是：{'、'.join(PROBLEM_WORDS)}。"
    if counts_in(pattern):
        return _COUNTED
    if "{times}" not in pattern:
        return "没有写有几次（{times}）；问题说得再轻，次数也要连着台账。"
    if "{organizations}" in pattern.partition("，")[0]:
        return "涉及几个组织（{organizations}）要放在逗号后面的半句里：只有本级自己没做到的时候，这半句不写。"
    return ""


def check_own_words(words: Wordings, pack: PhrasePack | None, rules: Container[str]) -> Iterator[Trouble]:
    """Everything among the words of a unit that claims too much, or names a rule that there is not."""
    absolutes = pack.absolutes if pack else ()

    def claims(text: str) -> str:
        return claiming_fault(text, absolutes)

    for place, said in subjects_of(words):
        yield from _faults(place, said, claims)
    for kind, sentences in words.sentences.items():
        yield from _faults(("words", "sentences", kind, "head"), sentences.head, claims)
    yield from _faults(("words", "cause"), words.cause, claims)
    yield from _faults(("words", "problems_otherwise"), words.problems_otherwise, problem_fault)
    for rule, patterns in words.problems.items():
        if rule not in rules:
            yield ("words", "problems", rule), f"没有“{rule}”这条规则（obligations/{rule}.yaml）。"
        yield from _faults(("words", "problems", rule), patterns, problem_fault)
    yield from _check_topics(words.problem_topics, rules)


def subjects_of(words: Wordings) -> Iterator[tuple[Path, tuple[str, ...]]]:
    """Who the unit's sentences speak of, with where it stands."""
    own = words.subjects
    yield ("words", "subjects", "speaker"), own.speaker
    for type_, said in own.own.items():
        yield ("words", "subjects", "own", type_.value), (said,)
    for key in ("own_otherwise", "below", "below_mixed"):
        said = getattr(own, key)
        yield ("words", "subjects", key), (said,) if said else ()


def _check_topics(topics: tuple[ProblemTopic, ...], rules: Container[str]) -> Iterator[Trouble]:
    for index, topic in enumerate(topics):
        place: Path = ("words", "problem_topics", index)
        yield from _faults((*place, "said"), topic.said, plain_fault)
        if fault := plain_fault(topic.matter):
            yield (*place, "matter"), fault
        for rule in topic.rules:
            if rule not in rules:
                yield (*place, "rules"), f"没有“{rule}”这条规则（obligations/{rule}.yaml）。"


def _faults(place: Path, texts: Iterable[str], fault_in: Callable[[str], str]) -> Iterator[Trouble]:
    for index, text in enumerate(texts):
        if fault := fault_in(text):
            yield (*place, index), fault
