"""The form of an outline as its page shows it: rows of fields, each in its fold, and the way to each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from taizhang.apps.rulebooks.own.outline_words import FRAMING
from taizhang.apps.rulebooks.own.outlines import ROLE_WORDS, OwnOutline, Topic
from taizhang.domain.rules.outlines import Role
from taizhang.faces.web.pages.rules.outlines.folding import Folds
from taizhang.faces.web.pages.rules.outlines.form import OutlineForm
from taizhang.faces.web.pages.rules.outlines.raw import PartRow, raw_of
from taizhang.faces.web.pages.rules.outlines.speech import subject_names, topic_rows


@dataclass(frozen=True, slots=True)
class Rows:
    """A form, the outline that the work began from, the shipped one, and what a part may tell."""

    form: OutlineForm
    before: OwnOutline
    standard: OwnOutline
    topics: Mapping[str, Topic]

    def context(self, *, is_sent: bool) -> dict[str, Any]:
        """Everything that the page shows of the form."""
        form = self.form
        faulty = [name for name in form.fields if form.is_bound and form.errors.get(name)]
        folds = Folds(form.raw, raw_of(self.standard), faulty, is_sent=is_sent)
        return {
            "rows": self._sections(folds),
            "framing": {"fold": folds.framing(), "fields": [form[key] for key in FRAMING]},
            "subjects": {"fold": folds.subjects(), "fields": [form[name] for name in subject_names(self.before)]},
            "problems": {
                "fold": folds.problems(),
                "topics": topic_rows(form, self.before),
                "fields": [form["cause"], form["problems_otherwise"]],
            },
        }

    def _sections(self, folds: Folds) -> list[dict[str, Any]]:
        form = self.form
        return [
            {
                "at": str(at),
                "fold": folds.section(at, section),
                "role": section.role,
                "zh": ROLE_WORDS[Role(section.role)],
                "headings": form[f"s{at}-headings"],
                "share": form[f"s{at}-share"],
                "parts": [self._part(folds, at, number, part) for number, part in enumerate(section.parts)],
                "tells": section.role == Role.ACHIEVEMENTS,
            }
            for at, section in enumerate(form.raw.sections)
        ]

    def _part(self, folds: Folds, at: int, number: int, part: PartRow) -> dict[str, Any]:
        form, place = self.form, f"s{at}-p{number}"
        topic = self.topics.get(part.topic)
        return {
            "at": f"{at}.{number}",
            "place": place,
            "fold": folds.part(at, number, part),
            "topic": part.topic,
            "zh": topic.zh if topic else part.topic,
            "name": f"{place}-topic",
            "headings": form[f"{place}-headings"],
            "weight": form[f"{place}-weight"],
            "leads": form[f"{place}-leads"],
        }
