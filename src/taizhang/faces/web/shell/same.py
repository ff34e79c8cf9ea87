"""Remembering what was made of a thing for as long as it is the very same thing.

Selectors hand out the very same matrix until an answer in it changes, and the same structure until an organisation
does. What is kept of them must hang on nothing else but what stands beside them in the key, and so tells one reader
nothing that another may not see: whose organisations a matrix holds was asked of his rights when it was made.
"""

from __future__ import annotations

from typing import Any
from weakref import ref


class Same:
    """A thing as a key: equal to itself alone; what is remembered of it does not keep it from going."""

    def __init__(self, thing: Any) -> None:
        """Know the thing by where it lies."""
        self._hash = id(thing)
        self._to = ref(thing)

    @property
    def thing(self) -> Any:
        """The thing, for whoever holds it."""
        return self._to()

    def __eq__(self, other: object) -> bool:
        """Say whether it is that very thing, and still there."""
        return isinstance(other, Same) and self.thing is not None and other.thing is self.thing

    def __hash__(self) -> int:
        """Tell it by where it lies."""
        return self._hash
