"""Making an outline one's own: rows and wordings, the difference, a real report by it, then the adoption."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from taizhang.apps.accounts.actors import Actor
from taizhang.apps.accounts.rights import Permission
from taizhang.apps.organizations.access import may
from taizhang.apps.organizations.own_kinds import own_slugs, unit_slug
from taizhang.apps.organizations.services.own_rules import outline_files, preview_own_files, save_own_outline
from taizhang.apps.reports.selectors.previewing import preview, speakers_for
from taizhang.apps.rulebooks.errors import AdoptionRefusedError, RulebookError
from taizhang.apps.rulebooks.own import OwnOutline, outline_form
from taizhang.apps.rulebooks.own.outlines import ROLE_WORDS, Topic, base_of, own_of, topics_of
from taizhang.apps.rulebooks.selectors import current_rulebook
from taizhang.domain.canonical import digest
from taizhang.domain.rules.differences import content_difference
from taizhang.domain.rules.outlines import Role
from taizhang.domain.rules.rulebook import Rulebook
from taizhang.faces.web.pages.rules.outlines.changes import Edition, changes_told
from taizhang.faces.web.pages.rules.outlines.form import SPEAKER_NOTE, OutlineForm
from taizhang.faces.web.pages.rules.outlines.listing import crumbs
from taizhang.faces.web.pages.rules.outlines.raw import MOST_SECTIONS, raw_from, raw_of
from taizhang.faces.web.pages.rules.outlines.rows import Rows
from taizhang.faces.web.pages.rules.outlines.telling import length_of, told
from taizhang.faces.web.pages.rules.own_kinds import asked
from taizhang.faces.web.shell.frame import Frame
from taizhang.faces.web.shell.render import render_page
from taizhang.faces.web.shell.sign_in import signed_in_only
from taizhang.faces.web.shell.toasts import announce

AGAIN = "看过以后又改了，还没有采用。先看新的会变什么，再采用。"


@dataclass(frozen=True, slots=True)
class Bench:
    """What an outline is worked on with: who, for which unit, from which outline, what it may tell."""

    frame: Frame
    actor: Actor
    own: int
    rulebook: Rulebook
    source: str
    """The outline that the work begins from: the unit's own, or the one in whose place it will stand."""
    before: OwnOutline
    topics: Mapping[str, Topic]
    slugs: frozenset[str]
    """Units whose own files count here."""

    def sees(self, identifier: str) -> bool:
        """Whether a kind or rule concerns this unit."""
        return not identifier.startswith("own/") or identifier.split("/")[1] in self.slugs


def bench_for(request: HttpRequest, outline_id: str) -> Bench:
    """Open an outline for work; the unit's own where it has one already."""
    frame, actor, own = asked(request)
    rulebook, slug = current_rulebook(), unit_slug(own)
    seen = own_slugs(own, frame.today)
    if outline_id not in rulebook.outlines or (outline_id.startswith("own/") and outline_id.split("/")[1] not in seen):
        raise Http404
    mine = own_of(rulebook, slug, base_of(rulebook, outline_id))
    source = mine.id if mine else outline_id
    before = outline_form(rulebook, source)
    if mine is None:
        before = replace(before, name="")
    return Bench(
        frame, actor, own, rulebook, source, before, topics_of(rulebook, rulebook.outlines[source], seen), seen
    )


@signed_in_only
@require_http_methods(["GET", "HEAD", "POST"])
def change(request: HttpRequest, outline_id: str) -> HttpResponse:
    """The form; what it would change and how a report would read; the adoption."""
    bench = bench_for(request, outline_id)
    sent = request.POST
    is_sent = request.method == "POST"
    raw = raw_from(sent, bench.before) if is_sent else raw_of(bench.before)
    absolutes = bench.rulebook.phrases[bench.rulebook.outlines[bench.source].phrases].absolutes
    standard = outline_form(bench.rulebook, bench.before.base)
    do = sent.get("do", "preview")
    if not is_sent or raw.do(do, sent, bench.topics):
        return _page(request, bench, OutlineForm(raw, absolutes, bench.before, standard), {})
    form = OutlineForm(raw, absolutes, bench.before, standard, sent)
    words: dict[str, Any] = {}
    if form.is_valid():
        try:
            wanted = form.outline()
            files = outline_files(bench.actor, bench.own, wanted)
            if do == "adopt" and sent.get("seen") == digest(files):
                return adopted(bench, wanted)
            words = tried(bench, files, sent.get("of", "")) | {"again": AGAIN if do == "adopt" else ""}
        except AdoptionRefusedError as refused:
            words["faults"] = refused.faults
            form.add_error(None, refused.message)
        except RulebookError as refused:
            form.add_error(None, refused.message)
    return _page(request, bench, form, words)


def tried(bench: Bench, files: Mapping[str, str], of: str) -> dict[str, Any]:
    """What adopting these files would change, and a report as it would read; nothing is written."""
    after, differences = preview_own_files(bench.actor, bench.own, files)
    path = next(iter(files))
    identifier = path.removeprefix("outlines/").removesuffix(".yaml")
    until = min(bench.frame.as_of, bench.frame.today, date(bench.frame.year, 12, 31))
    speakers = speakers_for(bench.actor, bench.own, after.outlines[identifier], until)
    speakers = [one for one in speakers if may(bench.actor, Permission.WRITE_REPORTS, one[0])]
    chosen = next((one for one, _ in speakers if str(one) == of), speakers[0][0] if speakers else None)
    shown = preview(bench.actor, chosen, after, identifier, until) if chosen is not None else None
    made = shown.draft if shown else None
    return {
        "seen": digest(dict(files)),
        "differs": bool(differences),
        "changes": _changes(bench, after, identifier),
        "speakers": speakers,
        "of": chosen,
        "shown": shown,
        "blocks": told(made) if made else None,
        "length": length_of(made) if made else 0,
        "dropped": made.dropped if made else (),
        "untold": made.untold if made else (),
        "until": until,
    }


def adopted(bench: Bench, wanted: OwnOutline) -> HttpResponse:
    """Adopt it: reports begun from now on are made by it."""
    save_own_outline(bench.actor, bench.own, wanted)
    mine = own_of(current_rulebook(), unit_slug(bench.own), wanted.base)
    address = bench.frame.address.to("rules:outline", mine.id if mine else wanted.base)
    return announce(redirect(address), "已采用。以后起草用它；已经起草和定稿的报告不变。")


def _changes(bench: Bench, after: Rulebook, identifier: str) -> list[tuple[str, str, str]]:
    """The outline held against the one that the work began from: its own version before, or the shipped one."""
    before = Edition(bench.rulebook, bench.rulebook.outlines[bench.source])
    paths = [f"outlines/{one}.yaml" for one in (bench.source, identifier)]
    keys = content_difference(bench.rulebook, paths[0], after, paths[1]).keys
    return changes_told(bench.topics, before, Edition(after, after.outlines[identifier]), keys)


def _page(request: HttpRequest, bench: Bench, form: OutlineForm, words: dict[str, Any]) -> HttpResponse:
    frame, raw = bench.frame, form.raw
    there = {section.role for section in raw.sections}
    roles = [(role.value, zh) for role, zh in ROLE_WORDS.items() if role.value not in there]
    free = [(key, topic.zh) for key, topic in bench.topics.items() if key not in raw.told]
    rows = Rows(form, bench.before, outline_form(bench.rulebook, bench.before.base), bench.topics)
    context = words | {
        "form": form,
        **rows.context(is_sent=request.method == "POST"),
        "framing_note": SPEAKER_NOTE,
        "free_topics": free,
        "free_roles": roles if len(raw.sections) < MOST_SECTIONS else [],
        "focus": raw.focus,
        "is_own": bool(bench.before.name),
        "source": bench.source,
        "title": f"改提纲“{bench.before.zh}”" if bench.before.name else f"照“{bench.before.zh}”定自己的",
        "under": frame.organization.name if frame.organization else "",
        "crumbs": crumbs(frame),
        "back": frame.address.to("rules:outline", bench.source),
        "achievements": Role.ACHIEVEMENTS.value,
    }
    return render_page(request, "rules/outline_form_page.html", context=context, status=422 if form.errors else 200)
