"""Check constraints of a row asked in one statement before it is saved; each by itself only where one is broken."""

from collections.abc import Sequence
from functools import cache
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models, router

HELD = "_held_constraints"


class CombinedConstraintsModel(models.Model):
    """A model whose constraints are validated in one statement: Django's own way asks the database once for each."""

    class Meta:
        abstract = True

    def validate_constraints(self, exclude: Any = None) -> None:
        """The same errors as ever: what holds together is left out, and the rest is asked one by one."""
        self.__dict__[HELD] = _find_names_of_satisfied_constraints(self, frozenset(exclude or ()))
        try:
            super().validate_constraints(exclude)
        finally:
            del self.__dict__[HELD]

    def get_constraints(self) -> list[tuple[type[models.Model], Sequence[models.BaseConstraint]]]:
        """Those that are still to be asked."""
        held = self.__dict__.get(HELD, ())
        return [
            (model, [one for one in constraints if one.name not in held])
            for model, constraints in super().get_constraints()
        ]


def _find_names_of_satisfied_constraints(row: models.Model, exclude: frozenset[str]) -> frozenset[str]:
    """The names of the row's check constraints if all of them hold, none if one is broken."""
    using = router.db_for_write(type(row), instance=row)
    held: frozenset[str] = frozenset()
    for model in (type(row), *row._meta.all_parents):
        together, names = _combine_constraints(model, exclude)
        if together is None:
            continue
        try:
            together.validate(model, row, exclude=set(exclude), using=using)
        except ValidationError:
            continue
        held |= names
    return held


@cache
def _combine_constraints(
    model: type[models.Model], exclude: frozenset[str]
) -> tuple[models.CheckConstraint | None, frozenset[str]]:
    """One constraint that says what all check constraints of a model say, and their names.

    Args:
        model: whose own constraints are meant.
        exclude: fields that are not looked at, for one because their values are wrong; a constraint that names one is
            left to Django.

    Returns:
        None where there are fewer than two.
    """
    checks = [
        one
        for one in model._meta.constraints
        if isinstance(one, models.CheckConstraint)
        and not _does_condition_use_any_named_field(models.Q(one.condition), exclude)
    ]
    if len(checks) < 2:
        return None, frozenset()
    condition = models.Q(*(one.condition for one in checks))
    return models.CheckConstraint(condition=condition, name="all"), frozenset(one.name for one in checks)


def _does_condition_use_any_named_field(condition: models.Q, names: frozenset[str]) -> bool:
    return any(
        name.removesuffix("_id") in names or name in names for name in condition.referenced_base_fields
    )
