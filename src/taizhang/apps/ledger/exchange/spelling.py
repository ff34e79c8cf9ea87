"""An occasion as files spell it (codes, names) and as the ledger holds it (numbers), both ways.

A file's record has the keys of an occasion (docs/reference/entries-jsonl.md). Persons and organisations stand there by
code or name; everything else is word for word what the ledger holds.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from taizhang.apps.ledger.exchange.naming import Naming, UnnamedError
from taizhang.domain.findings import Finding, Severity
from taizhang.domain.ledger.occasion import Occasion
from taizhang.domain.ledger.reading import content_of
from taizhang.domain.rules.kinds import FieldType, Kind

OWN_KEYS = frozenset({"organization", "key", "entry", "number", "state", "attachments", "withheld"})
"""What a file's record may have besides the keys of an occasion; all but the first two only inform."""
OCCASION_KEYS = frozenset(
    {
        "day",
        "end_day",
        "year",
        "title",
        "place",
        "begins",
        "ends",
        "summary",
        "organizations",
        "roll",
        "heads",
        "parts",
        "tallies",
        "source",
    }
)
MOST_KEY = 200


@dataclass(frozen=True, slots=True)
class Spelled:
    """A file's record turned into content, with everything that did not make sense in it."""

    content: dict[str, Any]
    findings: tuple[Finding, ...]

    @property
    def is_sound(self) -> bool:
        """Whether nothing stands in the way."""
        return not self.findings


class SpellingError(ValueError):
    """A value of the wrong shape; the message says at which place."""


def content_from(record: Mapping[str, Any], naming: Naming) -> Spelled:
    """Turn a file's record into the content that the ledger checks; every fault is collected."""
    return _Inward(record, naming).spelled()


def record_of(occasion: Occasion, naming: Naming) -> dict[str, Any]:
    """Spell an occasion for a file."""
    content = content_of(occasion)
    record: dict[str, Any] = {"organization": naming.organization_code(occasion.recorder)}
    for key in ("day", "end_day", "year", "title", "place", "begins", "ends", "summary", "heads", "tallies", "source"):
        if key in content:
            record[key] = content[key]
    if occasion.organizations:
        record["organizations"] = [_taking_part(one, naming) for one in content["organizations"]]
    if occasion.roll:
        record["roll"] = [{**one, "person": naming.people.code(one["person"])} for one in content["roll"]]
    if occasion.parts:
        record["parts"] = [_part_outward(one, naming) for one in content["parts"]]
    return record


def _taking_part(one: Mapping[str, Any], naming: Naming) -> dict[str, Any]:
    if one.get("organization") is None:
        return dict(one)
    return {**one, "organization": naming.organization_code(one["organization"])}


def _part_outward(part: Mapping[str, Any], naming: Naming) -> dict[str, Any]:
    kind = naming.rulebook.kinds.get(part["kind"])
    spelled: dict[str, Any] = {"kind": part["kind"]}
    if "fields" in part:
        spelled["fields"] = {
            name: _mapped(value, kind, name, naming.people.code, naming.organization_code)
            for name, value in part["fields"].items()
        }
    if "roles" in part:
        spelled["roles"] = {role: [naming.people.code(one) for one in those] for role, those in part["roles"].items()}
    return spelled


def _mapped(
    value: Any,
    kind: Kind | None,
    name: str,
    person: Callable[[Any], Any],
    organization: Callable[[Any], Any],
) -> Any:
    """A field's value with its persons and organisations named the other way."""
    field = kind.fields.get(name) if kind else None
    if field is None or not isinstance(value, list | tuple):
        return value
    if field.type is FieldType.PERSONS:
        return [person(one) for one in value]
    if field.type is FieldType.ORGANIZATIONS:
        return [organization(one) for one in value]
    if field.type is FieldType.AMOUNTS:
        return [{**one, "person": person(one["person"])} if "person" in one else one for one in value]
    return value


class _Inward:
    """One record on its way in."""

    def __init__(self, record: Mapping[str, Any], naming: Naming) -> None:
        self._record = record
        self._naming = naming
        self._findings: list[Finding] = []
        self._recorder = 0
        self._day: date | None = None
        self._guests: tuple[int, ...] = ()

    def spelled(self) -> Spelled:
        record = self._record
        self._check_keys()
        self._recorder = self._tried("organization", self._organization, record.get("organization")) or 0
        self._day = self._tried("day", _day, record.get("day"))
        content = {key: record[key] for key in sorted(OCCASION_KEYS & record.keys())}
        content["recorder"] = self._recorder
        if "year" not in content and self._day:
            content["year"] = self._day.year
        if "organizations" in content:
            content["organizations"] = self._each("organizations", self._guest)
            self._guests = tuple(
                one["organization"]
                for one in content["organizations"]
                if isinstance(one, dict) and isinstance(one.get("organization"), int)
            )
        if "roll" in content:
            content["roll"] = self._each("roll", self._participant)
        if "parts" in content:
            content["parts"] = self._each("parts", self._part)
        return Spelled(content, tuple(self._findings))

    def _check_keys(self) -> None:
        unknown = sorted(self._record.keys() - OWN_KEYS - OCCASION_KEYS)
        if unknown:
            self._fault("", f"有不认识的项：{'、'.join(unknown)}。核对拼写，或删去。")
        if self._record.get("withheld"):
            self._fault("withheld", "这一条导出时隐去了限定内容，导入会把内容弄丢。由书记或指定人员重新导出。")
        key = self._record.get("key", "")
        if not isinstance(key, str) or len(key) > MOST_KEY:
            self._fault("key", f"应是不超过{MOST_KEY}字的文字。")

    def _each(self, key: str, one: Callable[[Any, str], Any]) -> list[Any]:
        values = self._record[key]
        if not isinstance(values, list):
            self._fault(key, "应是列表。")
            return []
        found = []
        for index, value in enumerate(values):
            place = f"{key}.{index}"
            if not isinstance(value, dict):
                self._fault(place, "应是一组“名称: 值”。")
                continue
            found.append(one(value, place))
        return found

    def _guest(self, value: dict[str, Any], place: str) -> dict[str, Any]:
        if value.get("organization") is None:
            return value
        found = self._tried(f"{place}.organization", self._organization, value["organization"])
        return {**value, "organization": found}

    def _participant(self, value: dict[str, Any], place: str) -> dict[str, Any]:
        found = self._tried(f"{place}.person", self._person, value.get("person"))
        return {"present": True, **value, "person": found}

    def _part(self, value: dict[str, Any], place: str) -> dict[str, Any]:
        part = dict(value)
        identifier = self._tried(f"{place}.kind", self._kind, value.get("kind"))
        part["kind"] = identifier or ""
        kind = self._naming.rulebook.kinds.get(identifier or "")
        fields = value.get("fields")
        if isinstance(fields, dict):
            part["fields"] = {
                name: self._tried(
                    f"{place}.fields.{name}", _mapped, given, kind, name, self._person, self._organization
                )
                for name, given in fields.items()
            }
        roles = value.get("roles")
        if isinstance(roles, dict):
            part["roles"] = {role: list(self._people(those, f"{place}.roles.{role}")) for role, those in roles.items()}
        return part

    def _people(self, values: Any, place: str) -> Iterator[Any]:
        if not isinstance(values, list):
            self._fault(place, "应是姓名或人员代码的列表。")
            return
        for value in values:
            yield self._tried(place, self._person, value)

    def _kind(self, value: Any) -> str:
        return self._naming.kind(_text(value))

    def _organization(self, value: Any) -> int:
        return self._naming.organization(_text(value))

    def _person(self, value: Any) -> int:
        if self._day is None:
            raise SpellingError("日期读不出来，名册也就无从查起。")
        return self._naming.person(_text(value), self._recorder, self._day, self._guests)

    def _tried(self, place: str, work: Callable[..., Any], *given: Any) -> Any:
        try:
            return work(*given)
        except (UnnamedError, SpellingError) as error:
            self._fault(place, str(error))
            return None

    def _fault(self, place: str, message: str) -> None:
        self._findings.append(Finding("unreadable", message, Severity.ERROR, place))


def _text(value: Any) -> str:
    if not isinstance(value, str) or not value.strip():
        raise SpellingError("没有写，或不是文字。")
    return value


def _day(value: Any) -> date:
    try:
        return date.fromisoformat(_text(value))
    except ValueError:
        raise SpellingError("应是日历上有的日期，写成 2025-11-20。") from None
