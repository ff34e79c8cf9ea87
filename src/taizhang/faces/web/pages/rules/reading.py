"""Reading the rulebook: every rule with its article, versions by day, who checked it and when, and its examples."""

from __future__ import annotations

from typing import Any, cast

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from taizhang.apps.accounts.actors import Actor
from taizhang.domain.rules.figures import figure_catalogue
from taizhang.domain.rules.wording import LEVELS, RULE_TYPES
from taizhang.faces.web.pages.rules.seeing import Reader, reader_of, tabs
from taizhang.faces.web.pages.rules.telling import example_words, kind_words, names_in, source_words, version_words
from taizhang.faces.web.shell.frame import Frame, frame_of
from taizhang.faces.web.shell.links import link_if
from taizhang.faces.web.shell.render import render_page
from taizhang.faces.web.shell.sign_in import signed_in_only

LONGEST = 40


@signed_in_only
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """Every rule, by group, with what it says on the day."""
    frame, reader = _asked(request)
    if reader is None:
        return _nothing(request, frame, "rules")
    text, type_ = _text(request), request.GET.get("type", "")
    only_unchecked = request.GET.get("unchecked") == "1"
    rows: list[dict[str, Any]] = []
    unchecked = 0
    for rule_id, rule in _in_order(reader):
        version = rule.at(frame.as_of)
        is_unchecked = version is not None and version.status == "unconfirmed"
        unchecked += is_unchecked
        if (text and text not in f"{rule.zh}{version.text if version else ''}") or (
            only_unchecked and not is_unchecked
        ):
            continue
        if type_ in RULE_TYPES and rule.type != type_:
            continue
        group = reader.rulebook.groups.get(rule.group)
        rows.append(
            {
                "id": rule_id,
                "rule": rule,
                "version": version,
                "is_unchecked": is_unchecked,
                "group": group.zh if group else rule.group,
                "source": reader.rulebook.sources[version.source] if version else None,
                "profile": reader.rulebook.profiles[rule.profile].zh if rule.profile else "",
            }
        )
    return render_page(
        request,
        "rules/index_page.html",
        "rules/rule_list.html",
        {
            "rows": rows,
            "tabs": tabs(frame, "rules"),
            "types": tuple(RULE_TYPES.items()),
            "type": type_,
            "text": text,
            "only_unchecked": only_unchecked,
            "unchecked": unchecked,
            "total": len(reader.rulebook.rules),
        },
    )


@signed_in_only
@require_safe
def kinds(request: HttpRequest) -> HttpResponse:
    """Every kind of entry, by group."""
    frame, reader = _asked(request)
    if reader is None:
        return _nothing(request, frame, "kinds")
    text = _text(request)
    groups = [
        (
            group.zh,
            [
                (one, reader.rulebook.kinds[one])
                for one in reader.rulebook.kinds_of(key)
                if reader.sees(one) and (not text or text in _found_by(reader, one))
            ],
        )
        for key, group in sorted(reader.rulebook.groups.items(), key=lambda one: (one[1].order, one[0]))
        if reader.sees(key)
    ]
    return render_page(
        request,
        "rules/kinds_page.html",
        "rules/kind_list.html",
        {
            "groups": [(word, found) for word, found in groups if found],
            "tabs": tabs(frame, "kinds"),
            "text": text,
        },
    )


@signed_in_only
@require_safe
def sources(request: HttpRequest) -> HttpResponse:
    """Every source, by level."""
    frame, reader = _asked(request)
    if reader is None:
        return _nothing(request, frame, "sources")
    order = list(LEVELS)
    found = sorted(
        ((key, one) for key, one in reader.rulebook.sources.items() if reader.sees(key)),
        key=lambda one: (order.index(one[1].level.value), one[1].zh),
    )
    rows = [
        {
            "id": key,
            "source": one,
            "level": LEVELS[one.level.value],
            "is_unchecked": one.status == "unconfirmed",
            "edition": one.editions[-1],
        }
        for key, one in found
    ]
    return render_page(request, "rules/sources_page.html", context={"rows": rows, "tabs": tabs(frame, "sources")})


@signed_in_only
@require_safe
def rule(request: HttpRequest, rule_id: str) -> HttpResponse:
    """One rule."""
    frame, reader = _asked(request)
    found = _of(reader).rulebook.rules.get(rule_id)
    if reader is None or found is None or not reader.sees(rule_id):
        raise Http404
    names = names_in(reader.rulebook)
    now = found.at(frame.as_of)
    return render_page(
        request,
        "rules/rule_page.html",
        context={
            "id": rule_id,
            "rule": found,
            "type": RULE_TYPES[found.type],
            "crumbs": _crumbs(frame, "规则", "rules:index"),
            "versions": [
                version_words(one, reader.rulebook, names, is_now=one is now) for one in reversed(found.versions)
            ],
            "is_without_basis": now is None,
            "examples": [example_words(one, reader.rulebook, names) for one in found.examples],
            "profile": reader.rulebook.profiles[found.profile] if found.profile else None,
            "board": link_if(frame.address, "owed:matrix", rule=rule_id)
            or link_if(frame.address, "owed:index", rule=rule_id),
            "group": reader.rulebook.groups[found.group].zh if found.group in reader.rulebook.groups else "",
            "edit": link_if(frame.address, "rules:edit_requirement", rule_id) if rule_id.startswith("own/") else "",
            "figures": _figure_links(frame, now, names),
        },
    )


@signed_in_only
@require_safe
def kind(request: HttpRequest, kind_id: str) -> HttpResponse:
    """One kind of entry."""
    frame, reader = _asked(request)
    found = _of(reader).rulebook.kinds.get(kind_id)
    if reader is None or found is None or not reader.sees(kind_id):
        raise Http404
    rules = [
        (one, rule.zh)
        for one, rule in _in_order(reader)
        if any(
            kind_id == figure.rpartition("/")[0]
            for version in rule.versions
            for figure in getattr(version, "figures", ())
        )
        or any(kind_id in getattr(version, "kinds", ()) for version in rule.versions)
    ]
    return render_page(
        request,
        "rules/kind_page.html",
        context={
            "id": kind_id,
            "kind": found,
            "words": kind_words(found, figure_catalogue(reader.rulebook)),
            "rules": rules,
            "crumbs": _crumbs(frame, "类别", "rules:kinds"),
            "record": link_if(frame.address, "ledger:record", kind=kind_id),
            "group": reader.rulebook.groups[found.group].zh if found.group in reader.rulebook.groups else "",
            "edit": link_if(frame.address, "rules:edit_kind", kind_id) if kind_id.startswith("own/") else "",
            "may_record": frame.may_record,
        },
    )


@signed_in_only
@require_safe
def source(request: HttpRequest, source_id: str) -> HttpResponse:
    """One source, with the rules that stand on it."""
    frame, reader = _asked(request)
    found = _of(reader).rulebook.sources.get(source_id)
    if reader is None or found is None or not reader.sees(source_id):
        raise Http404
    rules = [
        (
            one,
            rule.zh,
            "、".join(dict.fromkeys(v.article for v in rule.versions if v.source == source_id and v.article)),
        )
        for one, rule in _in_order(reader)
        if any(version.source == source_id for version in rule.versions)
    ]
    return render_page(
        request,
        "rules/source_page.html",
        context={
            "source": found,
            "facts": source_words(found),
            "rules": rules,
            "is_unchecked": found.status == "unconfirmed",
            "crumbs": _crumbs(frame, "依据", "rules:sources"),
        },
    )


def _asked(request: HttpRequest) -> tuple[Frame, Reader | None]:
    frame = frame_of(request)
    return frame, reader_of(cast("Actor", frame.actor), frame)


def _of(reader: Reader | None) -> Reader:
    if reader is None:
        raise Http404
    return reader


def _in_order(reader: Reader) -> list[tuple[str, Any]]:
    groups = reader.rulebook.groups
    found = [(key, one) for key, one in reader.rulebook.rules.items() if reader.sees(key)]
    return sorted(found, key=lambda one: (groups[one[1].group].order if one[1].group in groups else 999, one[0]))


def _found_by(reader: Reader, kind_id: str) -> str:
    kind = reader.rulebook.kinds[kind_id]
    return " ".join((kind.zh, kind.short, kind.note, *kind.find))


def _figure_links(frame: Frame, version: Any, names: dict[str, str]) -> list[tuple[str, str]]:
    figures = getattr(version, "figures", ()) if version is not None else ()
    return [(names.get(one, one), link_if(frame.address, "figures:figure", one)) for one in figures]


def _text(request: HttpRequest) -> str:
    return request.GET.get("q", "").strip()[:LONGEST]


def _crumbs(frame: Frame, word: str, route: str) -> list[tuple[str, str]]:
    return [("制度", frame.address.to("rules:index")), *([(word, frame.address.to(route))] if word != "规则" else [])]


def _nothing(request: HttpRequest, frame: Frame, tab: str) -> HttpResponse:
    return render_page(request, "rules/nothing_page.html", context={"tabs": tabs(frame, tab)})
