"""How much memory the checker takes, asked in a process of its own."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

MEGABYTES = 200
_ASKED = """
import resource, sys
from datetime import date
from pathlib import Path
from taizhang.domain.checking.context import Context
from taizhang.domain.checking.engine import Checker
from taizhang.domain.checking.packs import shipped
from taizhang.domain.official_text import OfficialText
checker = Checker(shipped())
bad = "\\n".join(one.text for rule in checker.rules.values() for one in rule.bad)
for text in (*(path.read_text(encoding="utf-8") for path in Path(sys.argv[1]).glob("*.txt")), bad):
    checker.check(OfficialText(text), Context(today=date(2026, 11, 20), release=True))
status = Path("/proc/self/status")
if status.exists():
    # What getrusage tells is at least what the process was that started this one.
    print(int(status.read_text().split("VmHWM:")[1].split()[0]) // 1024)
else:
    print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)
"""


def test_every_family_together_takes_less_than_two_hundred_megabytes() -> None:
    clean = Path(__file__).parent / "clean"
    ended = subprocess.run([sys.executable, "-c", _ASKED, str(clean)], capture_output=True, check=True, text=True)
    assert int(ended.stdout) < MEGABYTES
