"""From one question of the form to a Django form: every kind of box, "not sure" at each, and nothing typed is lost."""

import datetime
from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from handrail.people.referral_form.queries.drafts import FormDraftDetail
from handrail.people.referral_form.rules import answer_cleaning, question_flow
from handrail.people.referral_form.rules.export_content import NO_PAPERS
from handrail.people.referral_form.rules.form_definition import NOT_SURE, FormDefinition, FormField, FormPage
from handrail.people.referral_form.rules.papers import (
    FormPapers,
    get_reason_document_cannot_go_with_form,
    get_reason_form_takes_no_documents,
)
from handrail.people.referral_form.rules.question_flow import FormAnswerValue, Value
from handrail.platform.kernel.messages import msg
from handrail.platform.ui import formatting
from handrail.platform.ui.date_fields import DatePartsField

LONGEST_SUGGESTED_LIST = 260  # entries of a list that a page may carry for the browser to suggest from
NO_AUTOCOMPLETE = {"autocomplete": "off", "spellcheck": "false"}
WIDTHS = {
    "tel": "govuk-input--width-20",
    "number": "govuk-input--width-2",
    "postcode": "govuk-input--width-10",
}
UNSURE = "unsure"


class FormPageForm(forms.Form):
    """One page of the definition. `complete` asks for all that the Home Office form asks for on it.

    `of` is the draft that the page was opened on, so that an answer lands in no other.
    """

    seen = forms.CharField(widget=forms.HiddenInput, required=False)
    of = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(
        self,
        data: Any = None,
        files: Any = None,
        *,
        draft: FormDraftDetail,
        page: FormPage,
        suggested: Mapping[str, Value],
        papers: FormPapers = NO_PAPERS,
        complete: bool = True,
        **kwargs: Any,
    ) -> None:
        self.draft, self.page, self.complete = draft, page, complete
        self.kept: dict[str, FormAnswerValue] = {}
        first: dict[str, Any] = {
            "seen": format_answer_versions_of_page(draft, page),
            "of": str(draft.draft_id),
        }
        for field in page.fields:
            first[field.key] = get_initial_field_value(field, draft, suggested)
        if main := draft.answers.get(page.main.key):
            first[UNSURE] = main.given.unsure
        super().__init__(data, initial=first, **kwargs)
        for field in page.fields:
            if field.kind != "papers":
                self.fields[field.key] = FIELD_BUILDERS[field.kind](field, draft.definition)
            elif choices := list_form_document_choices(draft, papers):
                self.fields[field.key] = _build_documents_field(field, choices)
        if page.unsure and page.main.kind != "choice":
            self.fields[UNSURE] = forms.BooleanField(label="Not sure, or not known", required=False)

    def clean(self) -> dict[str, Any]:
        """Each answer as the form would take it; what is missing; nothing is thrown away."""
        told = super().clean() or {}
        for field in self.page.fields:
            if field.key in told:
                self._store_cleaned_answer(field, told)
        if self.complete and not self.errors:
            self._nothing_missing()
        return told

    def saving(self) -> dict[str, FormAnswerValue]:
        """What is to be kept. On the way out, an empty box that was never saved stays so."""
        if self.complete:
            return self.kept
        return {key: one for key, one in self.kept.items() if one or key in self.draft.answers}

    def _store_cleaned_answer(self, field: FormField, told: Mapping[str, Any]) -> None:
        value = parse_answer_value_from_field(field, told[field.key])
        if (picked := self.data.get(f"{field.key}_pick")) and picked in self._list_entries_of_field(field):
            value = picked
        try:
            value = answer_cleaning.clean_form_answer(
                self.draft.definition, field, value, formatting.get_today()
            )
        except answer_cleaning.InvalidAnswerError as no:
            self.add_error(field.key, str(no))
            if no.near and field.kind == "list":
                self._add_similar_entry_choices(field, no.near)
            return
        unsure = field is self.page.main and bool(told.get(UNSURE))
        self.kept[field.key] = FormAnswerValue(value, unsure)

    def _list_entries_of_field(self, field: FormField) -> tuple[str, ...]:
        return self.draft.definition.lists.get(field.list, ())

    def _add_similar_entry_choices(self, field: FormField, near: tuple[str, ...]) -> None:
        """Entries that are like what was typed, to choose from; it works without a script."""
        self.fields[f"{field.key}_pick"] = forms.ChoiceField(
            label="Choose a similar name",
            choices=[(one, one) for one in near],
            widget=forms.RadioSelect,
            required=False,
        )

    def _nothing_missing(self) -> None:
        after = {**self.draft.given, **self.kept}
        for field in question_flow.list_missing_fields_of_page(self.draft.definition, self.page, after):
            self.add_error(
                field.key, ValidationError(get_missing_answer_error(self.page, field), code="missing")
            )


def list_form_document_choices(draft: FormDraftDetail, papers: FormPapers) -> list[tuple[str, str]]:
    """Papers of the case that may go with the form: none with a report."""
    if get_reason_form_takes_no_documents(draft.given):
        return []
    return [
        (number, paper.words)
        for number, paper in papers.items()
        if not get_reason_document_cannot_go_with_form(paper)
    ]


def format_answer_versions_of_page(draft: FormDraftDetail, page: FormPage) -> str:
    """The versions of a page's answers, as the page carries them."""
    return ".".join(str(draft.version(field.key)) for field in page.fields)


def parse_answer_versions_of_page(page: FormPage, text: str) -> dict[str, int]:
    """The versions that somebody had before them, as format_answer_versions_of_page wrote them.

    Returns:
        By key of each box. Empty where the text is none of the page's: then nothing was seen.
    """
    parts = text.split(".")
    if len(parts) != len(page.fields) or not all(part.isascii() and part.isdecimal() for part in parts):
        return {}
    return {field.key: int(part[:9]) for field, part in zip(page.fields, parts, strict=True)}


def get_initial_field_value(field: FormField, draft: FormDraftDetail, suggested: Mapping[str, Value]) -> Any:
    """What is in the box at first: what was saved, else what the case says.

    Args:
        field: the box.
        draft: the draft.
        suggested: what the case says, by key.
    """
    if field.key in draft.answers:
        return format_answer_value_for_widget(field, draft.given[field.key].value)
    return format_answer_value_for_widget(field, suggested.get(field.key, ""))


def format_answer_value_for_widget(field: FormField, value: Value) -> Any:
    """A kept value as its box takes it."""
    values = FormAnswerValue(value).values
    if field.kind in ("several", "papers"):
        return list(values)
    if field.kind == "lines":
        return "\n".join(values)
    one = values[0] if values else ""
    if field.kind == "tick":
        return bool(one)
    if field.kind == "date" and one:
        try:
            return datetime.date.fromisoformat(one)
        except ValueError:
            return None
    return one


def parse_answer_value_from_field(field: FormField, value: Any) -> Value:
    """What a box gave, as the rules read it."""
    if field.kind == "tick":
        return "yes" if value else ""
    if field.kind in ("several", "papers"):
        return tuple(value or ())
    if field.kind == "lines":
        return tuple(line for line in str(value or "").splitlines() if line.strip())
    if isinstance(value, datetime.date):
        return value.isoformat()
    return str(value or "")


def get_missing_answer_error(page: FormPage, field: FormField) -> str:
    """What to do about a box that the Home Office form will not go on without."""
    if field.kind == "tick":
        return msg("Tick “{field}”, or choose another way", field=field.label)
    if field.kind in ("choice", "several"):
        way = " “Not sure” is an answer" if page.unsure and field is page.main else ""
        return msg("Choose an answer.{way}", way=way) if way else "Choose an answer"
    if page.unsure and field is page.main:
        return msg(
            "Enter {field}, or tick “Not sure, or not known”", field=formatting.lower_first(field.label)
        )
    return msg("Enter {field}", field=formatting.lower_first(field.label))


def _build_choice_field_of_definition(field: FormField, definition: FormDefinition) -> forms.Field:
    choices = [(option.value, option.label) for option in field.options]
    if field.own_not_sure:
        choices.append((NOT_SURE, "Not sure"))
    return forms.ChoiceField(
        label=field.label,
        choices=choices,
        widget=forms.RadioSelect,
        **_get_optional_field_and_hint_arguments(field),
    )


def _build_several_choices_field(field: FormField, definition: FormDefinition) -> forms.Field:
    choices = [(option.value, option.label) for option in field.options]
    return forms.MultipleChoiceField(
        label=field.label,
        choices=choices,
        widget=forms.CheckboxSelectMultiple,
        **_get_optional_field_and_hint_arguments(field),
    )


def _build_documents_field(field: FormField, choices: list[tuple[str, str]]) -> forms.Field:
    return forms.MultipleChoiceField(
        label=field.label,
        choices=choices,
        widget=forms.CheckboxSelectMultiple,
        **_get_optional_field_and_hint_arguments(field),
    )


def _build_list_entry_text_field(field: FormField, definition: FormDefinition) -> forms.Field:
    attrs = dict(NO_AUTOCOMPLETE)
    if len(definition.lists[field.list]) <= LONGEST_SUGGESTED_LIST:
        attrs["list"] = f"list-{field.list}"
    return forms.CharField(
        label=field.label,
        widget=forms.TextInput(attrs=attrs),
        **_get_optional_field_and_hint_arguments(field),
    )


def _build_several_lines_field(field: FormField, definition: FormDefinition) -> forms.Field:
    return forms.CharField(
        label=field.label,
        widget=forms.Textarea(attrs={"rows": 4, **NO_AUTOCOMPLETE}),
        **_get_optional_field_and_hint_arguments(field),
    )


def _build_text_field_of_definition(field: FormField, definition: FormDefinition) -> forms.Field:
    kind = {"email": forms.EmailInput, "tel": forms.TextInput}.get(field.kind, forms.TextInput)
    attrs = {**NO_AUTOCOMPLETE, "class": WIDTHS.get(field.key, WIDTHS.get(field.kind, ""))}
    if field.kind in ("tel", "number"):
        attrs["inputmode"] = "tel" if field.kind == "tel" else "numeric"
    return forms.CharField(
        label=field.label, widget=kind(attrs=attrs), **_get_optional_field_and_hint_arguments(field)
    )


def _build_long_text_field(field: FormField, definition: FormDefinition) -> forms.Field:
    return forms.CharField(
        label=field.label,
        widget=forms.Textarea(attrs={"rows": 8}),
        strip=False,
        **_get_optional_field_and_hint_arguments(field),
    )


def _build_tick_box_field(field: FormField, definition: FormDefinition) -> forms.Field:
    return forms.BooleanField(label=field.label, **_get_optional_field_and_hint_arguments(field))


def _build_date_of_birth_field(field: FormField, definition: FormDefinition) -> forms.Field:
    return DatePartsField(
        label=field.label,
        about="date of birth",
        not_after=formatting.get_today,
        **_get_optional_field_and_hint_arguments(field),
    )


def _get_optional_field_and_hint_arguments(field: FormField) -> dict[str, Any]:
    return {"required": False, "help_text": field.hint}


FIELD_BUILDERS = {
    "choice": _build_choice_field_of_definition,
    "several": _build_several_choices_field,
    "list": _build_list_entry_text_field,
    "lines": _build_several_lines_field,
    "text": _build_text_field_of_definition,
    "email": _build_text_field_of_definition,
    "tel": _build_text_field_of_definition,
    "number": _build_text_field_of_definition,
    "long": _build_long_text_field,
    "tick": _build_tick_box_field,
    "date": _build_date_of_birth_field,
}
