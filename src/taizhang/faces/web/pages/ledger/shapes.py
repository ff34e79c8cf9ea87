"""What the templates of the form show: fields with their values and faults, and parts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from taizhang.apps.members.selectors import MemberView
from taizhang.domain.rules.kinds import FieldType, FormField, Kind
from taizhang.domain.rules.rulebook import Rulebook
from taizhang.faces.web.pages.ledger.sent import VOTE_NUMBERS, SentForm
from taizhang.faces.web.pages.ledger.told import Told

VOTE_WORDS: Mapping[str, str] = {
    "due": "应到",
    "present": "到会",
    "written": "书面意见",
    "issued": "发出",
    "returned": "收回",
    "valid": "有效票",
    "for": "赞成",
    "against": "反对",
    "abstain": "弃权",
}


@dataclass(frozen=True, slots=True)
class Choice:
    """One thing to choose."""

    key: str
    word: str
    chosen: bool = False


@dataclass(frozen=True, slots=True)
class ShownRow:
    """One row of items, papers or amounts."""

    title: str = ""
    form: str = ""
    note: str = ""
    published_on: str = ""
    amount: str = ""
    forms: tuple[Choice, ...] = ()
    tags: tuple[Choice, ...] = ()
    people: tuple[Choice, ...] = ()
    name: str = ""
    wide: bool = False


@dataclass(frozen=True, slots=True)
class ShownField:
    """One field of a part."""

    name: str
    zh: str
    type: str
    value: str = ""
    required: bool = False
    hint: str = ""
    unit: str = ""
    choices: tuple[Choice, ...] = ()
    rows: tuple[ShownRow, ...] = ()
    blank: ShownRow | None = None
    votes: tuple[ShownField, ...] = ()
    secret: bool = False
    open: bool = False
    scrutineer: str = ""
    errors: tuple[str, ...] = ()
    notices: tuple[str, ...] = ()

    @property
    def template(self) -> str:
        """The template that shows this type of field."""
        return f"ledger/fields/{_TEMPLATES.get(self.type, 'line')}.html"

    @property
    def wide(self) -> str:
        """How many columns it takes."""
        return "w4" if self.type in _WIDE else ("w2" if self.type in {"text", "choices"} else "")

    @property
    def input_type(self) -> str:
        """What the browser calls it."""
        return "date" if self.type == "date" else "text"

    @property
    def is_number(self) -> bool:
        """Numbers stand at the right."""
        return self.type in {"integer", "money", "hours"}


_TEMPLATES = {
    "long_text": "area",
    "choice": "choice",
    "choices": "boxes",
    "yes_no": "yes_no",
    "items": "items",
    "papers": "papers",
    "persons": "people",
    "amounts": "amounts",
    "grades": "grades",
    "vote": "vote",
    "organizations": "people",
}
_WIDE = {"long_text", "items", "papers", "amounts", "vote", "grades", "persons"}


@dataclass(frozen=True, slots=True)
class ShownPart:
    """One part of the occasion, as a section of the form."""

    number: int
    kind: str
    zh: str
    note: str
    fields: tuple[ShownField, ...]
    roles: tuple[ShownField, ...]
    errors: tuple[str, ...] = ()
    notices: tuple[str, ...] = ()
    details: bool = False


class Shaper:
    """Shows a sent form again, field by field."""

    def __init__(self, form: SentForm, rulebook: Rulebook, people: Sequence[MemberView], told: Told) -> None:
        self._form = form
        self._rulebook = rulebook
        self._people = people
        self._told = told

    def parts(self) -> tuple[ShownPart, ...]:
        """Every part."""
        return tuple(self._part(number, place) for place, number in enumerate(self._form.parts()))

    def _part(self, number: int, place: int) -> ShownPart:
        key = self._form.text(f"part-{number}-kind")
        where = f"parts.{place}"
        kind = self._rulebook.kinds.get(key)
        if kind is None:
            return ShownPart(number, key, key, "", (), (), ("现行制度里没有这一类别。换一个类别。",))
        return ShownPart(
            number,
            key,
            kind.zh,
            kind.note,
            tuple(
                self._field(f"part-{number}-{name}", f"{where}.fields.{name}", one) for name, one in kind.fields.items()
            ),
            self._roles(number, where, kind),
            (*self._told.errors(where), *self._told.errors(f"{where}.kind")),
            (*self._told.notices(where), *self._told.notices(f"{where}.kind")),
            kind.details,
        )

    def _roles(self, number: int, where: str, kind: Kind) -> tuple[ShownField, ...]:
        """Everybody with a role of his own; who simply attended or was absent stands on the roll."""
        return tuple(
            ShownField(
                f"part-{number}-role-{role}",
                zh,
                "role",
                choices=self._people_for(f"part-{number}-role-{role}"),
                errors=self._told.errors(f"{where}.roles.{role}"),
                notices=self._told.notices(f"{where}.roles.{role}"),
            )
            for role, zh in kind.roles.items()
            if role not in {"attendee", "absentee"}
        )

    def _people_for(self, name: str) -> tuple[Choice, ...]:
        chosen = set(self._form.texts(name))
        return tuple(Choice(str(one.id), one.name, str(one.id) in chosen) for one in self._people)

    def _field(self, name: str, place: str, one: FormField) -> ShownField:
        shown: dict[str, Any] = {}
        match one.type:
            case FieldType.CHOICE | FieldType.CHOICES:
                chosen = set(self._form.texts(name))
                shown["choices"] = tuple(Choice(key, word, key in chosen) for key, word in one.options.items())
            case FieldType.ITEMS | FieldType.PAPERS | FieldType.AMOUNTS:
                numbers = self._form.rows(name) or ([0] if one.required else [])
                shown["rows"] = tuple(self._row(f"{name}-{number}", one) for number in numbers)
                shown["blank"] = self._row(f"{name}-__n__", one)
            case FieldType.PERSONS | FieldType.ORGANIZATIONS:
                shown["choices"] = self._people_for(name)
            case FieldType.GRADES:
                shown["votes"] = tuple(self._number(f"{name}-{key}", word) for key, word in one.options.items())
            case FieldType.VOTE:
                shown["votes"] = tuple(self._number(f"{name}-{key}", VOTE_WORDS[key]) for key in VOTE_NUMBERS)
                shown["open"] = any(one.value for one in shown["votes"]) or bool(self._told.errors(place))
                shown["secret"] = self._form.text(f"{name}-secret") == "yes"
                shown["scrutineer"] = self._form.text(f"{name}-scrutineer")
            case _:
                pass
        return ShownField(
            name,
            one.zh,
            one.type.value,
            self._form.text(name),
            one.required,
            one.hint,
            _unit(one),
            **shown,
            errors=self._told.errors(place),
            notices=self._told.notices(place),
        )

    def _number(self, name: str, zh: str) -> ShownField:
        return ShownField(name, zh, "integer", self._form.text(name))

    def _row(self, name: str, one: FormField) -> ShownRow:
        text = self._form.text
        form, tags = text(f"{name}-form"), set(self._form.texts(f"{name}-tags"))
        people = self._people_for(f"{name}-person") if one.type is FieldType.AMOUNTS else ()
        return ShownRow(
            title=text(f"{name}-title"),
            form=form,
            note=text(f"{name}-note"),
            published_on=text(f"{name}-published_on"),
            amount=text(f"{name}-amount"),
            forms=tuple(Choice(key, word, key == form) for key, word in one.options.items()),
            tags=tuple(Choice(key, word, key in tags) for key, word in one.tags.items()),
            people=people,
            name=name,
        )


def _unit(one: FormField) -> str:
    return one.unit or {"money": "元", "hours": "小时"}.get(one.type.value, "")
