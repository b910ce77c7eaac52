"""Sealing the columns of the product anew (app_sealed_fields.py), after the master key was changed."""

from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.db import models, router, transaction
from django.db.models.functions import Cast

from handrail.platform.vault.app_sealed_fields import AppSealedField

BATCH = 500


def reseal_columns() -> int:
    """Seal anew what an earlier key sealed. Returns how many values that were; doing it again changes nothing."""
    columns = ((model, field) for model, field in iterate_app_sealed_columns() if field.is_sealed_anew)
    return sum(_reseal_column_of_model(model, field) for model, field in columns)


def iterate_app_sealed_columns() -> Iterator[tuple[type[models.Model], AppSealedField]]:
    """Every such column of every table, with its model."""
    for model in apps.get_models():
        for field in model._meta.local_concrete_fields:
            if isinstance(field, AppSealedField):
                yield model, field


def _reseal_column_of_model(model: type[models.Model], field: AppSealedField) -> int:
    sealed, last = 0, None
    while True:
        last, count = _reseal_batch_of_column(model, field, last)
        sealed += count
        if last is None:
            return sealed


def _reseal_batch_of_column(model: type[models.Model], field: AppSealedField, after: Any) -> tuple[Any, int]:
    """One transaction.

    Returns:
        The key of the last row that was looked at, None where none was left; and how many values were sealed anew.
    """
    with transaction.atomic(using=router.db_for_write(model)):
        rows = model._base_manager.exclude(**{f"{field.name}__isnull": True}).order_by("pk")
        rows = rows if after is None else rows.filter(pk__gt=after)
        raw = Cast(models.F(field.name), models.BinaryField())
        found = list(rows.select_for_update().values_list("pk", raw)[:BATCH])
        old = [(pk, data) for pk, data in found if not field.is_sealed_by_present_key(bytes(data))]
        for pk, data in old:
            model._base_manager.filter(pk=pk).update(**{field.name: field.open(data)})
    return (found[-1][0] if found else None), len(old)
