"""`taizhang verify`: chain, facts and everything derived from them, recomputed and compared."""

from __future__ import annotations

import os
from pathlib import Path

import click

from taizhang.faces.cli.exits import FoundError
from taizhang.faces.cli.installation import open_installation
from taizhang.faces.cli.layout import Laid
from taizhang.faces.cli.printing import format_option, print_json
from taizhang.faces.cli.progress import Progress
from taizhang.faces.cli.usage import Whole

MOST_PROCESSES = 4


@click.command(
    cls=Laid,
    help="核验：重算审计链、每条事实、每笔计数和附件，指出第一处不一样的地方。不改动任何内容，可以边用边核。\n\n"
    "链头文件（备份旁边的 .head.json）放在别处保管；核验时用 --head 带上它，被截断或整条重写的链才看得出来。",
)
@click.option(
    "--head",
    "heads",
    multiple=True,
    metavar="文件",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="以前取出的链头，可写几次。",
)
@click.option(
    "--write-head",
    metavar="文件",
    type=click.Path(dir_okay=False, path_type=Path),
    help="核验通过后，把现在的链头写到这个文件。",
)
@click.option("--most", default=20, type=Whole(1, 100_000), metavar="个数", help="最多列出几处不同，默认 20。")
@format_option
def verify(*, heads: tuple[Path, ...], write_head: Path | None, most: int, form: str) -> None:
    """Recompute everything and name what differs."""
    open_installation()
    from taizhang.apps.audit.verification import read_head
    from taizhang.apps.audit.verification import write_head as take_out
    from taizhang.apps.ledger.verification import verify_installation
    from taizhang.apps.ledger.verifying_process import stand_back

    stand_back()
    outside = [read_head(file) for file in heads]
    with Progress() as progress:
        found = verify_installation(outside, progress, processes=min(os.cpu_count() or 1, MOST_PROCESSES), most=most)
    if form == "json":
        print_json(
            {
                "holds": found.holds,
                "seq": found.seq,
                "digest": found.digest,
                "commits": found.counted.commits,
                "facts": found.counted.facts,
                "derived": found.counted.derived,
                "files": found.counted.files,
                "seconds": round(found.seconds, 1),
                "differences": [
                    {"table": one.table, "key": one.key, "column": one.column, "message": one.message}
                    for one in found.differences
                ],
            }
        )
    else:
        click.echo(str(found))
        for one in found.differences[1:]:
            click.echo(str(one))
    if not found.holds:
        raise FoundError("先不要再改动：保留数据目录的副本，对照备份，找审计管理员。")
    if write_head is not None:
        take_out(write_head)
        click.echo(f"链头写到了 {write_head}。放到数据库的主人改不到的地方。", err=True)
