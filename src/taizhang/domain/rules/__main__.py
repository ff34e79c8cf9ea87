"""`python -m taizhang.domain.rules [FOLDER] [--reference FILE]`: check the rulebook, or write its reference page."""

from __future__ import annotations

import sys
from argparse import ArgumentParser
from importlib import resources
from pathlib import Path

from taizhang.domain.rules.reference import reference_page
from taizhang.domain.rules.rulebook import read_rulebook, texts_of


def main(arguments: list[str] | None = None) -> int:
    """Print every fault and exit with 1, or a line that says what is there and exit with 0."""
    parser = ArgumentParser(prog="python -m taizhang.domain.rules", description="核对制度文件。")
    parser.add_argument("folder", nargs="?", type=Path, help="制度文件夹；不写则核对随附的制度")
    parser.add_argument("--reference", type=Path, metavar="FILE", help="另写一份制度一览")
    asked = parser.parse_args(arguments)
    if asked.folder is not None and not asked.folder.is_dir():
        sys.stderr.write(f"没有“{asked.folder}”这个文件夹。\n")
        return 2
    rulebook, faults = read_rulebook(texts_of(asked.folder or resources.files("taizhang") / "rulebook"))
    if rulebook is None:
        sys.stderr.write("".join(f"{fault}\n" for fault in faults) + f"共 {len(faults)} 处错误。\n")
        return 1
    if asked.reference is not None:
        asked.reference.parent.mkdir(parents=True, exist_ok=True)
        asked.reference.write_text(reference_page(rulebook), encoding="utf-8")
    counts = f"依据 {len(rulebook.sources)} 件，规则 {len(rulebook.rules)} 条，类别 {len(rulebook.kinds)} 个"
    sys.stdout.write(f"制度文件合格：{counts}，摘要 {rulebook.digest}。\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
