"""The forms about a person."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms

from taizhang.apps.accounts.actors import Actor
from taizhang.apps.accounts.rights import Permission
from taizhang.apps.members.courses import FIRST_EVENTS, LATER_EVENTS
from taizhang.apps.members.sealing import Sensitive
from taizhang.apps.organizations.access import permitted
from taizhang.apps.organizations.selectors import below, children_of, list_organizations, names_of, of_types
from taizhang.faces.web.shell.form_fields import DayField, choice_field, line_field, whole_field

BRANCHES = frozenset({"branch", "joint_branch", "temporary_branch"})
FULL = (("1", "正式党员"), ("0", "预备党员"))
SEXES = (("男", "男"), ("女", "女"))


class PlaceForm(forms.Form):
    """A form that says to which branch and group; the choices are those that the actor manages."""

    def __init__(
        self, *args: Any, branches: Iterable[tuple[str, str]], groups: Iterable[tuple[str, str]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        for name, offered in (("organization", branches), ("group", groups)):
            field = self.fields.get(name)
            if isinstance(field, forms.ChoiceField):
                field.choices = [*([("", "不编组" if name == "group" else "不选")]), *offered]

    def number(self, name: str) -> int | None:
        """The organisation that was chosen."""
        value = self.cleaned_data.get(name)
        return int(value) if value else None

    def is_full(self) -> bool | None:
        """Full member, on probation, or not said."""
        return {"1": True, "0": False}.get(self.cleaned_data.get("full", ""))


class NewcomerForm(PlaceForm):
    """Somebody new on the roll."""

    name = line_field("姓名", 60)
    kind = choice_field("怎么来的", FIRST_EVENTS)
    organization = choice_field("党支部", ())
    group = choice_field("党小组", (), required=False)
    day = DayField("进入支部日期")
    full = choice_field("人员类别", FULL)
    sex = choice_field("性别", SEXES, required=False, empty="没有填")
    born_in = whole_field("出生年份", 1900, 2200)
    nation = line_field("民族", 30, required=False, example="汉族")
    education = line_field("学历", 30, required=False, example="大学本科")
    occupation = line_field("职业", 60, required=False)
    joined_on = DayField("入党日期", required=False)
    full_since = DayField("转正日期", required=False)
    code = line_field("编号", 40, required=False, help_text="不填由系统编。")
    note = line_field("备注", 200, required=False)


class EventForm(PlaceForm):
    """Something that happened to a person."""

    kind = choice_field("发生了什么", LATER_EVENTS)
    day = DayField("哪一天")
    organization = choice_field("到哪个党支部", (), required=False, help_text="转入、调整、接收时选。")
    group = choice_field("到哪个党小组", (), required=False)
    full = choice_field("人员类别", FULL, required=False, empty="不用选", help_text="转入时选。")
    note = line_field("备注", 200, required=False, example="介绍信〔2025〕018号")


class CorrectionForm(EventForm):
    """The same event, put right."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["kind"]


class DescribeForm(forms.Form):
    """What the roll says."""

    name = line_field("姓名", 60)
    sex = choice_field("性别", SEXES, required=False, empty="没有填")
    nation = line_field("民族", 30, required=False)
    education = line_field("学历", 30, required=False)
    born_in = whole_field("出生年份", 1900, 2200)
    occupation = line_field("职业", 60, required=False)
    joined_on = DayField("入党日期", required=False)
    full_since = DayField("转正日期", required=False)
    how = choice_field("是变了还是写错了", (("changed", "从下面这天起变了"), ("correct", "原来就写错了，更正")))
    day = DayField("从哪天起", help_text="更正时不看这个日子。")


class SealedForm(forms.Form):
    """A value that is sealed at once."""

    field = choice_field("哪一项", tuple((one.value, one.zh) for one in Sensitive))
    value = line_field("内容", 200, help_text="存下就加密，页面只显示后四位；谁看过都有记录。")


def places(actor: Actor, organization_id: int, day: date) -> dict[str, list[tuple[str, str]]]:
    """The branches and groups below an organisation whose rolls the actor manages."""
    managed = permitted(actor, Permission.MANAGE_MEMBERS)
    ids = [one for one in below(organization_id, day) if one in managed]
    branches = of_types(ids, BRANCHES, day)
    names = names_of(branches, day)
    groups = [
        (str(view.id), f"{names[branch]} · {view.called}")
        for branch in branches
        for view in list_organizations(children_of(branch, day), day)
        if view.type == "subgroup"
    ]
    return {"branches": [(str(one), names[one]) for one in branches], "groups": groups}
