"""From a rulebook back to a form, so that a unit's own kind or rule can be edited where it was made."""

from __future__ import annotations

from collections.abc import Mapping

from taizhang.apps.rulebooks.errors import OwnRuleRefusedError
from taizhang.apps.rulebooks.own.forms import Choice, OwnCadence, OwnField, OwnFigure, OwnKind
from taizhang.apps.rulebooks.own.spelling import BASE_ROLES, GROUNDS
from taizhang.domain.rules.kinds import Confirmation, FormField, Post
from taizhang.domain.rules.obligations import Cadence
from taizhang.domain.rules.rulebook import Rulebook


def kind_form(rulebook: Rulebook, identifier: str) -> OwnKind:
    """The form of a unit's own kind; one that only a file can say is refused, so that editing loses nothing."""
    kind = rulebook.kinds.get(identifier)
    if kind is None or not identifier.startswith("own/"):
        raise OwnRuleRefusedError("这不是本单位自定的类别，不能在这里改。")
    if kind.attendance != tuple(BASE_ROLES) or any(not _is_plain(post) for post in kind.posts.values()):
        raise OwnRuleRefusedError("这个类别用了表单里没有的写法，请导出文件修改后再导入。")
    return OwnKind(
        zh=kind.zh,
        group=kind.group,
        name=identifier.rpartition("/")[2],
        unit=kind.unit,
        note=kind.note,
        find=kind.find,
        recorded_by=tuple(one.value for one in kind.recorded_by),
        second_person=kind.confirmation is Confirmation.SECOND_PERSON,
        fields=tuple(_field(name, field) for name, field in kind.fields.items()),
        roles=tuple(Choice(zh, name) for name, zh in kind.roles.items() if name not in BASE_ROLES),
        figures=tuple(_figure(name, post) for name, post in kind.posts.items()),
        sentence=kind.sentence,
        details=kind.details,
    )


def cadence_form(rulebook: Rulebook, identifier: str) -> OwnCadence:
    """The form of a unit's own cadence, its last version."""
    rule = rulebook.rules.get(identifier)
    if not isinstance(rule, Cadence) or not identifier.startswith("own/"):
        raise OwnRuleRefusedError("这不是本单位自定的次数要求，不能在这里改。")
    if len(rule.versions) > 1:
        raise OwnRuleRefusedError("这条要求有几个先后施行的版本，请导出文件修改后再导入。")
    version = rule.versions[0]
    source = rulebook.sources[version.source]
    own = version.source.startswith("own/")
    return OwnCadence(
        zh=rule.zh,
        figures=version.figures,
        window=version.window,
        types=tuple(one.value for one in version.applies_to.types),
        since=version.since,
        name=identifier.rpartition("/")[2],
        at_least=version.at_least,
        until=version.until,
        when=version.applies_to.when,
        unless=version.applies_to.unless,
        text=version.text,
        usually=version.usually,
        document=source.zh if own else "",
        number=source.editions[-1].number if own else "",
        article=version.article,
        profile=rule.profile or "",
    )


def _is_plain(post: Post) -> bool:
    return not post.when and post.credit is None and post.form is None and any(getattr(post, one) for one in GROUNDS)


def _field(name: str, field: FormField) -> OwnField:
    return OwnField(
        zh=field.zh,
        type=field.type.value,
        name=name,
        required=field.required,
        hint=field.hint,
        unit=field.unit,
        options=_choices(field.options),
        tags=_choices(field.tags),
        restricted=field.restricted,
    )


def _figure(name: str, post: Post) -> OwnFigure:
    ground = next(one for one in GROUNDS if getattr(post, one))
    return OwnFigure(
        zh=post.zh,
        ground=ground,
        of=getattr(post, ground),
        name=name,
        unit=post.unit,
        tag=post.tag or "",
        option=post.option or "",
    )


def _choices(names: Mapping[str, str]) -> tuple[Choice, ...]:
    return tuple(Choice(zh, name) for name, zh in names.items())
