"""The sources (依据) alone: who only needs the names of documents reads these few files and no rule."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib import resources
from types import MappingProxyType
from typing import Final

from taizhang.domain.rules.faults import RulebookFaultyError
from taizhang.domain.rules.reading import read_yaml
from taizhang.domain.rules.rulebook import texts_of
from taizhang.domain.rules.shape import Source
from taizhang.domain.rules.validation import shape_content

_FOLDER: Final = "sources"


@cache
def shipped_sources() -> Mapping[str, Source]:
    """Give the sources that came with this release, by id."""
    sources: dict[str, Source] = {}
    for name, text in texts_of(resources.files("taizhang") / "rulebook" / _FOLDER).items():
        document, faults = read_yaml(f"{_FOLDER}/{name}", text)
        if document is not None:
            content, wrong = shape_content(document)
            faults = [*faults, *wrong]
            if isinstance(content, Source):
                sources[content.id] = content
        if faults:
            raise RulebookFaultyError(faults)
    return MappingProxyType(sources)
