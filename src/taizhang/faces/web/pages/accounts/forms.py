"""What one types about oneself: name and password, a new password, a token for a program."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from django import forms

from taizhang.apps.accounts.passwords import LONGEST


def _password(label: str, autocomplete: str, help_text: str = "") -> forms.CharField:
    widget = forms.PasswordInput(attrs={"autocomplete": autocomplete, "maxlength": LONGEST + 1})
    return forms.CharField(
        label=label,
        strip=False,
        max_length=LONGEST + 1,
        widget=widget,
        help_text=help_text,
        error_messages={"required": "还没有填。", "max_length": f"最多{LONGEST}位。"},
    )


class SignInForm(forms.Form):
    """Name and password."""

    login = forms.CharField(
        label="登录名",
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"}),
        error_messages={"required": "还没有填登录名。", "max_length": "登录名没有这么长，核对一下。"},
    )
    password = _password("密码", "current-password")


class PasswordForm(forms.Form):
    """The password so far, and the new one twice."""

    current = _password("现在的密码", "current-password")
    wanted = _password("新密码", "new-password")
    again = _password("再输一遍新密码", "new-password")

    def clean(self) -> dict[str, Any]:
        """Hold the second against the first."""
        found = super().clean() or {}
        if found.get("again") is not None and found.get("wanted") not in (None, found["again"]):
            self.add_error("again", "两遍不一样。再输一遍。")
        return found


class TokenForm(forms.Form):
    """A key for a program: what for, with which role, over which organisation, until when."""

    name = forms.CharField(
        label="给谁用",
        max_length=60,
        widget=forms.TextInput(attrs={"placeholder": "如：人事系统每晚取数"}),
        error_messages={"required": "写明令牌给谁用，收回时好认。", "max_length": "最多60个字。"},
    )
    role = forms.ChoiceField(
        label="角色", error_messages={"invalid_choice": "选表里的一种角色。", "required": "还没有选。"}
    )
    organization = forms.ChoiceField(
        label="范围", error_messages={"invalid_choice": "选你管得到的党组织。", "required": "还没有选。"}
    )
    expires_on = forms.DateField(
        label="到期日",
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"required": "还没有填到期日。", "invalid": "这不是日期。写成2027-06-30这样。"},
    )

    def __init__(
        self,
        *args: Any,
        roles: Iterable[tuple[str, str]],
        organizations: Iterable[tuple[str, str]],
        today: date,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        role, organization = self.fields["role"], self.fields["organization"]
        assert isinstance(role, forms.ChoiceField)  # noqa: S101 (declared above)
        assert isinstance(organization, forms.ChoiceField)  # noqa: S101 (declared above)
        role.choices, organization.choices = list(roles), list(organizations)
        self.fields["expires_on"].initial = today + timedelta(days=90)
