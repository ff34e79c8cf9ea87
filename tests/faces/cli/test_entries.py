"""`taizhang entries`: in, out, and in again."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter

from taizhang.formats.xlsx_in import read_workbook
from tests.faces.cli.conftest import CONGRESS, Installation


def _count(installation: Installation) -> int:
    return int(installation.python("from taizhang.apps.ledger.models import Entry; print(Entry.objects.count())"))


def _label(installation: Installation) -> str:
    return installation.python(
        "from taizhang.apps.audit.models import Commit; print(Commit.objects.latest('seq').actor)"
    ).strip()


def _on(day: str, **more: Any) -> dict[str, Any]:
    return CONGRESS | {"day": day, "title": f"{day} 大会"} | more


def test_every_faulty_line_is_told_and_none_is_written(installation: Installation) -> None:
    file = installation.file(
        "三月.jsonl",
        CONGRESS,
        "{broken",
        CONGRESS | {"day": "2025-02-30"},
        CONGRESS | {"organization": "没有"},
        CONGRESS | {"roll": [{"person": "陌生人"}]},
        CONGRESS | {"organization": "x"},
        CONGRESS | {"parts": []},
    )
    ended = installation.run("entries", "import", str(file), "--as", "clerk")
    assert ended.returncode == 1
    for number, says in (
        (2, "读不下去"),
        (3, "应是日历上有的日期"),
        (4, "没有代码或名称是“没有”"),
        (5, "名册上没有“陌生人”"),
        (6, "没有这个党组织"),
        (7, "还没有选类别"),
    ):
        assert any(line.startswith(f"第 {number} 行") and says in line for line in ended.stdout.splitlines()), number
    assert "第 1 行 " not in ended.stdout
    assert _count(installation) == 0


def test_a_dry_run_writes_nothing_and_shows_what_would_happen(installation: Installation) -> None:
    file = installation.file("a.jsonl", CONGRESS, CONGRESS)
    found = installation.json("entries", "import", str(file), "--as", "clerk", "--dry-run")
    assert (found["records"], found["faulty"], found["duplicates"], found["recorded"]) == (2, 0, 1, 0)
    twin = next(line for line in found["lines"] if line["duplicates"])
    assert (twin["place"], twin["duplicates"][0]["place"]) == ("第 2 行", "第 1 行")
    assert _count(installation) == 0


def test_checking_needs_nobodys_name_but_writing_does(installation: Installation) -> None:
    file = installation.file("a.jsonl", CONGRESS)
    assert installation.json("entries", "import", str(file), "--dry-run")["faulty"] == 0
    ended = installation.run("entries", "import", str(file))
    assert (ended.returncode, "少了选项 --as" in ended.stderr, _count(installation)) == (2, True, 0)


def test_the_same_file_twice_records_nothing_twice(installation: Installation) -> None:
    file = installation.file("a.jsonl", CONGRESS, _on("2025-06-04"))
    assert "登记了 2 条" in installation.done("entries", "import", str(file), "--as", "clerk")
    assert re.fullmatch(r"local:entries\.import:\S+ account:\d+", _label(installation))
    assert "2 条以前已经导入" in installation.done("entries", "import", str(file), "--as", "clerk")
    assert _count(installation) == 2


def test_duplicates_are_shown_and_the_person_decides(installation: Installation) -> None:
    installation.done("entries", "import", str(installation.file("a.jsonl", CONGRESS)), "--as", "clerk")
    more = installation.file("b.jsonl", CONGRESS | {"place": "另一间"}, _on("2025-09-03"))
    asked = installation.run("entries", "import", str(more), "--as", "clerk")
    assert asked.returncode == 1
    assert "疑似重复" in asked.stdout
    assert "--skip-duplicates" in asked.stderr
    assert _count(installation) == 1
    assert "登记了 1 条，1 条疑似重复没有登记" in installation.done(
        "entries", "import", str(more), "--as", "clerk", "--skip-duplicates"
    )
    assert "登记了 1 条" in installation.done("entries", "import", str(more), "--as", "clerk", "--keep-duplicates")
    assert _count(installation) == 3


def test_a_number_of_its_own_is_recorded_once_from_whatever_file(installation: Installation) -> None:
    one = installation.file("a.jsonl", CONGRESS | {"key": "OA-17"})
    two = installation.file("b.jsonl", CONGRESS | {"key": "OA-17", "place": "改了地点"})
    installation.done("entries", "import", str(one), "--as", "clerk")
    assert "以前已经导入" in installation.done("entries", "import", str(two), "--as", "clerk")
    twice = installation.file("c.jsonl", CONGRESS | {"key": "OA-18"}, CONGRESS | {"key": "OA-18"})
    ended = installation.run("entries", "import", str(twice), "--as", "clerk")
    assert (ended.returncode, _count(installation)) == (1, 1)
    assert "编号和第 1 行的一样" in ended.stdout


@pytest.mark.parametrize(
    ("login", "says"),
    [
        ("reader", "没有“登记”的权限"),
        ("admin", "没有这个党组织"),
        ("auditor", "还没有设自己的密码"),
        ("nobody", "没有登录名是“nobody”"),
    ],
)
def test_nobody_imports_beyond_the_rights_of_the_named_account(
    login: str, says: str, installation: Installation
) -> None:
    ended = installation.run("entries", "import", str(installation.file("a.jsonl", CONGRESS)), "--as", login)
    assert ended.returncode in (1, 4)
    assert says in ended.stdout + ended.stderr
    assert _count(installation) == 0


def test_what_is_imported_counts_once_somebody_confirms_it(installation: Installation) -> None:
    installation.done("entries", "import", str(installation.file("a.jsonl", CONGRESS)), "--as", "clerk")
    asked = ("figures", "--org", "a", "--year", "2025", "--figure", "branch_congress/count")
    assert installation.json(*asked)[0]["value"] == 0
    installation.python(
        "from datetime import date\n"
        "from taizhang.apps.accounts.selectors import account_by_login, actor_of\n"
        "from taizhang.apps.ledger.models import Revision\n"
        "from taizhang.apps.ledger.services import confirm_entry\n"
        "confirm_entry(actor_of(account_by_login('owner')), Revision.objects.get().pk, date(2025, 12, 10))"
    )
    figure = installation.json(*asked)[0]
    assert (figure["value"], figure["entries"], figure["period"]["start"]) == (1, [1], "2025-01-01")
    owed = installation.json("owed", "--org", "a", "--as-of", "2025-12-10", "--only", "met")
    met = next(one for one in owed if one["rule"] == "branch_congress_quarterly")
    assert (met["window"], met["entries"]) == ({"start": "2025-01-01", "end": "2025-03-31"}, [1])


@pytest.mark.parametrize("ending", ["jsonl", "xlsx"])
def test_an_export_can_be_imported_again(
    ending: str, installation: Installation, laid_out: tuple[Installation, str], tmp_path: Path
) -> None:
    joint = _on(
        "2025-05-07",
        organizations=[{"organization": "b"}, {"name": "某街道", "how": "attending"}],
        heads={"public": 3},
        summary='=HYPERLINK("http://x")\n第二行',
        parts=[*CONGRESS["parts"], {"kind": "主题党日", "fields": {"theme": "学雷锋"}, "roles": {"chair": ["p001"]}}],
    )
    tally = {
        "organization": "a",
        "day": "2024-01-01",
        "end_day": "2024-12-31",
        "year": 2024,
        "tallies": [{"figure": "branch_congress/count", "amount": 4, "keeper": "党办"}],
    }
    first = installation.file("a.jsonl", CONGRESS, joint, tally)
    installation.done("entries", "import", str(first), "--as", "clerk")
    exported = installation.root / f"out.{ending}"
    assert installation.run("entries", "export", str(exported), "--as", "owner").returncode == 0
    other = Installation(tmp_path / "other")
    other.root.mkdir()
    other.done("init")
    other.lay_out()
    assert "登记了 3 条" in other.done("entries", "import", str(exported), "--as", "clerk")
    contents = (
        "from taizhang.apps.ledger.models import Revision\n"
        "print(*Revision.objects.order_by('day').values_list('content', 'title'), sep='\\n')"
    )
    assert other.python(contents) == installation.python(contents)


def test_an_export_never_overwrites_unasked_and_stands_in_the_log(installation: Installation) -> None:
    installation.done("entries", "import", str(installation.file("a.jsonl", CONGRESS)), "--as", "clerk")
    target = installation.root / "out.csv"
    installation.done("entries", "export", str(target))
    assert _label(installation).startswith("local:entries.export:")
    assert "支部党员大会" in target.read_text(encoding="utf-8-sig")
    assert target.stat().st_mode & 0o077 == 0
    assert installation.run("entries", "export", str(target)).returncode == 4
    installation.done("entries", "export", str(target), "--overwrite")


def test_an_export_to_standard_output_is_nothing_but_records(installation: Installation) -> None:
    installation.done("entries", "import", str(installation.file("a.jsonl", CONGRESS)), "--as", "clerk")
    record = json.loads(installation.done("entries", "export", "-", "--org", "c", "--year", "2025"))
    assert (record["organization"], record["state"], record["roll"][0]["person"]) == ("a", "registered", "p000")
    assert installation.done("entries", "export", "-", "--year", "2024") == ""


def test_restricted_items_leave_only_with_somebody_who_reads_them(installation: Installation) -> None:
    secret = json.loads(json.dumps(CONGRESS))
    secret["parts"][0]["fields"]["agenda"].append({"title": "某人任职建议", "tags": ["personnel"], "form": "discuss"})
    installation.done("entries", "import", str(installation.file("a.jsonl", secret)), "--as", "clerk")
    plain = installation.done("entries", "export", "-")
    assert "某人任职建议" not in plain
    assert json.loads(plain)["withheld"] is True
    assert "某人任职建议" in installation.done("entries", "export", "-", "--as", "owner")
    sheet = installation.root / "b.xlsx"
    installation.done("entries", "export", str(sheet))
    for again in (installation.file("b.jsonl", plain), sheet):
        ended = installation.run("entries", "import", str(again), "--as", "clerk", "--keep-duplicates")
        assert (ended.returncode, "导出时隐去了限定内容" in ended.stdout) == (1, True), again
    assert _count(installation) == 1


def test_a_template_filled_in_by_hand_is_imported(installation: Installation) -> None:
    empty = installation.root / "空表.xlsx"
    installation.done("entries", "template", str(empty), "--kind", "支部党员大会")
    headings = next(one for one in read_workbook(empty.read_bytes()) if one.name == "支部党员大会").headings
    filled = installation.root / "填好.xlsx"
    cells: dict[str, Any] = {
        "党组织": "a党组织",
        "日期": "2025年3月5日",
        "名册到会": "党员p000、p001，党员p002",
        "名册缺席": "党员p003（公务、出差）",
        "党员人数": 2,
        "议题": "学习全会精神｜学习｜党建\n讨论年度计划",
        "主持人": "党员p000",
        "表决情况": "应到：8；实到：6；发出：6；收回：6；有效：6；赞成：6；反对：0；弃权：0",
    }
    assert set(cells) <= set(headings)
    with xlsxwriter.Workbook(str(filled)) as book:
        page = book.add_worksheet("支部党员大会")
        for column, heading in enumerate(headings):
            page.write(0, column, heading)
            if heading in cells:
                page.write(1, column, cells[heading])
    assert "登记了 1 条" in installation.done("entries", "import", str(filled), "--as", "clerk")
    record = json.loads(installation.done("entries", "export", "-", "--as", "owner"))
    assert [one["person"] for one in record["roll"]] == ["p000", "p001", "p002", "p003"]
    assert record["roll"][3] == {"person": "p003", "present": False, "reason": "公务、出差"}
    fields = record["parts"][0]["fields"]
    assert fields["agenda"] == [
        {"form": "study", "tags": ["party_building"], "title": "学习全会精神"},
        {"title": "讨论年度计划"},
    ]
    assert fields["vote"]["for"] == 6


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("a.txt", b"x", "不是 .jsonl 或 .xlsx"),
        ("a.xlsx", b"PK not really", "没有传完"),
        ("a.jsonl", b"\n\n", "里没有记录"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_in_words(
    name: str, content: bytes, says: str, installation: Installation
) -> None:
    file = installation.root / name
    file.write_bytes(content)
    ended = installation.run("entries", "import", str(file), "--as", "clerk")
    assert ended.returncode == 4
    assert says in ended.stderr
    assert "Traceback" not in ended.stderr
