"""Wordings in a form (说法): one a line, each held against what may not stand in it, holes by their Chinese names."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from django import forms

from taizhang.domain.rules.holes import PROBLEM_HOLES, SPEAKER_HOLES, UnknownHoleError, in_chinese, in_slots
from taizhang.domain.rules.outlines import counts_in, refuse_lone_braces
from taizhang.domain.rules.own_wordings import claiming_fault, plain_fault, problem_fault

MOST_LINES = 12
LONGEST_LINE, LONGEST_HEADING, LONGEST_NAME = 300, 40, 60

Saying = Callable[[str], str]
"""A line with slots; raises ValidationError with what may not stand in it."""


class LinesField(forms.CharField):
    """Wordings, one a line; cleaned to a tuple of them with slots."""

    def __init__(self, label: str, longest: int, said: Saying, **more: Any) -> None:
        """Keep how a line is read."""
        super().__init__(label=label, widget=forms.Textarea(attrs={"rows": more.pop("rows", 2)}), **more)
        self.error_messages["required"] = f"还没有填{label}。"
        self._longest, self._said = longest, said

    def clean(self, value: Any) -> tuple[str, ...]:
        """Each line by itself, so that the message names the line."""
        text: str = super().clean(value)
        lines = tuple(dict.fromkeys(line.strip() for line in text.splitlines() if line.strip()))
        if len(lines) > MOST_LINES:
            raise forms.ValidationError(f"最多{MOST_LINES}种说法，现在有{len(lines)}行。")
        return tuple(self._one(line) for line in lines)

    def _one(self, line: str) -> str:
        if len(line) > self._longest:
            raise forms.ValidationError(f"“{line[:12]}…”有{len(line)}个字，一种说法最多{self._longest}个字。")
        return self._said(line)


class WordField(forms.CharField):
    """One name that is taken over as it stands, like who a sentence speaks of; empty: the shipped one."""

    def __init__(self, label: str, longest: int, said: Saying, **more: Any) -> None:
        """Keep how it is read."""
        super().__init__(label=label, max_length=longest, required=False, **more)
        self.error_messages["max_length"] = f"最多{longest}个字。"
        self._said = said

    def clean(self, value: Any) -> str:
        """Hold it against what may not stand there."""
        text: str = super().clean(value)
        return self._said(text) if text else ""


def framing(refused: Iterable[str]) -> Saying:
    """Read a wording of framing: it may name who speaks, and claims nothing."""
    never = tuple(refused)

    def said(line: str) -> str:
        try:
            text = refuse_lone_braces(in_slots(line, SPEAKER_HOLES))
        except UnknownHoleError as unknown:
            raise forms.ValidationError(str(unknown)) from unknown
        except ValueError as error:
            raise forms.ValidationError(f"{_begun(line)}：{error}") from error
        if counts_in(text):
            raise forms.ValidationError(f"{_begun(line)}里有数字或数量。这里不带数据，有数量的话写在句式里，由台账填。")
        claimed = next((word for word in never if word in text), None)
        if claimed:
            raise forms.ValidationError(f"“{claimed}”说的是没有例外，台账里未必都做到，这里不能写。换一个说法。")
        return text

    return said


def plain(line: str) -> str:
    """Read words that have no hole."""
    return _unless(plain_fault(line), line)


def claiming_nothing(refused: Iterable[str]) -> Saying:
    """Read words that have no hole and do not say that there was no exception."""
    never = tuple(refused)
    return lambda line: _unless(claiming_fault(line, never), line)


def problem(line: str) -> str:
    """Read a sentence about a shortfall: the number of times is bound, names are not told."""
    said = line.rstrip("。")
    try:
        text = refuse_lone_braces(in_slots(said, PROBLEM_HOLES))
    except ValueError as error:
        raise forms.ValidationError(str(error)) from error
    _unless(in_chinese(problem_fault(text), PROBLEM_HOLES), line)
    return text


def _unless(fault: str, line: str) -> str:
    if fault:
        raise forms.ValidationError(f"{_begun(line)}：{fault}")
    return line


def _begun(line: str) -> str:
    return f"“{line[:12]}{'…' if len(line) > 12 else ''}”"  # noqa: PLR2004 (as much as names a line)
