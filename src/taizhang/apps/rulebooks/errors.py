"""Why a request about the rulebook fails: typed, with a stable code and a message that says what to do."""

from __future__ import annotations

from taizhang.domain.findings import Finding
from taizhang.domain.rules.faults import RuleFault


class RulebookError(Exception):
    """Something about the rulebook cannot be done; nothing was written."""

    code = "rulebook"

    def __init__(self, message: str) -> None:
        """Keep the Chinese message for the page."""
        super().__init__(message)
        self.message = message


class NoRulebookAdoptedError(RulebookError):
    """No rulebook was adopted (at that commit), so nothing can be recorded or asked."""

    code = "no_rulebook"

    def __init__(self) -> None:
        """Say how to adopt one."""
        super().__init__("这里还没有采用制度，所以不能登记，也算不出应办事项。请管理员运行 taizhang rulebook adopt。")


class UnknownRulebookError(RulebookError):
    """A digest that the database does not hold."""

    code = "unknown_rulebook"

    def __init__(self, digest: str) -> None:
        """Name the digest."""
        super().__init__(f"数据库里没有编号为 {digest[:12]} 的制度。可能数据不完整，请管理员运行 taizhang verify。")


class DamagedRulebookError(RulebookError):
    """What the database holds under a digest does not have that digest."""

    code = "damaged_rulebook"

    def __init__(self, digest: str) -> None:
        """Name the digest."""
        super().__init__(f"编号为 {digest[:12]} 的制度与编号对不上，内容可能被改动过。请管理员运行 taizhang verify。")


class NotAllowedError(RulebookError):
    """Adopting a release takes the right over the whole installation."""

    code = "not_allowed"

    def __init__(self) -> None:
        """Say who can."""
        super().__init__("采用新版制度影响所有组织，要有全部范围的“采用制度”权限，所以没有办理。请安全管理员授权。")


class AdoptionRefusedError(RulebookError):
    """The files make no rulebook; every fault is named."""

    code = "adoption_refused"

    def __init__(self, faults: tuple[RuleFault, ...]) -> None:
        """Carry every fault."""
        first = f"第一处：{faults[0]}" if faults else ""
        super().__init__(f"制度没有采用，有{len(faults)}处要改。{first}")
        self.faults = faults

    @property
    def findings(self) -> tuple[Finding, ...]:
        """The faults as findings, for pages that list findings."""
        return tuple(fault.finding for fault in self.faults)


class OwnRuleRefusedError(RulebookError):
    """A form or a package of a unit's own rules that cannot be taken."""

    code = "own_rule_refused"
