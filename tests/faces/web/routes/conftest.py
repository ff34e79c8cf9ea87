"""A world with canary words in every corner that somebody must not see, and a walk over all routes."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

import pytest
from django.conf import settings as django_settings
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver
from django.urls.converters import IntConverter

from taizhang.apps.accounts.actors import Role
from taizhang.apps.ledger.models import Assertion, Draft
from taizhang.apps.ledger.services import confirm_entry, record_entry
from taizhang.apps.ledger.services.attaching import store_attachment
from taizhang.apps.organizations.models import Description, NamedScope
from taizhang.apps.papers.services.remarking import remark as paper_remark
from taizhang.apps.papers.services.writing import Typed, begin_paper
from taizhang.apps.reports.services.beginning import Wanted, begin_report
from taizhang.apps.reports.services.deciding import remark
from tests.apps import facts
from tests.apps.ledger import conftest as ledger
from tests.apps.ledger.conftest import TODAY, World
from tests.faces.web.pages.people import signed_in
from tests.formats.pictures.made_pictures import png

world = ledger.world
FOREIGN = "金丝雀外"
RESTRICTED = "金丝雀限定"
PAPER = png()


def put_away(response: Any) -> None:
    """Close the file behind a download; closing the answer would close the test's own connection as well."""
    file = getattr(response, "file_to_stream", None)
    if file is not None:
        file.close()


@dataclass
class Corner:
    """The numbers of one side: one's own, somebody else's, or nobody's."""

    code: str
    numbers: dict[str, int] = field(default_factory=dict)

    def number(self, name: str) -> int:
        """The number for a place in an address, by what the place is called."""
        return self.numbers.get(name.removesuffix("_id"), self.numbers["entry"])


@dataclass
class Corners:
    """All sides."""

    world: World
    own: Corner
    foreign: Corner
    unknown: Corner


def routes(under: Any = None, prefix: str = "/", namespace: str = "") -> Iterator[tuple[str, str, URLPattern]]:
    """Every route of the pages: its address with places in it, its name, itself."""
    for one in (under or get_resolver(django_settings.ROOT_URLCONF)).url_patterns:
        if isinstance(one, URLResolver):
            yield from routes(one, prefix + str(one.pattern), one.namespace or namespace)
        elif not prefix.startswith("/api/"):
            yield prefix + str(one.pattern), f"{namespace}:{one.name}" if namespace else str(one.name), one


def filled(address: str, route: URLPattern, corner: Corner) -> str:
    """An address with its places filled from one side."""
    for name, converter in route.pattern.converters.items():
        value = _TEXTS.get(name, corner.code) if not isinstance(converter, IntConverter) else str(corner.number(name))
        address = address.replace(f"<{_KINDS[type(converter).__name__]}{name}>", value)
    assert "<" not in address, address
    return address


_KINDS = {
    "IntConverter": "int:",
    "StringConverter": "str:",
    "PathConverter": "path:",
    "SlugConverter": "slug:",
    "UUIDConverter": "uuid:",
}
_TEXTS = {
    "day": "2025-03-05",
    "start": "2025-01-01",
    "end": "2025-03-31",
    "figure": "branch_congress/count",
    "rule": "branch_congress_quarterly",
    "rule_id": "branch_congress_quarterly",
    "kind_id": "branch_congress",
    "outline_id": "branch_secretary_duty_report",
    "source_id": "branch_work_regulations",
    "act": "rename",
    "form": "draft.docx",
    "what": "term",
}


@pytest.fixture
def corners(world: World, settings: Any, tmp_path: Any) -> Corners:
    settings.ENVIRONMENT = replace(settings.ENVIRONMENT, business_day=TODAY)
    settings.MEDIA_ROOT = str(tmp_path / "attachments")
    return Corners(world, _own(world), _foreign(world), Corner("zz", dict.fromkeys(("entry", "organization"), 999_999)))


def _own(world: World) -> Corner:
    content = world.congress()
    content["parts"][0]["fields"]["agenda"].append(
        {"title": f"{RESTRICTED}议题", "tags": ["personnel"], "form": "discuss"}
    )
    content["summary"] = f"会上讨论了{RESTRICTED}议题的经过"
    home = record_entry(world.clerk, content, TODAY)
    confirm_entry(world.secretary, home.revision, TODAY)
    paper = store_attachment(world.secretary, world.branch, f"{RESTRICTED}谈话.png", [PAPER], restricted=True)
    scope = NamedScope(owner_id=world.branch, name="本支部口径")
    total = Assertion(
        organization_id=world.branch,
        figure="branch_congress/count",
        starts_on=date(2025, 1, 1),
        ends_on=date(2025, 12, 31),
        amount=4,
        text="本支部断言",
    )
    facts.write(scope, total)
    report, _ = begin_report(world.clerk, Wanted(world.branch, "organization_report", 2025, TODAY))
    sent = begin_paper(world.clerk, world.branch, Typed("本支部消息", "机关网站", "本支部召开会议。"))
    return Corner(
        "a",
        {
            "report": report,
            "remark": remark(world.clerk, report, "title", "写实一点"),
            "paper": sent,
            "paper_remark": paper_remark(world.clerk, sent, "title", "短一点"),
            "entry": home.entry,
            "organization": world.branch,
            "attachment": paper.pk,
            "scope": scope.pk,
            "assertion": total.pk,
        },
    )


def _foreign(world: World) -> Corner:
    facts.write(
        Description(
            organization_id=world.foreign,
            name=f"{FOREIGN}组织",
            short_name=f"{FOREIGN}简称",
            unit=f"{FOREIGN}单位",
            type="branch",
            founded_on=date(2010, 1, 1),
            begins_on=date(2020, 1, 1),
        ),
        NamedScope(owner_id=world.foreign, name=f"{FOREIGN}口径"),
        Assertion(
            organization_id=world.foreign,
            figure="branch_congress/count",
            starts_on=date(2025, 1, 1),
            ends_on=date(2025, 12, 31),
            amount=4,
            text=f"{FOREIGN}断言",
        ),
    )
    member = facts.person(f"{FOREIGN}编号", world.foreign)
    content = dict(
        world.congress(title=f"{FOREIGN}记录", place=f"{FOREIGN}地点"),
        recorder=world.foreign,
        summary=f"{FOREIGN}纪要",
        roll=[{"person": member, "present": True}],
    )
    content["parts"][0]["roles"] = {"chair": [member]}
    entry = record_entry(world.stranger, content, TODAY)
    paper = store_attachment(world.stranger, world.foreign, f"{FOREIGN}签到.png", [PAPER])
    draft = Draft.objects.create(
        organization_id=world.foreign, account_id=world.stranger.account or 0, content=f'{{"title":"{FOREIGN}草稿"}}'
    )
    report, _ = begin_report(world.stranger, Wanted(world.foreign, "organization_report", 2025, TODAY))
    sent = begin_paper(world.stranger, world.foreign, Typed(f"{FOREIGN}消息", f"{FOREIGN}网站", f"{FOREIGN}召开会议。"))
    return Corner(
        "x",
        {
            "report": report,
            "remark": remark(world.stranger, report, "title", f"{FOREIGN}批注"),
            "paper": sent,
            "paper_remark": paper_remark(world.stranger, sent, "title", f"{FOREIGN}批稿"),
            "entry": entry.entry,
            "organization": world.foreign,
            "member": member,
            "attachment": paper.pk,
            "draft": draft.pk,
            "scope": NamedScope.objects.get(owner=world.foreign).pk,
            "assertion": Assertion.objects.get(organization=world.foreign).pk,
        },
    )


def browser_of(role: Role, organization: int | None, *, keeper: bool = False, csrf: bool = False) -> Client:
    """A browser signed in with this one role."""
    found = signed_in(f"{role}-{organization}-{keeper}-{csrf}", role, organization, keeper=keeper)
    if csrf:
        strict = Client(enforce_csrf_checks=True)
        strict.cookies = found.cookies
        return strict
    return found
