"""Every field of every model of ours is in a class, and what tells who somebody is can be read by no database."""

from importlib import import_module

import pytest
from django.apps import apps
from django.db.models import Field

from handrail.platform.kernel.sensitivity import Sensitivity
from handrail.platform.vault.fields import SealedField

UNREADABLE_ANYWAY = {
    "access.User.password": "an argon2 hash",
    "vault.BodyKey.wrapped": "wrapped by the master key, which no database holds",
    "vault.FileKey.wrapped": "wrapped by the body's key",
}
OURS = [config for config in apps.get_app_configs() if config.name.startswith("handrail.") and config.models]


def fields(config) -> dict[str, Field]:
    return {
        f"{model.__name__}.{field.name}": field
        for model in config.get_models(include_auto_created=True)
        for field in (*model._meta.concrete_fields, *model._meta.many_to_many)
    }


@pytest.mark.parametrize("config", OURS, ids=lambda config: config.label)
def test_each_field_has_a_class_and_no_class_is_left_over(config):
    classed = import_module(f"{config.name}.classified").FIELDS
    assert set(classed) == set(fields(config))
    assert all(isinstance(kind, Sensitivity) for kind in classed.values())


@pytest.mark.parametrize("config", OURS, ids=lambda config: config.label)
def test_identities_and_secrets_are_unreadable(config):
    classed = import_module(f"{config.name}.classified").FIELDS
    readable = [
        f"{config.label}.{name}"
        for name, field in fields(config).items()
        if classed[name].must_be_unreadable and not isinstance(field, SealedField)
    ]
    assert [name for name in readable if name not in UNREADABLE_ANYWAY] == []


@pytest.mark.parametrize("config", OURS, ids=lambda config: config.label)
def test_what_is_sealed_is_classed_as_an_identity(config):
    classed = import_module(f"{config.name}.classified").FIELDS
    sealed = {name for name, field in fields(config).items() if isinstance(field, SealedField)}
    assert [name for name in sealed if not classed[name].must_be_unreadable] == []


def test_no_exception_is_stale():
    known = {f"{config.label}.{name}" for config in OURS for name in fields(config)}
    assert set(UNREADABLE_ANYWAY) <= known
