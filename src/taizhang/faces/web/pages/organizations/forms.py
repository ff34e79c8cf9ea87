"""The forms of dated changes: what is asked for each, in the order in which the paper says it."""

from __future__ import annotations

from datetime import date
from operator import itemgetter
from typing import Any

from django import forms

from taizhang.apps.accounts.actors import Actor
from taizhang.apps.organizations.posts import TITLES
from taizhang.apps.organizations.selectors import organization_view
from taizhang.apps.rulebooks.selectors import current_rulebook
from taizhang.domain.rules.obligations import Cadence, Limit, Term
from taizhang.domain.rules.vocabulary import TRAITS
from taizhang.domain.rules.wording import TYPE_NAMES
from taizhang.faces.web.pages.organizations.naming import (
    organization_called,
    organizations_called,
    person_called,
    roll_choices,
)
from taizhang.faces.web.shell.form_fields import (
    DayField,
    area_field,
    boxes_field,
    choice_field,
    line_field,
    whole_field,
)

TYPES = tuple((str(key), word) for key, word in TYPE_NAMES.items())
# Traits that follow from other facts are worked out; only these are said.
SAID_TRAITS = tuple((key, TRAITS[key]) for key in ("village_or_community", "county_committee", "organ"))
LINES = (("guidance", "领导或指导"), ("sector", "行业归口"), ("territory", "属地"))


class ActForm(forms.Form):
    """A form about one organisation, filled in by somebody on a day."""

    def __init__(self, *args: Any, actor: Actor, organization_id: int | None, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.actor, self.organization_id, self.today = actor, organization_id, today
        for field in self.fields.values():
            if isinstance(field, DayField) and field.required:
                field.initial = today
        self.prepare()

    def prepare(self) -> None:
        """Fill choices and first values that depend on the organisation."""

    def clean_person(self) -> int:
        """The person that was typed."""
        return person_called(self.actor, self.cleaned_data["person"], self.today)

    def clean_other(self) -> int:
        """The organisation that was typed."""
        return organization_called(self.actor, self.cleaned_data["other"], self.today)


def _person() -> forms.CharField:
    return line_field("人员", 80, choices="people", help_text="写姓名，有同名的写编号。")


def _other(label: str) -> forms.CharField:
    return line_field(label, 120, choices="organizations", help_text="写全称、简称或代码。")


class SetUpForm(ActForm):
    """Setting up an organisation."""

    name = line_field("全称", 120, example="青禾区水务局第三党支部委员会")
    short_name = line_field("简称", 40, required=False)
    code = line_field("代码", 40, example="SW-03", help_text="字母、数字、横线、下划线和点，定了不改。")
    type = choice_field("类型", TYPES)
    other = _other("上级党组织")
    founded_on = DayField("成立日期")
    unit = line_field("所在单位", 120, required=False, help_text="同一单位的党组、机关党委和支部写同样的单位名。")
    traits = boxes_field("特征", SAID_TRAITS)
    guidance = line_field("领导或指导它的", 120, required=False, choices="organizations")
    sector = line_field("行业归口的", 120, required=False, choices="organizations")
    territory = line_field("属地的", 120, required=False, choices="organizations")

    def prepare(self) -> None:
        """Offer the organisation where one came from as the superior."""
        if self.organization_id is not None:
            self.fields["other"].initial = organization_view(self.organization_id, self.today).name

    def clean(self) -> dict[str, Any]:
        """Find the further superiors."""
        found = super().clean() or {}
        for kind, _ in LINES:
            if found.get(kind):
                try:
                    found[kind] = organization_called(self.actor, found[kind], self.today)
                except forms.ValidationError as wrong:
                    self.add_error(kind, wrong)
        return found


class RenameForm(ActForm):
    """Another name from a day on."""

    name = line_field("新的全称", 120)
    short_name = line_field("新的简称", 40, required=False)
    day = DayField("从哪天起")

    def prepare(self) -> None:
        """Begin with what it is called."""
        if self.organization_id is not None:
            view = organization_view(self.organization_id, self.today)
            self.fields["name"].initial, self.fields["short_name"].initial = view.name, view.short_name


class TypeForm(ActForm):
    """Another type from a day on."""

    type = choice_field("改成", TYPES)
    day = DayField("从哪天起")


class DescribeForm(ActForm):
    """Another unit, other traits from a day on."""

    unit = line_field("所在单位", 120, required=False)
    traits = boxes_field("特征", SAID_TRAITS)
    day = DayField("从哪天起")

    def prepare(self) -> None:
        """Begin with what holds."""
        if self.organization_id is not None:
            view = organization_view(self.organization_id, self.today)
            self.fields["unit"].initial, self.fields["traits"].initial = view.unit, list(view.traits)


class SubordinateForm(ActForm):
    """Another superior from a day on."""

    other = _other("改隶到")
    day = DayField("从哪天起")


class RelateForm(ActForm):
    """A further relation from a day on."""

    kind = choice_field("关系", LINES)
    other = _other("上级")
    day = DayField("从哪天起")


class UnrelateForm(RelateForm):
    """The end of a further relation."""

    day = DayField("最后一天")


class BeginTermForm(ActForm):
    """A new term of office."""

    began_on = DayField("产生日期", help_text="选举产生的日子。")
    years = whole_field("任期年数", 1, 10, help_text="批复写明了就填；不填按制度算。")
    seats = whole_field("委员名额", 1, 99)
    ordinal = whole_field("第几届", 1, 99)


class EndTermForm(ActForm):
    """The end of the running term."""

    ended_on = DayField("结束日期")


class AppointForm(ActForm):
    """A post from a day on."""

    person = _person()
    title = choice_field("职务", TITLES)
    duties = line_field("分工", 300, required=False, example="负责党员教育、发展党员")
    begins_on = DayField("任职日期")
    ends_on = DayField("结束日期", required=False)
    also = line_field("行政职务", 60, required=False, example="校长")


class EndPostForm(ActForm):
    """The end of a post."""

    post = choice_field("哪一项任职", ())
    ends_on = DayField("最后一天")


class SecretaryForm(ActForm):
    """Another secretary from a day on."""

    person = _person()
    day = DayField("任职日期", help_text="原书记到前一天为止。")
    also = line_field("行政职务", 60, required=False)


class CloseForm(ActForm):
    """The last day of an organisation."""

    last_day = DayField("最后一天")


class MergeForm(ActForm):
    """Others merged into this one."""

    others = area_field("并入的党组织", 600, required=True, help_text="一行一个，写全称、简称或代码。")
    day = DayField("从哪天起", help_text="它们的党员从这天起编入本组织，它们到前一天为止。")

    def clean_others(self) -> tuple[int, ...]:
        """The organisations that were typed."""
        return organizations_called(self.actor, self.cleaned_data["others"], self.today)


class SplitForm(ActForm):
    """Some members moved to another branch."""

    other = _other("分到")
    persons = boxes_field("哪些人", (), help_text="没有选的留在原来的党支部。")
    day = DayField("从哪天起")

    def prepare(self) -> None:
        """Offer everybody on the roll."""
        if self.organization_id is not None:
            field = self.fields["persons"]
            assert isinstance(field, forms.MultipleChoiceField)  # noqa: S101 (declared above)
            field.choices = roll_choices(self.actor, self.organization_id, self.today)

    def clean_persons(self) -> list[int]:
        """At least one."""
        found = [int(one) for one in self.cleaned_data["persons"]]
        if not found:
            raise forms.ValidationError("还没有选人。至少选一人。")
        return found


class ShiftForm(ActForm):
    """A window shifted by a superior's notice."""

    rule = choice_field("哪一项要求", ())
    start = DayField("时段开始", help_text="例如按季度的，第三季度是7月1日至9月30日。")
    end = DayField("时段结束")
    due_on = DayField("新的期限")
    notice = line_field("通知的文号或名称", 200, example="青组通〔2025〕12号")
    others = area_field("只对哪些党组织", 2000, help_text="一行一个；不填就是全部下级。")

    def prepare(self) -> None:
        """Offer the rules that have windows."""
        rules = current_rulebook().rules
        field = self.fields["rule"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 (declared above)
        offered = [(key, rule.zh) for key, rule in rules.items() if isinstance(rule, Cadence | Limit | Term)]
        field.choices = sorted(offered, key=itemgetter(1))

    def clean_others(self) -> tuple[int, ...]:
        """The organisations that were typed."""
        return organizations_called(self.actor, self.cleaned_data["others"], self.today)

    def clean(self) -> dict[str, Any]:
        """The window runs forward."""
        found = super().clean() or {}
        if found.get("start") and found.get("end") and found["end"] < found["start"]:
            self.add_error("end", "时段结束早于开始。核对这两个日期。")
        return found


class ScopeForm(ActForm):
    """A named scope."""

    name = line_field("名称", 60, example="全区中小学党支部")
    kind = choice_field("沿哪种关系", (("subordination", "隶属"), *LINES))
    types = boxes_field("只要这些类型", TYPES, help_text="一个也不选就是所有类型。")
    added = area_field("另外加上", 2000, help_text="一行一个，写全称、简称或代码。")
    left_out = area_field("不算在内", 2000, help_text="一行一个。")

    def clean_added(self) -> tuple[int, ...]:
        """The organisations that were typed."""
        return organizations_called(self.actor, self.cleaned_data["added"], self.today)

    def clean_left_out(self) -> tuple[int, ...]:
        """The organisations that were typed."""
        return organizations_called(self.actor, self.cleaned_data["left_out"], self.today)
