"""How much a stored field says about a person, read off the models. Every field of every model is in one class.

A model declares what cannot be told from the column itself:

    personal_fields = ("said_on", "state")     about the person, but not who or where they are
    impersonal_text = ("title",)               text that says nothing about anybody: of a service, of a rule

A `Sealed` column is an identity and a `WrappedKeyField` a secret by themselves. What is left is plain.
"""

from enum import Enum
from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import models

from handrail.platform.vault.fields import SealedField, WrappedKeyField

LONGEST_CODE = 40
"""A column of text that is no longer than this holds a code."""


class FieldSensitivityClass(Enum):
    """What follows from a field's class. "The person" is the one who is supported."""

    PLAIN = "says nothing about the person: codes, numbers, the system's own dates, who recorded it"
    PERSONAL = "about the person, but not who or where they are; or about somebody at work"
    IDENTITY = "tells who or where the person is, or holds words about them: ciphertext only"
    SECRET = "opens something: a key, a password"


def get_field_sensitivity_class(field: "models.Field[Any, Any]") -> FieldSensitivityClass:
    """The class of a model's field."""
    if isinstance(field, SealedField):
        return FieldSensitivityClass.IDENTITY
    if isinstance(field, WrappedKeyField) or _is_password_field(field):
        return FieldSensitivityClass.SECRET
    return (
        FieldSensitivityClass.PERSONAL
        if field.name in list_personal_field_names(field.model)
        else FieldSensitivityClass.PLAIN
    )


def list_personal_field_names(model: type[models.Model]) -> tuple[str, ...]:
    """Columns that say something about a person, as the model declares them: a guard holds them against its fields.

    Returns:
        Names of fields; empty where the model declares none.
    """
    return getattr(model, "personal_fields", ())


def list_impersonal_text_field_names(model: type[models.Model]) -> tuple[str, ...]:
    """Text columns that say nothing about a person, as the model declares them.

    Returns:
        Names of fields; empty where the model declares none.
    """
    return getattr(model, "impersonal_text", ())


def is_free_text_field(field: "models.Field[Any, Any]") -> bool:
    """Whether somebody could write about a person in it."""
    if isinstance(field, models.TextField | models.JSONField):
        return True
    return (
        isinstance(field, models.CharField) and not field.choices and (field.max_length or 0) > LONGEST_CODE
    )


def _is_password_field(field: "models.Field[Any, Any]") -> bool:
    """Django's own column holds a hash."""
    return field.name == "password" and issubclass(field.model, AbstractBaseUser)
