"""三审三校单: the whole way of a paper on paper: each version, what changed, each level's word, lines to sign."""

from __future__ import annotations

from typing import cast

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from taizhang.apps.accounts.actors import Actor
from taizhang.apps.organizations.selectors import names_of
from taizhang.apps.papers.selectors.texts import open_text
from taizhang.apps.papers.selectors.ways import issues_of, sheets_of, standing_of, state_now, withdrawal_of
from taizhang.faces.web.pages.papers.listing import crumbs_of
from taizhang.faces.web.shell.frame import frame_of
from taizhang.faces.web.shell.render import render_page
from taizhang.faces.web.shell.sign_in import signed_in_only


@require_safe
@signed_in_only
def way(request: HttpRequest, paper_id: int) -> HttpResponse:
    """The sheet, made to be printed."""
    frame = frame_of(request)
    paper, head, text = open_text(cast("Actor", frame.actor), paper_id)
    words = {
        "paper": paper,
        "head": head,
        "text": text,
        "state": state_now(paper, head),
        "sheets": sheets_of(paper),
        "levels": standing_of(paper, head.number).levels,
        "issues": issues_of(paper),
        "withdrawal": withdrawal_of(paper),
        "organization_name": names_of([paper.organization_id], frame.today).get(paper.organization_id, ""),
        "crumbs": [*crumbs_of(frame), ("正文", frame.address.to("papers:show", paper_id))],
        "actions": "papers/way_actions.html",
    }
    return render_page(request, "papers/way_page.html", context=words)
