"""Records on pages: their facts as a list, and two versions side by side. Labels come from the model."""

from collections.abc import Sequence
from datetime import date, datetime, time
from typing import Any, NamedTuple

from django import forms
from django.db import models
from django.forms.models import model_to_dict

from handrail.platform.access.models import User
from handrail.platform.access.versioned import Versioned
from handrail.platform.kernel.messages import join_texts
from handrail.platform.ui import formatting
from handrail.platform.ui.pounds_field import PoundsField

NOTHING = "Nothing"


class VersionComparisonRow(NamedTuple):
    """One question: what the reader typed, and what is saved now."""

    label: str
    typed: str
    saved: str


class VersionComparison(NamedTuple):
    """Both versions after a concurrent edit, as act.html shows them."""

    who: str
    at: datetime | None
    rows: tuple[VersionComparisonRow, ...]
    button: str = "Save mine over theirs"


def list_labels_and_values_of_record(record: models.Model, names: Sequence[str]) -> list[tuple[str, Any]]:
    """Pairs of label and value, for the macro `summary`: of every field that is named and says something."""
    fields = [record._meta.get_field(name) for name in names]
    labels = [formatting.capitalise_first(str(field.verbose_name)) for field in fields]  # type: ignore[union-attr]
    values = [_format_model_value(record, field) for field in fields]
    return [(label, value) for label, value in zip(labels, values, strict=True) if value != ""]


def get_saved_values(record: models.Model, form: forms.BaseForm) -> dict[str, Any]:
    """What is saved now, to stand beside what was typed.

    Returns:
        Values by the form's names, of every field that the record has.
    """
    values = model_to_dict(record, [name for name in form.fields if name != "seen"])
    return {name: value for name, value in values.items() if name in form.fields}


def compare_typed_with_saved_values(
    form: forms.BaseForm, record: Versioned, saved: dict[str, Any]
) -> VersionComparison:
    """What the reader typed beside what is saved now.

    Args:
        form: bound to what was typed.
        record: as it is saved.
        saved: its values by the form's names.

    Returns:
        One row for each field, and who saved it when.
    """
    return VersionComparison(
        _get_changer_name(record), record.changed_at, list_version_comparison_rows(form, saved)
    )


def _get_changer_name(record: Versioned) -> str:
    """Asked for here alone: a page that shows no conflict need not fetch who saved its record last."""
    found = User.objects.filter(pk=record.changed_by_id or 0).values_list("name", flat=True).first()
    return found or "Someone"


def list_version_comparison_rows(
    form: forms.BaseForm, saved: dict[str, Any]
) -> tuple[VersionComparisonRow, ...]:
    """The questions of the form for which `saved` has a value.

    Args:
        form: bound to what was typed.
        saved: the saved values by the form's names.

    Returns:
        One row for each, with both answers.
    """
    typed = getattr(form, "cleaned_data", {})
    return tuple(
        VersionComparisonRow(
            str(form[name].label).removesuffix(" (optional)"),
            format_form_answer(field, typed.get(name)),
            format_form_answer(field, saved[name]),
        )
        for name, field in form.fields.items()
        if name != "seen" and name in saved
    )


def _format_model_value(record: models.Model, field: Any) -> Any:
    if field.choices:
        return getattr(record, f"get_{field.name}_display")()
    value = getattr(record, field.name)
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if isinstance(value, datetime):
        return formatting.format_relative_day_and_time(value)
    if isinstance(value, time):
        return formatting.format_time(value)
    return formatting.format_day(value) if isinstance(value, date) else "" if value is None else str(value)


def format_form_answer(field: forms.Field, value: Any, *, nothing: str = NOTHING) -> str:
    """What was answered, in words.

    Args:
        field: of a form.
        value: its cleaned value.
        nothing: the words for no answer.
    """
    if value in (None, "", []):
        return nothing
    if isinstance(value, list):
        return join_texts((format_form_answer(field, one) for one in value), "; ")
    if labels := getattr(field, "labels", None):  # rows to choose among, by their numbers
        return str(labels.get(getattr(value, "pk", value), value))
    if choices := dict(getattr(field, "choices", ()) or ()):
        return str(choices.get(str(getattr(value, "pk", value)), value))
    return formatting.format_money(value) if isinstance(field, PoundsField) else _format_plain_value(value)


def _format_plain_value(value: Any) -> str:
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if isinstance(value, time):
        return formatting.format_time(value)
    return formatting.format_day(value) if isinstance(value, date) else str(value)
