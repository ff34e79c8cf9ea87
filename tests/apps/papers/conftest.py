from tests.apps.ledger.conftest import world

__all__ = ["world"]
