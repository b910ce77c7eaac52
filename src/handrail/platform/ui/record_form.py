"""A form for one record: labels, hints, lengths, choices and messages come from the fields of its model.

    class ImprovementPlanForm(RecordForm):
        class Meta:
            model, fields = Plan, ["title", "aim", "starts_on", "ends_on"]

A form reads and checks; an action writes. Templates draw it as any other form (components/form.html).
"""

import copy
from collections.abc import Mapping
from contextlib import suppress
from typing import Any, ClassVar, NoReturn

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS, ImproperlyConfigured, ValidationError
from django.db import models
from django.db.models.fields import BLANK_CHOICE_LABEL
from django.forms.models import ModelFormMetaclass

from handrail.platform.access.actor import Actor
from handrail.platform.access.pence_field import PenceField
from handrail.platform.access.versioned import Versioned
from handrail.platform.kernel.messages import msg
from handrail.platform.ui.date_fields import DatePartsField, TimeTextField
from handrail.platform.ui.formatting import capitalise_first
from handrail.platform.ui.pounds_field import PoundsField

Choices = models.QuerySet[Any] | list[tuple[str, str]]


EMPTY_CHOICE = "Choose from the list"


class SeenVersionField(forms.IntegerField):
    """The version that the page shows, so that an older page cannot overwrite a newer save."""

    def __init__(self) -> None:
        super().__init__(widget=forms.HiddenInput, min_value=0, max_value=2_000_000_000)


class RecordFormMeta(ModelFormMetaclass):
    """Hands each model field to `make_form_field`, when the class is made."""

    def __new__(mcs, name: str, bases: Any, attrs: dict[str, Any]) -> Any:
        with suppress(KeyError):  # the base of all has none
            meta = attrs["Meta"]
            meta.formfield_callback = staticmethod(make_form_field)
        return super().__new__(mcs, name, bases, attrs)


class RecordForm(forms.ModelForm, metaclass=RecordFormMeta):  # type: ignore[type-arg]
    """A form for one record. `actor` limits what may be chosen; `seen` is there where a saved record is edited.

    The record that is handed in stays as it is: `form.instance` is a copy, so that a page still shows what is saved
    after an invalid form has filled its copy in.
    """

    use_required_attribute = False
    needed: ClassVar[tuple[str, ...]] = ()  # must be answered here, though the model may hold them empty
    choice_keys: ClassVar[dict[str, str]] = {}  # by what a choice is sent, where that is not its number
    seen = SeenVersionField()

    def __init__(
        self,
        data: Any = None,
        files: Any = None,
        *,
        actor: Actor,
        instance: models.Model | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(data, files, instance=copy.copy(instance), **kwargs)
        self.actor = actor
        self._require()
        self._add_seen_version_field()
        self._limit_choices()

    def get_choices(self) -> Mapping[str, Choices]:
        """What may be chosen in fields whose model has no `visible_to`, by the name of the field."""
        return {}

    def save(self, commit: bool = True) -> NoReturn:
        """Never."""
        raise TypeError("A form does not write: call an action.")

    def add_error(self, field: Any, error: Any) -> None:
        """An error of a field that is not on the form speaks at its top, instead of being a fault of ours."""
        if field is None and hasattr(error, "error_dict"):
            for name, errors in error.error_dict.items():
                super().add_error(name if name in self.fields else None, errors)
        else:
            super().add_error(field, error)

    def _require(self) -> None:
        for name in self.needed:
            self.fields[name].required = True
            self.fields[name].label = _get_label_or_raise(self.instance._meta.get_field(name))

    def _add_seen_version_field(self) -> None:
        if isinstance(self.instance, Versioned) and not self.instance._state.adding:
            self.initial.setdefault("seen", self.instance.version)
        elif "seen" not in self.initial:
            del self.fields["seen"]

    def _limit_choices(self) -> None:
        given = self.get_choices()
        for name, field in self.fields.items():
            if isinstance(field, forms.ModelChoiceField):
                self._limit_rows(name, field, self._select_visible_rows(name, field, given))
            elif name in given:
                field.choices = given[name]  # type: ignore[attr-defined]

    def _limit_rows(self, name: str, field: Any, rows: Any) -> None:
        """One statement: the choices are drawn from what was fetched here."""
        field.queryset, field.to_field_name = rows, self.choice_keys.get(name, "pk")
        found = list(rows)
        keys = {row.pk: str(row.serializable_value(field.to_field_name)) for row in found}
        field.labels = {row.pk: _get_row_label(row) for row in found}
        pairs = [(keys[row.pk], field.labels[row.pk]) for row in found]
        field.choices = pairs if field.required else [("", "None"), *pairs]
        self.initial[name] = keys.get(self.initial.get(name), self.initial.get(name))

    def _select_visible_rows(
        self, name: str, field: Any, given: Mapping[str, Choices]
    ) -> models.QuerySet[Any]:
        """Only what the actor may see, said by the model or by the form; never every row that there is."""
        if name in given:
            return given[name]  # type: ignore[return-value]
        visible_to = getattr(field.queryset, "visible_to", None)
        if visible_to is None:
            raise TypeError(f"{type(self).__name__}.{name} would offer every row: name them in get_choices.")
        return visible_to(self.actor)  # type: ignore[no-any-return]


def _get_row_label(row: models.Model) -> str:
    """An account by name and role: its `str` is a number, so that no log names anybody."""
    return str(getattr(row, "name_and_role", row))


def make_form_field(model_field: Any, **own: Any) -> forms.Field | None:
    """The form field of a model field. `own` is what the form's Meta says of it. Raises ImproperlyConfigured."""
    label = own.pop("label", None) or _get_label_or_raise(model_field)
    needed = not (model_field.blank or isinstance(model_field, models.BooleanField))
    says_so = str(label) != str(label).removesuffix(" (optional)")
    plain = isinstance(model_field, models.BooleanField) or needed or says_so
    own |= {"label": label if plain else msg("{label} (optional)", label=label)}
    field = _make_form_field_or_none(model_field, own)
    if field is not None:
        field.widget.attrs.pop("maxlength", None)
        field.error_messages |= _get_error_messages(model_field, label, field)
        _set_label_of_empty_choice(field)
    return field


def _set_label_of_empty_choice(field: forms.Field) -> None:
    """Django's words for it are in no catalogue of ours."""
    if isinstance(field, forms.ChoiceField) and not isinstance(field, forms.ModelChoiceField):
        field.choices = [  # type: ignore[misc]  # a list is taken as it is
            (value, EMPTY_CHOICE if label == BLANK_CHOICE_LABEL else label)
            for value, label in field.choices  # type: ignore[union-attr]
        ]


def _make_form_field_or_none(model_field: Any, own: dict[str, Any]) -> forms.Field | None:
    own.setdefault("help_text", model_field.help_text)
    if isinstance(model_field, models.DateField) and not isinstance(model_field, models.DateTimeField):
        limits = {name: getattr(model_field, name, None) for name in ("not_after", "not_before")}
        if getattr(model_field, "within_years", 0):
            limits["not_before"] = None  # the model says both ends of the span in one sentence
        about = getattr(model_field, "about", "")
        return DatePartsField(required=not model_field.blank, about=about, **limits, **own)
    if isinstance(model_field, models.TimeField):
        return TimeTextField(required=not model_field.blank, **own)
    if isinstance(model_field, PenceField):
        return PoundsField(required=not model_field.blank, most=model_field.most, **own)
    if model_field.choices or model_field.is_relation:
        own.setdefault("widget", forms.RadioSelect)
    elif isinstance(model_field, models.TextField):
        own.setdefault("widget", forms.Textarea(attrs={"rows": getattr(model_field, "rows", 4)}))
    return model_field.formfield(**own)  # type: ignore[no-any-return]


def _get_error_messages(model_field: Any, label: str, field: forms.Field) -> dict[str, str]:
    """The model's own message for an empty field, which Django keeps from the form; and what is too long."""
    found: dict[str, str] = {}
    if longest := getattr(field, "max_length", None):
        found["max_length"] = msg(
            "{label} must be {longest} characters or less", label=label, longest=f"{longest:,}"
        )
    asks = model_field.error_messages["blank"]
    if asks != models.Field.default_error_messages["blank"]:
        found |= {"required": asks} | ({"invalid_choice": asks} if hasattr(field, "choices") else {})
    return found


def _get_label_or_raise(model_field: Any) -> str:
    if model_field.verbose_name == model_field.name.replace("_", " "):
        raise ImproperlyConfigured(f"{model_field} is on a form and has no label: give its verbose_name.")
    return capitalise_first(str(model_field.verbose_name))


def list_field_and_error_pairs(error: ValidationError) -> list[tuple[str, str]]:
    """What an action found wrong, as pairs of field ("" for the form as a whole) and sentence."""
    if not hasattr(error, "error_dict"):
        return [("", text) for text in error.messages]
    return [
        ("" if name == NON_FIELD_ERRORS else name, text)
        for name, errors in error.error_dict.items()
        for each in errors
        for text in each.messages
    ]
