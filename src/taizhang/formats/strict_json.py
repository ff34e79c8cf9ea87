"""JSON from outside, read strictly: nothing that a database, a digest or the next reader would trip over."""

from __future__ import annotations

import json
from typing import Any

DEEPEST = 20
MOST_WHOLE = 2**53
"""Beyond this, other readers of JSON round."""


class NotStrictError(ValueError):
    """A JSON text with something in it that is not taken; the message says what."""


def strict_json(text: bytes | str) -> Any:
    """Read a JSON value; raises NotStrictError with a Chinese sentence."""
    try:
        decoded = text.decode("utf-8") if isinstance(text, bytes) else text
        value = json.loads(decoded, parse_constant=_refuse, object_pairs_hook=_once)
    except UnicodeDecodeError:
        raise NotStrictError("不是 UTF-8 编码。用 UTF-8 另存一次。") from None
    except json.JSONDecodeError as error:
        raise NotStrictError(f"不是合格的 JSON：第 {error.lineno} 行第 {error.colno} 个字符处读不下去。") from None
    except RecursionError:
        raise NotStrictError("嵌套太深。") from None
    except NotStrictError:
        raise
    except ValueError:
        # Python refuses whole numbers of thousands of digits by itself.
        raise NotStrictError("有一个数太长。") from None
    _check(value)
    return value


def is_plain_text(text: str) -> bool:
    """Say whether every database takes the text: no NUL, no half of a character."""
    return "\0" not in text and not any("\ud800" <= one <= "\udfff" for one in text)


def _check(value: Any) -> None:
    level, depth = [value], 0
    while level:
        depth += 1
        if depth > DEEPEST:
            message = f"嵌套超过 {DEEPEST} 层。"
            raise NotStrictError(message)
        for one in level:
            _check_one(one)
        level = [
            child
            for one in level
            if isinstance(one, dict | list)
            for child in (one.values() if isinstance(one, dict) else one)
        ]


def _check_one(value: Any) -> None:
    texts = value.keys() if isinstance(value, dict) else [value] if isinstance(value, str) else []
    if not all(map(is_plain_text, texts)):
        raise NotStrictError("文字里有空字符或半个字符，看不见，也存不下。重新打一遍这段文字。")
    if isinstance(value, int) and abs(value) > MOST_WHOLE:
        message = f"数 {str(value)[:20]}… 太大。"
        raise NotStrictError(message)


def _refuse(constant: str) -> Any:
    message = f"{constant} 不是数。"
    raise NotStrictError(message)


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise NotStrictError("同一个名称写了两次。")
    return found
