"""Take the begging addresses out of package-lock.json: a lock file names versions and digests, nothing else."""

import json
from pathlib import Path

FILE = Path(__file__).resolve().parent.parent / "package-lock.json"


def main() -> None:
    lock = json.loads(FILE.read_text(encoding="utf-8"))
    for package in lock["packages"].values():
        package.pop("funding", None)
        package.pop("resolved", None)
    FILE.write_text(json.dumps(lock, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
