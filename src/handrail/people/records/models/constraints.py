"""Check constraints that casework's tables share."""

from django.db import models
from django.db.models import CheckConstraint, Q


def choice_constraint(field: str, choices: type[models.TextChoices], name: str) -> CheckConstraint:
    """The column holds one of the list's values.

    Args:
        field: the column.
        choices: the list.
        name: of the constraint.
    """
    return CheckConstraint(condition=Q(**{f"{field}__in": choices.values}), name=name)


def both_or_neither_constraint(first: str, second: str, name: str) -> CheckConstraint:
    """Both columns are set, or neither.

    Args:
        first: one column.
        second: the other.
        name: of the constraint.
    """
    neither = Q(**{f"{first}__isnull": True, f"{second}__isnull": True})
    both = Q(**{f"{first}__isnull": False, f"{second}__isnull": False})
    return CheckConstraint(condition=neither | both, name=name)
