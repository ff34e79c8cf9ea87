"""`taizhang read`: what a report says, and many reports side by side; without a data folder."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from taizhang.faces.cli.exits import CommandEndedError, FoundError
from taizhang.faces.cli.layout import Laid
from taizhang.faces.cli.printing import print_json
from taizhang.faces.cli.usage import OneOf, Whole

if TYPE_CHECKING:
    from taizhang.domain.reading.review_table import Table
    from taizhang.domain.reading.reviewing import Submitted, Unread

FORMATS = ("text", "json", "table", "csv", "xlsx")
PARTS = {"成效": "achievements", "问题": "problems", "原因": "causes", "打算": "plans", "上年整改": "last_year"}
_PATH = click.Path(exists=True, path_type=Path)


@click.command(
    cls=Laid,
    help="读报告：提纲、各部分占比、数据、事项、表态。不需要数据目录，什么都不保存。\n\n"
    "一个或几个文件：逐份说明读出了什么。文件夹、压缩包，或 --format table、csv、xlsx：批量审阅，一份一行，"
    "要求的部分齐不齐、字数、问题占比、上年问题有没有回应、与上年和别人相同的段落和数据、点评可问，不排名次。\n\n"
    "收 .txt .md .docx .pdf .html；.doc 和 .wps 要这台机器上有办公软件。",
    epilog="例：taizhang read 2024年述职报告/ --earlier 2023年述职报告/ --limit 3000 --format xlsx --output 审阅.xlsx",
)
@click.argument("files", metavar="文件…", nargs=-1, required=True, type=_PATH)
@click.option(
    "--format",
    "form",
    type=OneOf(FORMATS),
    metavar="text|json|table|csv|xlsx",
    help="说明（text）、给程序读的 JSON，或批量审阅的表格（table、csv、xlsx）。文件夹默认 table，其他默认 text。",
)
@click.option(
    "--earlier", metavar="文件夹", type=_PATH, help="上一年的报告，文件夹、压缩包或一个文件；按单位或文件名对上。"
)
@click.option("--limit", metavar="字数", type=Whole(1, 1_000_000), help="字数上限，超出的列出超了多少。")
@click.option(
    "--require",
    "required",
    metavar="部分",
    multiple=True,
    type=OneOf(tuple(PARTS)),
    help="必须有的部分，可写几次：成效、问题、原因、打算、上年整改。默认成效、问题、打算。",
)
@click.option(
    "--problems-share", metavar="百分数", type=Whole(1, 90), help="问题部分至少占百分之几，不到的在“点评可问”里提。"
)
@click.option(
    "--output", metavar="文件", type=click.Path(dir_okay=False, path_type=Path), help="表格写到哪个文件；xlsx 必填。"
)
def read(
    *,
    files: tuple[Path, ...],
    form: str | None,
    earlier: Path | None,
    limit: int | None,
    required: tuple[str, ...],
    problems_share: int | None,
    output: Path | None,
) -> None:
    """Read one report, or many side by side."""
    many = any(_holds_many(file) for file in files)
    form = form or ("table" if many else "text")
    if form == "xlsx" and output is None:
        raise click.UsageError("--format xlsx 要写 --output 文件名.xlsx。")
    submitted, unread = _all(files)
    if form in {"table", "csv", "xlsx"}:
        from taizhang.domain.reading.review_table import tables_of
        from taizhang.domain.reading.reviewing import REQUIRED, Demands, review
        from taizhang.domain.reading.sections import Part

        before = _all((earlier,), "上年/")[0] if earlier else []
        wanted = tuple(Part(PARTS[one]) for one in required) or REQUIRED
        rows = review(submitted, before, Demands(wanted, limit, problems_share))
        _write(tables_of(rows, unread), form, output)
    else:
        _tell(submitted, form, many=many or len(files) > 1)
    if unread:
        _complain(unread)
        if not submitted:
            raise CommandEndedError("没有一份读得出来。")
        raise FoundError(f"{len(submitted)} 份读了，{len(unread)} 份没有读出。")
    if not submitted:
        raise CommandEndedError(f"“{files[0].name}”里没有能读的报告。收 .txt .md .docx .pdf .html .doc。")


def _holds_many(file: Path) -> bool:
    return file.is_dir() or file.suffix.lower() == ".zip"


def _all(files: tuple[Path, ...], prefix: str = "") -> tuple[list[Submitted], list[Unread]]:
    """Read everything that the arguments name; what gives no text is kept with its reason."""
    from taizhang.domain.reading import read_report
    from taizhang.domain.reading.reviewing import Submitted, Unread
    from taizhang.formats.texts import UnreadableError, read_text

    submitted: list[Submitted] = []
    unread: list[Unread] = []
    for name, open_it in _named(files):
        try:
            found = read_text(name, open_it())
            submitted.append(Submitted(prefix + name, read_report(found.text), found.warnings))
        except UnreadableError as error:
            unread.append(Unread(prefix + name, error.message))
        except OSError as error:
            unread.append(Unread(prefix + name, f"文件打不开（{error.strerror}）。看看是不是有权限读它。"))
    return submitted, unread


def _named(files: tuple[Path, ...]) -> Any:
    """Every file with how to get its bytes; a folder and a zip give theirs."""
    from taizhang.formats.report_files import files_of_folder, files_of_zip
    from taizhang.formats.texts import UnreadableError

    for file in files:
        try:
            if file.is_dir():
                yield from ((name, path.read_bytes) for name, path in files_of_folder(file))
            elif file.suffix.lower() == ".zip":
                yield from (
                    (name, lambda content=content: content) for name, content in files_of_zip(file.read_bytes())
                )
            else:
                yield file.name, file.read_bytes
        except UnreadableError as error:
            raise CommandEndedError(f"{file.name}：{error.message}") from error


def _tell(submitted: list[Submitted], form: str, *, many: bool) -> None:
    from taizhang.domain.reading import as_json
    from taizhang.domain.reading.telling import lines_of

    if form == "json":
        told = [as_json(one.report, one.name) for one in submitted]
        print_json(told if many else told[0] if told else None)
        return
    for place, one in enumerate(submitted):
        if place:
            click.echo("")
        click.echo("\n".join(lines_of(one.name, one.report, one.warnings)))


def _write(tables: tuple[Table, ...], form: str, output: Path | None) -> None:
    from taizhang.formats.csv_text import csv_lines
    from taizhang.formats.xlsx_out import Sheet, write_workbook

    if form == "xlsx" and output is not None:
        write_workbook(output, [Sheet(one.name, one.headings, one.rows, one.widths) for one in tables])
        click.echo(f"写好了：{output}，{len(tables[0].rows)} 份，{len(tables)} 个工作表。", err=True)
        return
    main = tables[0]
    if form == "csv":
        text = "".join(csv_lines(main.headings, main.rows))
        if output is None:
            click.echo(text, nl=False)
        else:
            output.write_text(text, encoding="utf-8", newline="")
        return
    from taizhang.faces.cli.printing import print_table

    kept = (
        "文件",
        "单位",
        "年度",
        "字数",
        "缺少的部分",
        "问题占比%",
        "打算占比%",
        "数据个数",
        "回应上年问题",
        "与其他报告相同",
    )
    at = [main.headings.index(one) for one in kept]
    print_table(kept, [[row[one] for one in at] for row in main.rows])
    click.echo("\n点评可问：")
    place = main.headings.index("点评可问")
    for row in main.rows:
        if row[place]:
            click.echo(f"{row[0]}\n  " + str(row[place]).replace("\n", "\n  "))


def _complain(unread: list[Unread]) -> None:
    for one in unread:
        click.echo(f"{one.name}：{one.reason}", err=True)
