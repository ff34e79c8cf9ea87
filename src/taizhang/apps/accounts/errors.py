"""Why a request about accounts fails: typed, with a stable code and a message that says what to do."""

from __future__ import annotations


class AccountsError(Exception):
    """Something about accounts or rights cannot be done; nothing was written."""

    code = "accounts"

    def __init__(self, message: str) -> None:
        """Keep the Chinese message for the page."""
        super().__init__(message)
        self.message = message


class NotAllowedError(AccountsError):
    """The actor's grants do not cover this."""

    code = "not_allowed"


class AccountNotFoundError(AccountsError):
    """No such account, grant, session or token, or none that the actor may know of."""

    code = "account_not_found"

    def __init__(self) -> None:
        """Say the same for unknown and foreign."""
        super().__init__("没有找到。可能编号不对，或不在你的范围内。")


class LoginTakenError(AccountsError):
    """Another account has this login name."""

    code = "login_taken"


class RolesConflictError(AccountsError):
    """These roles may not be in one hand."""

    code = "roles_conflict"


class LastHolderError(AccountsError):
    """Nobody else holds this administrator's role."""

    code = "last_holder"


class PasswordRefusedError(AccountsError):
    """The new password does not meet the policy; each reason says what to change."""

    code = "password_refused"

    def __init__(self, reasons: tuple[str, ...]) -> None:
        """Carry every reason."""
        super().__init__("密码没有改。" + "".join(reasons))
        self.reasons = reasons


class SignInRefusedError(AccountsError):
    """Name and password do not go together, or the account is not in use; the text is the same for all."""

    code = "sign_in_refused"

    def __init__(self) -> None:
        """Say the same for unknown, wrong and disabled."""
        super().__init__("登录名或密码不对。看一下大小写和输入法；仍不行，找系统管理员重置密码。")


class SlowDownError(AccountsError):
    """Too many wrong tries from here or for this name: not now, but soon again."""

    code = "slow_down"

    def __init__(self, seconds: int) -> None:
        """Carry how long to wait."""
        super().__init__(f"这里接连输错了多次，{_spoken(seconds)}后再试。账号没有被锁。")
        self.seconds = seconds


def _spoken(seconds: int) -> str:
    """A waiting time as people say it."""
    return f"{seconds}秒" if seconds < 100 else f"{-(-seconds // 60)}分钟"  # noqa: PLR2004 (above that, minutes read better)
