"""From one question of the form to a Django form: every kind of box, "not sure" at each, and nothing typed is lost."""

import datetime
from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from handrail.kernel.saying import say
from handrail.nrmform.queries.drafts import DraftPage
from handrail.nrmform.rules import checking, flow
from handrail.nrmform.rules.definition import NOT_SURE, Definition, Field, Page
from handrail.nrmform.rules.flow import Given, Value
from handrail.nrmform.rules.leaving import NO_PAPERS
from handrail.nrmform.rules.papers import Papers, held, why_not
from handrail.web.design import words
from handrail.web.design.dates import DateParts

SHORT_ENOUGH = 260  # entries of a list that a page may carry for the browser to suggest from
QUIET = {"autocomplete": "off", "spellcheck": "false"}
WIDTHS = {
    "tel": "govuk-input--width-20",
    "number": "govuk-input--width-2",
    "postcode": "govuk-input--width-10",
}
UNSURE = "unsure"


class QuestionForm(forms.Form):
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
        draft: DraftPage,
        page: Page,
        suggested: Mapping[str, Value],
        papers: Papers = NO_PAPERS,
        complete: bool = True,
        **kwargs: Any,
    ) -> None:
        self.draft, self.page, self.complete = draft, page, complete
        self.kept: dict[str, Given] = {}
        first: dict[str, Any] = {"seen": seen_of(draft, page), "of": str(draft.draft_id)}
        for field in page.fields:
            first[field.key] = start(field, draft, suggested)
        if main := draft.answers.get(page.main.key):
            first[UNSURE] = main.given.unsure
        super().__init__(data, initial=first, **kwargs)
        for field in page.fields:
            if field.kind != "papers":
                self.fields[field.key] = BOXES[field.kind](field, draft.definition)
            elif choices := papers_to_choose(draft, papers):
                self.fields[field.key] = _papers(field, choices)
        if page.unsure and page.main.kind != "choice":
            self.fields[UNSURE] = forms.BooleanField(label="Not sure, or not known", required=False)

    def clean(self) -> dict[str, Any]:
        """Each answer as the form would take it; what is missing; nothing is thrown away."""
        told = super().clean() or {}
        for field in self.page.fields:
            if field.key in told:
                self._keep(field, told)
        if self.complete and not self.errors:
            self._nothing_missing()
        return told

    def saving(self) -> dict[str, Given]:
        """What is to be kept. On the way out, an empty box that was never saved stays so."""
        if self.complete:
            return self.kept
        return {key: one for key, one in self.kept.items() if one or key in self.draft.answers}

    def _keep(self, field: Field, told: Mapping[str, Any]) -> None:
        value = typed(field, told[field.key])
        if (picked := self.data.get(f"{field.key}_pick")) and picked in self._entries(field):
            value = picked
        try:
            value = checking.checked(self.draft.definition, field, value, words.today())
        except checking.NotAnAnswer as no:
            self.add_error(field.key, str(no))
            if no.near and field.kind == "list":
                self._offer(field, no.near)
            return
        unsure = field is self.page.main and bool(told.get(UNSURE))
        self.kept[field.key] = Given(value, unsure)

    def _entries(self, field: Field) -> tuple[str, ...]:
        return self.draft.definition.lists.get(field.list, ())

    def _offer(self, field: Field, near: tuple[str, ...]) -> None:
        """Entries that are like what was typed, to choose from; it works without a script."""
        self.fields[f"{field.key}_pick"] = forms.ChoiceField(
            label="Choose from those that are like it",
            choices=[(one, one) for one in near],
            widget=forms.RadioSelect,
            required=False,
        )

    def _nothing_missing(self) -> None:
        after = {**self.draft.given, **self.kept}
        for field in flow.missing(self.draft.definition, self.page, after):
            self.add_error(field.key, ValidationError(missing_words(self.page, field), code="missing"))


def papers_to_choose(draft: DraftPage, papers: Papers) -> list[tuple[str, str]]:
    """Papers of the case that may go with the form: none with a report."""
    if why_not(draft.given):
        return []
    return [(number, paper.words) for number, paper in papers.items() if not held(paper)]


def seen_of(draft: DraftPage, page: Page) -> str:
    """The versions of a page's answers, as the page carries them."""
    return ".".join(str(draft.version(field.key)) for field in page.fields)


def seen_by(page: Page, text: str) -> dict[str, int]:
    """The versions that somebody had before them; what is not a number was never seen."""
    parts = text.split(".")
    if len(parts) != len(page.fields) or not all(part.isascii() and part.isdecimal() for part in parts):
        return {}
    return {field.key: int(part[:9]) for field, part in zip(page.fields, parts, strict=True)}


def start(field: Field, draft: DraftPage, suggested: Mapping[str, Value]) -> Any:
    """What stands in the box at first: what was saved, else what the case says."""
    if field.key in draft.answers:
        return shown(field, draft.given[field.key].value)
    return shown(field, suggested.get(field.key, ""))


def shown(field: Field, value: Value) -> Any:
    """A kept value as its box takes it."""
    values = Given(value).values
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


def typed(field: Field, value: Any) -> Value:
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


def missing_words(page: Page, field: Field) -> str:
    """What to do about a box that the Home Office form will not go on without."""
    if field.kind == "tick":
        return say("Tick “{field}”, or choose another way", field=field.label)
    if field.kind in ("choice", "several"):
        way = " “Not sure” is an answer" if page.unsure and field is page.main else ""
        return say("Choose an answer.{way}", way=way) if way else "Choose an answer"
    if page.unsure and field is page.main:
        return say("Enter {field}, or tick “Not sure, or not known”", field=words.small(field.label))
    return say("Enter {field}", field=words.small(field.label))


def _choice(field: Field, definition: Definition) -> forms.Field:
    choices = [(option.value, option.label) for option in field.options]
    if field.own_not_sure:
        choices.append((NOT_SURE, "Not sure"))
    return forms.ChoiceField(label=field.label, choices=choices, widget=forms.RadioSelect, **_said(field))


def _several(field: Field, definition: Definition) -> forms.Field:
    choices = [(option.value, option.label) for option in field.options]
    return forms.MultipleChoiceField(
        label=field.label, choices=choices, widget=forms.CheckboxSelectMultiple, **_said(field)
    )


def _papers(field: Field, choices: list[tuple[str, str]]) -> forms.Field:
    return forms.MultipleChoiceField(
        label=field.label, choices=choices, widget=forms.CheckboxSelectMultiple, **_said(field)
    )


def _list(field: Field, definition: Definition) -> forms.Field:
    attrs = dict(QUIET)
    if len(definition.lists[field.list]) <= SHORT_ENOUGH:
        attrs["list"] = f"list-{field.list}"
    return forms.CharField(label=field.label, widget=forms.TextInput(attrs=attrs), **_said(field))


def _lines(field: Field, definition: Definition) -> forms.Field:
    return forms.CharField(
        label=field.label, widget=forms.Textarea(attrs={"rows": 4, **QUIET}), **_said(field)
    )


def _text(field: Field, definition: Definition) -> forms.Field:
    kind = {"email": forms.EmailInput, "tel": forms.TextInput}.get(field.kind, forms.TextInput)
    attrs = {**QUIET, "class": WIDTHS.get(field.key, WIDTHS.get(field.kind, ""))}
    if field.kind in ("tel", "number"):
        attrs["inputmode"] = "tel" if field.kind == "tel" else "numeric"
    return forms.CharField(label=field.label, widget=kind(attrs=attrs), **_said(field))


def _long(field: Field, definition: Definition) -> forms.Field:
    return forms.CharField(
        label=field.label, widget=forms.Textarea(attrs={"rows": 8}), strip=False, **_said(field)
    )


def _tick(field: Field, definition: Definition) -> forms.Field:
    return forms.BooleanField(label=field.label, **_said(field))


def _date(field: Field, definition: Definition) -> forms.Field:
    return DateParts(label=field.label, about="date of birth", not_after=words.today, **_said(field))


def _said(field: Field) -> dict[str, Any]:
    return {"required": False, "help_text": field.hint}


BOXES = {
    "choice": _choice,
    "several": _several,
    "list": _list,
    "lines": _lines,
    "text": _text,
    "email": _text,
    "tel": _text,
    "number": _text,
    "long": _long,
    "tick": _tick,
    "date": _date,
}
