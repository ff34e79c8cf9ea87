"""A small world for a fresh installation, in a process where Django stands on it."""

from datetime import date

PASSWORD = "lang lang de yi ju hua 7"


def lay_out() -> None:
    from taizhang.apps.accounts.actors import Role, operator_at_machine  # noqa: PLC0415 (Django stands only now)
    from taizhang.apps.accounts.models import Account  # noqa: PLC0415
    from taizhang.apps.accounts.services import change_password, create_account, grant_role  # noqa: PLC0415
    from tests.apps import facts  # noqa: PLC0415

    committee = facts.organization("c", "committee")
    branch, _ = facts.organization("a", under=committee), facts.organization("b", under=committee)
    facts.organization("x")
    facts.persons("p", 8, branch)
    operator = operator_at_machine("test", Role.SYSTEM, Role.SECURITY)
    for login, role, organization in (
        ("clerk", Role.CLERK, branch),
        ("reader", Role.READER, branch),
        ("owner", Role.SECRETARY, None),
    ):
        account, one_time = create_account(operator, login=login, name=f"{login}同志")
        change_password(account, one_time, PASSWORD)
        grant_role(operator, account_id=account, role=role, organization_id=organization, begins_on=date(2020, 1, 1))
    administrator = Account.objects.get(login="admin")
    administrator.set_password(PASSWORD)
    administrator.must_change_password = False
    administrator.one_time_until = None
    administrator.save()
