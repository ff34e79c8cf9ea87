"""Verifying (核验): the chain, every fact against its commit, closings both ways, and what is derived from them.

The snapshot is a commit number. Facts are only added and closed, so "as of commit N" stays what it is while others
write, and can be read in many short pieces: no copy of the database, and no read that makes a writer wait.
"""

from taizhang.apps.audit.verification.difference import Counted, Difference, Verification
from taizhang.apps.audit.verification.heads import Head, HeadUnreadableError, current_head, read_head, write_head
from taizhang.apps.audit.verification.whole import Derivation, verify_chain_and_facts

__all__ = [
    "Counted",
    "Derivation",
    "Difference",
    "Head",
    "HeadUnreadableError",
    "Verification",
    "current_head",
    "read_head",
    "verify_chain_and_facts",
    "write_head",
]
