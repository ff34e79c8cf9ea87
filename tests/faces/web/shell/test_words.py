from datetime import UTC, date, datetime

import pytest

from taizhang.faces.web.shell.amounts import amount_text
from taizhang.faces.web.shell.backup_line import backup_line
from taizhang.faces.web.shell.days import day_text, moment_text, weekday_text

NOW = datetime(2026, 11, 20, 2, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("amount", "unit", "text"),
    [
        (128650, "fen", "1,286.50元"),
        (-5, "fen", "-0.05元"),
        (320, "tenth_hour", "32小时"),
        (325, "tenth_hour", "32.5小时"),
        (1003, "次", "1,003次"),
        (0, "名", "0名"),
        (None, "名", "无"),
    ],
)
def test_amounts_read_as_people_say_them(amount: int | None, unit: str, text: str) -> None:
    assert amount_text(amount, unit) == text


def test_a_day_drops_the_year_that_the_page_is_about() -> None:
    assert day_text(date(2026, 11, 2)) == "2026年11月2日"
    assert day_text(date(2026, 11, 2), 2026) == "11月2日"
    assert day_text(date(2025, 11, 2), 2026) == "2025年11月2日"
    assert weekday_text(date(2026, 11, 20)) == "星期五"


def test_an_instant_is_told_in_the_time_zone_of_the_installation() -> None:
    assert day_text(datetime(2026, 11, 20, 17, 0, tzinfo=UTC)) == "2026年11月21日"
    assert moment_text(NOW, date(2026, 11, 20)) == "今天 10:00"
    assert moment_text(NOW, date(2026, 11, 21)) == "昨天 10:00"
    assert moment_text(NOW, date(2026, 12, 1)) == "11月20日 10:00"


def test_a_backup_of_eight_days_ago_is_a_warning() -> None:
    assert backup_line(datetime(2026, 11, 12, 1, 0, tzinfo=UTC), NOW).is_old
    assert not backup_line(datetime(2026, 11, 13, 3, 0, tzinfo=UTC), NOW).is_old
    assert backup_line(NOW, NOW).text == "上次备份：今天 10:00"
    assert backup_line(None, NOW) == backup_line(None, NOW)
    assert backup_line(None, NOW).text == "还没有备份"
