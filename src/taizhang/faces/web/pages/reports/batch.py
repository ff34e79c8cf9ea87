"""What the organiser asks of many reports, and the work of reading them: a run keeps the result, a page shows it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms

from taizhang.domain.reading import read_report
from taizhang.domain.reading.review_table import Table, alike_words, amounts_of, last_year_words, tables_of
from taizhang.domain.reading.reviewing import Demands, Reviewed, Submitted, Unread, review
from taizhang.domain.reading.sections import PART_WORDS, Part
from taizhang.faces.web.shell.sent_text import NothingSentError, text_of
from taizhang.formats.xlsx_out import Sheet

REVIEW = "review_reports"
ASKED = (Part.ACHIEVEMENTS, Part.PROBLEMS, Part.CAUSES, Part.PLANS, Part.LAST_YEAR)
USUAL = (Part.ACHIEVEMENTS, Part.PROBLEMS, Part.PLANS)
MOST_ALIKE = 6


class BatchForm(forms.Form):
    """Which parts a report must have, how long it may be, how much of it problems should take."""

    required = forms.MultipleChoiceField(
        label="必须有的部分",
        choices=[(part.value, PART_WORDS[part]) for part in ASKED],
        initial=[part.value for part in USUAL],
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": "没有这个部分。从列表里选。"},
    )
    limit = forms.IntegerField(
        label="字数上限",
        required=False,
        min_value=1,
        max_value=1_000_000,
        help_text="不填就不限。",
        error_messages={"invalid": "要填一个整数，如 3000。", "min_value": "要填一个正数。", "max_value": "太大了。"},
    )
    problems_share = forms.IntegerField(
        label="问题至少占百分之几",
        required=False,
        min_value=1,
        max_value=90,
        help_text="不填就按一般的篇幅提醒。",
        error_messages={"invalid": "要填一个整数，如 30。", "min_value": "填 1 到 90。", "max_value": "填 1 到 90。"},
    )

    def demands(self) -> Demands:
        """What was asked, for the domain."""
        said = self.cleaned_data
        required = tuple(Part(one) for one in said["required"])
        return Demands(required, said["limit"], said["problems_share"])


@dataclass(frozen=True, slots=True)
class Files:
    """The reports of this year and of the year before, by name."""

    now: tuple[tuple[str, bytes], ...]
    before: tuple[tuple[str, bytes], ...] = ()


def reviewed_files(files: Files, demands: Demands, advance: Callable[[int, int, str], None]) -> dict[str, Any]:
    """Read all files, review them, and give what a run keeps: rows for the page, tables for the file."""
    total = len(files.now) + len(files.before) + 1
    submitted, unread = _read(files.now, "", lambda done: advance(done, total, "读报告"))
    earlier, unread_before = _read(
        files.before, "上年/", lambda done: advance(len(files.now) + done, total, "读上年的报告")
    )
    advance(total - 1, total, "对比")
    rows = review(submitted, earlier, demands)
    tables = tables_of(rows, (*unread, *unread_before))
    advance(total, total, "读完了")
    return {
        "reports": [_shown(row) for row in rows],
        "unread": [{"name": one.name, "reason": one.reason} for one in (*unread, *unread_before)],
        "tables": [_kept(table) for table in tables],
    }


def sheets_of(result: dict[str, Any]) -> list[Sheet]:
    """The tables of a kept result as sheets."""
    return [Sheet(one["name"], one["headings"], one["rows"], one["widths"]) for one in result.get("tables", ())]


def _read(
    files: tuple[tuple[str, bytes], ...], prefix: str, step: Callable[[int], None]
) -> tuple[list[Submitted], list[Unread]]:
    submitted: list[Submitted] = []
    unread: list[Unread] = []
    names: dict[str, int] = {}
    for done, (written, content) in enumerate(files, start=1):
        # Two files of one name are two reports: the second says so.
        names[written] = names.get(written, 0) + 1
        name = prefix + (written if names[written] == 1 else f"{written}（{names[written]}）")
        try:
            sent = text_of(written, content)
            submitted.append(Submitted(name, read_report(sent.text), sent.warnings))
        except NothingSentError as refused:
            unread.append(Unread(name, refused.message))
        step(done)
    return submitted, unread


def _shown(row: Reviewed) -> dict[str, Any]:
    naming = row.report.naming
    return {
        "name": row.name,
        "title": naming.title,
        "unit": naming.unit,
        "year": naming.year,
        "length": row.length,
        "over": row.over,
        "missing": [PART_WORDS[part] for part in row.missing],
        "problems_share": row.share(Part.PROBLEMS),
        "plans_share": row.share(Part.PLANS),
        "problems": len(row.problems),
        "intentions": len(row.intentions),
        "figures": len(row.figures),
        "last_year": last_year_words(row),
        "same_as_last": alike_words(row, earlier=True),
        "same_as_others": alike_words(row, earlier=False),
        "questions": list(row.questions),
        "alike": [_alike(row, place) for place in range(min(len(row.alike), MOST_ALIKE))],
        "warnings": list(row.warnings),
    }


def _alike(row: Reviewed, place: int) -> dict[str, Any]:
    like = row.alike[place]
    text = row.report.text.text
    return {
        "other": like.other,
        "amounts": amounts_of(like),
        "passages": [text[one.start : one.end][:300] for one in like.passages[:MOST_ALIKE]],
        "figures": list(like.figures[: 2 * MOST_ALIKE]),
    }


def _kept(table: Table) -> dict[str, Any]:
    return {
        "name": table.name,
        "headings": list(table.headings),
        "rows": [list(row) for row in table.rows],
        "widths": list(table.widths),
    }
