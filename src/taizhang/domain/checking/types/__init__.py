"""The rule types: the name a pack writes, its shape, what builds all its rules into one detector.

A family adds one line. `stage` is only needed where a type has one turn whatever the category of its rules.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

from taizhang.domain.checking.detecting import Detector, Stage
from taizhang.domain.checking.rule import CheckRule
from taizhang.domain.checking.types.anniversary import AnniversaryRule, build_anniversary
from taizhang.domain.checking.types.broken import BrokenRule, build_broken
from taizhang.domain.checking.types.congress import CongressRule, build_congress
from taizhang.domain.checking.types.copied import CopiedRule, build_copied
from taizhang.domain.checking.types.document_name import DocumentNameRule, build_document_name
from taizhang.domain.checking.types.doubled import DoubledRule, build_doubled
from taizhang.domain.checking.types.lexicon import LexiconRule, build_lexicon
from taizhang.domain.checking.types.members import MembersRule, build_members
from taizhang.domain.checking.types.near_term import NearTermRule, build_near_term
from taizhang.domain.checking.types.particle import ParticleRule, build_particle
from taizhang.domain.checking.types.past_event import PastEventRule, build_past_event
from taizhang.domain.checking.types.pattern import PatternRule, build_pattern
from taizhang.domain.checking.types.probe import ProbeRule, build_probe
from taizhang.domain.checking.types.promise import PromiseRule, build_promise
from taizhang.domain.checking.types.repeated import RepeatedRule, build_repeated
from taizhang.domain.checking.types.sensitive import SensitiveRule, build_sensitive
from taizhang.domain.checking.types.spelling import SpellingRule, build_spelling
from taizhang.domain.checking.types.stale_year import StaleYearRule, build_stale_year
from taizhang.domain.checking.types.title_body import TitleBodyRule, build_title_body
from taizhang.domain.checking.types.title_unit import TitleUnitRule, build_title_unit
from taizhang.domain.checking.types.truncated import TruncatedRule, build_truncated


@dataclass(frozen=True, slots=True)
class RuleType:
    """The shape of a rule, and the function that makes a detector of all rules of the shape."""

    shape: type[CheckRule]
    build: Callable[[Any], Detector]
    stage: Stage | None = None


TYPES: Final[dict[str, RuleType]] = {
    "broken": RuleType(BrokenRule, build_broken),
    "doubled": RuleType(DoubledRule, build_doubled),
    "lexicon": RuleType(LexiconRule, build_lexicon),
    "pattern": RuleType(PatternRule, build_pattern),
    "probe": RuleType(ProbeRule, build_probe),
    "promise": RuleType(PromiseRule, build_promise),
    "anniversary": RuleType(AnniversaryRule, build_anniversary),
    "congress": RuleType(CongressRule, build_congress),
    "copied": RuleType(CopiedRule, build_copied),
    "document_name": RuleType(DocumentNameRule, build_document_name),
    "members": RuleType(MembersRule, build_members),
    "near_term": RuleType(NearTermRule, build_near_term),
    "particle": RuleType(ParticleRule, build_particle),
    "past_event": RuleType(PastEventRule, build_past_event),
    "stale_year": RuleType(StaleYearRule, build_stale_year),
    "title_body": RuleType(TitleBodyRule, build_title_body),
    "title_unit": RuleType(TitleUnitRule, build_title_unit),
    "repeated": RuleType(RepeatedRule, build_repeated),
    "truncated": RuleType(TruncatedRule, build_truncated),
    "sensitive": RuleType(SensitiveRule, build_sensitive),
    "spelling": RuleType(SpellingRule, build_spelling),
}
