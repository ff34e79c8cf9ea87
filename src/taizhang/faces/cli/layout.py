"""How help is laid out: Chinese headings, and lines broken by what a terminal shows (a Han character takes two)."""

from __future__ import annotations

import inspect
import shutil
import unicodedata
from collections.abc import Iterable, Iterator
from typing import Any

import click

WIDEST = 100
NARROWEST = 50
# A line never starts with one of these, and never ends with an opening one.
NOT_FIRST = "，。；：！？）、”》」』…"
NOT_LAST = "（“《「『"


def columns(text: str) -> int:
    """How many columns of a terminal a text takes."""
    return sum(2 if unicodedata.east_asian_width(one) in "WF" else 1 for one in text)


def padded(text: str, width: int) -> str:
    """Fill up with spaces to a number of columns."""
    return text + " " * max(0, width - columns(text))


def wrapped(text: str, width: int) -> Iterator[str]:
    """Break a text into lines that fit; Latin words and numbers stay whole, Chinese breaks between characters."""
    line = ""
    for piece in _pieces(" ".join(text.split())):
        if line and columns(line + piece.rstrip()) > width and piece.strip() and piece[0] not in NOT_FIRST:
            keep = line.rstrip()
            carried = ""
            while keep and keep[-1] in NOT_LAST:
                keep, carried = keep[:-1], keep[-1] + carried
            yield keep
            line = carried
        line += piece if line else piece.lstrip()
    if line.strip():
        yield line.rstrip()


def _pieces(text: str) -> Iterator[str]:
    word = ""
    for one in text:
        if unicodedata.east_asian_width(one) in "WF" or one == " ":
            if word:
                yield word
                word = ""
            yield one
        else:
            word += one
    if word:
        yield word


class Layout:
    """Lines of help, collected."""

    def __init__(self, width: int | None = None) -> None:
        """Take the width, or measure the terminal once."""
        measured = width or shutil.get_terminal_size((WIDEST, 24)).columns
        # A full stop may hang over the edge: two columns are kept for it.
        self._width = max(min(measured, WIDEST), NARROWEST) - 2
        self._lines: list[str] = []

    def paragraph(self, text: str, indent: int = 0) -> None:
        """Write a paragraph, a blank line before it."""
        if self._lines:
            self._lines.append("")
        self._lines.extend(" " * indent + line for line in wrapped(text, self._width - indent))

    def table(self, heading: str, rows: Iterable[tuple[str, str]]) -> None:
        """Write terms with their explanations beside them."""
        listed = list(rows)
        if not listed:
            return
        left = min(max(columns(term) for term, _ in listed), 34) + 2
        self._lines.extend(["", f"{heading}："])
        for term, text in listed:
            lines = list(wrapped(text, self._width - left - 2)) or [""]
            first = padded(term, left)
            if columns(term) > left - 2:
                self._lines.append(f"  {term}")
                first = " " * left
            self._lines.append(f"  {first}{lines[0]}".rstrip())
            self._lines.extend(" " * (left + 2) + line for line in lines[1:])

    def text(self) -> str:
        """All of it."""
        return "\n".join(self._lines)


class Laid(click.Command):
    """A command whose help is laid out in Chinese."""

    def get_help(self, ctx: click.Context) -> str:
        """Lay out usage, purpose, options."""
        layout = Layout(ctx.terminal_width)
        layout.paragraph(f"用法：{self.usage_line(ctx)}")
        for text in inspect.cleandoc(self.help or "").split("\n\n"):
            layout.paragraph(text)
        self.list_commands_on(ctx, layout)
        options = [one for one in self.get_params(ctx) if isinstance(one, click.Option) and not one.hidden]
        layout.table("选项", [(_spelled(one), one.help or "") for one in options])
        if self.epilog:
            layout.paragraph(self.epilog)
        return layout.text()

    def usage_line(self, ctx: click.Context) -> str:
        """The whole command with its arguments."""
        arguments = [one.make_metavar(ctx) for one in self.get_params(ctx) if isinstance(one, click.Argument)]
        return " ".join([ctx.command_path, *arguments, "[选项]"])

    def list_commands_on(self, ctx: click.Context, layout: Layout) -> None:
        """A plain command has none below it."""

    def get_usage(self, ctx: click.Context) -> str:
        """What click prints before an error."""
        return f"用法：{self.usage_line(ctx)}"

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """Name the help option in Chinese."""
        option = super().get_help_option(ctx)
        if option is not None:
            option.help = "显示这段说明。"
        return option


class LaidGroup(Laid, click.Group):
    """A group of commands, laid out the same."""

    command_class = Laid

    def usage_line(self, ctx: click.Context) -> str:
        """A group takes the name of a command."""
        return f"{ctx.command_path} 命令 [选项]"

    def list_commands_on(self, ctx: click.Context, layout: Layout) -> None:
        """List the commands with their first sentence."""
        rows = []
        for name in self.list_commands(ctx):
            command = self.get_command(ctx, name)
            if command is not None and not command.hidden:
                rows.append((name, first_sentence(command)))
        layout.table("命令", rows)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Not used: `get_help` lays out everything."""


def first_sentence(command: click.Command) -> str:
    """What a command is for, in one sentence."""
    return inspect.cleandoc(command.help or "").split("\n\n", maxsplit=1)[0].replace("\n", "")


def _spelled(option: click.Option) -> str:
    names = ", ".join(sorted([*option.opts, *option.secondary_opts], key=len))
    if option.is_flag or option.count:
        return names
    return f"{names} {_metavar(option)}"


def _metavar(option: click.Option) -> str:
    if option.metavar:
        return option.metavar
    choices: Any = getattr(option.type, "choices", None)
    return "|".join(map(str, choices)) if choices else "值"
