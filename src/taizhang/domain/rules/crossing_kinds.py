"""A kind held against itself: posts stand on one ground, and name fields, roles, tags and figures that are there."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Final

from taizhang.domain.rules.figures import AUTOMATIC, FigureInfo
from taizhang.domain.rules.kinds import Amount, FieldType, FormField, Kind, KindGroup, Post
from taizhang.domain.rules.reading import Path
from taizhang.domain.rules.vocabulary import HEAD_GROUPS, NAMED_POSTS, QUORUM_BASES

Trouble = tuple[Path, str]

GROUNDS: Final = ("one", "number", "count_of", "items", "any_item", "amount_per", "distinct", "named")
PLACEHOLDER: Final = re.compile(r"\{([^{}]*)\}")

_NUMBERS = {
    FieldType.INTEGER: Amount.ONE,
    FieldType.MONEY: Amount.FEN,
    FieldType.HOURS: Amount.TENTH_HOUR,
    FieldType.GRADES: Amount.ONE,
}
_ROWS = {FieldType.ITEMS, FieldType.PAPERS, FieldType.PERSONS, FieldType.ORGANIZATIONS}
_NEED_OPTIONS = {FieldType.CHOICE, FieldType.CHOICES, FieldType.GRADES}


def check_kind(kind: Kind, groups: Mapping[str, KindGroup], catalogue: Mapping[str, FigureInfo]) -> Iterator[Trouble]:
    """Everything in a kind that cannot work."""
    if kind.group not in groups:
        yield ("group",), f"没有“{kind.group}”这个分组（groups/{kind.group}.yaml）。"
    for index, role in enumerate(kind.attendance):
        if role not in kind.roles:
            yield ("attendance", index), f"roles 里没有“{role}”；可用的是：{'、'.join(kind.roles) or '无'}。"
    for name, field in kind.fields.items():
        yield from _check_field(("fields", name), field)
    for name, post in kind.posts.items():
        if name in AUTOMATIC:
            yield ("posts", name), f"“{name}”是每个类别自动有的数据，不要再写。"
        yield from _check_post(("posts", name), kind, post)
    for name in PLACEHOLDER.findall(kind.sentence):
        identifier = name if "/" in name else f"{kind.id}/{name}"
        if identifier not in catalogue:
            yield ("sentence",), f"“{{{name}}}”不是数据；本类别可用的是：{'、'.join((*AUTOMATIC, *kind.posts))}。"


def _check_field(path: Path, field: FormField) -> Iterator[Trouble]:
    if field.type in _NEED_OPTIONS and not field.options:
        yield (*path, "options"), "这种字段要写 options（可选项）。"
    for index, tag in enumerate(field.restricted_tags):
        if tag not in field.tags:
            yield (*path, "restricted_tags", index), f"tags 里没有“{tag}”。"
    if field.least is not None and field.most is not None and field.least > field.most:
        yield (*path, "least"), f"下限 {field.least} 大于上限 {field.most}。"


def _check_post(path: Path, kind: Kind, post: Post) -> Iterator[Trouble]:
    grounds = [ground for ground in GROUNDS if getattr(post, ground) is not None]
    if len(grounds) != 1:
        said = "、".join(grounds) or "无"
        yield path, f"每项数据只能有一个来历（{'、'.join(GROUNDS)} 选一个），现在是：{said}。"
        return
    if post.number is not None:
        yield from _check_number(path, kind, post, post.number)
    if post.count_of is not None and post.count_of not in kind.roles:
        yield (*path, "count_of"), f"roles 里没有“{post.count_of}”；可用的是：{'、'.join(kind.roles) or '无'}。"
    for ground in ("items", "any_item"):
        name = getattr(post, ground)
        if name is not None:
            yield from _check_rows((*path, ground), kind, post, name)
    if post.amount_per is not None:
        field = kind.fields.get(post.amount_per)
        if field is None or field.type not in {FieldType.AMOUNTS, FieldType.HOURS, FieldType.INTEGER, FieldType.MONEY}:
            yield (*path, "amount_per"), f"fields 里没有类型为 amounts 或数字的“{post.amount_per}”。"
        elif field.type in _NUMBERS and _NUMBERS[field.type] is not post.amount:
            yield (*path, "amount"), f"字段“{field.zh}”是 {field.type}，amount 应写 {_NUMBERS[field.type]}。"
    if post.named is not None:
        yield from _check_named(path, kind, post, post.named)
    yield from _check_condition(path, kind, post)


def _check_number(path: Path, kind: Kind, post: Post, name: str) -> Iterator[Trouble]:
    field = kind.fields.get(name)
    if field is None or field.type not in _NUMBERS:
        yield (*path, "number"), f"fields 里没有数字类的“{name}”（integer、money、hours、grades）。"
    elif _NUMBERS[field.type] is not post.amount:
        yield (*path, "amount"), f"字段“{field.zh}”是 {field.type}，amount 应写 {_NUMBERS[field.type]}。"
    elif (field.type is FieldType.GRADES) != (post.option is not None) or (
        post.option is not None and post.option not in field.options
    ):
        yield (*path, "option"), f"option 只用于 grades 字段，且应是：{'、'.join(field.options) or '不写'}。"


def _check_rows(path: Path, kind: Kind, post: Post, name: str) -> Iterator[Trouble]:
    field = kind.fields.get(name)
    if field is None or field.type not in _ROWS:
        yield path, f"fields 里没有可以逐行计数的“{name}”（items、papers、persons、organizations）。"
        return
    if post.tag is not None and post.tag not in field.tags:
        yield (*path[:-1], "tag"), f"字段“{field.zh}”没有标签“{post.tag}”；可用的是：{'、'.join(field.tags) or '无'}。"
    if post.form is not None and post.form not in field.options:
        yield (
            (*path[:-1], "form"),
            f"字段“{field.zh}”没有形式“{post.form}”；可用的是：{'、'.join(field.options) or '无'}。",
        )


def _check_named(path: Path, kind: Kind, post: Post, name: str) -> Iterator[Trouble]:
    if name not in NAMED_POSTS:
        yield (*path, "named"), f"没有“{name}”这个算法；可用的是：{'、'.join(NAMED_POSTS)}。"
        return
    for argument in post.with_:
        if argument not in NAMED_POSTS[name]:
            allowed = "、".join(sorted(NAMED_POSTS[name])) or "无"
            yield (*path, "with", argument), f"“{name}”没有“{argument}”这一项；可用的是：{allowed}。"
    role, group = post.with_.get("role"), post.with_.get("group")
    if role is not None and role not in kind.roles:
        yield (*path, "with", "role"), f"roles 里没有“{role}”；可用的是：{'、'.join(kind.roles) or '无'}。"
    if name == "heads" and group not in HEAD_GROUPS:
        yield (*path, "with", "group"), f"group 应是：{'、'.join(sorted(HEAD_GROUPS))}。"
    if name.startswith("quorum"):
        share, of = post.with_.get("share"), post.with_.get("of")
        if post.with_.get("base") not in QUORUM_BASES:
            yield (*path, "with"), f"base 应是：{'、'.join(sorted(QUORUM_BASES))}。"
        if not isinstance(share, int) or not isinstance(of, int) or not 0 < share <= of:
            yield (*path, "with"), "share 和 of 应是整数，且 0 < share ≤ of，例如半数写 share: 1, of: 2。"


def _check_condition(path: Path, kind: Kind, post: Post) -> Iterator[Trouble]:
    for name, wanted in post.when.items():
        field = kind.fields.get(name)
        if field is None or field.type not in {FieldType.CHOICE, FieldType.CHOICES, FieldType.YES_NO}:
            yield (*path, "when", name), f"fields 里没有可作条件的“{name}”（choice、choices、yes_no）。"
            continue
        values = (wanted,) if isinstance(wanted, str | bool) else wanted
        for value in values:
            if isinstance(value, bool) != (field.type is FieldType.YES_NO) or (
                isinstance(value, str) and value not in field.options
            ):
                allowed = "true、false" if field.type is FieldType.YES_NO else "、".join(field.options)
                yield (*path, "when", name), f"“{value}”不可用；可用的是：{allowed}。"
