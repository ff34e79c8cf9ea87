"""Writes: set up, describe, relate and close organisations; terms, posts, shifted windows, scopes, own rules.

A branch with members is closed, merged or split by apps.members.services, which also moves its members.
"""

from taizhang.apps.organizations.services.founding import (
    change_type,
    correct_description,
    redescribe,
    rename,
    reopen_organization,
    set_up_organization,
)
from taizhang.apps.organizations.services.posts import appoint, end_post, reassign, replace_secretary, withdraw_post
from taizhang.apps.organizations.services.relating import relate, unrelate, withdraw_relation
from taizhang.apps.organizations.services.scopes import define_scope, redefine_scope, remove_scope
from taizhang.apps.organizations.services.terms import begin_term, end_term, withdraw_term
from taizhang.apps.organizations.services.windows import shift_window, withdraw_shift

__all__ = [
    "appoint",
    "begin_term",
    "change_type",
    "correct_description",
    "define_scope",
    "end_post",
    "end_term",
    "reassign",
    "redefine_scope",
    "redescribe",
    "relate",
    "remove_scope",
    "rename",
    "reopen_organization",
    "replace_secretary",
    "set_up_organization",
    "shift_window",
    "unrelate",
    "withdraw_post",
    "withdraw_relation",
    "withdraw_shift",
    "withdraw_term",
]
