import ast

import pytest

from tests.architecture.checkout import SOURCE, python_files

CLOCKS = {"today", "now", "utcnow", "time", "monotonic", "time_ns", "localtime", "getenv", "environ"}
OWNERS = {"date", "datetime", "time", "os", "timezone", "localdate"}


def impurities(tree: ast.AST) -> list[str]:
    """Name each place that reads a clock or the environment."""
    return [
        ast.unparse(node)
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute) and node.attr in CLOCKS and ast.unparse(node.value).split(".")[-1] in OWNERS
    ]


def test_the_domain_reads_no_clock_and_no_environment() -> None:
    found = {
        str(path): places
        for path in python_files()
        if SOURCE / "domain" in path.parents and (places := impurities(ast.parse(path.read_text(encoding="utf-8"))))
    }
    assert found == {}


def test_only_the_configuration_reads_the_environment() -> None:
    readers = [
        str(path)
        for path in python_files()
        if SOURCE in path.parents
        and SOURCE / "config" not in path.parents
        and any(
            "os.environ.get" in place or "os.getenv" in place
            for place in _environment(path.read_text(encoding="utf-8"))
        )
    ]
    assert readers == []


@pytest.mark.parametrize("code", ["date.today()", "datetime.datetime.now()", "time.time()", "os.environ['X']"])
def test_each_kind_of_impurity_is_noticed(code: str) -> None:
    assert impurities(ast.parse(code))


def _environment(text: str) -> list[str]:
    return [
        ast.unparse(node)
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.Call) and ast.unparse(node.func).startswith("os.")
    ]
