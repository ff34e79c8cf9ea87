"""Facts written straight into the tables, for tests that only read."""

from collections.abc import Iterable
from datetime import date

from taizhang.apps.audit.models import Fact
from taizhang.apps.audit.writing import writing
from taizhang.apps.members.models import EventKind, Member, MemberDescription, MemberEvent
from taizhang.apps.organizations.models import Description, Organization, Post, Relation, Term

LONG_AGO = date(2010, 1, 1)


def write(*facts: Fact) -> int:
    """Write the facts in one commit of their own and return its number."""
    with writing("test", "test.write") as record:
        record.write_all(facts)
    return record.seq


def close(*facts: Fact) -> int:
    with writing("test", "test.close") as record:
        for fact in facts:
            record.close(fact)
    return record.seq


def organization(
    code: str, type_: str = "branch", under: int | None = None, since: date = LONG_AGO, **more: object
) -> int:
    """Set up an organisation, below another one if named."""
    one = Organization.objects.create(code=code)
    facts: list[Fact] = [
        Description(
            **{
                "organization": one,
                "name": f"{code}党组织",
                "type": type_,
                "founded_on": since,
                "begins_on": since,
                **more,
            }
        )
    ]
    if under is not None:
        facts.append(Relation(child=one, parent_id=under, kind="subordination", begins_on=since))
    write(*facts)
    return one.pk


def person(
    code: str, branch: int, since: date = LONG_AGO, *, full: bool = True, sex: str = "男", group: int | None = None
) -> int:
    """Put a person on the roll of a branch."""
    one = Member.objects.create(code=code)
    write(
        MemberDescription(member=one, name=f"党员{code}", sex=sex, begins_on=since),
        MemberEvent(
            member=one, kind=EventKind.ENTERED_ROLL, day=since, organization_id=branch, group_id=group, full=full
        ),
    )
    return one.pk


def persons(prefix: str, many: int, branch: int, since: date = LONG_AGO, *, full: bool = True) -> list[int]:
    return [person(f"{prefix}{number:03}", branch, since, full=full) for number in range(many)]


def event(member: int, kind: str, day: date, branch: int | None = None, **more: object) -> MemberEvent:
    return MemberEvent(**{"member_id": member, "kind": kind, "day": day, "organization_id": branch, **more})


def post(branch: int, who: int, title: str, since: date = LONG_AGO, until: date | None = None) -> Post:
    return Post(organization_id=branch, person=who, title=title, begins_on=since, ends_on=until)


def term(branch: int, began: date, **more: object) -> Term:
    return Term(**{"organization_id": branch, "began_on": began, **more})


def committee(branch: int, people: Iterable[int], since: date = LONG_AGO) -> list[Post]:
    """A secretary, a deputy and further members, in this order."""
    titles = ["secretary", "deputy_secretary", "organization_member", "publicity_member", "discipline_member"]
    return [post(branch, who, title, since) for who, title in zip(people, titles, strict=False)]
