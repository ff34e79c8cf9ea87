"""What a click on the page does to the text or to the silences: accept, mend all, clean, let stand."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest

from taizhang.apps.accounts.actors import Actor
from taizhang.apps.checks.checking import THIS_TEXT, CheckedText, Desk
from taizhang.apps.checks.errors import CheckError
from taizhang.apps.checks.kinds import OwnWordKind
from taizhang.apps.checks.services import Decision, decide
from taizhang.domain.checking.finding import CheckFinding
from taizhang.domain.checking.fixing import Change, apply_changes
from taizhang.domain.checking.house import Reach, Silence
from taizhang.faces.web.shell.check_panel import is_safe_typo

_GONE = "这一处已经不在了，可能刚改过。看看右边新的结果。"


@dataclass(frozen=True, slots=True)
class Changed:
    """What became of a click."""

    text: str
    silences: tuple[Silence, ...]
    said: str = ""
    cut: tuple[Change, ...] = ()
    """What cleaning has cut out, place by place."""
    decided: bool = False
    """Whether the unit has decided something for good."""


def changed(
    request: HttpRequest, actor: Actor, organization_id: int, desk: Desk, text: str, silences: tuple[Silence, ...]
) -> Changed:
    """Do what was clicked; without a click the text is only checked again."""
    if request.POST.get("clean"):
        cleaned = desk.clean(text)
        cut = cleaned.changes
        count = sum(len(one.before) for one in cut)
        said = f"清理了{len(cut)}处，共{count}个字符。" if cut else "没有可以直接清理的网站残留。"
        return Changed(cleaned.text, silences, said, cut)
    if wanted := request.POST.get("accept", ""):
        return Changed(_accepted(desk.check(text), wanted), silences)
    if request.POST.get("accept_all"):
        return _all_typos(desk.check(text), silences)
    if wanted := request.POST.get("silence", ""):
        return _silenced(request, actor, organization_id, desk.check(text), silences, wanted)
    return Changed(text, silences)


def _accepted(checked: CheckedText, wanted: str) -> str:
    key, _, number = wanted.rpartition(":")
    finding = _named(checked, key)
    if not finding.replacing or not number.isdecimal() or int(number) >= len(finding.suggestions):
        raise CheckError(_GONE)
    text = checked.text.text
    return text[: finding.start] + finding.suggestions[int(number)] + text[finding.end :]


def _all_typos(checked: CheckedText, silences: tuple[Silence, ...]) -> Changed:
    changes: list[Change] = []
    for finding in checked.findings:
        if is_safe_typo(finding) and (not changes or finding.start >= changes[-1].end):
            after = finding.suggestions[0]
            changes.append(Change(finding.start, finding.end, finding.excerpt, after, finding.rule, finding.line))
    return Changed(apply_changes(checked.text.text, changes), silences, f"改了{len(changes)}处错别字。")


def _silenced(
    request: HttpRequest,
    actor: Actor,
    organization_id: int,
    checked: CheckedText,
    silences: tuple[Silence, ...],
    wanted: str,
) -> Changed:
    reach, _, key = wanted.partition(":")
    finding = _named(checked, key)
    reason = " ".join(request.POST.get(f"reason-{key}", "").split())[:300]
    if not reason:
        raise CheckError("没有写理由。写一句为什么不算错，再点一次。")
    if reach == Reach.ALWAYS:
        decision = Decision(OwnWordKind.SILENCE, reason, rule=finding.rule, word=finding.excerpt)
        decide(actor, organization_id, decision)
        return Changed(checked.text.text, silences, f"以后“{finding.excerpt[:20]}”不再报，理由记下了。", decided=True)
    if reach not in {Reach.ONCE, Reach.DOCUMENT}:
        raise CheckError(_GONE)
    silence = Silence(
        reach=Reach(reach),
        rule=finding.rule,
        reason=reason,
        author="你",
        document=THIS_TEXT,
        fingerprint=finding.fingerprint,
    )
    return Changed(checked.text.text, (*silences, silence))


def _named(checked: CheckedText, key: str) -> CheckFinding:
    start, _, fingerprint = key.partition(":")
    for finding in checked.findings:
        if str(finding.start) == start and finding.fingerprint == fingerprint:
            return finding
    raise CheckError(_GONE)
