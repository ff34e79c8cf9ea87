"""`taizhang entries`: records in from files, out to files, and empty sheets to fill in."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from taizhang.faces.cli.exits import CommandEndedError, FoundError
from taizhang.faces.cli.installation import business_today, open_installation
from taizhang.faces.cli.layout import Laid, LaidGroup
from taizhang.faces.cli.printing import format_option, print_json
from taizhang.faces.cli.progress import Progress
from taizhang.faces.cli.usage import DAY, YEAR, OneOf

if TYPE_CHECKING:
    from collections.abc import Sequence

    from taizhang.apps.ledger.selectors.entries import Filter
    from taizhang.apps.ledger.services.staging import Staged

MOST_SHOWN = 200
STATES = ("registered", "confirmed", "correcting", "voided")


@click.group(cls=LaidGroup, help="记录的导入、导出和空表。")
def entries() -> None:
    """Everything about entries as files."""


@entries.command(
    "import",
    cls=Laid,
    help="把文件里的记录登记进台账。.jsonl 一行一条，.xlsx 一行一条（或一部分）。\n\n"
    "先把全部行核对一遍：有一行错，就一条也不写，所有的错一次列出。疑似重复的列出来，由你决定登不登。"
    "同一个文件导两次，不会登记两遍。导入的记录等人确认，确认了才计数。",
)
@click.argument("file", metavar="文件", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--as",
    "login",
    default="",
    metavar="登录名",
    help="以谁的名义登记，写入时必填。他要有登记权限；日志里同时记下本机用户。",
)
@click.option("--dry-run", is_flag=True, help="只核对，不写入。")
@click.option("--skip-duplicates", is_flag=True, help="疑似重复的不登记。")
@click.option("--keep-duplicates", is_flag=True, help="疑似重复的也登记。")
@format_option
def import_(
    *,
    file: Path,
    login: str,
    dry_run: bool,
    skip_duplicates: bool,
    keep_duplicates: bool,
    form: str,
) -> None:
    """Stage a file and record it."""
    if skip_duplicates and keep_duplicates:
        raise click.UsageError("--skip-duplicates 和 --keep-duplicates 只能写一个。")
    if not login and not dry_run:
        raise click.UsageError("少了选项 --as：登记要有名义。只核对不写入，加 --dry-run。")
    open_installation()
    from taizhang.apps.ledger.services.files import import_staged, read_file
    from taizhang.apps.ledger.services.staging import stage
    from taizhang.faces.cli.operators import checker, on_behalf_of

    actor = on_behalf_of(login, "entries.import") if login else checker("entries.import")
    today = business_today()
    with Progress() as progress:
        source = read_file(file, actor)
        staging = stage(actor, source.items(), source.digest, today, progress, total=source.lines)
        is_undecided = bool(staging.undecided) and not skip_duplicates and not keep_duplicates
        outcome = None
        if not dry_run and not staging.faulty and not is_undecided:
            outcome = import_staged(
                actor,
                source,
                staging,
                today,
                skip_twins=skip_duplicates,
                report=progress,
            )
    summary = {
        "file": source.name,
        "records": staging.records,
        "faulty": staging.faulty,
        "duplicates": staging.undecided,
        "already": staging.already,
        "recorded": outcome.recorded if outcome else 0,
        "skipped": outcome.skipped if outcome else 0,
        "dry_run": dry_run,
        "run": outcome.run if outcome else None,
    }
    if form == "json":
        print_json(summary | {"lines": [_line_json(one) for one in staging.told], "untold": staging.untold})
    else:
        _tell(staging.told, staging.untold)
        click.echo(_sentence(summary))
    if staging.faulty or (staging.undecided and outcome is None and not dry_run):
        raise FoundError(_what_next(staging.faulty, staging.undecided))


@entries.command(
    "export",
    cls=Laid,
    help="把记录写成文件，按结尾决定格式：.jsonl（完整）、.xlsx（给人看，也能再导入）、.csv（只有清单）。\n\n"
    "写 - 则以 JSONL 写到标准输出。不写 --as 时，限定内容隐去。导出会记进日志。",
)
@click.argument("target", metavar="文件", type=click.Path(path_type=Path))
@click.option("--org", metavar="代码", help="只要这个党组织和它下级的。")
@click.option("--year", type=YEAR, metavar="年", help="归属年度。")
@click.option("--from", "start", type=DAY, metavar="日期", help="从这一天起。")
@click.option("--to", "end", type=DAY, metavar="日期", help="到这一天止。")
@click.option("--kind", multiple=True, metavar="类别", help="只要这些类别，写名称或编号，可写几次。")
@click.option("--state", type=OneOf(STATES), metavar="状态", help=f"只要这一种：{'、'.join(STATES)}。")
@click.option("--as", "login", default="", metavar="登录名", help="按谁能看的导出。")
@click.option("--overwrite", is_flag=True, help="文件已经在的，覆盖它。")
def export(
    *,
    target: Path,
    org: str | None,
    year: int | None,
    start: date | None,
    end: date | None,
    kind: tuple[str, ...],
    state: str | None,
    login: str,
    overwrite: bool,
) -> None:
    """Write entries to a file."""
    open_installation()
    from taizhang.apps.ledger.selectors.entries import Filter, State
    from taizhang.faces.cli.asking import scope_of
    from taizhang.faces.cli.exporting import write_entries

    if str(target) != "-" and target.exists() and not overwrite:
        raise CommandEndedError(f"{target} 已经在了，没有覆盖。换个名字，或加 --overwrite。")
    wanted: Filter = Filter(
        organizations=scope_of(org, business_today(), own=False) if org else None,
        year=year,
        start=start,
        end=end,
        kinds=_kinds(kind),
        state=State(state) if state else None,
    )
    with Progress() as progress:
        count = write_entries(target, _exporter(login, wanted), wanted, progress)
    click.echo(f"导出了 {count} 条记录{'' if str(target) == '-' else f'：{target}'}。", err=True)


@entries.command(
    "template",
    cls=Laid,
    help="生成一张空表，照着填好就能导入。每一列怎么填，鼠标停在表头上就看得到。",
)
@click.argument("target", metavar="文件", type=click.Path(path_type=Path))
@click.option("--kind", required=True, metavar="类别", help="哪一个类别，写名称或编号，如“支部党员大会”，必填。")
@click.option("--overwrite", is_flag=True, help="文件已经在的，覆盖它。")
def template(*, target: Path, kind: str, overwrite: bool) -> None:
    """Write an empty sheet for one kind."""
    if target.suffix.lower() != ".xlsx":
        raise click.UsageError("空表的文件名要以 .xlsx 结尾。")
    if target.exists() and not overwrite:
        raise CommandEndedError(f"{target} 已经在了，没有覆盖。换个名字，或加 --overwrite。")
    open_installation()
    from taizhang.apps.ledger.exchange.sheets import template as sheets_of
    from taizhang.apps.rulebooks.selectors import current_rulebook
    from taizhang.formats.xlsx_out import write_workbook

    write_workbook(target, sheets_of(_kinds((kind,))[0], current_rulebook()))
    click.echo(f"空表写好了：{target}。填好后先运行 taizhang entries import {target} --as 登录名 --dry-run。")


def _exporter(login: str, wanted: Filter) -> Any:
    from taizhang.apps.ledger.services.files import require_export
    from taizhang.apps.organizations.access import visible_to
    from taizhang.apps.organizations.selectors import list_organizations
    from taizhang.faces.cli.operators import on_behalf_of, reader

    if not login:
        return reader("entries.export")
    actor = on_behalf_of(login, "entries.export")
    everything = [one.id for one in list_organizations(None, business_today(), closed=True)]
    visible = visible_to(actor)
    asked = wanted.organizations if wanted.organizations is not None else [one for one in everything if one in visible]
    require_export(actor, list(asked))
    return actor


def _kinds(names: tuple[str, ...]) -> tuple[str, ...]:
    from taizhang.apps.rulebooks.selectors import current_rulebook

    kinds = current_rulebook().kinds
    found = []
    for name in names:
        of_name = [one for one, kind in kinds.items() if name in (one, kind.zh, kind.short)]
        if len(of_name) != 1:
            raise CommandEndedError(
                f"没有“{name}”这个类别。taizhang rulebook show --kinds 列出全部类别。"
                if not of_name
                else f"有几个类别叫“{name}”，改写编号：{'、'.join(of_name)}。"
            )
        found.append(of_name[0])
    return tuple(found)


def _line_json(one: Staged) -> dict[str, Any]:
    return {
        "place": one.place,
        "entry": one.entry,
        "title": one.title,
        "day": one.day,
        "findings": [
            {"code": each.code, "severity": each.severity.value, "place": each.place, "message": each.message}
            for each in one.findings
        ],
        "duplicates": [
            {"entry": each.entry, "place": each.place, "day": each.day, "title": each.title} for each in one.twins
        ],
    }


def _tell(staged: Sequence[Staged], untold: int) -> None:
    told = 0
    for one in staged:
        if one.entry is not None:
            continue
        lines = [
            f"{one.place}{' ' if each.place else ''}{each.place}：{each.message}"
            for each in one.findings
            if each.blocks
        ]
        lines += [f"{one.place}：提醒：{each.message}" for each in one.hints]
        lines += [f"{one.place}：疑似重复：“{one.title}”{one.day} 与{_twin(each)}" for each in one.twins]
        for line in lines:
            told += 1
            if told <= MOST_SHOWN:
                click.echo(line)
    if told > MOST_SHOWN:
        click.echo(f"……还有 {told - MOST_SHOWN} 条，用 --format json 看。")
    if untold:
        click.echo(f"另有 {untold} 行没有逐行列出。先改列出来的，再核对一遍。")


def _twin(each: Any) -> str:
    return f"已有的记录 {each.entry}“{each.title}”" if each.entry else f"本文件{each.place}“{each.title}”"


def _sentence(summary: dict[str, Any]) -> str:
    already = f"，{summary['already']} 条以前已经导入、不再登记" if summary["already"] else ""
    if summary["dry_run"]:
        return (
            f"核对了 {summary['records']} 条：{summary['faulty']} 条要改，{summary['duplicates']} 条疑似重复{already}。"
            "没有写入。"
        )
    if summary["run"] is None:
        return f"核对了 {summary['records']} 条，一条也没有写入。"
    skipped = f"，{summary['skipped']} 条疑似重复没有登记" if summary["skipped"] else ""
    return f"登记了 {summary['recorded']} 条{skipped}{already}。等人确认后计数。"


def _what_next(faulty: int, undecided: int) -> str:
    if faulty:
        return f"有 {faulty} 条要改。改好文件再导；以前导入过的行不会重复登记。"
    return f"有 {undecided} 条疑似重复，要你决定：加 --skip-duplicates 不登记它们，或加 --keep-duplicates 照样登记。"
