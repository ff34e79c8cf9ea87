"""What each dated change of an organisation records, and the sentence that says what was done."""

from __future__ import annotations

from typing import Any

from taizhang.apps.accounts.actors import Actor
from taizhang.apps.members import services as members
from taizhang.apps.organizations import services
from taizhang.domain.periods import Window


def rename(actor: Actor, one: int, sent: dict[str, Any]) -> str:
    """Give it another name."""
    services.rename(actor, one, sent["day"], sent["name"], sent["short_name"])
    return f"从{sent['day']}起改称“{sent['name']}”，之前的记录仍用原来的名称。"


def change_type(actor: Actor, one: int, sent: dict[str, Any]) -> str:
    """Let it be of another type."""
    services.change_type(actor, one, sent["day"], sent["type"])
    return f"类型从{sent['day']}起改变，应办事项随着变。"


def describe(actor: Actor, one: int, sent: dict[str, Any]) -> str:
    """Say its unit and what is particular about it."""
    services.redescribe(actor, one, sent["day"], unit=sent["unit"], traits=" ".join(sent["traits"]))
    return f"从{sent['day']}起按新的单位和特征算。"


def subordinate(actor: Actor, one: int, sent: dict[str, Any]) -> str:
    """Put it under another."""
    services.relate(actor, one, sent["other"], sent["day"])
    return f"从{sent['day']}起改隶，之前的数据仍算在原来的上级。"


def relate(actor: Actor, one: int, sent: dict[str, Any]) -> str:
    """Add a relation of another kind."""
    services.relate(actor, one, sent["other"], sent["day"], sent["kind"])
    return f"关系从{sent['day']}起有效。"


def unrelate(actor: Actor, one: int, sent: dict[str, Any]) -> str:
    """End a relation."""
    services.unrelate(actor, one, sent["other"], sent["day"], sent["kind"])
    return f"关系到{sent['day']}为止。"


def begin_term(actor: Actor, one: int, sent: dict[str, Any]) -> str:
    """Begin a term."""
    services.begin_term(actor, one, sent["began_on"], years=sent["years"], seats=sent["seats"], ordinal=sent["ordinal"])
    return "新一届已登记，上一届到前一天为止。"


def end_term(actor: Actor, one: int, sent: dict[str, Any]) -> str:
    """End the term."""
    services.end_term(actor, one, sent["ended_on"])
    return f"本届到{sent['ended_on']}为止。"


def appoint(actor: Actor, one: int, sent: dict[str, Any]) -> str:
    """Put somebody into a post."""
    services.appoint(
        actor,
        one,
        sent["person"],
        sent["title"],
        sent["begins_on"],
        ends_on=sent["ends_on"],
        duties=sent["duties"],
        also=sent["also"],
    )
    return f"任职已登记，从{sent['begins_on']}起。"


def end_post(actor: Actor, _one: int, sent: dict[str, Any]) -> str:
    """End a post."""
    services.end_post(actor, int(sent["post"]), sent["ends_on"])
    return f"任职到{sent['ends_on']}为止。"


def replace(actor: Actor, one: int, sent: dict[str, Any]) -> str:
    """Put another in the secretary's place."""
    services.replace_secretary(actor, one, sent["person"], sent["day"], also=sent["also"])
    return f"新书记从{sent['day']}起任职，原书记到前一天为止。"


def close(actor: Actor, one: int, sent: dict[str, Any]) -> str:
    """Close it."""
    members.close_organization(actor, one, sent["last_day"])
    return f"到{sent['last_day']}为止撤销。它的记录都在，仍由上级查看。"


def reopen(actor: Actor, one: int, _sent: dict[str, Any]) -> str:
    """Take a closing back."""
    services.reopen_organization(actor, one)
    return "撤销已撤回，这个党组织照常。"


def merge(actor: Actor, one: int, sent: dict[str, Any]) -> str:
    """Take others in."""
    moved = members.merge_organizations(actor, sent["others"], one, sent["day"])
    return f"已合并，{moved}名党员从{sent['day']}起编入。"


def split(actor: Actor, one: int, sent: dict[str, Any]) -> str:
    """Send members to another."""
    moved = members.split_organization(actor, one, {sent["other"]: sent["persons"]}, sent["day"])
    return f"{moved}名党员从{sent['day']}起编入分出的党支部。"


def shift(actor: Actor, one: int, sent: dict[str, Any]) -> str:
    """Give those below more time, by a notice."""
    services.shift_window(
        actor,
        one,
        rule=sent["rule"],
        window=Window(sent["start"], sent["end"]),
        due_on=sent["due_on"],
        notice=sent["notice"],
        organizations=sent["others"],
    )
    return f"期限顺延到{sent['due_on']}，依据已写明，下级的应办事项随着变。"
