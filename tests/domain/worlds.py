"""Small rulebooks for the tests of the domain, put together without files."""

from types import MappingProxyType
from typing import Any

from taizhang.domain.canonical import digest
from taizhang.domain.rules.kinds import Kind
from taizhang.domain.rules.obligations import RULE, FigureDefinition
from taizhang.domain.rules.rulebook import Rulebook
from taizhang.domain.rules.shape import Source

SOURCE: dict[str, Any] = {
    "zh": "某条例",
    "issuer": "某机关",
    "level": "regulation",
    "editions": [{"in_force_on": "2010-01-01"}],
    "status": "confirmed",
    "checked_on": "2026-11-20",
    "checked_by": "甲",
}
VERSION: dict[str, Any] = {
    "from": "2018-10-28",
    "source": "statute",
    "article": "第十一条",
    "status": "confirmed",
    "checked_on": "2026-11-20",
    "checked_by": "甲",
    "text": "一条规定。",
}
EXAMPLE: dict[str, Any] = {"name": "空", "as_of": "2025-01-01", "expect": "not_applicable"}
BRANCHES = {"types": ["branch"]}


def rulebook_of(
    kinds: dict[str, dict[str, Any]] | None = None,
    rules: dict[str, dict[str, Any]] | None = None,
    figures: dict[str, dict[str, Any]] | None = None,
) -> Rulebook:
    """A rulebook of these kinds, rules and figures; what every one of them needs is filled in."""
    made: dict[str, dict[str, Any]] = {
        "sources": {"statute": Source.model_validate({**SOURCE, "id": "statute"})},
        "kinds": {
            name: Kind.model_validate({"id": name, "zh": name, "group": "all", **content})
            for name, content in (kinds or {}).items()
        },
        "rules": {name: rule_of(name, content) for name, content in (rules or {}).items()},
        "figures": {
            name: FigureDefinition.model_validate(
                {"id": name, "zh": name, "unit": "次", "group": "all", "definition": "合计", **content}
            )
            for name, content in (figures or {}).items()
        },
    }
    frozen: dict[str, Any] = {name: MappingProxyType(content) for name, content in made.items()}
    empty: Any = MappingProxyType({})
    return Rulebook(
        **frozen,
        groups=empty,
        profiles=empty,
        outlines=empty,
        phrases=empty,
        files=empty,
        file_digests=empty,
        digest=digest([kinds, rules, figures]),
        _by_group=empty,
    )


def rule_of(name: str, content: dict[str, Any]) -> Any:
    """A rule with one version (what stands under `version`) or several (`versions`)."""
    content = dict(content)
    versions = content.pop("versions", None) or [content.pop("version", {})]
    filled = [{**VERSION, **version} for version in versions]
    return RULE.validate_python(
        {"id": name, "zh": name, "group": "all", "examples": [EXAMPLE], **content, "versions": filled}
    )
