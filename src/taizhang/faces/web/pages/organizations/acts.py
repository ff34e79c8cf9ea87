"""The dated changes of an organisation: which form asks for each, which service records it, and what it says after."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from taizhang.apps.accounts.actors import Actor
from taizhang.apps.members import services as members
from taizhang.apps.organizations import services
from taizhang.apps.organizations.selectors import OrganizationView
from taizhang.domain.periods import Window
from taizhang.faces.web.pages.organizations import forms

Do = Callable[[Actor, int, dict[str, Any]], str]


def _always(_view: OrganizationView) -> bool:
    return True


@dataclass(frozen=True, slots=True)
class Act:
    """One change that can be recorded."""

    key: str
    word: str
    """On the button, and as the heading of the page."""
    form: type[forms.ActForm]
    do: Do
    """Records it, and gives the sentence that says what was done."""
    note: str
    """What changes and what stays."""
    group: str = ""
    hints: Mapping[str, str] = field(default_factory=dict)
    """Word in a refusal → the field that it is about."""
    fits: Callable[[OrganizationView], bool] = _always


def _has_roll(view: OrganizationView) -> bool:
    return view.type in {"branch", "joint_branch", "temporary_branch"}


def _is_closed(view: OrganizationView) -> bool:
    return view.closed_on is not None


def _is_open(view: OrganizationView) -> bool:
    return view.closed_on is None


def _rename(actor: Actor, one: int, sent: dict[str, Any]) -> str:
    services.rename(actor, one, sent["day"], sent["name"], sent["short_name"])
    return f"从{sent['day']}起改称“{sent['name']}”，之前的记录仍用原来的名称。"


def _change_type(actor: Actor, one: int, sent: dict[str, Any]) -> str:
    services.change_type(actor, one, sent["day"], sent["type"])
    return f"类型从{sent['day']}起改变，应办事项随着变。"


def _describe(actor: Actor, one: int, sent: dict[str, Any]) -> str:
    services.redescribe(actor, one, sent["day"], unit=sent["unit"], traits=" ".join(sent["traits"]))
    return f"从{sent['day']}起按新的单位和特征算。"


def _subordinate(actor: Actor, one: int, sent: dict[str, Any]) -> str:
    services.relate(actor, one, sent["other"], sent["day"])
    return f"从{sent['day']}起改隶，之前的数据仍算在原来的上级。"


def _relate(actor: Actor, one: int, sent: dict[str, Any]) -> str:
    services.relate(actor, one, sent["other"], sent["day"], sent["kind"])
    return f"关系从{sent['day']}起有效。"


def _unrelate(actor: Actor, one: int, sent: dict[str, Any]) -> str:
    services.unrelate(actor, one, sent["other"], sent["day"], sent["kind"])
    return f"关系到{sent['day']}为止。"


def _begin_term(actor: Actor, one: int, sent: dict[str, Any]) -> str:
    services.begin_term(actor, one, sent["began_on"], years=sent["years"], seats=sent["seats"], ordinal=sent["ordinal"])
    return "新一届已登记，上一届到前一天为止。"


def _end_term(actor: Actor, one: int, sent: dict[str, Any]) -> str:
    services.end_term(actor, one, sent["ended_on"])
    return f"本届到{sent['ended_on']}为止。"


def _appoint(actor: Actor, one: int, sent: dict[str, Any]) -> str:
    services.appoint(
        actor,
        one,
        sent["person"],
        sent["title"],
        sent["begins_on"],
        ends_on=sent["ends_on"],
        duties=sent["duties"],
        also=sent["also"],
    )
    return f"任职已登记，从{sent['begins_on']}起。"


def _end_post(actor: Actor, _one: int, sent: dict[str, Any]) -> str:
    services.end_post(actor, int(sent["post"]), sent["ends_on"])
    return f"任职到{sent['ends_on']}为止。"


def _replace(actor: Actor, one: int, sent: dict[str, Any]) -> str:
    services.replace_secretary(actor, one, sent["person"], sent["day"], also=sent["also"])
    return f"新书记从{sent['day']}起任职，原书记到前一天为止。"


def _close(actor: Actor, one: int, sent: dict[str, Any]) -> str:
    members.close_organization(actor, one, sent["last_day"])
    return f"到{sent['last_day']}为止撤销。它的记录都在，仍由上级查看。"


def _reopen(actor: Actor, one: int, _sent: dict[str, Any]) -> str:
    services.reopen_organization(actor, one)
    return "撤销已撤回，这个党组织照常。"


def _merge(actor: Actor, one: int, sent: dict[str, Any]) -> str:
    moved = members.merge_organizations(actor, sent["others"], one, sent["day"])
    return f"已合并，{moved}名党员从{sent['day']}起编入。"


def _split(actor: Actor, one: int, sent: dict[str, Any]) -> str:
    moved = members.split_organization(actor, one, {sent["other"]: sent["persons"]}, sent["day"])
    return f"{moved}名党员从{sent['day']}起编入分出的党支部。"


def _shift(actor: Actor, one: int, sent: dict[str, Any]) -> str:
    services.shift_window(
        actor,
        one,
        rule=sent["rule"],
        window=Window(sent["start"], sent["end"]),
        due_on=sent["due_on"],
        notice=sent["notice"],
        organizations=sent["others"],
    )
    return f"期限顺延到{sent['due_on']}，依据已写明，下级的应办事项随着变。"


_DAY = {"日期": "day", "日子": "day", "起": "day"}

ACTS: Mapping[str, Act] = {
    act.key: act
    for act in (
        Act(
            "appoint",
            "登记任职",
            forms.AppointForm,
            _appoint,
            "从这天起任职，之前的名单不变。",
            "班子",
            {"结束日期": "ends_on", "书记": "title", "这个人": "person", "日期": "begins_on"},
            _is_open,
        ),
        Act(
            "secretary",
            "更换书记",
            forms.SecretaryForm,
            _replace,
            "新书记任职，原书记到前一天为止。",
            "班子",
            {"这个人": "person", "日期": "day"},
            _is_open,
        ),
        Act(
            "end-post",
            "结束任职",
            forms.EndPostForm,
            _end_post,
            "到这天为止，之前的名单不变。",
            "班子",
            {"日期": "ends_on"},
        ),
        Act(
            "begin-term",
            "登记换届",
            forms.BeginTermForm,
            _begin_term,
            "新一届从产生之日算，上一届到前一天为止。",
            "班子",
            {"任期": "years", "名额": "seats", "日期": "began_on", "一届": "began_on"},
            _is_open,
        ),
        Act("end-term", "结束本届", forms.EndTermForm, _end_term, "没有新一届接上时用。", "班子", {"日期": "ended_on"}),
        Act(
            "rename",
            "改名称",
            forms.RenameForm,
            _rename,
            "从这天起用新名称，之前的记录仍用原来的。",
            "基本情况",
            {"名称": "name", "太长": "name", **_DAY},
            _is_open,
        ),
        Act(
            "type",
            "改类型",
            forms.TypeForm,
            _change_type,
            "从这天起按新类型算应办事项，之前的不变。",
            "基本情况",
            {"类型": "type", **_DAY},
            _is_open,
        ),
        Act(
            "describe",
            "改单位和特征",
            forms.DescribeForm,
            _describe,
            "从这天起有效，之前的不变。",
            "基本情况",
            {"太长": "unit", **_DAY},
            _is_open,
        ),
        Act(
            "subordinate",
            "改隶",
            forms.SubordinateForm,
            _subordinate,
            "从这天起隶属新的上级，之前的数据仍算在原来的上级。",
            "关系",
            {"隶属": "other", "上级": "other", **_DAY},
            _is_open,
        ),
        Act(
            "relate",
            "加一种关系",
            forms.RelateForm,
            _relate,
            "隶属不变，另加一种关系。",
            "关系",
            {"关系": "other", **_DAY},
            _is_open,
        ),
        Act(
            "unrelate",
            "结束一种关系",
            forms.UnrelateForm,
            _unrelate,
            "到这天为止。隶属不能只结束，只能改隶。",
            "关系",
            {"关系": "other", **_DAY},
        ),
        Act(
            "shift",
            "顺延期限",
            forms.ShiftForm,
            _shift,
            "凭上级通知给下级顺延，期限没到前不算不符合。",
            "关系",
            {"规则": "rule", "文号": "notice", "期限": "due_on", "点名": "others"},
            _is_open,
        ),
        Act(
            "split",
            "分出党员",
            forms.SplitForm,
            _split,
            "选中的人从这天起编入另一个党支部。先设好那个党支部。",
            "设立和撤销",
            {"名册": "persons", "两个": "persons", "日期": "day", "党支部": "other"},
            lambda view: _is_open(view) and _has_roll(view),
        ),
        Act(
            "merge",
            "并入别的党组织",
            forms.MergeForm,
            _merge,
            "它们的党员编入本组织，它们随之撤销；记录都在。",
            "设立和撤销",
            {"合并": "others", "下面还有": "others", **_DAY},
            lambda view: _is_open(view) and _has_roll(view),
        ),
        Act(
            "close",
            "撤销",
            forms.CloseForm,
            _close,
            "名册上没有人、下面没有党组织才能撤销。记录都在，仍由上级查看。",
            "设立和撤销",
            {"撤销日期": "last_day", "日期": "last_day", "名册": "last_day", "下面": "last_day"},
            _is_open,
        ),
        Act(
            "reopen",
            "撤回撤销",
            forms.ActForm,
            _reopen,
            "撤销登记错了时用，如同没有撤销过。",
            "设立和撤销",
            {},
            _is_closed,
        ),
    )
}
