"""Adopting the rulebook that came with this release."""

from __future__ import annotations

import click

from taizhang import __version__
from taizhang.faces.cli.printing import print_json


def adopt_shipped(command: str) -> str:
    """Adopt the shipped rulebook on behalf of whoever sets the installation up; gives its digest."""
    from taizhang.apps.accounts.actors import Role, operator_at_machine
    from taizhang.apps.rulebooks.services import adopt_release
    from taizhang.domain.rules import shipped

    # The one right a set-up needs; the actor lives for this call only and shows in the log as the machine's.
    actor = operator_at_machine(command, Role.CLERK)
    adopted = adopt_release(actor, shipped(), note="随程序安装", release=__version__)
    return adopted.rulebook.digest


def adopt_release_as(login: str, *, dry_run: bool, form: str) -> None:
    """Show what the shipped rulebook changes, and adopt it on behalf of an account that may."""
    from taizhang.apps.accounts.rights import Permission
    from taizhang.apps.ledger.reposting import apply_repostings, repostings
    from taizhang.apps.rulebooks.errors import NotAllowedError
    from taizhang.apps.rulebooks.selectors import current_rulebook
    from taizhang.apps.rulebooks.services import adopt_release, preview_release
    from taizhang.domain.rules import shipped
    from taizhang.faces.cli.operators import on_behalf_of

    actor = on_behalf_of(login, "rulebook.adopt")
    if not actor.may_everywhere(Permission.ADOPT_RULES):
        raise NotAllowedError
    before = current_rulebook()
    after, differences = preview_release(shipped())
    recounted = sum(1 for _ in repostings(before, after)) if before != after else 0
    adopted = before == after
    if not adopted and not dry_run:
        adopt_release(
            actor,
            shipped(),
            note="命令行采用",
            release=__version__,
            repost=lambda record, old, new: apply_repostings(record, list(repostings(old, new)), new.digest),
        )
        adopted = True
    if form == "json":
        print_json(
            {
                "before": before.digest,
                "after": after.digest,
                "adopted": adopted,
                "dry_run": dry_run,
                "recounted_entries": recounted,
                "differences": [
                    {
                        "path": one.path,
                        "zh": one.zh,
                        "change": one.change.value,
                        "keys": [{"key": key.key, "zh": key.zh, "old": key.old, "new": key.new} for key in one.keys],
                    }
                    for one in differences
                ],
            }
        )
        return
    for one in differences:
        click.echo(f"{one.change.zh}　{one.family}　{one.zh}（{one.path}）")
        for key in one.keys if one.change.value == "changed" else ():
            click.echo(f"　　{key.zh}：{key.old or '（无）'} → {key.new or '（无）'}")
    if before == after:
        click.echo("现行的就是随程序来的这一版，没有要采用的。")
    elif dry_run:
        click.echo(f"共 {len(differences)} 处不同，{recounted} 条记录会重新计数。没有采用。")
    else:
        click.echo(
            f"采用了，编号 {after.digest[:12]}：{len(differences)} 处不同，{recounted} 条记录重新计了数。"
            "过去的回答不变。"
        )
