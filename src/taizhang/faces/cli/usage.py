"""What click complains about, said in Chinese: what is wrong, and what to write instead."""

from __future__ import annotations

from datetime import date
from typing import Any

import click

FIRST_YEAR, LAST_YEAR = 1921, 2200


class Day(click.ParamType[date]):
    """A day, written 2025-11-20."""

    name = "day"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """Read the day."""
        if isinstance(value, date):
            return value
        try:
            day = date.fromisoformat(str(value))
        except ValueError:
            self.fail(f"“{value}”不是日历上的日期，要写成 2025-11-20 这样。", param, ctx)
        if not FIRST_YEAR <= day.year <= LAST_YEAR:
            self.fail(f"“{value}”不在 {FIRST_YEAR} 到 {LAST_YEAR} 年之间。", param, ctx)
        return day


class Whole(click.ParamType[int]):
    """A whole number between two bounds."""

    name = "number"

    def __init__(self, least: int, most: int) -> None:
        """Set the bounds."""
        self.least, self.most = least, most

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        """Read the number."""
        text = str(value)
        if not text.isascii() or not text.isdecimal() or not self.least <= int(text[:10]) <= self.most:
            self.fail(f"“{value}”要改成 {self.least} 到 {self.most} 之间的整数。", param, ctx)
        return int(text)


class OneOf(click.Choice[str]):
    """One of a few words."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Accept the word, or say which there are."""
        if value not in self.choices:
            self.fail(f"没有“{value}”，可以写：{'、'.join(map(str, self.choices))}。", param, ctx)
        return str(value)


DAY = Day()
YEAR = Whole(FIRST_YEAR, LAST_YEAR)


def said(error: click.ClickException) -> str:
    """One sentence for what click found wrong."""
    return f"{_sentence(error)}{_way_out(error)}"


def _sentence(error: click.ClickException) -> str:  # noqa: PLR0911 (one line for each thing click may find)
    if isinstance(error, click.NoSuchOption):
        near = f"是不是 {'、'.join(error.possibilities)}？" if error.possibilities else ""
        return f"没有 {error.option_name} 这个选项。{near}"
    if isinstance(error, click.BadOptionUsage):
        return f"选项 {error.option_name} 后面少了值，或多给了值。"
    if isinstance(error, click.MissingParameter):
        return f"少了{_named(error)}。"
    if isinstance(error, click.BadParameter):
        return f"{_named(error)}不对：{_reason(error)}"
    if isinstance(error, click.BadArgumentUsage):
        return "参数的个数不对。"
    if isinstance(error, click.FileError):
        return f"打不开文件 {error.ui_filename}：{error.message}"
    message = error.format_message()
    if message.startswith("No such command"):
        return f"没有 {message.split(chr(39))[1]} 这条命令。"
    if message.startswith("Missing command"):
        return "少了命令。"
    if message.startswith("Got unexpected extra argument"):
        return f"多出了不认识的内容：{message.partition('(')[2].rstrip(').')}。"
    return message


def _reason(error: click.BadParameter) -> str:
    if isinstance(error.param and error.param.type, click.Path):
        path = error.message.split("'")[1] if error.message.count("'") > 1 else ""
        if "does not exist" in error.message:
            return f"找不到文件“{path}”。核对路径。"
        if "is a directory" in error.message:
            return f"“{path}”是文件夹，这里要一个文件。"
        return f"“{path}”用不了，核对路径和读写权限。"
    return error.message


def _named(error: click.BadParameter) -> str:
    if error.param is None:
        return "一个参数"
    if isinstance(error.param, click.Option):
        return f"选项 {max(error.param.opts, key=len)} "
    return f"参数 {error.param.metavar or error.param.name} "


def _way_out(error: click.ClickException) -> str:
    context = getattr(error, "ctx", None)
    return f"\n{context.command.get_usage(context)}\n看说明：{context.command_path} --help" if context else ""
