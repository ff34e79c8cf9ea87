"""Writes: add and describe members, record and correct events, import a roll, close, merge and split branches."""

from taizhang.apps.members.services.describing import describe
from taizhang.apps.members.services.enrolling import Newcomer, add_member
from taizhang.apps.members.services.events import correct_event, record_event, withdraw_event
from taizhang.apps.members.services.importing import RollCheck, check_roll, import_roll
from taizhang.apps.members.services.reorganizing import close_organization, merge_organizations, split_organization

__all__ = [
    "Newcomer",
    "RollCheck",
    "add_member",
    "check_roll",
    "close_organization",
    "correct_event",
    "describe",
    "import_roll",
    "merge_organizations",
    "record_event",
    "split_organization",
    "withdraw_event",
]
