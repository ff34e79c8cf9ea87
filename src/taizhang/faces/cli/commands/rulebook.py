"""`taizhang rulebook`: check the files, adopt a release, show what counts."""

from __future__ import annotations

from pathlib import Path

import click

from taizhang.faces.cli.exits import FoundError
from taizhang.faces.cli.installation import open_installation
from taizhang.faces.cli.layout import Laid, LaidGroup
from taizhang.faces.cli.printing import format_option, print_json, print_table


@click.group(cls=LaidGroup, help="制度：校验文件，采用新版本，查看现行的类别和规则。")
def rulebook() -> None:
    """Everything about the rulebook."""


@rulebook.command(
    cls=Laid,
    help="校验制度文件，并跑每条规则自带的样例。不写文件夹就校验随程序来的。\n\n不需要数据目录。有错时逐条列出文件、行号和该怎么改。",
)
@click.argument(
    "folder", metavar="[文件夹]", required=False, type=click.Path(exists=True, file_okay=False, path_type=Path)
)
@format_option
def check(*, folder: Path | None, form: str) -> None:
    """Read every file and run every example."""
    from taizhang.domain.obligations.examples import disagreements
    from taizhang.domain.rules import RulebookFaultyError, read_rulebook, shipped, texts_of

    try:
        book, faults = (shipped(), ()) if folder is None else read_rulebook(texts_of(folder))
    except RulebookFaultyError as error:
        book, faults = None, error.faults
    failing = [one for rule in book.rules.values() for one in disagreements(book, rule)] if book is not None else []
    if form == "json":
        print_json(
            {
                "digest": book.digest if book else None,
                "files": len(book.files) if book else None,
                "faults": [
                    {"file": one.file, "line": one.line, "key": one.key, "message": one.message} for one in faults
                ],
                "failing_examples": [
                    {"rule": one.rule, "example": one.example, "expected": one.expected, "answered": one.answered}
                    for one in failing
                ],
            }
        )
    else:
        for fault in faults:
            click.echo(str(fault))
        for one in failing:
            click.echo(f"{one.rule}：样例“{one.example}”应答 {one.expected}，程序答 {one.answered}。")
        if book is not None and not failing:
            click.echo(
                f"制度没有错：{len(book.kinds)} 个类别、{len(book.rules)} 条规则、{len(book.figures)} 项数据、"
                f"{len(book.sources)} 份依据，编号 {book.digest[:12]}。"
            )
    if faults or failing:
        raise FoundError(f"制度有 {len(faults) + len(failing)} 处要改。")


@rulebook.command(
    cls=Laid,
    help="采用随程序来的制度。先显示和现行的差别；确认后重新计数，已出具的报告和过去的回答不变。",
)
@click.option(
    "--as", "login", required=True, metavar="登录名", help="以谁的名义采用，必填。他要有对全部组织采用制度的权限。"
)
@click.option("--dry-run", is_flag=True, help="只看差别，不采用。")
@format_option
def adopt(*, login: str, dry_run: bool, form: str) -> None:
    """Adopt the shipped rulebook."""
    open_installation()
    from taizhang.faces.cli.adopting import adopt_release_as

    adopt_release_as(login, dry_run=dry_run, form=form)


@rulebook.command(cls=Laid, help="列出现行制度的规则；--kinds 列类别，--figures 列数据。")
@click.option("--kinds", is_flag=True, help="列类别。")
@click.option("--figures", is_flag=True, help="列数据。")
@format_option
def show(*, kinds: bool, figures: bool, form: str) -> None:
    """List what the adopted rulebook holds."""
    open_installation()
    from taizhang.apps.rulebooks.selectors import current_rulebook
    from taizhang.domain.rules import figure_catalogue

    book = current_rulebook()
    if kinds:
        headings = ("编号", "类别", "组别")
        rows = [(one, kind.zh, book.groups[kind.group].zh) for one, kind in book.kinds.items()]
    elif figures:
        headings = ("编号", "数据", "单位")
        rows = [(one, info.zh, info.unit) for one, info in figure_catalogue(book).items() if info.shown]
    else:
        headings = ("编号", "规则", "本地做法")
        rows = [(one, rule.zh, getattr(rule, "profile", None) or "") for one, rule in book.rules.items()]
    if form == "json":
        keys = ("id", "zh", {"类别": "group", "数据": "unit"}.get(headings[1], "profile"))
        print_json({"digest": book.digest, "items": [dict(zip(keys, row, strict=True)) for row in rows]})
        return
    print_table(headings, rows)
