"""Accounts, made by one administrator without rights, and roles, given by another."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from taizhang.apps.accounts.actors import Role
from taizhang.apps.accounts.errors import AccountNotFoundError, AccountsError
from taizhang.apps.accounts.rights import ADMINISTRATORS, Permission
from taizhang.apps.accounts.selectors import AccountRow, is_embedded, list_accounts
from taizhang.apps.accounts.services import (
    create_account,
    disable_account,
    enable_account,
    end_all_sessions,
    end_grant,
    grant_role,
    reset_password,
)
from taizhang.apps.organizations.selectors import list_organizations, names_of
from taizhang.faces.web.pages.system.areas import actor_with, tabs
from taizhang.faces.web.shell.form_fields import DayField, blame, choice_field, line_field
from taizhang.faces.web.shell.frame import frame_of
from taizhang.faces.web.shell.listing import page_of
from taizhang.faces.web.shell.render import render_page
from taizhang.faces.web.shell.sign_in import signed_in_only
from taizhang.faces.web.shell.toasts import announce

READERS_ONLY = "账号名单只给三位管理员看。"
HINTS = {"登录名": "login", "姓名": "name", "名字": "name"}
GRANT_HINTS = {"结束的日子": "ends_on", "党组织": "organization", "担任": "role", "角色": "role"}
LONGEST = 60


class AccountForm(forms.Form):
    """An account without rights."""

    login = line_field("登录名", 60, example="zhao.ming")
    name = line_field("姓名", 60, example="水务局党办 赵明")


class GrantForm(forms.Form):
    """A role over an organisation and all below it."""

    role = choice_field("角色", tuple((role.value, str(role.label)) for role in Role))
    organization = line_field(
        "管哪个党组织",
        120,
        required=False,
        help_text="写全称、简称或代码，含所属；管理员的角色不填。",
    )
    keeper = forms.BooleanField(label="指定人员：能看限定的议题和材料", required=False)
    begins_on = DayField("从哪天起")
    ends_on = DayField("到哪天为止", required=False)

    def clean(self) -> dict[str, Any]:
        """Find the organisation; a business role without one would cover everything by mistake."""
        found = super().clean() or {}
        text = found.get("organization", "").strip()
        is_administrator = found.get("role") in ADMINISTRATORS
        if text == "全部" or (is_administrator and not text):
            found["organization"] = None
        elif not text:
            self.add_error("organization", "还没有写管哪个党组织。要管全部的，写“全部”。")
        else:
            views = list_organizations(None, timezone.localdate())
            same = [one.id for one in views if one.code == text] or [
                one.id for one in views if text in {one.name, one.short_name}
            ]
            if len(same) != 1:
                many = f"叫“{text[:30]}”的有{len(same)}个，改写代码。" if same else f"没有找到“{text[:30]}”。"
                self.add_error("organization", many)
            else:
                found["organization"] = same[0]
        return found


@signed_in_only
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """Every account with its grants."""
    return _page(request)


@signed_in_only
@require_http_methods(["GET", "HEAD", "POST"])
def create(request: HttpRequest) -> HttpResponse:
    """Make an account; its one-time password is shown this once."""
    actor = actor_with(request, Permission.CREATE_ACCOUNTS, "建账号由系统管理员来做。")
    form = AccountForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            _, password = create_account(actor, login=form.cleaned_data["login"], name=form.cleaned_data["name"])
        except AccountsError as refused:
            blame(form, refused.message, HINTS)
        else:
            # Not by redirect: the password is nowhere but in this answer.
            return _page(request, password=password, login=form.cleaned_data["login"])
    return _form(
        request, form, "建账号", "建好没有任何权限，由安全管理员授权。密码只显示一次，抄在纸上交给本人。", "建账号"
    )


@signed_in_only
@require_http_methods(["GET", "HEAD", "POST"])
def grant(request: HttpRequest, account_id: int) -> HttpResponse:
    """Give a role."""
    actor = actor_with(request, Permission.GRANT_ROLES, "角色由安全管理员授予。")
    account = next((one for one in list_accounts(actor) if one.id == account_id), None)
    if account is None:
        raise AccountNotFoundError
    form = GrantForm(request.POST if request.method == "POST" else None, initial={"begins_on": timezone.localdate()})
    if request.method == "POST" and form.is_valid():
        sent = form.cleaned_data
        try:
            grant_role(
                actor,
                account_id=account_id,
                role=Role(sent["role"]),
                organization_id=sent["organization"],
                begins_on=sent["begins_on"],
                ends_on=sent["ends_on"],
                keeper=sent["keeper"],
            )
        except AccountsError as refused:
            blame(form, refused.message, GRANT_HINTS)
        else:
            return announce(redirect("system:accounts"), f"已授予{account.name}“{Role(sent['role']).label}”。")
    return _form(request, form, f"给{account.name}授权", "马上生效；管理员的账号不看、不记业务内容。", "授权")


@signed_in_only
@require_POST
def change(request: HttpRequest, account_id: int, what: str) -> HttpResponse:
    """Put an account out of use or into use again, reset its password, end its sessions."""
    actor = actor_with(request, Permission.READ_ACCOUNTS, READERS_ONLY)
    if what == "disable":
        disable_account(actor, account_id)
        return announce(redirect("system:accounts"), "账号已停用，登录着的马上退出。")
    if what == "enable":
        enable_account(actor, account_id)
        return announce(redirect("system:accounts"), "账号已启用。")
    if what == "end-sessions":
        end_all_sessions(actor, account_id)
        return announce(redirect("system:accounts"), "登录着的都已退出。")
    if what == "reset":
        password = reset_password(actor, account_id)
        login = next((one.login for one in list_accounts(actor) if one.id == account_id), "")
        return _page(request, password=password, login=login)
    raise Http404


@signed_in_only
@require_POST
def end(request: HttpRequest, grant_id: int) -> HttpResponse:
    """Take a role back at once."""
    actor = actor_with(request, Permission.GRANT_ROLES, "角色由安全管理员收回。")
    end_grant(actor, grant_id)
    return announce(redirect("system:accounts"), "已收回，下一次点开页面就没有这项权限了。")


def _page(request: HttpRequest, *, password: str = "", login: str = "") -> HttpResponse:
    frame = frame_of(request)
    actor = actor_with(request, Permission.READ_ACCOUNTS, READERS_ONLY)
    text = request.GET.get("q", "").strip()[:LONGEST]
    found = [one for one in list_accounts(actor) if not text or text in one.login or text in one.name]
    page = page_of(request, found)
    ids = {grant.organization for one in page.rows for grant in one.grants if grant.organization}
    names = names_of(ids, frame.real_today)
    today = timezone.localdate()
    return render_page(
        request,
        "system/accounts_page.html",
        context={
            "page": page,
            "tabs": tabs(frame, "accounts"),
            "text": text,
            "password": password,
            "login": login,
            "rows": [
                {
                    "one": one,
                    "is_self": one.id == actor.account,
                    "is_administrator": _is_administrator(one),
                    "grants": [
                        (
                            grant,
                            names.get(grant.organization, "") if grant.organization else "全部",
                            grant.begins_on > today,
                            Role(grant.role) in ADMINISTRATORS,
                        )
                        for grant in one.grants
                    ],
                }
                for one in page.rows
            ],
            "creates": actor.may(Permission.CREATE_ACCOUNTS),
            "grants": actor.may(Permission.GRANT_ROLES),
            "disables": actor.may(Permission.DISABLE_ACCOUNTS),
            "resets": actor.may(Permission.RESET_PASSWORDS),
            "ends": actor.may(Permission.END_SESSIONS),
            "is_embedded": is_embedded(),
            "one_hand": [
                one.name for one in found if {Role.SYSTEM, Role.SECURITY} <= {grant.role for grant in one.grants}
            ],
        },
    )


def _form(request: HttpRequest, form: forms.Form, title: str, note: str, verb: str) -> HttpResponse:
    frame = frame_of(request)
    return render_page(
        request,
        "system/form_page.html",
        context={
            "form": form,
            "title": title,
            "note": note,
            "verb": verb,
            "back": frame.address.to("system:accounts"),
            "crumbs": [("系统", frame.address.to("system:index")), ("账号和授权", frame.address.to("system:accounts"))],
        },
        status=422 if form.errors else 200,
    )


def _is_administrator(one: AccountRow) -> bool:
    return any(grant.role in ADMINISTRATORS for grant in one.grants)
