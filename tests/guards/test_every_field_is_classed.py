"""Every field of every model has a class: no text about a person stays readable because nobody thought of it."""

from django.apps import apps

from handrail.platform.access.field_classification import (
    FieldSensitivityClass,
    get_field_sensitivity_class,
    is_free_text_field,
    list_impersonal_text_field_names,
    list_personal_field_names,
)
from handrail.platform.access.sealed import Sealed
from handrail.platform.vault.fields import SealedField

OURS = [
    model
    for config in apps.get_app_configs()
    if config.name.startswith("handrail.")
    for model in config.get_models(include_auto_created=True)
]


def fields(model):
    return {field.name: field for field in (*model._meta.concrete_fields, *model._meta.many_to_many)}


def test_free_text_is_sealed_or_said_to_be_personal_or_impersonal():
    unsaid = [
        f"{model._meta.label}.{name}"
        for model in OURS
        for name, field in fields(model).items()
        if is_free_text_field(field)
        and get_field_sensitivity_class(field) is FieldSensitivityClass.PLAIN
        and name not in list_impersonal_text_field_names(model)
    ]
    assert unsaid == []


def test_what_is_declared_is_there_and_needs_declaring():
    for model in OURS:
        known, label = fields(model), model._meta.label
        personal, impersonal = list_personal_field_names(model), list_impersonal_text_field_names(model)
        assert [name for name in personal if isinstance(known[name], SealedField)] == [], label
        assert [name for name in impersonal if not is_free_text_field(known[name])] == [], label
        assert set(personal) & set(impersonal) == set(), label


def test_sealed_text_has_a_kind():
    bare = {
        f"{model._meta.label}.{name}"
        for model in OURS
        for name, field in fields(model).items()
        if isinstance(field, SealedField) and not isinstance(field, Sealed)
    }
    assert bare - set(WITHOUT_KIND) == set()


WITHOUT_KIND = {
    "background_tasks.TaskResultPart.content": "bytes of a file that was made, under its own key for its owner alone",
    "files.Part.content": "bytes of a paper, bound to their place among the others and opened with it",
    "matching.CaseJoin.because": "about two people, sealed with both keys",
    "matching.CaseJoin.parted_because": "about two people, sealed with both keys",
    "matching.CasePair.because": "about two people, sealed with both keys",
}
"""Sealed bytes that are no text of one row, with the reason."""
