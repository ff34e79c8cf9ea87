"""What of a report is drawn: counts over its whole year, month by month and kind by kind, beside the year before."""

from dataclasses import replace
from datetime import date

from taizhang.domain.reporting import Ask, Block, Chip, Document, Style
from taizhang.domain.reporting.charts import FEWEST_IN_A_YEAR, Across, Chart, charting
from taizhang.domain.rules.figures import figure_catalogue
from taizhang.domain.rules.rulebook import shipped

INFOS = figure_catalogue(shipped())
SCOPES = {"own": "本级", "below": "所属党组织", "speaker": "本级"}
SINCE, UNTIL = date(2025, 1, 1), date(2025, 11, 15)
KINDS = ("theme_day", "party_lecture", "branch_committee_meeting")


def chip(figure: str, value: int, scope: str = "below", since: date = SINCE, until: date = UNTIL) -> Chip:
    return Chip(f"tz_{figure}_{scope}", Ask(figure, scope, since, until), value, f"{value}次")


def document(*chips: Chip) -> Document:
    return Document((Block("a", Style.PARAGRAPH, chips),))


def charts(chips: list[Chip], values: dict[Ask, int]) -> tuple[Chart, ...]:
    plan = charting(document(*chips), INFOS)
    asked = set(plan.asks())
    assert set(values) <= asked
    return plan.charts(values, INFOS, SCOPES)


def month(one: Chip, year: int, number: int, end: int) -> Ask:
    return replace(one.ask, since=date(year, number, 1), until=date(year, number, end))


def test_a_count_is_drawn_month_by_month_beside_the_year_before() -> None:
    one = chip("theme_day/count", 20)
    values = {one.ask: 20, month(one, 2025, 1, 31): 12, month(one, 2025, 11, 15): 8, month(one, 2024, 12, 31): 3}
    (chart,) = charts([one], values)
    assert chart.title == "主题党日次数（所属党组织），2025年各月"
    assert chart.series[0].values == (12, *[0] * 9, 8, None)
    assert chart.series[1].values == (*[0] * 11, 3)
    assert chart.lines[0].startswith("口径：已确认的")
    assert chart.lines[1] == "期间：2025-01-01至2025-11-15；对照2024年各月，上年没有记录的不画。"
    assert chart.lines[2] == "数的是：所属党组织的主题党日次数，按记录的日子归月。"
    assert "1月 12，2月 0" in chart.alternative
    assert "12月 3" in chart.alternative


def test_what_no_month_holds_is_said() -> None:
    one = chip("theme_day/count", 20)
    (chart,) = charts([one], {one.ask: 20, month(one, 2025, 3, 31): 15})
    assert "各月之和15，合计20，差在跨月的汇总登记和归属年度" in chart.lines[2]


def test_a_year_before_without_records_is_not_drawn() -> None:
    one = chip("theme_day/count", 9)
    (chart,) = charts([one], {one.ask: 9, month(one, 2025, 3, 31): 9})
    assert [series.name for series in chart.series] == ["2025年"]


def test_who_took_office_within_the_year_begins_there_and_has_no_year_before() -> None:
    one = chip("theme_day/count", 9, since=date(2025, 3, 10))
    (chart,) = charts([one], {one.ask: 9, replace(one.ask, until=date(2025, 3, 31)): 9})
    assert chart.series[0].values[:4] == (None, None, 9, 0)
    assert len(chart.series) == 1
    assert "2024" not in chart.lines[1]


def test_kinds_of_one_side_stand_beside_each_other_with_the_same_days_of_the_year_before() -> None:
    chips = [chip(f"{kind}/count", 5 - at, "own") for at, kind in enumerate(KINDS)]
    before = replace(chips[0].ask, since=date(2024, 1, 1), until=date(2024, 11, 15))
    (chart,) = charts(chips, {one.ask: one.value for one in chips} | {before: 4})
    assert chart.across is Across.KINDS
    assert chart.labels == ("主题党日", "党课", "支部委员会会议")
    assert [series.values for series in chart.series] == [(5, 4, 3), (4, 0, 0)]


def test_nothing_is_drawn_of_what_is_no_count_too_few_or_of_other_days() -> None:
    plan = charting(
        document(
            chip("unmet/monthly_theme_day", 30),
            chip("theme_day/people", 40),
            chip("party_lecture/count", FEWEST_IN_A_YEAR - 1),
            chip("theme_day/count", 50, until=date(2025, 6, 30)),
        ),
        INFOS,
    )
    assert (plan.by_month, plan.by_kind) == ((), ())
    assert not list(charting(document(), INFOS).asks())


def test_the_speaker_and_his_organisation_are_drawn_once() -> None:
    plan = charting(document(chip("theme_day/count", 9, "speaker"), chip("theme_day/count", 9, "own")), INFOS)
    assert len(plan.by_month) == 1


def test_the_last_day_of_a_leap_february_has_its_counterpart() -> None:
    until = date(2024, 2, 29)
    chips = [chip(f"{kind}/count", 2, since=date(2024, 1, 1), until=until) for kind in KINDS]
    assert date(2023, 2, 28) in {ask.until for ask in charting(document(*chips), INFOS).asks()}
