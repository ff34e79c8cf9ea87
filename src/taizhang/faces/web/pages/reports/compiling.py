"""Beside the text of a committee's report: the finished reports below it, to take acts, passages and counts from."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import cast

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from taizhang.apps.accounts.actors import Actor
from taizhang.apps.accounts.rights import Permission
from taizhang.apps.reports.doors import open_for
from taizhang.apps.reports.selectors.offering import Offering, Piece, Summed
from taizhang.apps.reports.selectors.quoted import ToldBelow
from taizhang.domain.figures.printing import printed
from taizhang.domain.reporting import Block, Document, Run, Style, to_json
from taizhang.faces.web.pages.reports.figures_in import offered
from taizhang.faces.web.shell.frame import frame_of
from taizhang.faces.web.shell.render import render_page
from taizhang.faces.web.shell.sign_in import signed_in_only
from taizhang.faces.web.shell.whole_numbers import is_number

MOST_ACTS, MOST_NAMED = 60, 20


@dataclass(frozen=True, slots=True)
class Offer:
    """Something that goes into the text with one click."""

    text: str
    source: str
    part: str
    runs: str
    """JSON for the editor."""
    is_whole: bool = False
    day: str = ""
    place: str = ""
    entry: int = 0
    told_by: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Count:
    """A figure of all below: added up, without repeats, and what goes in."""

    zh: str
    parts: str
    total: str
    repeats: str
    reports: int
    attributes: str


@require_safe
@signed_in_only
def below(request: HttpRequest, report_id: int) -> HttpResponse:
    """The acts that are told below, the passages of one report, and who has none yet."""
    frame = frame_of(request)
    offering = Offering(
        cast("Actor", frame.actor), open_for(cast("Actor", frame.actor), report_id, Permission.WRITE_REPORTS)
    )
    asked = request.GET.get("branch", "")
    topics, topic = offering.topics(), request.GET.get("topic", "")
    chosen = next((one for one in offering.reports if str(one.organization) == asked and is_number(asked)), None)
    if chosen is None and len(offering.reports) == 1:
        chosen = offering.reports[0]
    topic = topic if topic in topics else ""
    acts = offering.acts(chosen.organization if chosen and asked else 0, topic)
    without = [name for _, name in offering.below.reports.without]
    words = {
        "report_id": report_id,
        "reports": offering.reports,
        "chosen": chosen,
        "topics": topics.items(),
        "topic": topic,
        "acts": [_act(*one) for one in acts[:MOST_ACTS]],
        "more": max(0, len(acts) - MOST_ACTS),
        "passages": [
            (one.block.text, [_piece(piece, one.topic) for piece in one.pieces])
            for one in (offering.passages(chosen, topic) if chosen else ())
        ],
        "without": without[:MOST_NAMED],
        "without_more": max(0, len(without) - MOST_NAMED),
        "crumbs": _crumbs(request, report_id),
    }
    return render_page(request, "reports/below_page.html", "reports/below.html", words)


@require_safe
@signed_in_only
def sums(request: HttpRequest, report_id: int) -> HttpResponse:
    """What the reports below state, added up and without repeats."""
    actor = cast("Actor", frame_of(request).actor)
    report = open_for(actor, report_id, Permission.WRITE_REPORTS)
    words = {
        "report_id": report_id,
        "counts": [_count(one) for one in Offering(actor, report).sums()],
        "crumbs": _crumbs(request, report_id),
    }
    return render_page(request, "reports/below_sums_page.html", "reports/below_sums.html", words)


def _act(told: ToldBelow, topic: str) -> Offer:
    act = told.act
    day = f"{act.day.month}月{act.day.day}日"
    sentence = "".join(run.text for run in told.runs).removeprefix(day).strip("，。")
    return Offer(
        text=act.title or sentence,
        source=told.source,
        part=topic,
        runs=_json(told.runs),
        day=day,
        place=act.place,
        entry=act.entry,
        told_by=act.told_by,
    )


def _piece(piece: Piece, topic: str) -> Offer:
    return Offer("".join(run.text for run in piece.runs), piece.source, topic, _json(piece.runs), piece.is_whole)


def _count(one: Summed) -> Count:
    found = offered(one.info, one.ask, one.figure.value)
    repeats = printed(one.figure.overlap, one.info) if one.figure.overlap else ""
    return Count(one.info.zh, printed(one.parts, one.info), found.text, repeats, one.reports, found.attributes)


def _json(runs: Sequence[Run]) -> str:
    block = Block("taken", Style.PARAGRAPH, tuple(runs))
    return json.dumps(to_json(Document((block,)))["blocks"][0]["runs"], ensure_ascii=False)


def _crumbs(request: HttpRequest, report_id: int) -> list[tuple[str, str]]:
    address = frame_of(request).address
    return [
        ("报告", address.to("reports:index")),
        ("述职报告", address.to("reports:drafts")),
        ("正文", address.to("reports:edit", report_id)),
    ]
