"""Why a request about organisations fails: typed, with a stable code and a message that says what to do."""

from __future__ import annotations


class OrganizationError(Exception):
    """Something about an organisation cannot be done; nothing was written."""

    code = "organization"

    def __init__(self, message: str) -> None:
        """Keep the Chinese message for the page."""
        super().__init__(message)
        self.message = message


class NotFoundError(OrganizationError):
    """No such organisation, or none that this person may see: the same answer (404)."""

    code = "not_found"

    def __init__(self) -> None:
        """Say the same for unknown and foreign."""
        super().__init__("没有这个党组织，或者它不在你能看的范围里。")


class NotAllowedError(OrganizationError):
    """The person may see the organisation, but not do this there."""

    code = "not_allowed"

    def __init__(self, what: str = "") -> None:
        """Say what, and who can help."""
        super().__init__(
            f"你的账号在这个党组织没有“{what}”的权限，所以没有办理。需要的话请安全管理员授权。"
            if what
            else "你的账号在这个党组织没有这项权限，所以没有办理。需要的话请安全管理员授权。"
        )


class OrganizationRefusedError(OrganizationError):
    """The dated facts do not allow it; the message names the one in the way."""

    code = "organization_refused"
