"""The rows of the work bench: each obligation with its reason, its day and one button named by what it does."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from taizhang.apps.organizations.selectors import organization_view
from taizhang.apps.rulebooks.selectors import current_rulebook
from taizhang.domain.obligations.answers import Code, Obligation
from taizhang.domain.obligations.owed import Urgency, urgency
from taizhang.domain.rules.answering import kinds_answering
from taizhang.domain.rules.obligations import Cadence, Composition, Term
from taizhang.domain.rules.rulebook import Rulebook
from taizhang.faces.web.shell.frame import Frame
from taizhang.faces.web.shell.links import entry_link, link_if

SHOWN = {Urgency.LATE: 8, Urgency.MISSED: 5, Urgency.SOON: 10, Urgency.THIS_YEAR: 8, Urgency.UNCLEAR: 5}
WORDS = {
    Urgency.LATE: "逾期",
    Urgency.MISSED: "当期未开、未办",
    Urgency.SOON: "十天内到期",
    Urgency.THIS_YEAR: "年底前",
    Urgency.UNCLEAR: "数据不足",
}
INKS = {Urgency.LATE: "ink-unmet", Urgency.MISSED: "ink-lack", Urgency.SOON: "ink-lack", Urgency.UNCLEAR: "ink-lack"}
NOTES = {Urgency.MISSED: "条文说“一般”，没有写死期限", Urgency.UNCLEAR: "补上缺的内容就能判断"}


@dataclass(frozen=True, slots=True)
class OwedRow:
    """One obligation on the bench."""

    title: str
    reason: str
    due: str
    apart: str
    """过期 8 天, 还有 5 天."""
    action: str
    href: str


@dataclass(frozen=True, slots=True)
class Group:
    """One group of rows."""

    urgency: Urgency
    word: str
    ink: str
    note: str
    rows: tuple[OwedRow, ...]
    total: int
    all_href: str

    @property
    def rest(self) -> int:
        """How many are not shown here."""
        return self.total - len(self.rows)


def grouped(frame: Frame, obligations: Sequence[Obligation]) -> tuple[Group, ...]:
    """Arrange what is open: late first, then what was missed softly, then by the day it falls due."""
    if frame.organization is None:
        return ()
    bench = _Bench(frame, current_rulebook(frame.known), organization_view(frame.organization.id, frame.as_of).type)
    by: dict[Urgency, list[Obligation]] = {}
    for one in obligations:
        by.setdefault(urgency(one, frame.as_of), []).append(one)
    # What was missed softly is worth mending from the newest on; the oldest cannot be held any more.
    by.get(Urgency.MISSED, []).sort(key=lambda one: one.due_on, reverse=True)
    return tuple(bench.group(one, by[one]) for one in WORDS if by.get(one))


def counts_of(obligations: Iterable[Obligation]) -> dict[str, int]:
    """Count the answers by their mark."""
    return by_mark(Counter([(one.code, one.general) for one in obligations]))


def by_mark(answers: Mapping[tuple[Code, bool], int]) -> dict[str, int]:
    """Name counted answers by their mark; what an article asks softly is told apart from what it demands."""
    counts = dict.fromkeys(("met", "unmet", "missed", "lack", "ext", "due"), 0)
    names = {
        Code.MET: "met",
        Code.INSUFFICIENT_DATA: "lack",
        Code.EXTENDED: "ext",
        Code.NOT_YET_DUE: "due",
    }
    for (code, general), number in answers.items():
        if code is Code.UNMET:
            counts["missed" if general else "unmet"] += number
        elif code in names:
            counts[names[code]] += number
    return counts


@dataclass(frozen=True, slots=True)
class _Bench:
    frame: Frame
    rulebook: Rulebook
    type: str

    def group(self, level: Urgency, found: Sequence[Obligation]) -> Group:
        """One group, its first rows and the way to the others."""
        return Group(
            level,
            WORDS[level],
            INKS.get(level, "ink-due"),
            NOTES.get(level, ""),
            tuple(self._row(one, level) for one in found[: SHOWN[level]]),
            len(found),
            link_if(self.frame.address, "owed:list", urgency=level.name.lower(), scope="own"),
        )

    def _row(self, one: Obligation, level: Urgency) -> OwedRow:
        action, href = self._action(one, level)
        is_cadence = isinstance(self.rulebook.rules.get(one.rule), Cadence)
        day = self.frame.as_of
        return OwedRow(
            titled(self.rulebook, one),
            one.reason,
            _short(one.due_on, day),
            _apart(one, level, day, is_cadence=is_cadence),
            action,
            href,
        )

    def _action(self, one: Obligation, level: Urgency) -> tuple[str, str]:
        rule = self.rulebook.rules.get(one.rule)
        if rule is None:
            return "", ""
        if level is Urgency.UNCLEAR and one.not_counted:
            return "核对", entry_link(self.frame, one.not_counted[0].record.entry)
        kinds = kinds_answering(self.rulebook, rule, min(one.due_on, self.frame.as_of), self.type)
        if kinds and self.frame.may_record:
            day = min(one.window.end, self.frame.today)
            word = "补录" if level in {Urgency.LATE, Urgency.MISSED} else "登记"
            return word, self.frame.address.link(self.frame.record.partition("?")[0], kind=kinds[0], day=day)
        if isinstance(rule, Term | Composition) and (href := link_if(self.frame.address, "organizations:index")):
            return "看班子" if isinstance(rule, Term) else "看组织", href
        if isinstance(rule, Cadence) and self.frame.organization is not None:
            return "看说明", cell_link(self.frame, self.frame.organization.code, one)
        return "看说明", link_if(self.frame.address, "owed:list", rule=one.rule, scope="own")


def titled(rulebook: Rulebook, one: Obligation) -> str:
    """Name an obligation with its window, or with what it is about."""
    rule = rulebook.rules.get(one.rule)
    if isinstance(rule, Cadence):
        return f"{one.zh}（{one.window.zh}）"
    return f"{one.zh}：{one.about}" if one.about else one.zh


def cell_link(frame: Frame, code: str, one: Obligation) -> str:
    """Link to the page that explains one cell."""
    window = one.window
    return link_if(frame.address, "owed:cell", code, window.start.isoformat(), window.end.isoformat(), one.rule)


def _short(day: date, as_of: date) -> str:
    return f"{day.month}月{day.day}日" if day.year == as_of.year else f"{day.year}年{day.month}月{day.day}日"


def _apart(one: Obligation, level: Urgency, as_of: date, *, is_cadence: bool) -> str:
    days = (one.due_on - as_of).days
    if level is Urgency.LATE:
        return f"过期 {-days} 天" if days < 0 else "没有做到"
    if level is Urgency.MISSED:
        return "" if days >= 0 else "未开" if is_cadence else "未办"
    if days < 0:
        return ""
    return "今天到期" if not days else f"还有 {days} 天"
