"""Numbers that lead to a person: identity card, mobile telephone, bank card, e-mail, number plate."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain
from typing import Final

from taizhang.domain.checking.secrecy.sighting import Sensitive, SensitiveKind, masked

_DIGITS: Final = re.compile(r"(?<![0-9A-Za-z.])[0-9]{15,19}[Xx]?(?![0-9A-Za-z])")
_GROUPED: Final = re.compile(r"(?<![0-9])[3-6][0-9]{3}(?:[ -][0-9]{4}){3}(?:[ -][0-9]{1,3})?(?![0-9])")
_MOBILE: Final = re.compile(
    r"(?<![0-9A-Za-z.])1[3-9][0-9](?:[0-9]{8}|[ -][0-9]{4}[ -][0-9]{4})"
    r"(?!\.?[0-9A-Za-z]|[元万亿吨人户个斤])"
)
_PLATE: Final = re.compile(
    "[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼][A-HJ-NP-Z][·•. ]?(?=[A-Z]{0,2}[0-9])"
    "[A-HJ-NP-Z0-9]{4,5}[A-HJ-NP-Z0-9挂学警港澳](?![A-Za-z0-9])"
)
_ID: Final = re.compile(
    "[1-8][0-9]{5}(?:19|20)[0-9]{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])[0-9]{3}[0-9Xx]",
)
_OLD_ID: Final = re.compile("[1-8][0-9]{7}(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])[0-9]{3}")
_MAIL_NAME: Final = re.compile(r"[A-Za-z0-9._%+-]{1,64}$")
_MAIL_HOST: Final = re.compile(r"[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,4}")
_LONGEST_NAME: Final = 64
_LONGEST_HOST: Final = 255
_WEIGHTS: Final = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECK_DIGITS: Final = "10X98765432"
_CARD_CUES: Final = ("卡号", "银行", "账号", "账户", "帐号", "帐户", "开户", "储蓄", "工资卡", "社保卡")
_ID_CUES: Final = ("身份证", "证件", "公民身份", "身份号")
_NEAR: Final = 20
_CARD_LENGTHS: Final = range(16, 20)


def personal_numbers(text: str) -> Iterator[Sensitive]:
    """Find every number that belongs to one person."""
    return chain(_long_numbers(text), _mobiles(text), _mails(text), _plates(text))


def identity_number_holds(number: str) -> bool:
    """Verify the check digit of an 18-digit identity number (GB 11643)."""
    total = sum(int(digit) * weight for digit, weight in zip(number[:17], _WEIGHTS, strict=True))
    return _CHECK_DIGITS[total % 11] == number[17].upper()


def card_number_holds(digits: str) -> bool:
    """Verify a card number by Luhn's sum."""
    total = 0
    for at, digit in enumerate(reversed(digits)):
        value = int(digit) * (1 + at % 2)
        total += value - 9 if value > 9 else value  # noqa: PLR2004 (the sum of its two digits)
    return total % 10 == 0


def _long_numbers(text: str) -> Iterator[Sensitive]:
    for found in chain(_DIGITS.finditer(text), _GROUPED.finditer(text)):
        kind = _kind_of(re.sub("[ -]", "", found[0]), text[max(0, found.start() - _NEAR) : found.start()])
        if kind is not None:
            yield Sensitive(kind, found.start(), found.end(), masked(found[0], 3, 2))


def _kind_of(number: str, before: str) -> SensitiveKind | None:
    if _ID.fullmatch(number) and (identity_number_holds(number) or any(cue in before for cue in _ID_CUES)):
        return SensitiveKind.ID_NUMBER
    if _OLD_ID.fullmatch(number) and any(cue in before for cue in _ID_CUES):
        return SensitiveKind.ID_NUMBER
    cued = any(cue in before for cue in _CARD_CUES) or number.startswith("62")
    if len(number) in _CARD_LENGTHS and number.isdigit() and cued and card_number_holds(number):
        return SensitiveKind.BANK_CARD
    return None


def _mobiles(text: str) -> Iterator[Sensitive]:
    for found in _MOBILE.finditer(text):
        yield Sensitive(SensitiveKind.MOBILE, found.start(), found.end(), masked(found[0], 3, 2))


def _mails(text: str) -> Iterator[Sensitive]:
    at = text.find("@")
    while at >= 0:
        name = _MAIL_NAME.search(text[max(0, at - _LONGEST_NAME) : at])
        host = _MAIL_HOST.match(text, at + 1, at + 1 + _LONGEST_HOST)
        if name and host:
            start = at - len(name[0])
            yield Sensitive(SensitiveKind.EMAIL, start, host.end(), masked(text[start : host.end()], 1, 4))
        at = text.find("@", host.end() if name and host else at + 1)


def _plates(text: str) -> Iterator[Sensitive]:
    for found in _PLATE.finditer(text):
        yield Sensitive(SensitiveKind.PLATE, found.start(), found.end(), masked(found[0], 2, 1))
