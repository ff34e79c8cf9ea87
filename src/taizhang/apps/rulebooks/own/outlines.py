"""A unit's own outline (自定提纲): what its form says, from a shipped one or its own, and back to a file."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Final

from taizhang.apps.rulebooks.errors import OwnRuleRefusedError
from taizhang.apps.rulebooks.own.outline_words import SPEAKINGS, Words, outline_words, spell_words
from taizhang.apps.rulebooks.own.spelling import yaml_of
from taizhang.domain.rules.kinds import OrganizationType
from taizhang.domain.rules.outlines import Outline, OwnSubjects, ProblemTopic, Role, Sentences
from taizhang.domain.rules.rulebook import Rulebook

ROLE_WORDS: Final[Mapping[Role, str]] = {
    Role.ACHIEVEMENTS: "工作成效",
    Role.PROBLEMS: "存在的问题",
    Role.CAUSES: "原因分析",
    Role.PLANS: "下步打算",
    Role.LAST_YEAR: "上年问题整改",
}


@dataclass(frozen=True, slots=True)
class OwnPart:
    """One （一） of a section."""

    topic: str
    headings: tuple[str, ...]
    weight: int
    leads: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class OwnSection:
    """One 一、 of the report."""

    role: str
    headings: tuple[str, ...]
    share: int
    parts: tuple[OwnPart, ...] = ()


@dataclass(frozen=True, slots=True)
class OwnOutline:
    """An outline as its form has it: wordings with slots, every line one wording."""

    zh: str
    base: str
    """The shipped outline in whose place it stands."""
    title: str
    sections: tuple[OwnSection, ...]
    framing: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    sentences: Mapping[str, Mapping[str, tuple[str, ...]]] = field(default_factory=dict)
    """The unit's own only: kind → whose → wordings."""
    subjects: OwnSubjects = field(default_factory=OwnSubjects)
    problem_topics: tuple[ProblemTopic, ...] = ()
    problems: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """The unit's own only: rule → wordings."""
    about: str = ""
    types: tuple[OrganizationType, ...] = ()
    """Whose reports it is for; both are those of the shipped outline and are not asked for."""
    name: str = ""
    in_use: bool = True


@dataclass(frozen=True, slots=True)
class Topic:
    """What a part of 工作成效 may tell (可写的内容)."""

    id: str
    zh: str
    content: Mapping[str, Any]
    """Groups, kinds, figures and notable kinds, as the file has them."""


def base_of(rulebook: Rulebook, identifier: str) -> str:
    """The shipped outline that an outline is, or stands for."""
    outline = rulebook.outlines[identifier]
    return outline.based_on or outline.id


def own_of(rulebook: Rulebook, slug: str, base: str) -> Outline | None:
    """The unit's own outline in the place of a shipped one, in use or resting."""
    mine = (one for one in rulebook.outlines.values() if one.id.startswith(f"own/{slug}/") and one.based_on == base)
    return min(mine, key=lambda one: (not one.in_use, one.id), default=None)


def outline_form(rulebook: Rulebook, identifier: str) -> OwnOutline:
    """The form of an outline; of a shipped one, that of an own one which is yet the same."""
    outline = rulebook.outlines[identifier]
    told = outline_words(rulebook, outline)
    sections = tuple(
        OwnSection(
            section.role.value,
            section.headings,
            section.share,
            tuple(OwnPart(part.id, part.headings, part.weight, told.leads[part.id]) for part in section.parts),
        )
        for section in outline.sections
    )
    own = outline.id.startswith("own/")
    return OwnOutline(
        zh=outline.zh,
        base=outline.based_on or outline.id,
        title=outline.title,
        sections=sections,
        framing=told.framing,
        sentences={kind: _told(said) for kind, said in outline.words.sentences.items()},
        subjects=told.subjects,
        problem_topics=told.topics,
        problems=dict(outline.words.problems),
        about=outline.about,
        types=outline.types,
        name=outline.id.rpartition("/")[2] if own else "",
        in_use=True,
    )


def topics_of(rulebook: Rulebook, outline: Outline, slugs: Iterable[str]) -> dict[str, Topic]:
    """Every topic that a part may have: those of this outline, then of the others, then groups that no part tells."""
    seen = frozenset(slugs)
    found: dict[str, Topic] = {}
    shipped = [one for one in rulebook.outlines.values() if not one.id.startswith("own/")]
    base = rulebook.outlines.get(outline.based_on or outline.id, outline)
    for one in (outline, base, *sorted(shipped, key=lambda each: each.id)):
        for section in _content(rulebook, one)["sections"]:
            for part in section.get("parts", ()):
                rest = {key: value for key, value in part.items() if key not in {"id", "headings", "weight"}}
                found.setdefault(part["id"], Topic(part["id"], _named(rulebook, rest, part), rest))
    told = {group for topic in found.values() for group in topic.content.get("groups", ())}
    for identifier, group in sorted(rulebook.groups.items(), key=lambda pair: (pair[1].order, pair[0])):
        mine = not identifier.startswith("own/") or identifier.split("/")[1] in seen
        if mine and identifier not in told and rulebook.kinds_of(identifier):
            name = re.sub(r"[^a-z0-9]+", "_", f"group_{identifier}")[:64]
            found.setdefault(name, Topic(name, group.zh, {"groups": [identifier]}))
    return found


def spell_outline(rulebook: Rulebook, slug: str, form: OwnOutline, slugs: Iterable[str] = ()) -> dict[str, str]:
    """The file of an own outline, {path: YAML}; only what differs from the pack is kept of the words."""
    before = rulebook.outlines.get(f"own/{slug}/{form.name}") if form.name else None
    base = rulebook.outlines.get(form.base)
    if base is None or base.based_on is not None:
        raise OwnRuleRefusedError("没有这份随附的提纲，没有保存。请回到提纲页重新选。")
    outline = before or base
    topics = topics_of(rulebook, outline, slugs)
    name = form.name or _free(rulebook, slug)
    content: dict[str, Any] = {
        "zh": form.zh.strip(),
        "about": base.about,
        "types": [one.value for one in outline.types],
        "title": form.title.strip(),
        "phrases": outline.phrases,
        "based_on": base.id,
        "in_use": form.in_use,
        "sections": [_section(one, topics) for one in form.sections],
        "words": _words(rulebook, outline, form),
    }
    keep = {"zh", "about", "title", "phrases", "based_on", "in_use", "sections"}
    kept = {key: value for key, value in content.items() if key in keep or value}
    return {f"outlines/own/{slug}/{name}.yaml": yaml_of(kept)}


def with_sentences(form: OwnOutline, kind: str, said: Mapping[str, tuple[str, ...]]) -> OwnOutline:
    """The outline with a unit's own sentences of one kind; none at all: the shipped ones again."""
    others = {key: value for key, value in form.sentences.items() if key != kind}
    before = form.sentences.get(kind, {})
    unasked = {whose: lines for whose, lines in before.items() if whose not in SPEAKINGS and whose not in said}
    own = unasked | {whose: lines for whose, lines in said.items() if lines}
    return replace(form, sentences={**others, kind: own} if own else others)


def with_problem(form: OwnOutline, rule: str, said: tuple[str, ...]) -> OwnOutline:
    """The outline with a unit's own words for what was not done by one rule; none: the shipped ones again."""
    others = {key: value for key, value in form.problems.items() if key != rule}
    return replace(form, problems={**others, rule: said} if said else others)


def _section(section: OwnSection, topics: Mapping[str, Topic]) -> dict[str, Any]:
    found: dict[str, Any] = {"role": section.role, "headings": list(section.headings), "share": section.share}
    if section.role == Role.ACHIEVEMENTS and section.parts:
        found["parts"] = [_part(one, topics) for one in section.parts]
    return found


def _part(part: OwnPart, topics: Mapping[str, Topic]) -> dict[str, Any]:
    topic = topics.get(part.topic)
    if topic is None:
        raise OwnRuleRefusedError("有一小节要写的内容已经没有了，没有保存。请刷新页面再选。")
    return {"id": part.topic, "headings": list(part.headings), "weight": part.weight, **topic.content}


def _words(rulebook: Rulebook, outline: Outline, form: OwnOutline) -> dict[str, Any]:
    leads = {part.topic: part.leads for section in form.sections for part in section.parts}
    said = Words(form.framing, leads, form.subjects, form.problem_topics)
    return spell_words(rulebook, outline, said, {"sentences": form.sentences, "problems": form.problems})


def _told(said: Sentences) -> dict[str, tuple[str, ...]]:
    return {key: getattr(said, key) for key in Sentences.model_fields if getattr(said, key)}


def _named(rulebook: Rulebook, content: Mapping[str, Any], part: Mapping[str, Any]) -> str:
    """A topic by the groups it tells: 组织生活、三会一课与主题党日."""
    groups = [rulebook.groups[one].zh for one in content.get("groups", ()) if one in rulebook.groups]
    others = (rulebook.kinds.get(one) for one in content.get("kinds", ()))
    kinds = [one.zh for one in others if one is not None and one.group not in content.get("groups", ())]
    return "、".join([*groups, *kinds]) or str(part["headings"][0])


def _content(rulebook: Rulebook, outline: Outline) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(rulebook.files[f"outlines/{outline.id}.yaml"])
    return found


def _free(rulebook: Rulebook, slug: str) -> str:
    prefix = f"own/{slug}/outline_"
    taken = [int(tail) for one in rulebook.outlines if (tail := one.removeprefix(prefix)).isdecimal()]
    return f"outline_{max(taken, default=0) + 1}"
