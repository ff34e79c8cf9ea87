"""The dated changes of an organisation: which form asks for each, and whom it fits."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from taizhang.apps.accounts.actors import Actor
from taizhang.apps.organizations.selectors import OrganizationView
from taizhang.faces.web.pages.organizations import forms, recording

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


_DAY = {"日期": "day", "日子": "day", "起": "day"}

ACTS: Mapping[str, Act] = {
    act.key: act
    for act in (
        Act(
            "appoint",
            "登记任职",
            forms.AppointForm,
            recording.appoint,
            "从这天起任职，之前的名单不变。",
            "班子",
            {"结束日期": "ends_on", "书记": "title", "这个人": "person", "日期": "begins_on"},
            _is_open,
        ),
        Act(
            "secretary",
            "更换书记",
            forms.SecretaryForm,
            recording.replace,
            "新书记任职，原书记到前一天为止。",
            "班子",
            {"这个人": "person", "日期": "day"},
            _is_open,
        ),
        Act(
            "end-post",
            "结束任职",
            forms.EndPostForm,
            recording.end_post,
            "到这天为止，之前的名单不变。",
            "班子",
            {"日期": "ends_on"},
        ),
        Act(
            "begin-term",
            "登记换届",
            forms.BeginTermForm,
            recording.begin_term,
            "新一届从产生之日算，上一届到前一天为止。",
            "班子",
            {"任期": "years", "名额": "seats", "日期": "began_on", "一届": "began_on"},
            _is_open,
        ),
        Act(
            "end-term",
            "结束本届",
            forms.EndTermForm,
            recording.end_term,
            "没有新一届接上时用。",
            "班子",
            {"日期": "ended_on"},
        ),
        Act(
            "rename",
            "改名称",
            forms.RenameForm,
            recording.rename,
            "从这天起用新名称，之前的记录仍用原来的。",
            "基本情况",
            {"名称": "name", "太长": "name", **_DAY},
            _is_open,
        ),
        Act(
            "type",
            "改类型",
            forms.TypeForm,
            recording.change_type,
            "从这天起按新类型算应办事项，之前的不变。",
            "基本情况",
            {"类型": "type", **_DAY},
            _is_open,
        ),
        Act(
            "describe",
            "改单位和特征",
            forms.DescribeForm,
            recording.describe,
            "从这天起有效，之前的不变。",
            "基本情况",
            {"太长": "unit", **_DAY},
            _is_open,
        ),
        Act(
            "subordinate",
            "改隶",
            forms.SubordinateForm,
            recording.subordinate,
            "从这天起隶属新的上级，之前的数据仍算在原来的上级。",
            "关系",
            {"隶属": "other", "上级": "other", **_DAY},
            _is_open,
        ),
        Act(
            "relate",
            "加一种关系",
            forms.RelateForm,
            recording.relate,
            "隶属不变，另加一种关系。",
            "关系",
            {"关系": "other", **_DAY},
            _is_open,
        ),
        Act(
            "unrelate",
            "结束一种关系",
            forms.UnrelateForm,
            recording.unrelate,
            "到这天为止。隶属不能只结束，只能改隶。",
            "关系",
            {"关系": "other", **_DAY},
        ),
        Act(
            "shift",
            "顺延期限",
            forms.ShiftForm,
            recording.shift,
            "凭上级通知给下级顺延，期限没到前不算不符合。",
            "关系",
            {"规则": "rule", "文号": "notice", "期限": "due_on", "点名": "others"},
            _is_open,
        ),
        Act(
            "split",
            "分出党员",
            forms.SplitForm,
            recording.split,
            "选中的人从这天起编入另一个党支部。先设好那个党支部。",
            "设立和撤销",
            {"名册": "persons", "两个": "persons", "日期": "day", "党支部": "other"},
            lambda view: _is_open(view) and _has_roll(view),
        ),
        Act(
            "merge",
            "并入别的党组织",
            forms.MergeForm,
            recording.merge,
            "它们的党员编入本组织，它们随之撤销；记录都在。",
            "设立和撤销",
            {"合并": "others", "下面还有": "others", **_DAY},
            lambda view: _is_open(view) and _has_roll(view),
        ),
        Act(
            "close",
            "撤销",
            forms.CloseForm,
            recording.close,
            "名册上没有人、下面没有党组织才能撤销。记录都在，仍由上级查看。",
            "设立和撤销",
            {"撤销日期": "last_day", "日期": "last_day", "名册": "last_day", "下面": "last_day"},
            _is_open,
        ),
        Act(
            "reopen",
            "撤回撤销",
            forms.ActForm,
            recording.reopen,
            "撤销登记错了时用，如同没有撤销过。",
            "设立和撤销",
            {},
            _is_closed,
        ),
    )
}
