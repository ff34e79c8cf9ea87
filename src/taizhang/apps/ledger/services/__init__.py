"""Writes: record, confirm, correct, void."""

from taizhang.apps.ledger.services.confirming import confirm_entry, confirm_many
from taizhang.apps.ledger.services.correcting import correct_entry, void_entry
from taizhang.apps.ledger.services.recording import Recorded, preview_entry, record_entry

__all__ = ["Recorded", "confirm_entry", "confirm_many", "correct_entry", "preview_entry", "record_entry", "void_entry"]
