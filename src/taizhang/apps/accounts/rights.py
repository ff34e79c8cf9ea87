"""What each role may do: one table, and the rule which roles exclude each other."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from taizhang.apps.accounts.models import Role


class Permission(StrEnum):
    """One thing that a role may do, within the scope and the days of its grant."""

    READ_ENTRIES = "read_entries"
    READ_RESTRICTED = "read_restricted"
    """Texts tagged 人事, 处分, 案情, 内部."""
    READ_TALKS = "read_talks"
    """What was said in a talk (谈话内容)."""
    RECORD = "record"
    CONFIRM = "confirm"
    CORRECT = "correct"
    """Correct and void."""
    READ_MEMBERS = "read_members"
    MANAGE_MEMBERS = "manage_members"
    REVEAL_SEALED = "reveal_sealed"
    """Show a sealed field in clear; each showing is logged."""
    ERASE_PERSON = "erase_person"
    MANAGE_ORGANIZATIONS = "manage_organizations"
    ADOPT_RULES = "adopt_rules"
    ASSERT_TOTALS = "assert_totals"
    WRITE_REPORTS = "write_reports"
    REVIEW_REPORTS = "review_reports"
    """Take part in 三审三校 and 把关."""
    SELF_CHECK = "self_check"
    """See the unmet obligations beside the draft, and decide which are written (自查)."""
    EXPORT = "export"
    CREATE_TOKENS = "create_tokens"
    READ_ACCOUNTS = "read_accounts"
    CREATE_ACCOUNTS = "create_accounts"
    DISABLE_ACCOUNTS = "disable_accounts"
    RESET_PASSWORDS = "reset_passwords"
    RUN_BACKUP = "run_backup"
    SEE_RUNS = "see_runs"
    GRANT_ROLES = "grant_roles"
    END_SESSIONS = "end_sessions"
    REVOKE_TOKENS = "revoke_tokens"
    READ_LOG = "read_log"
    VERIFY = "verify"


_P = Permission
_READ = frozenset({_P.READ_ENTRIES, _P.READ_MEMBERS})
_CLERK = _READ | {
    _P.RECORD,
    _P.CONFIRM,
    _P.CORRECT,
    _P.MANAGE_MEMBERS,
    _P.REVEAL_SEALED,
    _P.MANAGE_ORGANIZATIONS,
    _P.ASSERT_TOTALS,
    _P.WRITE_REPORTS,
    _P.REVIEW_REPORTS,
    _P.EXPORT,
    _P.CREATE_TOKENS,
}

PERMISSIONS: Mapping[Role, frozenset[Permission]] = {
    Role.SECRETARY: _CLERK | {_P.READ_RESTRICTED, _P.READ_TALKS, _P.ADOPT_RULES, _P.ERASE_PERSON, _P.SELF_CHECK},
    Role.CLERK: _CLERK | {_P.ADOPT_RULES},
    Role.SUPERIOR: _READ | {_P.ASSERT_TOTALS, _P.REVIEW_REPORTS, _P.EXPORT},
    Role.DISCIPLINE: _READ | {_P.READ_TALKS, _P.REVEAL_SEALED},
    Role.READER: _READ,
    Role.SYSTEM: frozenset(
        {
            _P.READ_ACCOUNTS,
            _P.CREATE_ACCOUNTS,
            _P.DISABLE_ACCOUNTS,
            _P.RESET_PASSWORDS,
            _P.RUN_BACKUP,
            _P.SEE_RUNS,
        }
    ),
    Role.SECURITY: frozenset(
        {
            _P.READ_ACCOUNTS,
            _P.GRANT_ROLES,
            _P.DISABLE_ACCOUNTS,
            _P.END_SESSIONS,
            _P.REVOKE_TOKENS,
        }
    ),
    Role.AUDITOR: frozenset({_P.READ_LOG, _P.VERIFY, _P.READ_ACCOUNTS}),
}
"""Role → permissions. What is not written here, nobody may."""

KEEPER_PERMISSIONS = frozenset({Permission.READ_RESTRICTED})
"""What being a named keeper (指定人员) adds to a role that reads entries."""

ADMINISTRATORS = frozenset({Role.SYSTEM, Role.SECURITY, Role.AUDITOR})


def conflict_of(roles: frozenset[Role], *, embedded: bool) -> str:
    """Say why these roles may not be in one hand; empty where they may.

    In the embedded edition the system and the security administrator may be one person; the auditor never.
    """
    administrators = roles & ADMINISTRATORS
    if not administrators:
        return ""
    names = "、".join(Role(role).label for role in sorted(roles))
    if roles - ADMINISTRATORS:
        return f"{names}不能由同一个人担任：管理员账号不看、不记业务内容。给他另建一个业务账号。"
    if Role.AUDITOR in administrators and len(administrators) > 1:
        return f"{names}不能由同一个人担任：审计管理员查的就是另外两位的操作。换一个账号。"
    if len(administrators) > 1 and not embedded:
        return f"{names}不能由同一个人担任：建账号的不授权，授权的不建账号。换一个账号。"
    return ""
