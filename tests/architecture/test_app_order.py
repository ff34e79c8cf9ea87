import ast
from collections.abc import Iterable, Iterator

import pytest
from django.apps import apps
from django.db import models
from django.db.migrations.loader import MigrationLoader
from django.db.models.fields.related import RelatedField

from tests.architecture.checkout import SOURCE, app_order

Edge = tuple[str, str, str]
"""(from app, to app, where)."""


def upward(edges: Iterable[Edge]) -> list[str]:
    """Name each edge that points at an app standing higher."""
    order = app_order()
    return [
        f"{where}: {source} → {target}"
        for source, target, where in edges
        if source in order and target in order and order.index(target) > order.index(source)
    ]


def foreign_keys() -> Iterator[Edge]:
    for model in apps.get_models(include_auto_created=True):
        for field in model._meta.get_fields():
            if isinstance(field, RelatedField) and isinstance(field.related_model, type):
                related: type[models.Model] = field.related_model
                yield model._meta.app_label, related._meta.app_label, f"{model.__name__}.{field.name}"


def migration_dependencies() -> Iterator[Edge]:
    for (label, name), migration in MigrationLoader(None, ignore_no_migrations=True).disk_migrations.items():
        for target, _ in migration.dependencies:
            yield label, target, name


def test_foreign_keys_point_down_the_order() -> None:
    assert list(foreign_keys())
    assert upward(foreign_keys()) == []


def test_migrations_depend_down_the_order() -> None:
    assert upward(migration_dependencies()) == []


def test_an_upward_edge_is_noticed() -> None:
    assert upward([("audit", "ledger", "Planted.entry")]) == ["Planted.entry: audit → ledger"]


def test_every_app_of_ours_is_in_the_order() -> None:
    ours = {config.label for config in apps.get_app_configs() if config.name.startswith("taizhang.apps.")}
    assert ours <= set(app_order())
    assert ours == {folder.name for folder in (SOURCE / "apps").iterdir() if (folder / "apps.py").exists()}


RELATIONS = {"ForeignKey", "OneToOneField", "ManyToManyField"}


def relations_by_class(tree: ast.Module, app: str) -> list[str]:
    """Name each relation whose target is a class imported from another app, which no linter sees as a dependency."""
    foreign = {
        alias.asname or alias.name
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom)
        and (node.module or "").startswith("taizhang.apps.")
        and not f"{node.module}.".startswith(f"taizhang.apps.{app}.")
        for alias in node.names
    }
    return [
        ast.unparse(node)
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and ast.unparse(node.func).split(".")[-1] in RELATIONS
        for target in [*node.args[:1], *(keyword.value for keyword in node.keywords if keyword.arg == "to")]
        if isinstance(target, ast.Name | ast.Attribute) and ast.unparse(target).split(".")[0] in foreign
    ]


@pytest.mark.parametrize("app", sorted(path.name for path in (SOURCE / "apps").iterdir() if path.is_dir()))
def test_relations_to_other_apps_are_strings(app: str) -> None:
    folder = SOURCE / "apps" / app
    for file in [*folder.glob("models.py"), *folder.glob("models/**/*.py")]:
        assert relations_by_class(ast.parse(file.read_text(encoding="utf-8")), app) == [], file


def test_a_relation_by_class_is_noticed() -> None:
    code = (
        "from taizhang.apps.members.models import Member\nperson = models.ForeignKey(Member, on_delete=models.PROTECT)"
    )
    assert relations_by_class(ast.parse(code), "ledger")
    assert relations_by_class(ast.parse(code), "members") == []
