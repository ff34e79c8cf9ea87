"""Numbers of things as a form or an address sends them."""

MOST_DIGITS = 18
"""What every database can hold; more is no number of anything, and Python reads no text of thousands of digits."""
MOST_COUNTED = 6


def is_number(text: str) -> bool:
    """Say whether a text can be the number of something."""
    return text.isascii() and text.isdecimal() and len(text) <= MOST_DIGITS


def counted(text: str) -> int:
    """A number that people count up to: a version, a page; nought for whatever is none."""
    return int(text) if is_number(text) and len(text) <= MOST_COUNTED else 0
