"""The whole of verifying: chain, facts, attachments, then what each app derives from its facts."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import closing
from itertools import islice
from pathlib import Path
from time import monotonic
from typing import Protocol

from django.conf import settings

from taizhang.apps.audit.verification.chain import Chain, links_until
from taizhang.apps.audit.verification.difference import Counted, Difference, Verification
from taizhang.apps.audit.verification.facts import Facts
from taizhang.apps.audit.verification.heads import Head, current_head
from taizhang.domain.canonical import digest_bytes

MOST = 20
"""Differences to name; whoever changed more has made his point."""

Progress = Callable[[int, int, str], None]


class Derived(Protocol):
    """What differs from what was derived again; closed when nobody wants more."""

    def __iter__(self) -> Iterator[Difference]:
        """Yield one difference after another."""
        ...

    def close(self) -> None:
        """Stop deriving."""
        ...


Derivation = Callable[[int, Counted, Progress], Derived]
"""What an app derives from facts, derived again as of a commit and compared."""


def verify_chain_and_facts(
    outside: Sequence[Head] = (),
    derivations: Sequence[Derivation] = (),
    progress: Progress = lambda *_: None,
    most: int = MOST,
) -> Verification:
    """Recompute everything as of the last commit, and name what differs, the first first."""
    began = monotonic()
    head = current_head()
    counted = Counted()
    with closing(_all(head, tuple(outside), derivations, counted, progress)) as differences:
        found = tuple(islice(differences, most))
    return Verification(head.seq, head.digest, found, counted, monotonic() - began)


def _all(
    head: Head,
    outside: tuple[Head, ...],
    derivations: Sequence[Derivation],
    counted: Counted,
    progress: Progress,
) -> Generator[Difference, None, None]:
    running = [derivation(head.seq, counted, progress) for derivation in derivations]
    try:
        yield from _chain_and_facts(head, outside, counted, progress)
        for derived in running:
            yield from derived
    finally:
        for derived in running:
            derived.close()


def _chain_and_facts(
    head: Head, outside: tuple[Head, ...], counted: Counted, progress: Progress
) -> Iterator[Difference]:
    # Closings come after what they close, so the chain is walked twice: once for itself, once beside the facts.
    chain = Chain(head, outside)
    for counted.commits in chain.walk():
        progress(counted.commits, head.seq, "核对审计链")
    yield from chain.differences
    facts = Facts(chain)
    for links in links_until(head.seq):
        yield from facts.compare(links)
        counted.facts = facts.counted
        progress(links[-1].seq if links else head.seq, head.seq, "核对每条事实")
    yield from facts.rest()
    yield from _files(facts, counted)


def _files(facts: Facts, counted: Counted) -> Iterator[Difference]:
    folder = Path(settings.MEDIA_ROOT)
    for key, digest in facts.files.items():
        counted.files += 1
        file = folder / key[:2] / key[2:]
        try:
            content = file.read_bytes()
        except OSError:
            yield Difference("附件", key, "", "文件不在了或读不出来。")
            continue
        if digest_bytes(content) != digest:
            yield Difference("附件", key, "", "文件内容被改过，与上传时的摘要不符。")
