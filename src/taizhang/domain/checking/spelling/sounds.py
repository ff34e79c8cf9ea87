"""How characters are read: a public table, read as data; of its package not a line is run."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Mapping
from functools import cache, lru_cache
from importlib.util import find_spec
from pathlib import Path
from types import MappingProxyType
from typing import Final

_FIRST, _LAST, _PRIVATE = 0x4E00, 0x9FFF, 0xE000
_TONES: Final = frozenset("\u0300\u0301\u0302\u0304\u030c")
_MERGED_INITIALS = (("zh", "z"), ("ch", "c"), ("sh", "s"), ("n", "l"))
_MERGED_FINALS = (("ang", "an"), ("eng", "en"), ("ing", "in"))
_PARTICLES, _PARTICLE = frozenset("的地得"), "de"
_MOST_READINGS: Final = 3
_POLYPHONES = frozenset(
    "行长重调着觉校都乐还便得地的量降角难应当中为种数差转传参藏曾朝称处创担倒度恶发分干更供冠好号和系兴与载强说弄教少正切解率空会"
)
"""Characters with more than one common reading; of the others the table's first one counts."""


def syllables(character: str) -> tuple[str, ...]:
    """Give the common readings of a character, without tones."""
    return _readings().get(character, ())


@lru_cache(maxsize=2048)
def merged(syllable: str) -> str:
    """Take sounds for one that many speakers do not part: zh and z, n and l, ing and in."""
    for long, short in _MERGED_INITIALS:
        if syllable.startswith(long):
            syllable = short + syllable[len(long) :]
            break
    for long, short in _MERGED_FINALS:
        if syllable.endswith(long):
            return syllable[: -len(long)] + short
    return syllable


@cache
def sound_codes() -> Mapping[int, str]:
    """For each character, another one that stands for its first reading with like sounds merged: for str.translate."""
    signs: dict[str, str] = {}
    return MappingProxyType(
        {
            ord(character): signs.setdefault(merged(_sound_of(character, readings)), chr(_PRIVATE + len(signs)))
            for character, readings in _readings().items()
        }
    )


def _sound_of(character: str, readings: tuple[str, ...]) -> str:
    """Give the reading by which it is typed; the three particles are typed as one."""
    return _PARTICLE if character in _PARTICLES else readings[0]


@cache
def _readings() -> Mapping[str, tuple[str, ...]]:
    same: dict[tuple[str, ...], tuple[str, ...]] = {}
    readings = {}
    for character, written in _table():
        few = tuple(dict.fromkeys(map(_plain, written[: _MOST_READINGS if character in _POLYPHONES else 1])))
        readings[character] = same.setdefault(few, few)
    return MappingProxyType(readings)


def _table() -> list[tuple[str, list[str]]]:
    """Read the table of pypinyin; its package would load a dictionary of phrases that nobody here asks."""
    package = find_spec("pypinyin")
    folders = package.submodule_search_locations if package else None
    if not folders:
        raise ModuleNotFoundError("没有安装 pypinyin：同音字取自它的读音表。重新安装本产品。")
    written: dict[str, str] = json.loads(Path(folders[0], "pinyin_dict.json").read_text(encoding="utf-8"))
    wanted = range(_FIRST, _LAST + 1)
    return [(chr(int(code)), said.split(",")) for code, said in written.items() if said and int(code) in wanted]


@lru_cache(maxsize=4096)
def _plain(reading: str) -> str:
    apart = unicodedata.normalize("NFD", reading)
    return unicodedata.normalize("NFC", "".join(one for one in apart if one not in _TONES))
