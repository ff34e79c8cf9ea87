import ast
from pathlib import Path

from tests.architecture.checkout import SOURCE, python_files

DOOR = SOURCE / "domain" / "rules"


def opens_the_rulebook(tree: ast.AST) -> bool:
    """Whether code builds a path to the rulebook's folder, or names it as a package."""
    for node in ast.walk(tree):
        if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Div) and _is_folder(node.right):
            return True
        if (
            isinstance(node, ast.Call)
            and any(_is_folder(argument) for argument in node.args)
            and _takes_paths(node.func)
        ):
            return True
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and "taizhang.rulebook" in node.value:
            return True
        if isinstance(node, ast.Import | ast.ImportFrom) and "taizhang.rulebook" in ast.unparse(node):
            return True
    return False


def _is_folder(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and (node.value == "rulebook" or str(node.value).startswith("rulebook/"))


def _takes_paths(function: ast.expr) -> bool:
    return ast.unparse(function).split(".")[-1] in {"Path", "joinpath", "open", "files"}


def test_only_the_rules_read_the_rulebook() -> None:
    readers = [
        str(path)
        for path in python_files()
        if SOURCE in path.parents and DOOR not in path.parents and opens_the_rulebook(_parsed(path))
    ]
    assert readers == []


def test_each_way_of_opening_the_rulebook_is_noticed() -> None:
    for code in (
        'HERE / "rulebook"',
        'Path("rulebook/kinds")',
        'files("taizhang").joinpath("rulebook")',
        'files("taizhang.rulebook")',
        "import taizhang.rulebook",
    ):
        assert opens_the_rulebook(ast.parse(code)), code
    assert not opens_the_rulebook(ast.parse('click.group("rulebook")'))


def _parsed(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))
