from __future__ import annotations

from taizhang.domain.rules import shipped
from taizhang.domain.rules.sources import shipped_sources


def test_it_reads_the_same_sources_as_the_whole_rulebook() -> None:
    assert dict(shipped_sources()) == dict(shipped().sources)
