"""`taizhang owed`: what an organisation owes in a year, and whether it was done, as of a day."""

from __future__ import annotations

from datetime import date
from typing import Any

import click

from taizhang.faces.cli.installation import business_today, open_installation
from taizhang.faces.cli.layout import Laid
from taizhang.faces.cli.printing import format_option, print_json, print_table
from taizhang.faces.cli.usage import DAY, YEAR, OneOf

CODES = ("met", "unmet", "not_yet_due", "insufficient_data", "not_applicable", "extended")


@click.command(
    cls=Laid,
    help="列出一个党组织一年的应办事项：每条规则、每个时段一行，有回答、原因和条文。\n\n"
    "不适用的不列，要看用 --only not_applicable。",
)
@click.option("--org", required=True, metavar="代码", help="党组织的代码，必填。")
@click.option("--as-of", type=DAY, metavar="日期", help="以哪一天为准，默认今天（演示是业务日期）。")
@click.option("--year", type=YEAR, metavar="年", help="哪一年，默认 --as-of 所在的年。")
@click.option("--below", is_flag=True, help="下级党组织也列。")
@click.option(
    "--only", type=OneOf(CODES), multiple=True, metavar="回答", help=f"只列这些回答，可写几次：{'、'.join(CODES)}。"
)
@format_option
def owed(*, org: str, as_of: date | None, year: int | None, below: bool, only: tuple[str, ...], form: str) -> None:
    """Answer every rule for the organisation's year."""
    open_installation()
    from taizhang.apps.ledger.selectors.owed import owed_of
    from taizhang.apps.organizations.selectors import list_organizations
    from taizhang.faces.api.answers import obligation_json
    from taizhang.faces.cli.asking import scope_of
    from taizhang.faces.cli.operators import reader

    day = as_of or business_today()
    actor = reader("owed")
    views = list_organizations(scope_of(org, day, own=not below), day, closed=True)
    wanted = only or tuple(one for one in CODES if one != "not_applicable")
    found = [
        (view.code, one)
        for view in views
        for one in owed_of(actor, view.id, year or day.year, day)
        if one.code.name.lower() in wanted
    ]
    if form == "json":
        print_json([obligation_json(code, one) for code, one in found])
        return
    if not found:
        click.echo("没有可列的应办事项：这一年没有适用的规则，或都被 --only 排除了。", err=True)
        return
    names = {view.code: view.called for view in views}
    print_table(
        ("党组织", "应办事项", "时段", "到期", "回答", "原因"),
        [(names[code], one.zh, _window(one.window), one.due_on, one.code.zh, one.reason) for code, one in found],
    )


def _window(window: Any) -> str:
    return str(window.zh) if window.start != window.end else f"{window.start.month}月{window.start.day}日"
