"""What runs here, what is kept where, what leaves (nothing), and how passwords must be."""

from __future__ import annotations

from typing import cast

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from taizhang import __version__
from taizhang.apps.accounts.actors import Actor, Role
from taizhang.apps.accounts.passwords import policy_in_words
from taizhang.apps.accounts.rights import ADMINISTRATORS
from taizhang.apps.accounts.selectors import holders_of, is_embedded
from taizhang.apps.audit.installation import installation
from taizhang.apps.audit.writing import last_seq
from taizhang.apps.runs.selectors import last_done
from taizhang.faces.web.pages.system.areas import tabs
from taizhang.faces.web.shell.days import moment_text
from taizhang.faces.web.shell.frame import frame_of
from taizhang.faces.web.shell.render import render_page
from taizhang.faces.web.shell.sign_in import signed_in_only


@signed_in_only
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """The facts, as far as the role may see them."""
    frame = frame_of(request)
    actor = cast("Actor", frame.actor)
    is_administrator = bool(actor.roles & ADMINISTRATORS)
    edition = "单机版（SQLite）" if is_embedded() else "服务器版（PostgreSQL）"
    facts = [("版本", __version__), ("形式", edition), ("密码规定", policy_in_words())]
    for word, task in (("上次备份", "backup"), ("上次核验", "verify")):
        done = last_done(task)
        facts.append((word, moment_text(done, frame.real_today) if done else "还没有过"))
    if is_administrator:
        facts.append(("已写入", f"{last_seq()}次，每次都在审计链上"))
    return render_page(
        request,
        "system/index_page.html",
        context={
            "tabs": tabs(frame, "overview"),
            "facts": facts,
            "is_administrator": is_administrator,
            "found": installation() if is_administrator else None,
            "is_one_hand": bool(holders_of(Role.SYSTEM) & holders_of(Role.SECURITY)),
        },
    )
