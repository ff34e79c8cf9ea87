"""The families of files (门类): which folder holds what, and the shape of each."""

from __future__ import annotations

import re
from typing import Any, Final

from pydantic import TypeAdapter

from taizhang.domain.rules.kinds import Kind, KindGroup
from taizhang.domain.rules.obligations import RULE, FigureDefinition, Profile, Rule
from taizhang.domain.rules.outlines import Outline, PhrasePack
from taizhang.domain.rules.shape import Source

RuleContent = Source | KindGroup | Kind | Rule | FigureDefinition | Profile | Outline | PhrasePack

FAMILIES: Final[dict[str, TypeAdapter[Any]]] = {
    "sources": TypeAdapter(Source),
    "groups": TypeAdapter(KindGroup),
    "kinds": TypeAdapter(Kind),
    "obligations": RULE,
    "figures": TypeAdapter(FigureDefinition),
    "profiles": TypeAdapter(Profile),
    "outlines": TypeAdapter(Outline),
    "phrases": TypeAdapter(PhrasePack),
}

_LONGEST_ID = 100
_PATH = re.compile(r"(?P<family>[a-z]+)/(?P<id>[a-z0-9_]+(?:/[a-z0-9_]+)*)\.yaml")


def family_and_id(path: str) -> tuple[str, str] | None:
    """Cut `kinds/own/d0/weekly_study.yaml` into its family and its id, or None where it is no such path."""
    match = _PATH.fullmatch(path)
    if match is None or match["family"] not in FAMILIES or len(match["id"]) > _LONGEST_ID:
        return None
    return match["family"], match["id"]
