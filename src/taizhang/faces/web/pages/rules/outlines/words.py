"""Sentence patterns of one kind (句式): the unit's own lines, tried on its numbers, adopted like the outline."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from taizhang.apps.rulebooks.own.outline_words import HEAD, HEAD_WORD, SPEAKINGS
from taizhang.apps.rulebooks.own.outlines import with_sentences
from taizhang.domain.reporting.own_words import pack_of
from taizhang.domain.reporting.patterns import slots_of
from taizhang.domain.rules.crossing_outlines import is_figure
from taizhang.domain.rules.figures import figure_catalogue
from taizhang.domain.rules.holes import in_chinese, in_slots
from taizhang.domain.rules.kinds import Kind
from taizhang.domain.rules.outlines import Sentences, counts_in, refuse_lone_braces
from taizhang.domain.rules.own_wordings import claiming_fault
from taizhang.faces.web.pages.rules.outlines.lines import LONGEST_LINE, MOST_LINES
from taizhang.faces.web.pages.rules.outlines.making import Bench, bench_for
from taizhang.faces.web.pages.rules.outlines.problems import problem_page
from taizhang.faces.web.pages.rules.outlines.telling import holes_of
from taizhang.faces.web.pages.rules.outlines.trying import trial_page
from taizhang.faces.web.shell.sign_in import signed_in_only

_NOTES = {
    "speaker": "主语是本人，如“主持”“讲”。",
    "own": "主语是本级党组织。",
    "below": "主语是下面的党支部。",
    "head": "一小节分点写的时候放在这类工作前头，如“一是抓联系指导。”。不带数据。",
    "act": "写一次活动，如“{日期}，在{地点}开展“{标题}”主题党日”。",
}


_HINT = "一行一种说法，各单位、各年度轮着用。逗号分开的一句里，空填不上的那半句不写；第一半句填不上，整句不写。"


class WordsForm(forms.Form):
    """The lines of one kind, by whose work they tell; none at all: the shipped ones."""

    def __init__(self, bench: Bench, kind: Kind, data: Any) -> None:
        """Make a field for each of whom can be told."""
        super().__init__(data, initial=_initial(bench, kind))
        self._kind, self._catalogue = kind, figure_catalogue(bench.rulebook)
        outline = bench.rulebook.outlines[bench.source]
        self._absolutes, about = bench.rulebook.phrases[outline.phrases].absolutes, outline.about
        for key, word in {**SPEAKINGS, HEAD: HEAD_WORD}.items():
            if key == "speaker" and about != "person":
                continue
            rows = 2 if key == HEAD else 4
            self.fields[key] = forms.CharField(
                label=word, required=False, help_text=_NOTES[key], widget=forms.Textarea(attrs={"rows": rows})
            )

    def clean(self) -> dict[str, Any]:
        """Each line with slots that something fills."""
        found = super().clean() or {}
        for key in [one for one in self.fields if one in found]:
            try:
                found[key] = self._lines(key, found[key])
            except ValueError as error:
                self.add_error(key, str(error))
        return found

    def said(self) -> dict[str, tuple[str, ...]]:
        """The lines by whose work they tell."""
        return {key: self.cleaned_data[key] for key in self.fields}

    def _lines(self, key: str, text: str) -> tuple[str, ...]:
        lines = tuple(dict.fromkeys(line.strip().rstrip("。") for line in text.splitlines() if line.strip()))
        if len(lines) > MOST_LINES or any(len(line) > LONGEST_LINE for line in lines):
            raise ValueError(f"最多{MOST_LINES}种说法，一种最多{LONGEST_LINE}个字。")
        return tuple(self._head(line) if key == HEAD else self._line(key, line) for line in lines)

    def _head(self, line: str) -> str:
        fault = claiming_fault(line, self._absolutes)
        if fault:
            raise ValueError(f"“{line[:14]}…”：{fault}")
        return f"{line}。"

    def _line(self, key: str, line: str) -> str:
        holes = holes_of(self._kind, key)
        said = refuse_lone_braces(in_slots(line, holes, self._catalogue if key != "act" else None))
        if counts_in(said):
            raise ValueError(f"“{line[:14]}…”里直接写了数字或数量。改成空，由台账的数据填，数才点得开。")
        if key != "act" and not any(map(is_figure, slots_of(said))):
            raise ValueError(
                f"“{line[:14]}…”里没有数据的空，例如{{{holes['count']}}}。没有记录支撑的话不能写成做过的事。"
            )
        return said


@signed_in_only
@require_http_methods(["GET", "HEAD", "POST"])
def words(request: HttpRequest, outline_id: str) -> HttpResponse:
    """The sentences of one kind, or those of one rule that was not kept; tried on a real report, then adopted."""
    bench = bench_for(request, outline_id)
    rule = bench.rulebook.rules.get(request.GET.get("rule", ""))
    if rule is not None and bench.sees(rule.id):
        return problem_page(request, bench, rule)
    kind = bench.rulebook.kinds.get(request.GET.get("kind", ""))
    if kind is None or not bench.sees(kind.id):
        raise Http404
    form = WordsForm(bench, kind, request.POST if request.method == "POST" else None)
    about = {
        "holes": [(word, list(holes_of(kind, key).values())) for key, word in (("own", "句子里"), ("act", "一件事里"))],
        "shipped": _shipped(bench, kind),
        "title": f"“{kind.zh}”的句式",
        "hint": _HINT,
        "elsewhere": True,
    }
    return trial_page(request, bench, form, about, lambda: with_sentences(bench.before, kind.id, form.said()))


def _initial(bench: Bench, kind: Kind) -> dict[str, str]:
    said = pack_of(bench.rulebook, bench.rulebook.outlines[bench.source]).sentences.get(kind.id, Sentences())
    return {key: "\n".join(_chinese(bench, kind, key, getattr(said, key))) for key in (*SPEAKINGS, HEAD)}


def _shipped(bench: Bench, kind: Kind) -> list[tuple[str, str]]:
    """The lines of the phrase pack, to go back to."""
    pack = bench.rulebook.phrases[bench.rulebook.outlines[bench.source].phrases]
    said = pack.sentences.get(kind.id, Sentences())
    whose = {**SPEAKINGS, HEAD: HEAD_WORD}
    return [(word, line) for key, word in whose.items() for line in _chinese(bench, kind, key, getattr(said, key))]


def _chinese(bench: Bench, kind: Kind, key: str, lines: tuple[str, ...]) -> list[str]:
    catalogue = figure_catalogue(bench.rulebook)
    return [in_chinese(line, holes_of(kind, key), catalogue) for line in lines]
