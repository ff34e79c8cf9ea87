"""How a command ends: five exit codes that scripts can rely on, and the exceptions that carry them."""

from __future__ import annotations

from enum import IntEnum
from typing import IO, Any

import click


class Exit(IntEnum):
    """The exit code of every command."""

    DONE = 0
    FOUND = 1  # verify found a difference, an import a faulty line, a check a faulty rule
    USAGE = 2
    NOT_SET_UP = 3
    REFUSED = 4
    BROKEN = 70  # an error of the program itself, with a number in the log


EXIT_MEANINGS: dict[Exit, str] = {
    Exit.DONE: "办完了，没有发现问题。",
    Exit.FOUND: "办完了，发现了问题：核验有差异、导入有错行、制度文件有错处、审校有达到 --fail-level 的问题。",
    Exit.USAGE: "命令写得不对，什么都没有做。",
    Exit.NOT_SET_UP: "数据目录还没有初始化，或与这个版本的程序对不上。",
    Exit.REFUSED: "按规矩不能办，什么都没有写入；原因在标准错误里。",
    Exit.BROKEN: "程序自身出错；标准错误里有错误编号，数据目录的 errors.log 里有同一编号的详情。",
}


class CommandEndedError(click.ClickException):
    """A command that ends otherwise than done, with a sentence for the person who ran it: refused, unless said else."""

    exit_code = Exit.REFUSED

    def show(self, file: IO[Any] | None = None) -> None:
        """Print the sentence alone: it already says what happened, why and what to do."""
        click.echo(self.message, file=file, err=file is None)


class NotSetUpError(CommandEndedError):
    """There is no installation in the data folder, or none that this release can use."""

    exit_code = Exit.NOT_SET_UP


class FoundError(CommandEndedError):
    """The command did its work and found something."""

    exit_code = Exit.FOUND
