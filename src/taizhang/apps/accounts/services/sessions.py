"""Sessions: begun at sign-in under a new key, ended by time, by their owner, or by whoever ends them all."""

from __future__ import annotations

from datetime import datetime, timedelta
from importlib import import_module

from django.conf import settings
from django.contrib import auth
from django.core import signing
from django.db.models import F
from django.http import HttpRequest, HttpResponseBase
from django.utils import timezone

from taizhang.apps.accounts.actors import Actor
from taizhang.apps.accounts.errors import AccountNotFoundError
from taizhang.apps.accounts.models import Account, SignedIn
from taizhang.apps.accounts.rights import Permission
from taizhang.apps.accounts.services.doors import need
from taizhang.apps.audit.writing import writing

IDLE = timedelta(minutes=30)
ABSOLUTE = timedelta(hours=8)
SEEN_COOKIE = "taizhang_seen"
_BEGAN = "began_at"
_BACKEND = "taizhang.apps.accounts.backends.AccountBackend"


def begin_session(request: HttpRequest, account: Account, address: str) -> None:
    """Sign the browser in under a fresh session key."""
    request.session.flush()
    auth.login(request, account, backend=_BACKEND)
    request.session[_BEGAN] = timezone.now().isoformat()
    request.session.save()
    SignedIn.objects.filter(at__lt=timezone.now() - ABSOLUTE).delete()
    SignedIn.objects.create(
        account=account,
        session_key=request.session.session_key or "",
        at=timezone.now(),
        address=address[:64],
        browser=_printable(request.headers.get("User-Agent", ""))[:200],
    )


def keep(request: HttpRequest) -> None:
    """After changing one's password: keep this session, under a fresh key and the new mark."""
    account = Account.objects.get(pk=request.user.pk or 0)
    before = request.session.session_key
    auth.update_session_auth_hash(request, account)
    request.session.save()
    SignedIn.objects.filter(session_key=before).update(session_key=request.session.session_key or "")


def sign_out(request: HttpRequest) -> None:
    """Sign the browser out; nothing of the session is left."""
    account, key = request.user.pk, request.session.session_key
    auth.logout(request)
    if account is not None:
        with writing(f"account:{account}", "session.sign_out", f"account:{account}"):
            SignedIn.objects.filter(account=account, session_key=key).delete()


def end_session(account_id: int, row_id: int) -> None:
    """End one of one's own sessions; anybody else's is not found."""
    with writing(f"account:{account_id}", "session.end", f"account:{account_id}"):
        row = SignedIn.objects.filter(pk=row_id, account=account_id).first()
        if row is None:
            raise AccountNotFoundError
        _delete([row.session_key])
        row.delete()


def end_other_sessions(account_id: int, this: str | None) -> None:
    """End all of one's own sessions but this one."""
    with writing(f"account:{account_id}", "session.end_others", f"account:{account_id}"):
        keys = list(
            SignedIn.objects.filter(account=account_id)
            .exclude(session_key=this or "")
            .values_list("session_key", flat=True)
        )
        _delete(keys)
        SignedIn.objects.filter(session_key__in=keys).delete()


def end_all_sessions(actor: Actor, account_id: int) -> None:
    """End every session of an account: the security administrator's answer to a lost machine."""
    need(actor, Permission.END_SESSIONS, "结束别人的会话由安全管理员来做。")
    with writing(actor.label, "session.end_all", f"account:{account_id}"):
        if not Account.objects.filter(pk=account_id).exists():
            raise AccountNotFoundError
        forget_sessions(account_id)


def forget_sessions(account_id: int, but: str | None = None) -> None:
    """Within a commit: end an account's sessions, those unknown to the list included, but perhaps one."""
    keys = list(
        SignedIn.objects.filter(account=account_id).exclude(session_key=but or "").values_list("session_key", flat=True)
    )
    _delete(keys)
    SignedIn.objects.filter(session_key__in=keys).delete()
    if but is None:
        Account.objects.filter(pk=account_id).update(session_epoch=F("session_epoch") + 1)


def is_over(request: HttpRequest) -> bool:
    """Say whether the session is past its 8 hours, or idle for more than 30 minutes."""
    began = _instant(request.session.get(_BEGAN))
    if began is None:
        # A session that did not come from sign-in begins its time now.
        request.session[_BEGAN] = timezone.now().isoformat()
        return False
    now = timezone.now()
    seen = max(began, _seen(request) or began)
    return now - began > ABSOLUTE or now - seen > IDLE


def mark_seen(request: HttpRequest, response: HttpResponseBase) -> None:
    """Let the browser carry when it was last seen, signed for its session: reading a page writes nothing."""
    response.set_cookie(
        SEEN_COOKIE,
        signing.dumps(timezone.now().isoformat(), salt=_salt(request)),
        httponly=True,
        samesite="Lax",
        secure=settings.SESSION_COOKIE_SECURE,
    )


def _seen(request: HttpRequest) -> datetime | None:
    try:
        return _instant(signing.loads(request.COOKIES.get(SEEN_COOKIE, ""), salt=_salt(request)))
    except signing.BadSignature:
        return None


def _salt(request: HttpRequest) -> str:
    return f"taizhang.seen.{request.session.session_key}"


def _instant(text: object) -> datetime | None:
    try:
        return datetime.fromisoformat(text) if isinstance(text, str) else None
    except ValueError:
        return None


def _delete(session_keys: list[str]) -> None:
    store = import_module(settings.SESSION_ENGINE).SessionStore()
    for key in session_keys:
        store.delete(key)


def _printable(text: str) -> str:
    return "".join(character if character.isprintable() else " " for character in text)
