"""What the form sends, and the occasion it means: one spelling of names, read in one place."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from taizhang.domain.findings import Finding, Severity
from taizhang.domain.ledger.occasion import HEAD_GROUPS
from taizhang.domain.ledger.reading import YEARS
from taizhang.domain.ledger.values import VOTE_KEYS
from taizhang.domain.rules.kinds import FieldType, FormField, Kind
from taizhang.domain.rules.rulebook import Rulebook
from taizhang.faces.web.shell.whole_numbers import is_number

Sent = Mapping[str, Sequence[str]]
"""Names with all their values, as a browser sends a form and as a draft keeps it."""

MOST_PARTS = 12
VOTE_NUMBERS = ("due", "present", "written", "issued", "returned", "valid", "for", "against", "abstain")
_PLAIN = ("title", "place", "begins", "ends", "summary")
_PART = re.compile(r"^part-(\d{1,3})-kind$")


class SentForm:
    """Reads a form; what cannot be read becomes a finding at its field and is left out of the occasion."""

    def __init__(self, sent: Sent, rulebook: Rulebook) -> None:
        self._sent = sent
        self._rulebook = rulebook
        self.faults: list[Finding] = []

    def text(self, name: str) -> str:
        """The last value of a name, trimmed."""
        values = self._sent.get(name) or ("",)
        return str(values[-1]).replace("\0", "").strip()  # PostgreSQL keeps no NUL, and nobody types one.

    def texts(self, name: str) -> list[str]:
        """Every value of a name that is not empty."""
        return [value.replace("\0", "").strip() for value in self._sent.get(name) or () if value.strip()]

    def parts(self) -> list[int]:
        """The numbers of the parts, in order; some may have been taken out in between."""
        found = (_PART.match(name) for name in self._sent)
        return sorted(int(match.group(1)) for match in found if match)[:MOST_PARTS]

    def rows(self, prefix: str) -> list[int]:
        """The numbers of the rows below a prefix."""
        pattern = re.compile(rf"^{re.escape(prefix)}-(\d{{1,4}})-")
        return sorted({int(match.group(1)) for name in self._sent if (match := pattern.match(name))})

    def content(self, recorder: int, today: date) -> dict[str, Any]:
        """The occasion as its JSON value."""
        day = self._day("day", "day") or today
        end_day = self._day("end_day", "end_day")
        content: dict[str, Any] = {
            "recorder": recorder,
            "day": day.isoformat(),
            "year": self._whole("year", "year") or day.year,
            **{name: self.text(name) for name in _PLAIN if self.text(name)},
        }
        if not self.text("day"):
            self._fault("day", "日期没有填，这一项必填。")
        if end_day is not None and end_day != day:
            content["end_day"] = end_day.isoformat()
        content |= {
            "organizations": self._organizations(),
            "roll": list(self._roll()),
            "heads": self._heads(),
            "parts": [self._part(number, place) for place, number in enumerate(self.parts())],
            "tallies": list(self._tallies()),
            "attachments": self.texts("attachment"),
        }
        return {key: value for key, value in content.items() if value not in ("", [], {})}

    def _organizations(self) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = []
        for number in self.rows("with"):
            how = self.text(f"with-{number}-how") or "joint"
            inside, name = self.text(f"with-{number}-id"), self.text(f"with-{number}-name")
            if is_number(inside):
                found.append({"organization": int(inside), "how": how})
            elif name:
                found.append({"organization": None, "name": name[:120], "how": how})
        return found

    def _roll(self) -> Iterator[dict[str, Any]]:
        for name in self._sent:
            key = name.removeprefix("roll-state-")
            if key == name or not is_number(key) or self.text(name) not in {"present", "absent"}:
                continue
            row: dict[str, Any] = {"person": int(key), "present": self.text(name) == "present"}
            if not row["present"]:
                reason = self.text(f"roll-reason-{key}")
                row |= {"reason": reason} if reason and reason != "written" else {}
                row |= {"reason": "书面意见", "written_opinion": True} if reason == "written" else {}
            yield row

    def _heads(self) -> dict[str, int]:
        found = {group: self._whole(f"heads-{group}", "heads") for group in HEAD_GROUPS}
        return {group: number for group, number in found.items() if number}

    def _tallies(self) -> Iterator[dict[str, Any]]:
        for place, number in enumerate(self.rows("tally")):
            figure, keeper = self.text(f"tally-{number}-figure"), self.text(f"tally-{number}-keeper")
            amount = self._whole(f"tally-{number}-amount", f"tallies.{place}.amount")
            if figure or amount or keeper:
                yield {"figure": figure, "amount": amount or 0, "keeper": keeper[:120]}

    def _part(self, number: int, place: int) -> dict[str, Any]:
        prefix, where = f"part-{number}", f"parts.{place}"
        key = self.text(f"{prefix}-kind")
        kind = self._rulebook.kinds.get(key)
        part: dict[str, Any] = {"kind": key}
        if kind is None:
            return part
        fields = {
            name: value
            for name, field in kind.fields.items()
            if (value := self._value(f"{prefix}-{name}", f"{where}.fields.{name}", field)) not in (None, "", [], {})
        }
        roles = {role: persons for role in kind.roles if (persons := self._persons(f"{prefix}-role-{role}"))}
        return part | ({"fields": fields} if fields else {}) | ({"roles": roles} if roles else {})

    def _value(self, name: str, place: str, field: FormField) -> Any:  # noqa: C901, PLR0911, PLR0912 (one line a type)
        match field.type:
            case FieldType.INTEGER:
                return self._whole(name, place)
            case FieldType.MONEY:
                return self._decimal(name, place, 100)
            case FieldType.HOURS:
                return self._decimal(name, place, 10)
            case FieldType.YES_NO:
                return {"yes": True, "no": False}.get(self.text(name))
            case FieldType.CHOICES:
                return self.texts(name)
            case FieldType.ITEMS:
                return self._titled(name, ("form", "note"), tagged=True)
            case FieldType.PAPERS:
                return self._titled(name, ("published_on",), tagged=bool(field.tags))
            case FieldType.PERSONS:
                return self._persons(name)
            case FieldType.AMOUNTS:
                return self._amounts(name, place)
            case FieldType.GRADES:
                found = {option: self._whole(f"{name}-{option}", place) for option in field.options}
                return {option: number for option, number in found.items() if number is not None}
            case FieldType.VOTE:
                return self._vote(name, place)
            case FieldType.ORGANIZATIONS:
                return [int(one) if is_number(one) else one for one in self.texts(name)]
            case _:
                return self.text(name)

    def _titled(self, name: str, more: Sequence[str], *, tagged: bool) -> list[dict[str, Any]]:
        rows = []
        for number in self.rows(name):
            row: dict[str, Any] = {"title": self.text(f"{name}-{number}-title")}
            row |= {key: value for key in more if (value := self.text(f"{name}-{number}-{key}"))}
            if tagged and (tags := self.texts(f"{name}-{number}-tags")):
                row["tags"] = tags
            if any(row.values()):
                rows.append(row)
        return rows

    def _amounts(self, name: str, place: str) -> list[dict[str, Any]]:
        rows = []
        for number in self.rows(name):
            person = self.text(f"{name}-{number}-person")
            amount = self._whole(f"{name}-{number}-amount", place)
            if is_number(person) or amount is not None:
                rows.append({"person": int(person) if is_number(person) else None, "amount": amount})
        return rows

    def _vote(self, name: str, place: str) -> dict[str, Any]:
        vote: dict[str, Any] = {
            key: number for key in VOTE_NUMBERS if (number := self._whole(f"{name}-{key}", place)) is not None
        }
        if not vote:
            return {}
        vote["secret"] = self.text(f"{name}-secret") == "yes"
        if scrutineer := self.text(f"{name}-scrutineer"):
            vote["scrutineer"] = scrutineer
        return {key: value for key, value in vote.items() if key in VOTE_KEYS}

    def _persons(self, name: str) -> list[int]:
        return [int(one) for one in dict.fromkeys(self.texts(name)) if is_number(one)]

    def _day(self, name: str, place: str) -> date | None:
        text = self.text(name)
        if not text:
            return None
        try:
            found = date.fromisoformat(text)
        except ValueError:
            self._fault(place, f"“{text[:20]}”不是日期，应像 2025-11-20 这样写。")
            return None
        if found.year not in YEARS:
            self._fault(place, f"{found} 离现在太远，核对年份。")
            return None
        return found

    def _whole(self, name: str, place: str) -> int | None:
        text = self.text(name).replace(",", "").replace("，", "")
        if not text:
            return None
        if re.fullmatch(r"-?\d{1,15}", text):
            return int(text)
        self._fault(place, f"“{text[:20]}”不是整数。只填数字，单位不用写。")
        return None

    def _decimal(self, name: str, place: str, scale: int) -> int | None:
        text = self.text(name).replace(",", "").replace("，", "")
        if not text:
            return None
        try:
            scaled = Decimal(text) * scale
        except InvalidOperation:
            self._fault(place, f"“{text[:20]}”不是数。只填数字，如 489.60。")
            return None
        if not scaled.is_finite() or scaled != scaled.to_integral_value() or abs(scaled) > 10**15:
            self._fault(place, f"“{text[:20]}”的小数位太多，最多 {len(str(scale)) - 1} 位。")
            return None
        return int(scaled)

    def _fault(self, place: str, message: str) -> None:
        self.faults.append(Finding("form", message, Severity.ERROR, place))


def sent_of(content: Mapping[str, Any], rulebook: Rulebook) -> dict[str, list[str]]:
    """Spell an occasion as the form would send it: for corrections and for copying an entry."""
    sent: dict[str, list[str]] = {}
    for name in ("day", "end_day", "year", *_PLAIN):
        if content.get(name):
            sent[name] = [str(content[name])]
    for row in content.get("roll", ()):
        sent[f"roll-state-{row['person']}"] = ["present" if row["present"] else "absent"]
        if row.get("reason"):
            sent[f"roll-reason-{row['person']}"] = ["written" if row.get("written_opinion") else row["reason"]]
    for group, number in content.get("heads", {}).items():
        sent[f"heads-{group}"] = [str(number)]
    for number, one in enumerate(content.get("organizations", ())):
        sent[f"with-{number}-id"] = [str(one["organization"])] if one.get("organization") else [""]
        sent[f"with-{number}-name"] = [one.get("name", "")]
        sent[f"with-{number}-how"] = [one.get("how", "joint")]
    for number, tally in enumerate(content.get("tallies", ())):
        sent |= {f"tally-{number}-{key}": [str(value)] for key, value in tally.items()}
    for number, part in enumerate(content.get("parts", ())):
        sent |= _sent_part(f"part-{number}", part, rulebook.kinds.get(part["kind"]))
    sent["attachment"] = list(content.get("attachments", ()))
    return sent


def _sent_part(prefix: str, part: Mapping[str, Any], kind: Kind | None) -> dict[str, list[str]]:
    sent = {f"{prefix}-kind": [part["kind"]]}
    for role, persons in part.get("roles", {}).items():
        sent[f"{prefix}-role-{role}"] = [str(one) for one in persons]
    for name, value in part.get("fields", {}).items():
        field = kind.fields.get(name) if kind else None
        if field is not None:
            sent |= _sent_value(f"{prefix}-{name}", value, field)
    return sent


def _sent_value(name: str, value: Any, field: FormField) -> dict[str, list[str]]:  # noqa: PLR0911 (one line a type)
    match field.type:
        case FieldType.MONEY:
            return {name: [f"{value // 100}.{value % 100:02d}"]}
        case FieldType.HOURS:
            return {name: [f"{value // 10}.{value % 10}" if value % 10 else str(value // 10)]}
        case FieldType.YES_NO:
            return {name: ["yes" if value else "no"]}
        case FieldType.CHOICES | FieldType.PERSONS | FieldType.ORGANIZATIONS:
            return {name: [str(one) for one in value]}
        case FieldType.ITEMS | FieldType.PAPERS | FieldType.AMOUNTS:
            return {
                f"{name}-{number}-{key}": [str(one) for one in found] if isinstance(found, list) else [str(found)]
                for number, row in enumerate(value)
                for key, found in row.items()
            }
        case FieldType.GRADES:
            return {f"{name}-{option}": [str(number)] for option, number in value.items()}
        case FieldType.VOTE:
            return {
                f"{name}-{key}": [("yes" if one else "no") if key == "secret" else str(one)]
                for key, one in value.items()
            }
        case _:
            return {name: [str(value)]}
