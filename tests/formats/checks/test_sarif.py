"""SARIF 2.1.0 as its specification wants it: every reference holds, every region counts code points."""

import json
from dataclasses import replace
from typing import Any

from taizhang.domain.checking.packs import shipped
from taizhang.domain.official_text import OfficialText
from taizhang.formats.checks import CheckedFile, Silenced, markdown_table, sarif_log, workflow_commands
from tests.formats.checks.made_findings import finding

TEXT = "𠮷党支部\n全年组织学习XX次，\n谈心XX人次。"
FILE = CheckedFile(
    "报告 1.txt",
    OfficialText(TEXT),
    (finding(TEXT, "XX", "按台账填写。"), finding(TEXT, "人次", "次", replacing=True)),
    (Silenced(finding(TEXT, "党支部"), "本单位的写法", "沈溪"),),
    ("文件里有2条批注，没有算进正文。",),
    "utf-8",
)


def log_of(file: CheckedFile = FILE) -> dict[str, Any]:
    log = sarif_log([file], shipped().rules, "1.2.3")
    loaded: dict[str, Any] = json.loads(json.dumps(log, ensure_ascii=False))
    return loaded


def test_the_log_has_what_the_specification_requires_and_no_key_that_it_does_not_know() -> None:
    log = log_of()
    assert log.keys() == {"$schema", "version", "runs"}
    assert log["version"] == "2.1.0"
    (run,) = log["runs"]
    assert run.keys() == {"tool", "columnKind", "artifacts", "invocations", "results"}
    assert run["columnKind"] == "unicodeCodePoints"
    driver = run["tool"]["driver"]
    assert driver.keys() <= {"name", "fullName", "semanticVersion", "language", "rules"}
    for rule in driver["rules"]:
        assert rule.keys() == {
            "id", "shortDescription", "fullDescription", "help", "defaultConfiguration", "properties",
        }  # fmt: skip
        assert rule["help"]["text"]
        assert rule["defaultConfiguration"]["level"] in {"error", "warning", "note", "none"}
    for result in run["results"]:
        assert result.keys() - {"fixes"} == {
            "ruleId", "ruleIndex", "level", "message", "locations", "partialFingerprints", "suppressions", "properties",
        }  # fmt: skip
        assert driver["rules"][result["ruleIndex"]]["id"] == result["ruleId"]
    assert run["invocations"][0]["executionSuccessful"] is True
    assert run["invocations"][0]["toolExecutionNotifications"][0]["message"]["text"].startswith("文件里有2条")


def test_every_region_gives_back_its_own_words_by_offset_and_by_line() -> None:
    lines = TEXT.split("\n")
    for result in log_of()["runs"][0]["results"]:
        region = result["locations"][0]["physicalLocation"]["region"]
        start = region["charOffset"]
        assert TEXT[start : start + region["charLength"]] == region["snippet"]["text"]
        line = lines[region["startLine"] - 1]
        assert region["endLine"] == region["startLine"]
        assert line[region["startColumn"] - 1 : region["endColumn"] - 1] == region["snippet"]["text"]


def test_addresses_are_relative_and_escaped() -> None:
    uri = log_of()["runs"][0]["artifacts"][0]["location"]["uri"]
    assert uri == "%E6%8A%A5%E5%91%8A%201.txt"


def test_only_what_the_unit_lets_stand_is_suppressed_and_with_its_reason() -> None:
    results = log_of()["runs"][0]["results"]
    by_words = {one["locations"][0]["physicalLocation"]["region"]["snippet"]["text"]: one for one in results}
    assert by_words["XX"]["suppressions"] == []
    assert by_words["党支部"]["suppressions"] == [
        {"kind": "external", "status": "accepted", "justification": "本单位的写法（沈溪）"}
    ]


def test_a_rule_that_lies_in_no_pack_is_described_by_what_it_says() -> None:
    found = replace(finding(TEXT, "XX"), rule="layout/paper")
    (described,) = log_of(replace(FILE, findings=(found,), silenced=()))["runs"][0]["tool"]["driver"]["rules"]
    assert described["id"] == "layout/paper"
    assert described["shortDescription"]["text"] == found.message


def test_only_a_safe_replacement_becomes_a_fix() -> None:
    results = log_of()["runs"][0]["results"]
    fixes = [one["fixes"] for one in results if "fixes" in one]
    ((fix,),) = fixes
    (replacement,) = fix["artifactChanges"][0]["replacements"]
    start, length = replacement["deletedRegion"]["charOffset"], replacement["deletedRegion"]["charLength"]
    assert TEXT[start : start + length] == "人次"
    assert replacement["insertedContent"] == {"text": "次"}


def test_a_table_and_workflow_commands_escape_what_would_break_them() -> None:
    text = "组织|学习\n100%"
    file = CheckedFile("a,b:c.md", OfficialText(text), (finding(text, "|学习\n100%"),))
    (row,) = [line for line in markdown_table([file]).splitlines() if line.startswith("| 1:3")]
    assert row.count("|") - row.count("\\|") == 7
    (command,) = workflow_commands([file])
    assert command.startswith("::error file=a%2Cb%3Ac.md,line=1,col=3,title=blanks/placeholder::")
    assert "\n" not in command
    assert "100%25" in command


def test_a_file_without_findings_says_so() -> None:
    assert "没有发现问题。" in markdown_table([CheckedFile("a.txt", OfficialText("甲"), ())])
