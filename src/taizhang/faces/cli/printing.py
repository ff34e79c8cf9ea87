"""What commands print on standard output: a table for people, or JSON with stable keys for programs."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable, Sequence
from typing import Any, TypeVar

import click

from taizhang.faces.cli.layout import columns, padded
from taizhang.faces.cli.usage import OneOf

FORMATS = ("text", "json")


_Command = TypeVar("_Command", bound=Callable[..., Any])


def format_option(command: _Command) -> _Command:
    """Give a command `--format text|json`."""
    return click.option(
        "--format",
        "form",
        type=OneOf(FORMATS),
        default="text",
        metavar="text|json",
        help="给人看的表格（text，默认），或给程序读的 JSON。",
    )(command)


def print_json(value: Any) -> None:
    """Print one JSON value; the same data gives the same bytes."""
    click.echo(json.dumps(value, ensure_ascii=False, indent=2, sort_keys=False, default=_plain))


def print_table(headings: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """Print rows under headings, columns as wide as their widest cell."""
    cells = [["" if cell is None else str(cell) for cell in row] for row in rows]
    widths = [max(columns(line[index]) for line in [list(headings), *cells]) for index in range(len(headings))]
    for line in [list(headings), ["-" * width for width in widths], *cells]:
        click.echo("  ".join(padded(cell, width) for cell, width in zip(line, widths, strict=True)).rstrip())


def _plain(value: Any) -> Any:
    if hasattr(value, "isoformat"):
        return value.isoformat()
    if isinstance(value, frozenset | set | tuple):
        return list(value)
    message = f"no JSON spelling for {type(value).__name__}"
    raise TypeError(message)


def is_interactive() -> bool:
    """Whether a person sits at the terminal."""
    return sys.stdin.isatty() and sys.stdout.isatty()
