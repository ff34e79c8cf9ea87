"""What the checker says of a paper: findings at their paragraphs, those let stand apart. Nothing is stored."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from taizhang.apps.accounts.actors import Actor
from taizhang.apps.accounts.selectors import account_names
from taizhang.apps.audit.models import known
from taizhang.apps.checks.checking import desk_of
from taizhang.apps.papers.models import Allowance, Paper
from taizhang.domain.checking.finding import CheckFinding, Confidence
from taizhang.domain.checking.secrecy import blocks_release
from taizhang.domain.findings import Severity
from taizhang.domain.papers.paper_text import PaperText
from taizhang.domain.reporting.placing import Placed, placed


@dataclass(frozen=True, slots=True)
class Counted:
    """How many findings stand, by weight."""

    errors: int
    warnings: int
    hints: int


@dataclass(frozen=True, slots=True)
class Allowed:
    """A finding that was let stand here, by whom and why."""

    finding: CheckFinding
    reason: str
    who: str


@dataclass(frozen=True, slots=True)
class Checked:
    """A text as the checker sees it."""

    findings: tuple[Placed, ...]
    """Those that stand, in the order of the text."""
    allowed: tuple[Allowed, ...]
    unsure: int
    """Findings whose rule is not sure of itself: counted, never held against anybody."""

    @property
    def counted(self) -> Counted:
        """How many stand, by weight."""
        weights = [one.finding.severity for one in self.findings]
        return Counted(*(weights.count(weight) for weight in (Severity.ERROR, Severity.WARNING, Severity.HINT)))

    @property
    def blocking(self) -> tuple[str, ...]:
        """What must not leave the house."""
        return blocks_release([one.finding for one in self.findings])

    def finding(self, key: str) -> CheckFinding | None:
        """One that stands, by its place and fingerprint."""
        return next((one.finding for one in self.findings if key_of(one.finding) == key), None)


def key_of(finding: CheckFinding) -> str:
    """Names a finding in a form: its place and its fingerprint."""
    return f"{finding.start}:{finding.fingerprint}"


def check_paper(actor: Actor, paper: Paper, text: PaperText, day: date) -> Checked:
    """Check a text as one that goes out, with the unit's own words; what was let stand in this paper is told apart."""
    found = desk_of(actor, paper.organization_id, day, release=True).check(text.document.text).findings
    sure = [one for one in found if one.confidence is not Confidence.LOW]
    allowances = _allowances(paper)
    names = account_names({row.account for row in allowances.values() if row.account})
    allowed = tuple(
        Allowed(one, row.reason, names.get(row.account or 0, "本机操作"))
        for one in sure
        if (row := allowances.get(one.fingerprint)) is not None
    )
    standing = [one for one in sure if one.fingerprint not in allowances]
    return Checked(tuple(placed(text.document, standing)), allowed, len(found) - len(sure))


def _allowances(paper: Paper) -> Mapping[str, Allowance]:
    return {row.fingerprint: row for row in Allowance.objects.filter(known(None), paper=paper)}
