"""Write docs/reference/ from the code and the rulebook, so that it never says anything else than they do.

With --check nothing is written; the exit code says whether the pages are current.
"""

import argparse
import os
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

import click

ROOT = Path(__file__).resolve().parent.parent
REFERENCE = ROOT / "docs" / "reference"
sys.path.insert(0, str(ROOT / "src"))

from taizhang.domain.checking.packs import shipped as shipped_checks  # noqa: E402
from taizhang.domain.checking.reference import checks_page  # noqa: E402
from taizhang.domain.rules import Rulebook, figure_catalogue, shipped  # noqa: E402
from taizhang.domain.rules.reference import reference_page  # noqa: E402
from taizhang.faces.cli.program import program  # noqa: E402

HEAD = "（由 `make docs` 写成，不要手改。）\n"
NATURE = {"flow": "发生数", "stock": "时点数", "distinct": "去重数"}


def pages() -> dict[str, str]:
    rulebook = shipped()
    return {
        "commands.md": "".join(_commands()),
        "rulebook.md": reference_page(rulebook),
        "figures.md": "".join(_figures(rulebook)),
        "checks.md": checks_page(shipped_checks(), HEAD),
    }


def _commands() -> Iterator[str]:
    yield f"# 命令\n\n{HEAD}"
    # The commands fold their lines to the terminal; a page has none.
    os.environ["COLUMNS"] = "100"
    context = click.Context(program, info_name="taizhang")
    for name, command in _below(program, context, "taizhang"):
        with click.Context(command, info_name=name) as inside:
            yield f"\n## {name}\n\n```text\n{command.get_help(inside)}\n```\n"


def _below(group: click.Group, context: click.Context, name: str) -> Iterator[tuple[str, click.Command]]:
    yield name, group
    for key in group.list_commands(context):
        command = group.get_command(context, key)
        if isinstance(command, click.Group):
            yield from _below(command, click.Context(command, parent=context), f"{name} {key}")
        elif command is not None:
            yield f"{name} {key}", command


def _figures(rulebook: Rulebook) -> Iterator[str]:
    yield f"# 数据\n\n{HEAD}"
    yield "\n每个种类另有五项自动的数据：次数、参加人次、参加人数、涉及组织、地点。下面是种类自己的与综合的。\n"
    automatic = {"count", "attendance", "people", "organizations", "places"}
    catalogue = figure_catalogue(rulebook)
    for identifier, group in sorted(rulebook.groups.items(), key=lambda pair: (pair[1].order, pair[0])):
        rows = [
            (f"`{figure.id}`", figure.zh, figure.unit, NATURE[figure.nature.value], figure.definition)
            for figure in catalogue.values()
            if figure.group == identifier and figure.shown
            if not (figure.kind and figure.id.removeprefix(f"{figure.kind}/") in automatic)
        ]
        if rows:
            yield f"\n## {group.zh}\n\n"
            yield from _table(("编号", "名称", "单位", "性质", "定义"), rows)


def _table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> Iterator[str]:
    yield f"| {' | '.join(head)} |\n|{'---|' * len(head)}\n"
    for row in rows:
        yield f"| {' | '.join(cell.replace('|', '／').replace(chr(10), ' ') for cell in row)} |\n"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true")
    only_check = parser.parse_args().check
    written = pages()
    stale = [
        name
        for name, text in written.items()
        if not (REFERENCE / name).is_file() or (REFERENCE / name).read_text(encoding="utf-8") != text
    ]
    if only_check:
        print(f"过时的页：{'、'.join(stale)}，运行 make docs。" if stale else "docs/reference/ 是最新的。")
        return 1 if stale else 0
    REFERENCE.mkdir(exist_ok=True)
    for name, text in written.items():
        (REFERENCE / name).write_text(text, encoding="utf-8")
    print(f"docs/reference/：写了 {len(written)} 页，其中 {len(stale)} 页有变化。")
    return 0


if __name__ == "__main__":
    sys.exit(main())
