"""Reading the log (审计日志): the auditor's work, and his alone."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from taizhang.apps.accounts.actors import Actor
from taizhang.apps.accounts.errors import NotAllowedError
from taizhang.apps.accounts.rights import Permission
from taizhang.apps.accounts.selectors import account_names
from taizhang.apps.audit.models import Commit
from taizhang.apps.audit.verification import Head, Verification, current_head
from taizhang.apps.audit.writing import writing

MOST = 200
_ACCOUNT = re.compile(r"account:(\d+)(?: token:(\d+))?")

AREAS: Mapping[str, str] = {
    "account": "账号",
    "assertion": "对账断言",
    "attachment": "附件",
    "backup": "备份",
    "checks": "审校",
    "entries": "记录",
    "entry": "记录",
    "grant": "角色",
    "installation": "安装",
    "keys": "密钥",
    "log": "审计日志",
    "member": "党员",
    "members": "党员",
    "organization": "党组织",
    "owed": "应办",
    "paper": "送审稿",
    "password": "密码",
    "person": "个人信息",
    "post": "任职",
    "profile": "本地做法",
    "report": "报告",
    "rulebook": "制度",
    "scope": "口径",
    "sealed": "密封内容",
    "session": "会话",
    "sign_in": "登录",
    "term": "届期",
    "token": "接口令牌",
    "window": "期限调整",
}
"""What an action is about: its first word."""

ACTS: Mapping[str, str] = {
    "account.create": "建账号",
    "account.disable": "停用账号",
    "account.enable": "启用账号",
    "account.recover": "用恢复码找回账号",
    "attachment.store": "上传附件",
    "backup.make": "备份",
    "assertion.enter": "登记对账断言",
    "assertion.withdraw": "撤回对账断言",
    "checks.decide": "定本单位用语",
    "checks.withdraw": "撤回本单位用语",
    "entries.export": "导出记录",
    "entry.confirm": "确认记录",
    "entry.correct": "更正记录",
    "entry.record": "登记记录",
    "entry.void": "作废记录",
    "grant.end": "收回角色",
    "grant.give": "授予角色",
    "installation.found": "初始化",
    "keys.rotate": "更换密钥",
    "log.read": "查看审计日志",
    "log.verify": "核验",
    "owed.explain": "说明未开原因",
    "owed.unexplain": "撤回说明",
    "member.add": "登记党员",
    "member.import": "导入名册",
    "members.export": "导出名册",
    "paper.begin": "送审",
    "paper.issue": "发出送审稿",
    "paper.let_stand": "标明不算错",
    "paper.remark": "批注送审稿",
    "paper.review": "审校送审稿",
    "paper.review_taken_back": "撤回审校送审稿的意见",
    "paper.save": "保存送审稿",
    "paper.settle": "处理批注",
    "paper.withdraw": "撤稿",
    "password.change": "修改密码",
    "password.reset": "重置密码",
    "person.erase": "清除个人信息",
    "report.begin": "开始写报告",
    "report.issue": "报告定稿",
    "report.review": "审核报告",
    "report.review_taken_back": "撤回审核报告的意见",
    "report.save": "保存报告",
    "rulebook.adopt": "采用制度",
    "rulebook.adopt_own": "采用自定制度",
    "sealed.reveal": "显示密封内容",
    "sealed.write": "登记密封内容",
    "session.end": "结束会话",
    "session.end_all": "结束全部会话",
    "session.end_others": "结束其他会话",
    "session.sign_out": "退出登录",
    "sign_in": "登录",
    "sign_in.refuse": "登录被拒",
    "sign_in.slow_down": "登录被拒，开始放慢",
    "token.create": "建接口令牌",
    "token.revoke": "收回接口令牌",
}
"""What was done, in words; others are told by what they are about."""


@dataclass(frozen=True, slots=True)
class LogRow:
    """One commit as the auditor sees it: who, what, when; never values."""

    seq: int
    at: datetime
    actor: str
    """As the log has it: account:12, local:backup, anonymous."""
    actor_name: str
    action: str
    said: str
    subject: str
    facts: int
    closed: int
    digest: str


@dataclass(frozen=True, slots=True)
class Asked:
    """Which commits to show."""

    before: int | None = None
    """Older than this commit, for the next page."""
    actor: str = ""
    action: str = ""
    """An action, or the beginning of one: sign_in, sealed."""
    subject: str = ""
    begins_on: date | None = None
    ends_on: date | None = None


def read_log(actor: Actor, asked: Asked | None = None, most: int = MOST) -> tuple[LogRow, ...]:
    """Return commits, the newest first."""
    _require(actor, Permission.READ_LOG)
    asked = asked or Asked()
    rows = Commit.objects.order_by("-seq")
    if asked.before is not None:
        rows = rows.filter(seq__lt=asked.before)
    if asked.actor:
        rows = rows.filter(actor=asked.actor)
    if asked.action:
        rows = rows.filter(action__startswith=asked.action)
    if asked.subject:
        rows = rows.filter(subject__startswith=asked.subject)
    if asked.begins_on is not None:
        rows = rows.filter(at__gte=asked.begins_on.isoformat())
    if asked.ends_on is not None:
        rows = rows.filter(at__lt=f"{asked.ends_on.isoformat()}T~")
    found = list(rows[: min(most, MOST)])
    numbers = {int(match[1]) for row in found if (match := _ACCOUNT.fullmatch(row.actor))}
    names = account_names(numbers)
    return tuple(_row(row, names) for row in found)


def head_for(actor: Actor) -> Head:
    """Hand the chain's head out, to be kept where the database's owner cannot reach; the log keeps that it was."""
    _require(actor, Permission.READ_LOG)
    with writing(actor.label, "log.take_head"):
        pass
    return current_head()


def note_verification(actor: Actor, found: Verification) -> None:
    """Keep in the log that somebody verified, up to where, and with which outcome."""
    _require(actor, Permission.VERIFY)
    with writing(actor.label, "log.verify", f"{found.seq} {'holds' if found.holds else 'differs'}"):
        pass


def _require(actor: Actor, permission: Permission) -> None:
    if not actor.may_everywhere(permission):
        raise NotAllowedError("审计日志只给审计管理员看。")


def _row(row: Commit, names: Mapping[int, str]) -> LogRow:
    match = _ACCOUNT.fullmatch(row.actor)
    name = (
        names.get(int(match[1]), "已不在的账号")
        if match
        else ("本机操作" if row.actor.startswith("local:") else "未登录")
    )
    if match and match[2]:
        name += "（接口令牌）"
    return LogRow(
        row.seq,
        datetime.fromisoformat(row.at),
        row.actor,
        name,
        row.action,
        said_of(row.action),
        row.subject,
        len(json.loads(row.facts)),
        len(json.loads(row.closed)),
        row.digest,
    )


def said_of(action: str) -> str:
    """Say in words what an action was."""
    area = AREAS.get(action.partition(".")[0])
    return ACTS.get(action) or (f"{area}变动" if area else action)
