"""What a password must be like: one of two policies, because the two standards contradict each other."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from functools import lru_cache
from itertools import pairwise

from django.conf import settings
from django.contrib.auth.password_validation import CommonPasswordValidator
from django.core.exceptions import ImproperlyConfigured

LONGEST = 128
ROTATION = timedelta(days=90)
HISTORY = 5
ONE_TIME_LIFE = timedelta(hours=72)
_FEWEST_CHARACTERS = 5
_SHORTEST_CONTEXT = 3
# Words of this field that nobody's list of leaked passwords has.
_FIELD_WORDS = (
    "taizhang",
    "dangzhibu",
    "zhibu",
    "dangwei",
    "dangyuan",
    "dangjian",
    "gongchandang",
    "zhongguo",
    "shujizhibu",
    "台账",
    "党支部",
    "党委",
    "党员",
    "党建",
    "中国共产党",
)
# Letters and digits that are not mistaken for one another, because a one-time password is read off paper.
_ONE_TIME_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"


@dataclass(frozen=True, slots=True)
class Candidate:
    """A password somebody wants, and whose it would be."""

    password: str
    login: str
    name: str
    is_administrator: bool
    context: Sequence[str] = ()
    """More words that everybody would guess: the unit, the branch."""
    was_used: Callable[[str], bool] = field(default=lambda _: False)


def reasons_against(candidate: Candidate) -> tuple[str, ...]:
    """Every reason why this password is refused under the policy in force; none if it is fine."""
    checks = {"length": _against_short, "gb": _against_plain}
    policy = active_policy()
    return tuple(filter(None, (*checks[policy](candidate), *_against_guessable(candidate))))


def active_policy() -> str:
    """The policy that the installation chose: `length` or `gb`."""
    policy = str(settings.PASSWORD_POLICY)
    if policy not in ("length", "gb"):
        raise ImproperlyConfigured(f"taizhang.toml 里的 password_policy 是“{policy}”，只能写 length 或 gb。")
    return policy


def policy_in_words() -> str:
    """What to tell somebody who chooses a password."""
    if active_policy() == "gb":
        return "至少8位，大写字母、小写字母、数字、符号至少三种；每90天换一次，不用最近5次用过的。"
    return "至少8位，管理员至少15位；几个不相干的词连起来就好记，不要求大小写和符号，不要求定期换。"


def one_time_password() -> str:
    """A random password of some 79 bits to hand over on paper; it only opens the page where one sets one's own."""
    return "-".join("".join(secrets.choice(_ONE_TIME_LETTERS) for _ in range(4)) for _ in range(4))


def _against_short(candidate: Candidate) -> tuple[str, ...]:
    shortest = 15 if candidate.is_administrator else 8
    return (f"至少{shortest}位，现在{len(candidate.password)}位。" if len(candidate.password) < shortest else "",)


def _against_plain(candidate: Candidate) -> tuple[str, ...]:
    password = candidate.password
    classes = sum(
        (
            any(character.islower() for character in password),
            any(character.isupper() for character in password),
            any(character.isdigit() for character in password),
            any(not character.isalnum() for character in password),
        )
    )
    return (
        f"至少8位，现在{len(password)}位。" if len(password) < 8 else "",  # noqa: PLR2004 (the sentence says it)
        "大写字母、小写字母、数字、符号至少要有三种。" if classes < 3 else "",  # noqa: PLR2004
        f"最近{HISTORY}次用过的不能再用。" if candidate.was_used(password) else "",
    )


def _against_guessable(candidate: Candidate) -> tuple[str, ...]:
    password = candidate.password
    lowered = password.casefold()
    return (
        f"最多{LONGEST}位。" if len(password) > LONGEST else "",
        "这是最常见的密码之一，别人会先试它。换一个。" if lowered in _common() else "",
        "重复或连着排的字太多。换一个。" if _is_monotonous(password) else "",
        "里面主要是登录名、姓名、单位名或党务常用词。换几个不相干的词。" if _is_context(lowered, candidate) else "",
    )


def _is_context(lowered: str, candidate: Candidate) -> bool:
    """Say whether little is left once the words that everybody would guess are taken out."""
    words = {candidate.login, candidate.name, *candidate.context, *_FIELD_WORDS}
    left = lowered
    for word in sorted((word.casefold() for word in words), key=len, reverse=True):
        if len(word) >= _SHORTEST_CONTEXT or (word and not word.isascii()):
            left = left.replace(word, "")
    left = "".join(character for character in left if character.isalpha())
    return left != "".join(filter(str.isalpha, lowered)) and len(left) < _FEWEST_CHARACTERS


def _is_monotonous(password: str) -> bool:
    if len(set(password)) < min(_FEWEST_CHARACTERS, len(password)):
        return True
    steps = {ord(after) - ord(before) for before, after in pairwise(password)}
    return steps in ({1}, {-1}, {0})


@lru_cache(maxsize=1)
def _common() -> frozenset[str]:
    return frozenset(CommonPasswordValidator().passwords)
