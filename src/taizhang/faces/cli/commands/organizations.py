"""`taizhang organizations`: the organisations with their codes."""

from __future__ import annotations

from datetime import date

import click

from taizhang.faces.cli.installation import business_today, open_installation
from taizhang.faces.cli.layout import Laid
from taizhang.faces.cli.printing import format_option, print_json, print_table
from taizhang.faces.cli.usage import DAY


@click.command(cls=Laid, help="列出党组织：代码、名称、类型、上级。别的命令里的 --org 写的就是这里的代码。")
@click.option("--as-of", type=DAY, metavar="日期", help="以哪一天为准，默认今天（演示是业务日期）。")
@click.option("--closed", is_flag=True, help="已撤销的也列出来。")
@format_option
def organizations(*, as_of: date | None, closed: bool, form: str) -> None:
    """List them by code."""
    open_installation()
    from taizhang.apps.organizations.selectors import list_organizations

    day = as_of or business_today()
    found = list_organizations(None, day, closed=closed)
    codes = {one.id: one.code for one in list_organizations(None, day, closed=True)}
    if form == "json":
        print_json(
            [
                {
                    "code": one.code,
                    "name": one.name,
                    "short_name": one.short_name,
                    "type": one.type,
                    "type_zh": one.type_zh,
                    "unit": one.unit,
                    "parent": codes.get(one.parent or 0),
                    "founded_on": one.founded_on,
                    "closed_on": one.closed_on,
                    "exists": one.exists,
                }
                for one in found
            ]
        )
        return
    if not found:
        click.echo("还没有党组织。书记或党务工作者登录后，在“组织”页里建。", err=True)
        return
    print_table(
        ("代码", "名称", "类型", "隶属"),
        [(one.code, one.name, one.type_zh, codes.get(one.parent or 0)) for one in found],
    )
