"""No foreign key has an index of its own that another index of its table does the work of (docs/speed.md)."""

from collections.abc import Iterator

import pytest
from django.apps import apps
from django.apps.registry import Apps
from django.db import models

pytestmark = pytest.mark.one_engine


def iterate_first_fields(model: type[models.Model]) -> Iterator[str]:
    """The first field of each index, and of each constraint that makes one, over all rows of the table."""
    for names in model._meta.unique_together:
        yield names[0]
    for one in (*model._meta.indexes, *model._meta.constraints):
        if isinstance(one, models.Index | models.UniqueConstraint) and one.fields and one.condition is None:
            yield one.fields[0].lstrip("-")


def find_twice_indexed(model: type[models.Model]) -> list[str]:
    """Its foreign keys with an index of their own that begin another one."""
    first = {*iterate_first_fields(model)}
    return [
        str(field)
        for field in model._meta.local_fields
        if isinstance(field, models.ForeignKey)
        and field.db_index
        and not field.unique
        and field.name in first
    ]


def test_no_foreign_key_that_begins_an_index_has_one_of_its_own():
    ours = [model for model in apps.get_models() if model.__module__.startswith("handrail.")]
    assert [name for model in ours for name in find_twice_indexed(model)] == []


def test_one_that_begins_another_index_is_found_and_one_behind_or_of_some_rows_is_not():
    def made(**meta):
        options = {"app_label": "shelving", "apps": Apps(), **meta}
        fields = {
            name: models.ForeignKey("shelving.Shelf", models.CASCADE, related_name="+")
            for name in ("shelf", "box")
        }
        return type(
            "Part", (models.Model,), {"__module__": __name__, "Meta": type("Meta", (), options), **fields}
        )

    def index(*fields, **more):
        return models.Index(fields=fields, name="part_in_order", **more)

    def once(*fields):
        return models.UniqueConstraint(fields=fields, name="part_once")

    some = models.Q(shelf__isnull=False)
    assert find_twice_indexed(made(indexes=[index("-shelf", "box")])) == ["shelving.Part.shelf"]
    assert find_twice_indexed(made(constraints=[once("box", "shelf")])) == ["shelving.Part.box"]
    assert find_twice_indexed(made(indexes=[index("shelf", "box", condition=some)])) == []
    assert find_twice_indexed(made()) == []
