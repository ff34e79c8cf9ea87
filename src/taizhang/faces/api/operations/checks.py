"""The checker (审校): a text or a file goes in, findings come out; nothing of it is kept."""

from __future__ import annotations

from typing import Annotated, Any

from django.http import HttpRequest
from ninja import File, Form, Router, Schema
from ninja.files import UploadedFile
from pydantic import Field

from taizhang.apps.accounts.actors import Actor
from taizhang.apps.accounts.rights import Permission
from taizhang.apps.checks.checking import MOST_CHARACTERS, desk_of
from taizhang.apps.checks.errors import CheckError
from taizhang.apps.organizations.errors import NotAllowedError
from taizhang.domain.checking.finding import Confidence
from taizhang.domain.official_text.length import official_length
from taizhang.faces.api.asked import business_today, visible_organization
from taizhang.faces.api.door import actor_in
from taizhang.faces.api.given import Given, Text
from taizhang.faces.api.limits import COSTLY
from taizhang.faces.api.operations.organizations import TROUBLES
from taizhang.faces.api.shown import TroubleOut
from taizhang.formats.checks.finding_json import finding_json
from taizhang.formats.texts import FileFormat, TextOfFile, UnreadableError, measure_layout, read_text

router = Router(tags=["审校"])
REFUSALS = {400: TroubleOut, **TROUBLES, 413: TroubleOut, 415: TroubleOut}


class CheckAsked(Given):
    """How to check: with whose own words, what also."""

    organization: Text = ""
    """Code of the organisation whose own words and names hold; empty: the shipped rules alone."""
    hints: bool = False
    """Give findings of low confidence as well."""
    release: bool = False
    """The text is about to leave the house: secrets and personal data are looked for."""


class CheckIn(CheckAsked):
    """A text to check."""

    text: Annotated[str, Field(max_length=MOST_CHARACTERS)]


class CheckFindingOut(Schema):
    """A finding; `start` and `end` count Unicode code points."""

    rule: str
    category: str
    severity: str
    start: int
    end: int
    excerpt: str
    message: str
    suggestions: list[str]
    source: str
    source_level: str
    confidence: str
    line: int
    column: int
    fixable: bool
    fingerprint: str
    version: int


class CheckOut(Schema):
    """What was found in one text."""

    file: str
    format: str
    text: str
    """The text that places count in, where it was read out of a file; empty for a text that was sent as such."""
    characters: int
    findings: list[CheckFindingOut]
    silenced: int
    warnings: list[str]


@router.post(
    "/checks",
    response={200: CheckOut, **REFUSALS},
    throttle=COSTLY,
    summary="审校一段文字",
    operation_id="check_text",
)
def check_text(request: HttpRequest, body: CheckIn) -> dict[str, Any]:
    """Check a text."""
    read = TextOfFile("", FileFormat.TEXT, body.text, ())
    return _checked(actor_in(request), read, b"", body) | {"text": ""}


@router.post(
    "/checks/file",
    response={200: CheckOut, **REFUSALS},
    throttle=COSTLY,
    summary="审校一个文件",
    operation_id="check_file",
)
def check_file(request: HttpRequest, file: File[UploadedFile], asked: Form[CheckAsked]) -> dict[str, Any]:
    """Check a .docx, .pdf, .txt, .md, .html or .doc; of a .docx the layout as well."""
    actor = actor_in(request)
    content = file.read()
    try:
        read = read_text(file.name or "", content)
    except UnreadableError as error:
        raise CheckError(error.message) from error
    if len(read.text) > MOST_CHARACTERS:
        raise CheckError(f"超过{MOST_CHARACTERS // 10000}万字。拆开，或用命令 taizhang check 审。")
    return _checked(actor, read, content, asked)


def _checked(actor: Actor, read: TextOfFile, content: bytes, asked: CheckAsked) -> dict[str, Any]:
    if not actor.may(Permission.READ_ENTRIES):
        raise NotAllowedError("审校")
    organization = visible_organization(actor, asked.organization) if asked.organization else None
    layout = measure_layout(content) if read.format is FileFormat.WORD else None
    checked = desk_of(actor, organization, business_today(), release=asked.release).check(read.plain, layout)
    findings = [one for one in checked.findings if asked.hints or one.confidence is not Confidence.LOW]
    return {
        "file": read.name,
        "format": read.format.value,
        "text": read.plain,
        "characters": official_length(read.plain),
        "findings": [finding_json(one) for one in findings],
        "silenced": len(checked.silenced),
        "warnings": list(read.warnings),
    }
