"""`taizhang check`: hold official texts against the rules; needs neither a data folder nor a database."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from taizhang.faces.cli.exits import FoundError
from taizhang.faces.cli.layout import Laid
from taizhang.faces.cli.usage import DAY, YEAR, OneOf

FORMS = ("text", "json", "sarif", "markdown", "github", "docx")
LEVELS = ("error", "warning", "hint", "never")


def _serve_editor(context: click.Context, _option: click.Parameter, wanted: bool) -> None:  # noqa: FBT001 (click's)
    if not wanted:
        return
    try:
        from taizhang.faces.cli.language_server import language_server
    except ImportError as error:
        raise click.UsageError("没有装语言服务的部件。运行 pip install 'taizhang[lsp]' 再试。") from error
    from taizhang.domain.checking.engine import Checker
    from taizhang.domain.checking.packs import shipped

    language_server(Checker(shipped())).start_io()
    context.exit()


@click.command(
    cls=Laid,
    help="审校公文和报告：空白残留、固定表述、错别字、序号标点、数字年份、前后矛盾。\n\n"
    "读 .txt .md .docx .pdf .html；文件写 - 就读标准输入。不需要数据目录，也不需要数据库。",
    epilog="退出码：0 没有达到 --fail-level 的问题；1 有；2 命令写得不对；4 文件读不了或不能改，什么都没有写入。",
)
@click.argument("files", metavar="文件…", nargs=-1, required=True)
@click.option(
    "--format", "form", type=OneOf(FORMS), default="text", metavar="|".join(FORMS),
    help="给人看（text，默认），给程序读（json、sarif），贴进网页（markdown），标在改动旁边（github），"
    "或带批注的文稿（docx，要写 --output）。",
)  # fmt: skip
@click.option(
    "--output", metavar="文件", type=click.Path(dir_okay=False, path_type=Path), help="结果写到这里，不印出来。"
)
@click.option("--fix", "fixing", is_flag=True, help="把可以放心替换的直接改好，写回原文件（只限 .txt .md）。")
@click.option("--clean", "cleaning", is_flag=True, help="删去网站残留和看不见的字符，写回原文件，逐条列出删了什么。")
@click.option(
    "--fail-level", type=OneOf(LEVELS), default="error", metavar="error|warning|hint|never",
    help="到哪一级算不通过，退出码为 1：必改（error，默认）、建议、提示，或从不。",
)  # fmt: skip
@click.option("--hints", is_flag=True, help="拿不准的也列出来。")
@click.option(
    "--house", metavar="文件", type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="本单位用语：保护词、用语习惯、停用的规则、放过的问题（YAML）。",
)  # fmt: skip
@click.option(
    "--baseline", metavar="文件", type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="只报这份基线里没有的问题。",
)  # fmt: skip
@click.option(
    "--write-baseline", metavar="文件", type=click.Path(dir_okay=False, path_type=Path),
    help="把现有的问题记成基线；里面只有指纹，没有原文。",
)  # fmt: skip
@click.option(
    "--earlier", metavar="文件或文件夹", multiple=True, type=click.Path(exists=True, path_type=Path),
    help="拿来比对是否照抄的旧稿，可写几次。",
)  # fmt: skip
@click.option("--year", type=YEAR, metavar="年份", help="文稿说的是哪一年；不写就看标题。")
@click.option("--today", type=DAY, metavar="日期", help="以哪一天为准；不写就是今天。")
@click.option("--release", "releasing", is_flag=True, help="按对外发布查：密级、身份证号、电话、不宜公开的人事。")
@click.option("--layout", is_flag=True, help="另按党政机关公文格式核对 .docx 的版式。")
@click.option(
    "--lsp", is_flag=True, is_eager=True, expose_value=False, callback=_serve_editor,
    help="给编辑器用的语言服务，经标准输入输出（要装 taizhang[lsp]）；写了它，别的都不看。",
)  # fmt: skip
def check(
    *,
    files: tuple[str, ...],
    form: str,
    output: Path | None,
    fixing: bool,
    cleaning: bool,
    fail_level: str,
    write_baseline: Path | None,
    today: date | None,
    releasing: bool,
    **more: object,
) -> None:
    """Check files and end with a code that scripts can rely on."""
    _hold_together(files, form, output)
    from taizhang.faces.cli import checked_forms, checking

    asked = checking.Asked(
        today=today or date.today(),  # noqa: DTZ011 (the day on the wall of whoever runs it)
        fix=fixing,
        clean=cleaning,
        release=releasing,
        **more,  # type: ignore[arg-type]
    )
    checker, outcomes = checking.check_files(files, asked)
    checking.write_back(outcomes)
    if write_baseline is not None:
        checking.write_file(write_baseline, checking.baseline_text(checker, outcomes, asked).encode())
    if form == "docx" and output is not None:
        checking.write_file(output, checked_forms.as_document(outcomes[0]))
    else:
        forms = {
            "text": checked_forms.as_text,
            "sarif": checked_forms.as_sarif,
            "markdown": checked_forms.as_markdown,
            "github": checked_forms.as_workflow_commands,
        }
        said = checked_forms.as_json(outcomes) if form == "json" else forms[form](checker, outcomes)
        if output is None:
            click.echo(said)
        else:
            checking.write_file(output, f"{said}\n".encode())
    count = checking.reaches(outcomes, fail_level)
    if count:
        raise FoundError(f"有 {count} 处达到了 {fail_level} 这一级。")


def _hold_together(files: tuple[str, ...], form: str, output: Path | None) -> None:
    if form == "docx" and (output is None or len(files) > 1):
        raise click.UsageError("--format docx 一次只审一份文稿，并要写 --output。")
    if len(set(files)) < len(files):
        raise click.UsageError("同一个文件写了两次。")
