"""Duty reports: drafting and the Word file beside docxtpl on the same text, the PDF, a hundred reports, peak memory."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from benchmarks.hands import hand
from benchmarks.place import ROOT
from benchmarks.ratios import Comparison, Spans, alternate
from benchmarks.templating import TemplatingMissingError, rendering, template_of
from benchmarks.waiting import branches
from taizhang.apps.accounts.actors import Actor, Role, operator_at_machine
from taizhang.apps.ledger.selectors.figures import figure_of
from taizhang.apps.organizations.selectors import list_organizations
from taizhang.apps.reports.selectors.gathering import gathered, speaker_of
from taizhang.apps.reports.selectors.reaching import reach_of
from taizhang.apps.rulebooks.selectors import current_rulebook
from taizhang.apps.rulebooks.services import adopt_release
from taizhang.domain.official_text.length import official_length
from taizhang.domain.periods import Window
from taizhang.domain.reporting import Chip, Document, Notice
from taizhang.domain.reporting.drafting import draft
from taizhang.domain.reporting.wanting import Plan
from taizhang.domain.rules.rulebook import shipped
from taizhang.formats.official.portable import report_pdf
from taizhang.formats.official.word import report_docx

OUTLINE = "organization_report"
UNTIL = date(2025, 12, 31)
FIVE_PAGES = 3000
MINUTE = 60_000.0


def compare(times: int) -> Iterator[Comparison]:
    """One report in all its steps, then a hundred."""
    if not current_rulebook().outlines:
        # A world that was built before there were outlines.
        adopt_release(operator_at_machine("bench", Role.SECRETARY, Role.SYSTEM), shipped(), note="随附")
    actor = hand("secretary")
    committee = next(one.id for one in list_organizations(None, UNTIL) if one.code == "C")
    yield from _one(actor, committee, f"党委（{len(branches())} 个支部）", times)
    yield from _one(actor, branches()[0], "支部", times)
    yield _hundred()


def draft_of(actor: Actor, organization: int) -> tuple[Plan, Document]:
    """A report from the ledger, all the way."""
    rulebook = current_rulebook()
    plan = Plan(
        rulebook, rulebook.outlines[OUTLINE], speaker_of(actor, organization, UNTIL), Notice(2025, UNTIL, FIVE_PAGES)
    )
    return plan, draft(plan, gathered(actor, organization, plan)).document


def _one(actor: Actor, organization: int, name: str, times: int) -> Iterator[Comparison]:
    plan, document = draft_of(actor, organization)
    facts = gathered(actor, organization, plan)
    chips = list(document.chips())
    told = f"{official_length(document.text)} 字，{len(chips)} 个数，每个都带着出处。"

    def by_hand() -> dict[str, str]:
        """Ask each number by itself, as a script behind a template would."""
        reach = reach_of(organization, UNTIL)
        return {
            f"n{at}": str(figure_of(actor, chip.ask.figure, reach.of(chip.ask.scope), _window(chip), UNTIL).value)
            for at, chip in enumerate(chips)
            if not chip.ask.figure.startswith("unmet/")
        }

    ours = {
        "起草（数已在手）并写成 .docx": lambda: report_docx(draft(plan, facts).document),
    }
    whole = {"从台账取数、起草、写成 .docx": lambda: report_docx(draft_of(actor, organization)[1])}
    try:
        render, (template, filled) = rendering(), template_of(document)
    except TemplatingMissingError as error:
        yield Comparison(f"述职报告：{name}", alternate(ours, times), notes=(told, f"docxtpl 装不了：{error}。"))
        return
    filling = {"docxtpl 填一份一样大的模板（数已备好，没有出处）": lambda: render(template, filled)}
    spans = alternate({**ours, **filling}, times)
    yield Comparison(
        f"述职报告，数已在手：{name}", spans, "不慢于 docxtpl", spans[0].median <= spans[1].median, notes=(told,)
    )
    asking = {"逐个数查台账，再用 docxtpl 填": lambda: render(template, by_hand())}
    yield Comparison(
        f"述职报告，从台账开始：{name}",
        alternate({**whole, **asking}, max(3, times // 3)),
        notes=(
            told,
            "台账问的是提纲上的全部数据、事项和没有做到的，再挑着写；手工的一种只问写出来的那几个数，两样不是一回事。",
        ),
        compared=False,
    )
    yield _portable(document, name, times)


def _window(chip: Chip) -> Window:
    return Window(chip.ask.since, chip.ask.until)


def _portable(document: Document, name: str, times: int) -> Comparison:
    """The PDF beside what a unit does today: the office program prints the Word file."""
    ways = {"report_pdf（Typst，版心 28×22）": lambda: report_pdf(document)}
    spans = alternate(ways, max(3, times // 3))
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "report.docx"
        file.write_bytes(report_docx(document))
        printed = _printed(file)
    return Comparison(f"述职报告成 PDF：{name}", (*spans, *printed), notes=(f"{official_length(document.text)} 字。",))


def _printed(file: Path) -> tuple[Spans, ...]:
    profile = f"-env:UserInstallation={(file.parent / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(file.parent), str(file)]
    found = []
    try:
        for _ in range(3):
            began = time.perf_counter()
            subprocess.run(command, check=True, capture_output=True, timeout=120)
            found.append((time.perf_counter() - began) * 1000)
    except (OSError, subprocess.SubprocessError):
        return ()
    return (Spans("LibreOffice 由 .docx 转（每份起一次）", tuple(found)),)


def _hundred() -> Comparison:
    """In a process of its own, so that its peak is that of drafting alone."""
    began = time.perf_counter()
    ended = subprocess.run(
        [sys.executable, "-m", "benchmarks.hundred_reports"], check=True, capture_output=True, text=True, cwd=ROOT
    )
    took = (time.perf_counter() - began) * 1000
    told = json.loads(ended.stdout.splitlines()[-1])
    return Comparison(
        f"{told['reports']} 个支部各一份述职报告",
        (Spans("取数、起草、写成 .docx 和 PDF（含程序启动）", (took,)),),
        "一分钟以内",
        took < MINUTE,
        notes=(
            f"每份 {told['seconds'] / told['reports'] * 1000:.0f} ms；共 {told['bytes'] / 1_000_000:.1f} MB。",
            f"这个程序的内存峰值 {told['megabytes']:.0f} MB。",
        ),
    )
