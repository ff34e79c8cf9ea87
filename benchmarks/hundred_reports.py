"""A hundred branches' reports, drafted and written in a process of its own, so that its peak is theirs alone."""

from __future__ import annotations

import json
import resource
import time

HUNDRED = 100


def main() -> None:
    """Draft and write them over the world that the environment names, and tell what it took."""
    from taizhang.faces.cli.installation import load_django  # noqa: PLC0415 (reads the environment)

    load_django()
    from benchmarks.hands import hand  # noqa: PLC0415 (Django has to be up)
    from benchmarks.reporting import draft_of  # noqa: PLC0415 (same)
    from benchmarks.waiting import branches  # noqa: PLC0415 (same)
    from taizhang.formats.official.portable import report_pdf  # noqa: PLC0415 (same)
    from taizhang.formats.official.word import report_docx  # noqa: PLC0415 (same)

    actor, began, size, number = hand("secretary"), time.perf_counter(), 0, 0
    for organization in branches()[:HUNDRED]:
        _, document = draft_of(actor, organization)
        size += len(report_docx(document)) + len(report_pdf(document))
        number += 1
    found = {
        "reports": number,
        "seconds": time.perf_counter() - began,
        "bytes": size,
        "megabytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    }
    print(json.dumps(found))


if __name__ == "__main__":
    main()
