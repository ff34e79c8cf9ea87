"""A unit's own words (自定用语) laid over the phrase pack of its outline."""

from __future__ import annotations

from functools import lru_cache

from taizhang.domain.rules.outlines import Outline, OwnSubjects, PhrasePack, Sentences, Subjects
from taizhang.domain.rules.rulebook import Rulebook

_PLAIN = (
    "opening",
    "problems_opening",
    "plans_opening",
    "last_year_opening",
    "problems_otherwise",
    "problem_topics",
    "cause",
)


def pack_of(rulebook: Rulebook, outline: Outline) -> PhrasePack:
    """The words that an outline is told in: the pack's, but for what the unit says in its own."""
    if "words" not in outline.model_fields_set:
        return rulebook.phrases[outline.phrases]
    return _own(rulebook, outline.id)


@lru_cache(maxsize=32)
def _own(rulebook: Rulebook, outline_id: str) -> PhrasePack:
    outline = rulebook.outlines[outline_id]
    pack, words = rulebook.phrases[outline.phrases], outline.words
    changed: dict[str, object] = {key: getattr(words, key) for key in _PLAIN if getattr(words, key)}
    if words.announcement:
        changed["announcement"] = {**pack.announcement, outline.about: words.announcement}
    if words.closing:
        changed["closing"] = {**pack.closing, outline.about: words.closing}
    if words.leads:
        changed["leads"] = {**pack.leads, **words.leads}
        changed["leads_of_person"] = {
            part: leads for part, leads in pack.leads_of_person.items() if part not in words.leads
        }
    if words.sentences:
        own = {kind: _over(pack.sentences.get(kind, Sentences()), said) for kind, said in words.sentences.items()}
        changed["sentences"] = {**pack.sentences, **own}
    if words.problems:
        changed["problems"] = {**pack.problems, **words.problems}
    if outline.about in pack.subjects:
        changed["subjects"] = {**pack.subjects, outline.about: _named(pack.subjects[outline.about], words.subjects)}
    return pack.model_copy(update=changed)


def _named(shipped: Subjects, own: OwnSubjects) -> Subjects:
    said = {key: value for key in OwnSubjects.model_fields if key != "own" and (value := getattr(own, key))}
    return shipped.model_copy(update=said | {"own": {**shipped.own, **own.own}})


def _over(shipped: Sentences, own: Sentences) -> Sentences:
    said = {key: getattr(own, key) for key in Sentences.model_fields if getattr(own, key)}
    return shipped.model_copy(update=said)
