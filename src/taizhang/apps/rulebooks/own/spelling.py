"""From a form to rulebook files: identifiers are given here, and every text is spelled in one way."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Any, Final

import yaml

from taizhang.apps.rulebooks.errors import OwnRuleRefusedError
from taizhang.apps.rulebooks.own.forms import Choice, OwnCadence, OwnField, OwnFigure, OwnGroup, OwnKind
from taizhang.domain.periods import Window, windows_of_year
from taizhang.domain.rules.crossing_kinds import PLACEHOLDER
from taizhang.domain.rules.kinds import Amount, FieldType
from taizhang.domain.rules.rulebook import Rulebook

GROUNDS: Final = ("number", "count_of", "items", "any_item", "amount_per")
AUTOMATIC_ZH: Final[Mapping[str, str]] = {
    "次数": "count", "件数": "count", "人次": "attendance", "人数": "people", "组织数": "organizations",
    "地点数": "places",
}  # fmt: skip
BASE_ROLES: Final[Mapping[str, str]] = {"chair": "主持人", "attendee": "参加人员"}
_AMOUNTS: Final = {FieldType.MONEY: Amount.FEN, FieldType.HOURS: Amount.TENTH_HOUR}
_LOCAL_SOURCE: Final = "local_practice"
_A_WINDOW_AGO: Final = timedelta(days=400)
"""The window that held this day was over before the rule began, whatever its cycle."""


def spell_kind(rulebook: Rulebook, slug: str, form: OwnKind) -> dict[str, str]:
    """The file of a kind, {path: YAML}; a new kind gets the next number."""
    name = form.name or _next("kind", (_last(one) for one in rulebook.kinds if one.startswith(f"own/{slug}/")))
    names = _named("field", form.fields)
    fields = dict(zip(names, form.fields, strict=True))
    roles = {**BASE_ROLES, **_choices("role", form.roles)}
    posts = dict(zip(_named("figure", form.figures), (_post(one, fields, roles) for one in form.figures), strict=True))
    content: dict[str, Any] = {
        "zh": form.zh.strip(),
        "find": list(form.find),
        "group": form.group,
        "recorded_by": list(form.recorded_by),
        "confirmation": "second_person" if form.second_person else "batch",
        "unit": form.unit.strip() or "次",
        "note": form.note.strip(),
        "fields": {name: _field(one) for name, one in fields.items()},
        "roles": roles,
        "posts": posts,
        "sentence": _sentence(form.sentence.strip(), {post["zh"]: key for key, post in posts.items()}),
        "details": form.details,
    }
    return {f"kinds/own/{slug}/{name}.yaml": yaml_of(_spare(content, keep=("confirmation", "roles")))}


def spell_group(rulebook: Rulebook, slug: str, form: OwnGroup) -> dict[str, str]:
    """The file of a group of kinds; a new group gets the next number."""
    name = form.name or _next("group", (_last(one) for one in rulebook.groups if one.startswith(f"own/{slug}/")))
    return {f"groups/own/{slug}/{name}.yaml": yaml_of({"zh": form.zh.strip(), "order": form.order})}


def spell_cadence(
    rulebook: Rulebook, slug: str, unit: str, form: OwnCadence, today: date, checked_by: str
) -> dict[str, str]:
    """The file of a cadence, with the profile that it belongs to and the document that asks for it."""
    name = form.name or _next("rule", (_last(one) for one in rulebook.rules if one.startswith(f"own/{slug}/")))
    profile = form.profile or f"own/{slug}/rules"
    files: dict[str, str] = {}
    if profile not in rulebook.profiles:
        files[f"profiles/{profile}.yaml"] = yaml_of(
            {"zh": f"{unit}自定要求", "note": f"{unit}自己定的要求，选用后才算应办。"}
        )
    source, more = _source(rulebook, slug, unit, form, today, checked_by)
    files.update(more)
    version = {
        "from": form.since.isoformat(),
        "until": form.until.isoformat() if form.until else None,
        "source": source,
        "article": form.article.strip(),
        "status": "confirmed",
        "checked_on": today.isoformat(),
        "checked_by": checked_by.strip() or unit,
        "text": form.text.strip() or f"{form.window.zh}至少{form.at_least}次。",
        "applies_to": _spare({"types": list(form.types), "when": list(form.when), "unless": list(form.unless)}),
        "window": form.window.value,
        "figures": list(form.figures),
        "at_least": form.at_least,
        "usually": form.usually.strip(),
    }
    content = {
        "type": "cadence",
        "zh": form.zh.strip(),
        "group": _group_of(rulebook, form.figures),
        "profile": profile,
        "versions": [_spare(version)],
        "examples": _examples(form),
    }
    return {**files, f"obligations/own/{slug}/{name}.yaml": yaml_of(content)}


def yaml_of(content: Mapping[str, Any]) -> str:
    """Spell a file for people: Han as it is, keys in the order of meaning."""
    return yaml.dump(dict(content), Dumper=_InFull, allow_unicode=True, sort_keys=False, width=110)


class _InFull(yaml.SafeDumper):
    """Writes everything in full: a rulebook file knows no references."""

    def ignore_aliases(self, _data: object) -> bool:
        """Never refer back to what was written before."""
        return True


def _field(form: OwnField) -> dict[str, Any]:
    return _spare({
        "zh": form.zh.strip(),
        "type": form.type,
        "required": form.required,
        "hint": form.hint.strip(),
        "unit": form.unit.strip(),
        "options": _choices("option", form.options),
        "tags": _choices("tag", form.tags),
        "restricted": form.restricted,
    })  # fmt: skip


def _post(form: OwnFigure, fields: Mapping[str, OwnField], roles: Mapping[str, str]) -> dict[str, Any]:
    if form.ground not in GROUNDS:
        raise OwnRuleRefusedError(f"数据“{form.zh}”的来历写的是“{form.ground}”，没有保存。请从列表里选。")
    if form.ground == "count_of":
        of = _found(form.of, roles, "人员角色", form.zh)
        return _spare({"zh": form.zh.strip(), "unit": form.unit.strip() or "人次", "count_of": of})
    of = _found(form.of, {name: field.zh for name, field in fields.items()}, "字段", form.zh)
    field = fields[of]
    amount = _AMOUNTS.get(FieldType(field.type), Amount.ONE) if field.type in set(FieldType) else Amount.ONE
    return _spare({
        "zh": form.zh.strip(),
        "unit": form.unit.strip() or field.unit.strip() or _unit_of(field.type),
        "amount": None if amount is Amount.ONE else amount.value,
        form.ground: of,
        "tag": _found(form.tag, _choices("tag", field.tags), "标签", form.zh) if form.tag else "",
        "option": _found(form.option, _choices("option", field.options), "选项", form.zh) if form.option else "",
    })  # fmt: skip


def _unit_of(type_: str) -> str:
    return {"money": "元", "hours": "学时", "items": "项", "papers": "篇", "amounts": "元"}.get(type_, "次")


def _sentence(text: str, figures: Mapping[str, str]) -> str:
    """Turn {次数} and {figure's Chinese name} into identifiers; what is one already stays."""
    names = {**AUTOMATIC_ZH, **figures}
    return PLACEHOLDER.sub(lambda match: "{" + names.get(match[1], match[1]) + "}", text)


def _source(
    rulebook: Rulebook, slug: str, unit: str, form: OwnCadence, today: date, checked_by: str
) -> tuple[str, dict[str, str]]:
    """The unit's document that asks for it, as a source of its own; without one, the local practice."""
    if not form.document.strip():
        return _LOCAL_SOURCE, {}
    own = {one: source for one, source in rulebook.sources.items() if one.startswith(f"own/{slug}/")}
    for one, source in own.items():
        if source.zh == form.document.strip():
            return one, {}
    name = f"own/{slug}/{_next('document', map(_last, own))}"
    edition = _spare({"in_force_on": form.since.isoformat(), "number": form.number.strip()})
    content = {
        "zh": form.document.strip(),
        "issuer": unit,
        "level": "local",
        "editions": [edition],
        "status": "confirmed",
        "checked_on": today.isoformat(),
        "checked_by": checked_by.strip() or unit,
    }
    return name, {f"sources/{name}.yaml": yaml_of(content)}


def _group_of(rulebook: Rulebook, figures: Iterable[str]) -> str:
    for figure in figures:
        kind = rulebook.kinds.get(figure.rpartition("/")[0])
        if kind is not None:
            return kind.group
        if figure in rulebook.figures:
            return rulebook.figures[figure].group
    raise OwnRuleRefusedError("没有选计数的类别，没有保存。请选这条要求按哪个类别计数。")


def _examples(form: OwnCadence) -> list[dict[str, Any]]:
    """Cases inside, below and before, so that the engine is held to what the form means."""
    before = form.since - _A_WINDOW_AGO
    examples: list[dict[str, Any]] = [
        {"name": "施行以前没有依据", "as_of": before.isoformat(), "expect": "no_basis"} | _asked(form)
    ]
    window = _first_whole_window(form)
    if window is None:
        return examples
    recorded = {"figure": form.figures[0], "on": window.start.isoformat(), "amount": form.at_least}
    asked = {"as_of": (window.end + timedelta(days=1)).isoformat(), "window": window.start.isoformat()} | _asked(form)
    examples.append({"name": "做够了次数", **asked, "postings": [recorded], "expect": "met"})
    examples.append({"name": "一次也没有做", **asked, "expect": "unmet"})
    return examples


def _asked(form: OwnCadence) -> dict[str, Any]:
    organization = {"type": form.types[0] if form.types else "branch", "traits": list(form.when)}
    return {"organization": _spare({**organization, "founded_on": "1990-01-01"})}


def _first_whole_window(form: OwnCadence) -> Window | None:
    years = range(form.since.year, form.since.year + 2)
    windows = [one for year in years for one in windows_of_year(form.window, year) if one.start >= form.since]
    return windows[0] if windows and (form.until is None or windows[0].end <= form.until) else None


def _named(prefix: str, things: Iterable[OwnField | OwnFigure | Choice]) -> list[str]:
    """Give each thing without an identifier the next free number."""
    listed = list(things)
    taken = [one.name for one in listed if one.name]
    names: list[str] = []
    for one in listed:
        names.append(one.name or _next(prefix, [*taken, *names]))
    if len(set(names)) < len(names):
        raise OwnRuleRefusedError("有两项用了同一个编号，没有保存。请刷新页面再填。")
    return names


def _choices(prefix: str, choices: Iterable[Choice]) -> dict[str, str]:
    listed = [one for one in choices if one.zh.strip()]
    return dict(zip(_named(prefix, listed), (one.zh.strip() for one in listed), strict=True))


def _next(prefix: str, taken: Iterable[str]) -> str:
    numbers = [int(match[1]) for one in taken if (match := re.fullmatch(rf"{prefix}_(\d+)", one))]
    return f"{prefix}_{max(numbers, default=0) + 1}"


def _last(identifier: str) -> str:
    return identifier.rpartition("/")[2]


def _found(wanted: str, names: Mapping[str, str], what: str, figure: str) -> str:
    """The identifier of something named by identifier or in Chinese."""
    if wanted in names:
        return wanted
    for name, zh in names.items():
        if zh == wanted.strip():
            return name
    raise OwnRuleRefusedError(f"数据“{figure}”要数的{what}“{wanted}”不在表单里，没有保存。请重新选择。")


def _spare(content: Mapping[str, Any], keep: tuple[str, ...] = ()) -> dict[str, Any]:
    """Leave out what says nothing."""
    return {key: value for key, value in content.items() if key in keep or value not in (None, "", False, [], {})}
