"""An installation of another process, perhaps on another database: python -m tests.apps.audit.archive.elsewhere."""

import json
import os
import sys
from pathlib import Path

import django


def main(*steps: str) -> int:
    """Do the steps over the installation that the environment names, and print what came of them as JSON."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "taizhang.config.settings"
    django.setup()
    from django.core.management import call_command  # noqa: PLC0415 (only after the set-up)

    from taizhang.apps.audit.archive import make_backup, restore_backup  # noqa: PLC0415
    from taizhang.apps.ledger.models import Posting  # noqa: PLC0415
    from taizhang.apps.ledger.verification import verify_installation  # noqa: PLC0415

    said: dict[str, object] = {}
    for step in steps:
        what, _, value = step.partition("=")
        if what == "migrate":
            call_command("migrate", verbosity=0)
        elif what == "restore":
            restored = restore_backup(Path(value), os.environ["TEST_CODE"])
            said["restored"] = [restored.head.seq, restored.rows, restored.attachments]
        elif what == "verify":
            found = verify_installation(processes=int(value))
            said["verified"] = [found.holds, str(found), found.counted.derived]
        elif what == "backup":
            said["made"] = make_backup("local:test", Path(value)).seq
        elif what == "count":
            said["postings"] = [Posting.objects.count(), sum(Posting.objects.values_list("amount", flat=True))]
    print(json.dumps(said, ensure_ascii=False))  # noqa: T201 (the answer)
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
