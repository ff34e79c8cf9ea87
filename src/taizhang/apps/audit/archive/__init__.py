"""Backup and restore (备份与恢复): one sealed file with every table, the attachments and the head of the chain.

Logical, row by row, so that what was saved from SQLite can be restored into PostgreSQL and the other way round; as of a
commit, so that others go on writing meanwhile. The installation's keys are in it only sealed by the recovery code.
"""

from taizhang.apps.audit.archive.errors import ArchiveError
from taizhang.apps.audit.archive.making import Made, make_backup
from taizhang.apps.audit.archive.restoring import Restored, restore_backup

__all__ = ["ArchiveError", "Made", "Restored", "make_backup", "restore_backup"]
