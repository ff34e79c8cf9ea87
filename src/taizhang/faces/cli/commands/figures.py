"""`taizhang figures`: the figures of an organisation's year, each with the entries behind it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import click

from taizhang.faces.cli.exits import CommandEndedError
from taizhang.faces.cli.installation import business_today, open_installation
from taizhang.faces.cli.layout import Laid
from taizhang.faces.cli.printing import format_option, print_json, print_table
from taizhang.faces.cli.usage import DAY, YEAR

if TYPE_CHECKING:
    from taizhang.domain.figures.figure import Figure


@click.command(
    cls=Laid,
    help="列出一个党组织（连同下级）一年的数据，每个数都带着它的记录编号。\n\n一次联合活动在合计里只算一次。",
)
@click.option("--org", required=True, metavar="代码", help="党组织的代码，必填。")
@click.option("--year", type=YEAR, metavar="年", help="哪一年，默认 --as-of 所在的年。")
@click.option("--as-of", type=DAY, metavar="日期", help="以哪一天为准，默认今天（演示是业务日期）。")
@click.option("--own", is_flag=True, help="只算它自己，不含下级。")
@click.option("--figure", "wanted", multiple=True, metavar="编号", help="只要这几项，可写几次。")
@click.option("--all", "everything", is_flag=True, help="是零的也列，只供规则用的也列。")
@format_option
def figures(
    *,
    org: str,
    year: int | None,
    as_of: date | None,
    own: bool,
    wanted: tuple[str, ...],
    everything: bool,
    form: str,
) -> None:
    """Compute the figures of the year."""
    open_installation()
    from taizhang.apps.ledger.selectors.figures import figure_of, figure_totals
    from taizhang.apps.rulebooks.selectors import current_rulebook
    from taizhang.domain.periods import Window
    from taizhang.domain.rules import figure_catalogue
    from taizhang.faces.api.answers import figure_json
    from taizhang.faces.cli.asking import scope_of
    from taizhang.faces.cli.operators import reader

    day = as_of or business_today()
    actor = reader("figures")
    period = Window.of_year(year or day.year)
    scope = scope_of(org, min(day, period.end), own=own)
    catalogue = figure_catalogue(current_rulebook())
    unknown = [one for one in wanted if one not in catalogue]
    if unknown:
        raise CommandEndedError(f"制度里没有“{unknown[0]}”这项数据。不写 --figure 就列出全部编号。")
    asked = wanted or tuple(one for one, info in catalogue.items() if info.shown or everything)
    totals = figure_totals(actor, asked, scope, period, day)
    listed = [one for one in asked if totals[one].value or everything or wanted]
    if form == "json":
        print_json(
            [
                _with_entries(figure_json(org, found, catalogue[one].amount), found)
                for one in listed
                for found in (figure_of(actor, one, scope, period, day),)
            ]
        )
        return
    if not listed:
        click.echo(f"{period.zh}还没有记录，数据都是零。", err=True)
        return
    print_table(
        ("编号", "数据", "数", "单位"),
        [(one, totals[one].zh, _shown(totals[one], catalogue[one].amount), totals[one].unit) for one in listed],
    )


def _with_entries(figure: dict[str, Any], found: Figure) -> dict[str, Any]:
    return figure | {"entries": sorted({record.entry for record in found.sources})}


def _shown(one: Figure, amount: str) -> str:
    scale = {"fen": 100, "tenth_hour": 10}.get(str(amount), 1)
    at_least = "至少 " if one.is_lower_bound else ""
    tallied = f"（其中汇总登记 {_scaled(one.tallied, scale)}）" if one.tallied else ""
    return f"{at_least}{_scaled(one.value, scale)}{tallied}"


def _scaled(value: int, scale: int) -> str:
    return str(value) if scale == 1 else f"{value / scale:,.{len(str(scale)) - 1}f}"
