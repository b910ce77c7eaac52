"""Every model whose rows belong to one person's file, worked out from the relations between tables.

Subject access and erasure both read this list, so that a new table is in the copy that a person gets, and goes when
they are erased, without anybody naming it.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, reduce
from graphlib import TopologicalSorter
from operator import or_
from typing import Any
from uuid import UUID

from django.apps import apps
from django.db import models
from django.db.models import Q

from handrail.platform.access.models import File


@dataclass(frozen=True, slots=True)
class CaseFileModel:
    """A model, and the lookups that lead from its rows to the number of the file."""

    model: type[models.Model]
    paths: tuple[str, ...]

    @property
    def label(self) -> str:
        """App and model."""
        return self.model._meta.label

    def rows(self, file_id: UUID) -> models.QuerySet[Any]:
        """Its rows that belong to the file; a row about two people belongs to both."""
        return self.model._base_manager.filter(reduce(or_, (Q(**{path: file_id}) for path in self.paths)))


@cache
def list_case_file_models() -> tuple[CaseFileModel, ...]:
    """All of them.

    Returns:
        Those that point to others first: the order in which rows can be deleted.
    """
    paths: dict[type[models.Model], tuple[str, ...]] = {File: ("pk",)}
    found = True
    while found:
        found = False
        for model in apps.get_models():
            led = _find_lookups_to_file(model, paths)
            if led and paths.get(model) != led:
                paths[model], found = led, True
    order = TopologicalSorter(
        {model: {one for one in paths if model in _get_other_related_models(one)} for model in paths}
    )
    return tuple(CaseFileModel(model, paths[model]) for model in order.static_order())


def list_foreign_keys(model: type[models.Model]) -> list["models.ForeignKey[Any, Any]"]:
    """The columns of a model that point to a table, its own included."""
    return [field for field in model._meta.concrete_fields if isinstance(field, models.ForeignKey)]


def _find_lookups_to_file(
    model: type[models.Model], paths: dict[type[models.Model], tuple[str, ...]]
) -> tuple[str, ...]:
    """Straight ways where there are any: another way round leads to the same file, but for rows about two people."""
    if model is File:
        return paths[File]
    led = [
        field
        for field in list_foreign_keys(model)
        if field.related_model in paths and field.related_model != model
    ]
    straight = tuple(field.attname for field in led if _is_primary_key_a_file_id(field.related_model))
    return straight + tuple(
        f"{field.name}__{path}"
        for field in led
        if not _is_primary_key_a_file_id(field.related_model)
        for path in paths[field.related_model]
        if not straight or len(paths[field.related_model]) > 1
    )


def _is_primary_key_a_file_id(model: Any) -> bool:
    """Whether a row's number is the number of a file: the file, a case, an incident."""
    key = model._meta.pk
    return model is File or (
        isinstance(key, models.OneToOneField) and _is_primary_key_a_file_id(key.related_model)
    )


def _get_other_related_models(model: type[models.Model]) -> Iterable[Any]:
    return {field.related_model for field in list_foreign_keys(model)} - {model}
