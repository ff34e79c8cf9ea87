"""Adopted rulebooks against the digests that they are kept under."""

from __future__ import annotations

import json
from collections.abc import Generator

from taizhang.apps.audit.verification import Counted, Difference
from taizhang.apps.audit.verification.whole import Progress
from taizhang.apps.rulebooks.errors import DamagedRulebookError, UnknownRulebookError
from taizhang.apps.rulebooks.models import Manifest, RuleText
from taizhang.apps.rulebooks.selectors import rulebook_of
from taizhang.domain.canonical import digest as digest_of


def rule_texts(_seq: int, counted: Counted, progress: Progress) -> Generator[Difference, None, None]:
    """Digest each text and each manifest anew."""
    texts = RuleText.objects.order_by("digest").values_list("digest", "text")
    total = texts.count()
    for number, (digest, text) in enumerate(texts.iterator(chunk_size=500), start=1):
        if _digest(text) != digest:
            yield Difference(RuleText._meta.db_table, digest, "text", "这条制度的原文被改过，与采用时的摘要不符。")
        progress(number, total, "核对制度原文")
    counted.derived += total
    for digest in list(Manifest.objects.order_by("digest").values_list("digest", flat=True)):
        counted.derived += 1
        try:
            # Past the memory of this process: what is in the tables is what counts.
            rulebook_of.__wrapped__(digest)
        except (DamagedRulebookError, UnknownRulebookError, ValueError, KeyError):
            yield Difference(Manifest._meta.db_table, digest, "files", "这套制度的目录与摘要不符，或有原文不在了。")


def _digest(text: str) -> str:
    """Digest the content of a text; one that is no JSON any more has none."""
    try:
        return digest_of(json.loads(text))
    except ValueError:
        return ""
