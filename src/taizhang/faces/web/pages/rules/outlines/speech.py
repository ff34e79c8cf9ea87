"""Who an outline speaks of (主语), and how it draws shortfalls together (问题): their fields, and what they say."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from django import forms

from taizhang.apps.rulebooks.own.outline_words import PROBLEM_LINES
from taizhang.apps.rulebooks.own.outlines import OwnOutline
from taizhang.domain.rules.holes import PROBLEM_HOLES, in_chinese
from taizhang.domain.rules.kinds import OrganizationType
from taizhang.domain.rules.outlines import OwnSubjects, ProblemTopic
from taizhang.domain.rules.wording import TYPE_NAMES
from taizhang.faces.web.pages.rules.outlines.lines import (
    LONGEST_HEADING,
    LONGEST_LINE,
    LinesField,
    WordField,
    claiming_nothing,
    plain,
    problem,
)

LONGEST_SUBJECT = 16
BELOW = {"below": "下级都是支部时", "below_mixed": "下级有党委、党总支时"}
PROBLEM_NOTE = (
    "能用的空：" + "、".join(f"{{{zh}}}" for zh in PROBLEM_HOLES.values()) + "。{次数}一定要有；组织的名字不写进报告。"
)


def types_of(before: OwnOutline) -> tuple[OrganizationType, ...]:
    """The types of organisation that have a word of their own here."""
    return tuple(one for one in before.subjects.own if not before.types or one in before.types)


def subject_names(before: OwnOutline) -> Iterator[str]:
    """The names of the fields of the subjects, in their order."""
    if before.about == "person":
        yield "subject-speaker"
    yield from (f"subject-own-{one.value}" for one in types_of(before))
    yield from (f"subject-{key}" for key in BELOW)


def speech_texts(before: OwnOutline) -> dict[str, str]:
    """What the fields say at first."""
    own = before.subjects
    found = {"subject-speaker": "\n".join(own.speaker)} if before.about == "person" else {}
    found |= {f"subject-own-{one.value}": own.own[one] for one in types_of(before)}
    found |= {f"subject-{key}": getattr(own, key) or "" for key in BELOW}
    for at, topic in enumerate(before.problem_topics):
        found |= {f"topic{at}-said": "\n".join(topic.said), f"topic{at}-matter": topic.matter}
    return found | {
        key: "\n".join(in_chinese(one, PROBLEM_HOLES) for one in before.framing.get(key, ())) for key in PROBLEM_LINES
    }


def speech_fields(before: OwnOutline, refused: Iterable[str]) -> dict[str, forms.Field]:
    """The fields by their names."""
    subject = claiming_nothing(refused)
    fields: dict[str, forms.Field] = {}
    for name in subject_names(before):
        if name == "subject-speaker":
            fields[name] = LinesField("述职的人怎么自称", LONGEST_SUBJECT, subject, required=False)
        else:
            fields[name] = WordField(_subject_word(name), LONGEST_SUBJECT, subject)
    for at in range(len(before.problem_topics)):
        fields[f"topic{at}-said"] = LinesField("开头一句", LONGEST_LINE, plain, required=False, rows=3)
        fields[f"topic{at}-matter"] = WordField("别处提到它时", LONGEST_HEADING, plain)
    fields["cause"] = LinesField(PROBLEM_LINES["cause"], LONGEST_HEADING, subject, required=False, rows=3)
    fields["problems_otherwise"] = LinesField(
        PROBLEM_LINES["problems_otherwise"], LONGEST_LINE, problem, required=False, help_text=PROBLEM_NOTE
    )
    return fields


def subjects_said(cleaned: Mapping[str, Any], before: OwnOutline) -> OwnSubjects:
    """Who the sentences speak of; what was left empty is the pack's again."""
    own = {one: said for one in types_of(before) if (said := cleaned[f"subject-own-{one.value}"])}
    return OwnSubjects(
        speaker=cleaned.get("subject-speaker", ()),
        own=own,
        own_otherwise=before.subjects.own_otherwise,
        below=cleaned["subject-below"] or None,
        below_mixed=cleaned["subject-below_mixed"] or None,
    )


def topics_said(cleaned: Mapping[str, Any], before: OwnOutline, standard: OwnOutline) -> tuple[ProblemTopic, ...]:
    """How shortfalls are drawn together; which rules belong together stays, and what is empty is as shipped."""
    shipped = {topic.rules: topic for topic in standard.problem_topics}

    def one(at: int, topic: ProblemTopic) -> ProblemTopic:
        there = shipped.get(topic.rules, topic)
        said, matter = cleaned[f"topic{at}-said"], cleaned[f"topic{at}-matter"]
        return ProblemTopic(said=said or there.said, matter=matter or there.matter, rules=topic.rules)

    return tuple(one(at, topic) for at, topic in enumerate(before.problem_topics))


def topic_rows(form: forms.Form, before: OwnOutline) -> list[dict[str, Any]]:
    """The topics with their fields, for the page."""
    return [
        {"zh": topic.matter, "said": form[f"topic{at}-said"], "matter": form[f"topic{at}-matter"]}
        for at, topic in enumerate(before.problem_topics)
    ]


def _subject_word(name: str) -> str:
    key = name.removeprefix("subject-")
    return BELOW.get(key) or f"{TYPE_NAMES[OrganizationType(key.removeprefix('own-'))]}自称"
