from collections.abc import Iterator
from datetime import date
from typing import Any, TypeVar

import pytest
from django.apps import apps
from django.db import models

from taizhang.apps.audit.models import Fact
from taizhang.apps.audit.writing import writing
from taizhang.apps.ledger.services import confirm_entry, correct_entry, record_entry, void_entry
from taizhang.apps.ledger.services.attaching import store_attachment
from tests.apps import facts
from tests.apps.ledger.conftest import TODAY, World
from tests.formats.pictures.made_pictures import png

AnyRow = TypeVar("AnyRow", bound=models.Model)
LONG = (
    "会议学习了本季度重点内容，逐条讨论了整改清单，明确了责任人和完成时间，并就下一步工作作了分工，"
    "大家结合岗位谈了体会，提出了三条具体建议。"
)


def fact_models() -> list[type[Fact]]:
    return sorted((one for one in apps.get_models() if issubclass(one, Fact)), key=lambda one: one._meta.db_table)


@pytest.fixture
def full(world: World) -> World:
    """A world in which every table of facts has two rows at least, and each derived table has rows."""
    facts.write(*(_invented(model, number) for model in _independent() for number in (1, 2)))
    recorded = []
    for month in range(1, 7):
        content = world.congress(
            date(2025, month, 6),
            summary=LONG,
            organizations=[{"organization": world.neighbour, "how": "joint"}],
        )
        recorded.append(record_entry(world.clerk, content, TODAY))
    for one in recorded[:4]:
        confirm_entry(world.secretary, one.revision, TODAY)
    corrected = correct_entry(world.clerk, recorded[1].entry, 1, world.congress(date(2025, 2, 7)), "日期抄错", TODAY)
    confirm_entry(world.secretary, corrected.revision, TODAY)
    for one in recorded[2:4]:
        void_entry(world.clerk, one.entry, 1, "与另一条重复")
    for number in (1, 2):
        store_attachment(world.clerk, world.branch, f"签到{number}.png", [png(mark=bytes([number]))])
    for model in fact_models():
        while model._default_manager.count() < 2:
            with writing("test", "test.invent") as record:
                for lacking in _lacking(model):
                    record.keep(_invented(lacking, 1))
                record.write(_invented(model, model._default_manager.count() + 1))
    return world


def _independent() -> Iterator[type[Fact]]:
    """Tables whose rows stand alone, or on rows that are there."""
    for model in fact_models():
        related = [field for field in model._meta.concrete_fields if isinstance(field, models.OneToOneField)]
        own = model._meta.db_table.startswith("ledger_")
        if not related and not own and not _lacking(model) and model._default_manager.count() < 2:
            yield model


def _lacking(model: type[models.Model]) -> list[type[models.Model]]:
    """The tables without any row that a row of this one has to lead to."""
    leading = (field for field in model._meta.concrete_fields if isinstance(field, models.ForeignKey))
    return [one.related_model for one in leading if not one.null and not one.related_model._default_manager.exists()]


def _invented(model: type[AnyRow], number: int) -> AnyRow:
    """A row with some value in every column."""
    values: dict[str, Any] = {}
    for field in model._meta.concrete_fields:
        if field.primary_key or field.name in {"known_from", "known_until"}:
            continue
        if isinstance(field, models.ForeignKey):
            others = field.related_model._default_manager.order_by("pk")
            values[field.attname] = others.values_list("pk", flat=True).first()
        elif isinstance(field, models.BooleanField):
            values[field.attname] = False
        elif isinstance(field, models.DateField):
            values[field.attname] = date(2025, 1, number)
        elif isinstance(field, models.IntegerField):
            values[field.attname] = number
        else:
            values[field.attname] = f"值{number}"
    return model(**values)
