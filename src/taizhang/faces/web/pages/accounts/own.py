"""One's own account: rights, password, browsers that are signed in, keys for programs."""

from __future__ import annotations

from typing import Any, cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.utils import timezone
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from taizhang.apps.accounts.actors import Actor, Role
from taizhang.apps.accounts.errors import AccountsError, PasswordRefusedError
from taizhang.apps.accounts.passwords import policy_in_words
from taizhang.apps.accounts.rights import ADMINISTRATORS, PERMISSIONS, Permission
from taizhang.apps.accounts.selectors import holdings_of, must_change_password, own_sessions, own_tokens
from taizhang.apps.accounts.services import (
    change_password,
    create_token,
    end_other_sessions,
    end_session,
    revoke_token,
)
from taizhang.apps.accounts.services.sessions import keep
from taizhang.apps.organizations.access import permitted
from taizhang.apps.organizations.selectors import below, list_organizations, names_of
from taizhang.faces.web.pages.accounts.forms import PasswordForm, TokenForm
from taizhang.faces.web.pages.accounts.whereto import home_of
from taizhang.faces.web.shell.frame import LARGE_TEXT_COOKIE, frame_of
from taizhang.faces.web.shell.render import render_page
from taizhang.faces.web.shell.sign_in import signed_in_only
from taizhang.faces.web.shell.sources import is_demo
from taizhang.faces.web.shell.toasts import announce

EVERYWHERE = "all"


@signed_in_only
@require_safe
def own(request: HttpRequest) -> HttpResponse:
    """One's own account."""
    return _page(request)


@sensitive_post_parameters("current", "wanted", "again")
@signed_in_only
@require_POST
def password(request: HttpRequest) -> HttpResponse:
    """Change one's own password; every other browser is signed out."""
    form = PasswordForm(request.POST)
    if not _changed(request, form):
        return _page(request, password_form=form, status=422)
    return announce(redirect("accounts:own"), "密码已改。别处的登录都已结束，这里不用重新登录。")


@sensitive_post_parameters("current", "wanted", "again")
@signed_in_only
@require_http_methods(["GET", "HEAD", "POST"])
def first_password(request: HttpRequest) -> HttpResponse:
    """Set one's own password in place of a one-time or outdated one."""
    if not must_change_password(cast("Any", request.user)):
        return redirect(home_of(request))
    form = PasswordForm(request.POST or None)
    if request.method == "POST" and _changed(request, form):
        return announce(redirect(home_of(request)), "密码已改，以后用新密码登录。")
    words = {
        "form": form,
        "policy": policy_in_words(),
        "is_demo": is_demo(),
        "large_text": request.COOKIES.get(LARGE_TEXT_COOKIE) == "large",
    }
    text = render_to_string("accounts/first_password_page.html", words, request)
    return HttpResponse(text, status=422 if form.errors else 200, headers={"Cache-Control": "no-store, private"})


@signed_in_only
@require_POST
def end_one_session(request: HttpRequest, session_id: int) -> HttpResponse:
    """Sign another browser of one's own out."""
    end_session(_account(request), session_id)
    return announce(redirect("accounts:own"), "那一处的登录已结束。")


@signed_in_only
@require_POST
def end_others(request: HttpRequest) -> HttpResponse:
    """Sign all other browsers of one's own out."""
    end_other_sessions(_account(request), request.session.session_key)
    return announce(redirect("accounts:own"), "别处的登录都已结束。")


@signed_in_only
@require_POST
def make_token(request: HttpRequest) -> HttpResponse:
    """Make a key for a program and show it this once."""
    actor = _actor(request)
    form = _token_form(actor, request.POST)
    if not form.is_valid():
        return _page(request, token_form=form, status=422)
    asked = form.cleaned_data
    today = timezone.localdate()
    try:
        _, text = create_token(
            actor,
            name=asked["name"],
            role=Role(asked["role"]),
            expires_on=asked["expires_on"],
            organization_id=int(asked["organization"]) if asked["organization"] != EVERYWHERE else None,
            is_below=lambda child, root: child in below(root, today),
        )
    except AccountsError as refused:
        form.add_error("expires_on" if "到期日" in refused.message else None, refused.message)
        return _page(request, token_form=form, status=422)
    # Not by redirect: the text is nowhere but in this answer.
    return _page(request, new_token=text, new_name=asked["name"])


@signed_in_only
@require_POST
def drop_token(request: HttpRequest, token_id: int) -> HttpResponse:
    """Take a key back."""
    revoke_token(_actor(request), token_id)
    return announce(redirect("accounts:own"), "令牌已收回，用它的程序马上连不上了。")


def _page(
    request: HttpRequest,
    *,
    password_form: PasswordForm | None = None,
    token_form: TokenForm | None = None,
    new_token: str = "",
    new_name: str = "",
    status: int = 200,
) -> HttpResponse:
    frame, actor = frame_of(request), _actor(request)
    tokens = own_tokens(actor)
    held = holdings_of(_account(request))
    ids = {one for one in (*(h.organization for h in held), *(t.organization for t in tokens)) if one is not None}
    names = names_of(ids, frame.today)
    may_tokens = actor.may(Permission.CREATE_TOKENS)
    return render_page(
        request,
        "accounts/own_page.html",
        context={
            "login": cast("Any", request.user).login,
            "held": [
                (one.role.label, names.get(one.organization, "") if one.organization else "全部", one.keeper)
                for one in held
            ],
            "password_form": password_form or PasswordForm(),
            "policy": policy_in_words(),
            "sessions": own_sessions(cast("Any", request.user), request.session.session_key),
            "tokens": [(one, names.get(one.organization, "") if one.organization else "全部") for one in tokens],
            "may_tokens": may_tokens,
            "token_form": token_form or (_token_form(actor) if may_tokens else None),
            "new_token": new_token,
            "new_name": new_name,
        },
        status=status,
    )


def _token_form(actor: Actor, sent: Any = None) -> TokenForm:
    """The form with the roles and organisations that the owner's own rights cover."""
    owned = [PERMISSIONS[holding.role] for holding in actor.holdings]
    roles = [
        (role.value, str(role.label))
        for role in Role
        if role not in ADMINISTRATORS and any(PERMISSIONS[role] <= one for one in owned)
    ]
    today = timezone.localdate()
    reach = permitted(actor, Permission.CREATE_TOKENS)
    views = list_organizations(None, today)
    choices = [(str(view.id), view.called) for view in views if view.id in reach]
    if actor.may_everywhere(Permission.CREATE_TOKENS):
        choices.insert(0, (EVERYWHERE, "全部"))
    # The smallest role first: a program mostly reads.
    roles.sort(key=lambda one: len(PERMISSIONS[Role(one[0])]))
    return TokenForm(sent, roles=roles, organizations=choices, today=today)


def _changed(request: HttpRequest, form: PasswordForm) -> bool:
    """Change the password as the form says, or write into the form why not."""
    if not form.is_valid():
        return False
    words = names_of(
        {one.organization for one in holdings_of(_account(request)) if one.organization}, timezone.localdate()
    )
    try:
        change_password(
            _account(request),
            form.cleaned_data["current"],
            form.cleaned_data["wanted"],
            context=tuple(words.values()),
            keep_session=request.session.session_key,
        )
    except PasswordRefusedError as refused:
        for reason in refused.reasons:
            form.add_error("current" if reason.startswith("现在的密码") else "wanted", reason)
        return False
    keep(request)
    return True


def _actor(request: HttpRequest) -> Actor:
    return cast("Actor", frame_of(request).actor)


def _account(request: HttpRequest) -> int:
    return int(cast("Any", request.user).pk)
