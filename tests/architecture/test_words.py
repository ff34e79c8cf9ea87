import ast
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import TypedDict, cast

from tests.architecture.checkout import python_files
from tests.conftest import ROOT

HUMP = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")


class Term(TypedDict):
    zh: str
    identifier: str
    meaning: str
    forbidden: list[str]


def terms() -> list[Term]:
    return cast("list[Term]", tomllib.loads((ROOT / "docs" / "glossary.toml").read_text(encoding="utf-8"))["term"])


def names(tree: ast.AST) -> Iterator[str]:
    """Every name that somebody chose in this file."""
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            # A test's name is a sentence of English, not a term.
            if not node.name.startswith("test_"):
                yield node.name
        elif isinstance(node, ast.Name):
            yield node.id
        elif isinstance(node, ast.Attribute):
            yield node.attr
        elif isinstance(node, ast.arg | ast.keyword) and node.arg:
            yield node.arg


def says(name: str, *forms: str) -> list[str]:
    """The forms that a name contains as whole words: `list_zhibu` says `zhibu`, `rapidly` does not say `api`."""
    words = f"_{HUMP.sub('_', name).lower()}_"
    return [form for form in forms if f"_{form}_" in words]


def test_no_name_uses_a_forbidden_form() -> None:
    forbidden = {form: term["identifier"] for term in terms() for form in term["forbidden"]}
    places: dict[str, Path] = {}
    for path in python_files():
        for name in {path.stem, *names(ast.parse(path.read_text(encoding="utf-8")))}:
            places.setdefault(name, path)
    found = [
        f"{path.relative_to(ROOT)}: {name} (use {forbidden[form]})"
        for name, path in places.items()
        for form in says(name, *forbidden)
    ]
    assert found == []


def test_a_forbidden_form_is_noticed_as_a_word_only() -> None:
    assert says("listZhibu", "zhibu")
    assert says("party_group_zhibu", "zhibu")
    assert not says("rapidly", "api")


def test_each_term_is_decided_once() -> None:
    identifiers = [term["identifier"] for term in terms()]
    assert len(identifiers) == len(set(identifiers))
    chosen = set(identifiers)
    for term in terms():
        assert term["zh"]
        assert term["meaning"].endswith("。"), term["identifier"]
        assert not chosen & set(term["forbidden"]), term["identifier"]
