"""One spelling for facts: canonical JSON, and the digest (SM3) taken over it."""

from __future__ import annotations

import hashlib
import json
from typing import Any


def canonical(value: Any) -> str:  # noqa: ANN401 (any JSON value)
    """Spell a JSON value in the one way that digests are taken over: sorted keys, no spaces, Han as it is."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)


def digest_text(text: str) -> str:
    """The SM3 digest of a text, in hexadecimal."""
    return hashlib.new("sm3", text.encode("utf-8", "surrogatepass")).hexdigest()


def digest(value: Any) -> str:  # noqa: ANN401 (any JSON value)
    """The SM3 digest of a JSON value in its canonical spelling."""
    return digest_text(canonical(value))
