"""Wordings of one thing on a page of their own: held against what may stand, tried on a real report, adopted."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse

from taizhang.apps.organizations.services.own_rules import outline_files
from taizhang.apps.rulebooks.errors import AdoptionRefusedError, RulebookError
from taizhang.apps.rulebooks.own import OwnOutline
from taizhang.domain.canonical import digest
from taizhang.faces.web.pages.rules.outlines.listing import crumbs
from taizhang.faces.web.pages.rules.outlines.making import AGAIN, Bench, adopted, tried
from taizhang.faces.web.shell.render import render_page


def trial_page(
    request: HttpRequest,
    bench: Bench,
    form: forms.Form,
    about: Mapping[str, Any],
    wanted: Callable[[], OwnOutline],
) -> HttpResponse:
    """The page; `wanted` is the outline with what the form says."""
    context: dict[str, Any] = {}
    if request.method == "POST" and form.is_valid():
        try:
            files = outline_files(bench.actor, bench.own, wanted())
            if request.POST.get("do") == "adopt" and request.POST.get("seen") == digest(files):
                return adopted(bench, wanted())
            context = tried(bench, files, request.POST.get("of", ""))
            context["again"] = AGAIN if request.POST.get("do") == "adopt" else ""
        except AdoptionRefusedError as refused:
            context["faults"] = refused.faults
            form.add_error(None, refused.message)
        except RulebookError as refused:
            form.add_error(None, refused.message)
    context |= {
        "form": form,
        "under": f"用在提纲“{bench.before.zh}”里",
        "crumbs": crumbs(bench.frame),
        "back": bench.frame.address.to("rules:outline", bench.source),
        **about,
    }
    return render_page(request, "rules/outline_words_page.html", context=context, status=422 if form.errors else 200)
