"""What is said where one rule was not kept (问题怎么写): the unit's own lines, the number of times always bound."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse

from taizhang.apps.rulebooks.own.outlines import with_problem
from taizhang.domain.reporting.own_words import pack_of
from taizhang.domain.rules.holes import PROBLEM_HOLES, in_chinese
from taizhang.domain.rules.obligations import Rule
from taizhang.faces.web.pages.rules.outlines.lines import LONGEST_LINE, LinesField, problem
from taizhang.faces.web.pages.rules.outlines.making import Bench
from taizhang.faces.web.pages.rules.outlines.trying import trial_page

_HINT = "一行一种说法，各单位、各年度轮着用。组织的名字不写进报告，{哪些组织}写成“个别党支部”“有的党支部”。"


class ProblemForm(forms.Form):
    """The lines about one rule; none: the shipped ones."""

    def __init__(self, lines: tuple[str, ...], data: Any) -> None:
        """Show the lines as they are now."""
        super().__init__(data, initial={"lines": "\n".join(_chinese(lines))})
        self.fields["lines"] = LinesField(
            "问题怎么写",
            LONGEST_LINE,
            problem,
            required=False,
            rows=5,
            help_text="如“{哪些组织}主题党日有{次数}没有按月开展”。{次数}一定要有，数由台账填。",
        )


def problem_page(request: HttpRequest, bench: Bench, rule: Rule) -> HttpResponse:
    """The lines of one rule, tried on a real report, then adopted."""
    outline = bench.rulebook.outlines[bench.source]
    shipped = bench.rulebook.phrases[outline.phrases]
    lines = pack_of(bench.rulebook, outline).problems.get(rule.id, ())
    own_words = _chinese(shipped.problems.get(rule.id, ()))
    form = ProblemForm(lines, request.POST if request.method == "POST" else None)
    about = {
        "holes": [("句子里", list(PROBLEM_HOLES.values()))],
        "shipped_lines": own_words or _chinese(shipped.problems_otherwise),
        "plainly": "" if own_words else "这一条没有专门的写法，用一般的：",
        "title": f"没有做到“{rule.zh}”怎么写",
        "hint": _HINT,
    }
    return trial_page(
        request, bench, form, about, lambda: with_problem(bench.before, rule.id, form.cleaned_data["lines"])
    )


def _chinese(lines: tuple[str, ...]) -> list[str]:
    return [in_chinese(one, PROBLEM_HOLES) for one in lines]
