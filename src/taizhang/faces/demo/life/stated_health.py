"""The health commission's 2023: what a secretary of such a commission states, entry by entry."""

from __future__ import annotations

from collections.abc import Iterator

from taizhang.faces.demo.chance import chance
from taizhang.faces.demo.life import topics
from taizhang.faces.demo.life.bodies import told
from taizhang.faces.demo.life.branch_years import committee_came, committee_vote
from taizhang.faces.demo.life.habits import attendance
from taizhang.faces.demo.life.occasion import OccasionPlan, PartPlan, item
from taizhang.faces.demo.life.rows import Row, occasions
from taizhang.faces.demo.life.stated_clinics import stated_clinics
from taizhang.faces.demo.workdays import workday_between, workday_near
from taizhang.faces.demo.world.atlas import branches
from taizhang.faces.demo.world.people import people
from taizhang.faces.demo.world.posts import committee, name_of

_YEAR = 2023
_STUDIES = 9
_SEMINARS = ((5, 3, 6), (7, 4, 6), (9, 2, 6))
"""Month, papers and reflections: three seminars, nine papers, eighteen reflections."""
_COURSES = (
    (3, "secretary", "支部书记培训", 30),
    (5, "party_worker", "党务实务", 34),
    (7, "member", "党的二十大报告专题", 38),
    (9, "member", "党章专题", 42),
    (11, "activist", "入党积极分子培训", 46),
)
_INTERVIEWED = ((4, "WJ-04"), (10, "WJ-08"))
_REMINDED = {
    "kind": "secretary",
    "people": 1,
    "reason": "支部组织生活登记滞后",
    "content": "当面指出问题，约定一个月内补齐。",
}
_FOUND = [item("支委会记录过简"), item("个别支部补录较多")]
_ROWS = (
    *(
        Row(
            "WJ",
            month,
            11,
            "training_course",
            {"subject": subject, "audience": [audience], "level": "own", "form": "face_to_face", "hours": 40},
            heads={"members": heads},
            place="一楼报告厅",
            days=2,
        )
        for month, audience, subject, heads in _COURSES
    ),
    Row(
        "WJ",
        1,
        16,
        "integrity_education",
        {"form": "letter", "audience": ["members"]},
        "与党员签订廉政自律承诺书",
        {"members": 126},
    ),
)


def stated_health() -> Iterator[OccasionPlan]:
    """Everything that the report of 2023 counts, and a few things that it tells without a number."""
    yield from occasions(_YEAR, _ROWS)
    yield from _study()
    yield from _seminars()
    yield from _responsibility()
    yield _approval()
    yield _lecture()
    yield from stated_clinics()


def _study() -> Iterator[OccasionPlan]:
    for number in range(_STUDIES):
        stream = chance("health study", number)
        day = workday_between(stream, _YEAR, 2 + number, 5, 25)
        subject = topics.STUDIES[number % len(topics.STUDIES)]
        fields = {"subject": subject, "papers": topics.papers(day, stream, 2), "form": ["leader", "group"], "hours": 20}
        part = PartPlan("collective_study", fields, {"speaker": committee("WJ-01", day)[:1]})
        came = attendance("WJ-01", day, stream, 0.9)
        yield told("WJ-01", day, [part], stream, roll=came, place="三楼会议室")


def _seminars() -> Iterator[OccasionPlan]:
    for month, written, reflections in _SEMINARS:
        stream = chance("health seminar", month)
        day = workday_between(stream, _YEAR, month, 8, 26)
        fields = {"discussion_papers": written, "reflections": reflections, "hours": 30}
        part = PartPlan("seminar", {"subject": "主题教育专题交流研讨", **fields}, {"chair": committee("WJ", day)[:1]})
        came = committee_came("WJ", day, stream)
        yield told("WJ", day, [part], stream, roll=came, place="四楼党委会议室")


def _responsibility() -> Iterator[OccasionPlan]:
    """Two secretaries talked to, two rounds of supervision."""
    for month, branch in _INTERVIEWED:
        stream = chance("health interview", month)
        day = workday_between(stream, _YEAR, month, 8, 24)
        roles = {"chair": committee("WJ", day)[:1], "attendee": committee(branch, day)[:1]}
        yield told("WJ", day, [PartPlan("interview", _REMINDED, roles)], stream)
    own = [branch.code for branch in branches("WJ")]
    for month, visited in ((6, own[::2]), (12, own)):
        stream = chance("health supervision", month)
        day = workday_between(stream, _YEAR, month, 6, 22)
        fields = {"field": "party_building", "visited": visited, "findings": _FOUND}
        part = PartPlan("party_building_supervision", fields, {"chair": committee("WJ", day)[:1]})
        yield told("WJ", day, [part], stream, title="基层党建工作督导")


def _approval() -> OccasionPlan:
    """In July the committee approves, by ballot, that three members on probation become full members."""
    day = workday_near(_YEAR, 7, 28)
    names = [
        name_of(person.code)
        for person in people().values()
        for one in person.happenings
        if one.kind == "confirmed" and one.organization.startswith("WJ") and one.day.year == _YEAR
    ]
    came = committee_came("WJ", day, chance("health confirmation"))
    agenda = [item(f"审批{name}按期转正", "admission", form="vote") for name in names]
    fields = {"form": "committee", "vote": committee_vote(came, len(came)), "agenda": agenda}
    return told(
        "WJ",
        day,
        [PartPlan("committee_meeting", fields, {"chair": (came[0].person,)})],
        chance("health confirmation meeting"),
        roll=came,
        title="审批预备党员转正",
        place="四楼党委会议室",
    )


def _lecture() -> OccasionPlan:
    """The secretary lectures in the community, together with its joint committee."""
    day = workday_near(_YEAR, 6, 12)
    fields = {"subject": "用身边的数字讲变化", "form": "special", "audience": "community", "hours": 15}
    return told(
        "WJ-09",
        day,
        [PartPlan("party_lecture", fields, {"speaker": committee("WJ", day)[:1]})],
        chance("health lecture"),
        heads={"members": 18, "public": 42},
        place="槐荫社区",
        attending=("QH-HY",),
        title="“讲变化、谈打算”群众教育实践活动",
    )
