"""Chance that always falls the same way: each question has its own stream, so one answer never shifts another."""

from __future__ import annotations

import random


def chance(*question: object) -> random.Random:
    """A stream of random numbers that depends on nothing but the question."""
    return random.Random("青禾区·" + "·".join(map(str, question)))
