"""Writes: accounts, roles, passwords, tokens, signing in and out."""

from taizhang.apps.accounts.services.accounts import (
    create_account,
    disable_account,
    enable_account,
    found_installation,
    recover_account,
)
from taizhang.apps.accounts.services.grants import end_grant, grant_role
from taizhang.apps.accounts.services.passwords import change_password, reset_password
from taizhang.apps.accounts.services.sessions import end_all_sessions, end_other_sessions, end_session, sign_out
from taizhang.apps.accounts.services.signing_in import sign_in
from taizhang.apps.accounts.services.tokens import create_token, revoke_token

__all__ = [
    "change_password",
    "create_account",
    "create_token",
    "disable_account",
    "enable_account",
    "end_all_sessions",
    "end_grant",
    "end_other_sessions",
    "end_session",
    "found_installation",
    "grant_role",
    "recover_account",
    "reset_password",
    "revoke_token",
    "sign_in",
    "sign_out",
]
