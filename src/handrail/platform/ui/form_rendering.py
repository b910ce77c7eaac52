"""From a bound Django field to the parameters of a GOV.UK macro, and the errors of a form with where they point.

A page writes a plain Django form and `{{ field(form.called) }}`; nothing here knows what is asked.
"""

from collections.abc import Mapping
from typing import Any, NamedTuple

from django import forms
from django.core.exceptions import ValidationError
from django.forms.boundfield import BoundField
from django.forms.forms import BaseForm
from django.http import HttpRequest
from django.utils.html import conditional_escape

from handrail.platform.kernel.messages import join_texts, lower_first, msg
from handrail.platform.ui.date_fields import DatePartsWidget
from handrail.platform.ui.text_directions import close_direction_marks_of_submitted_fields

type MacroParams = dict[str, Any]
"""Parameters of one of the GOV.UK macros, nested as its documentation has them: each macro takes its own."""

TYPED_AGAIN = "typed_again"
# Order matters: in Django a group of checkboxes is a kind of radio group, and that is a kind of select.
MACROS: tuple[tuple[type[forms.Widget], str], ...] = (
    (DatePartsWidget, "date"),
    (forms.CheckboxSelectMultiple, "checkboxes"),
    (forms.RadioSelect, "radios"),
    (forms.Select, "select"),
    (forms.CheckboxInput, "checkbox"),
    (forms.Textarea, "textarea"),
    (forms.PasswordInput, "password"),
    (forms.FileInput, "file"),
    (forms.widgets.Input, "text"),
)
OWN_PARAMETERS = {
    "autocomplete": "autocomplete",
    "inputmode": "inputmode",
    "spellcheck": "spellcheck",
    "rows": "rows",
}
NOT_PASSED_ON = {
    "class",
    "maxlength",  # a browser would cut what is pasted without a word; our answer says what is too long
    "placeholder",
    "required",
    "cols",
    "id",
    "aria-describedby",
    "aria-invalid",
    *OWN_PARAMETERS,
}


class ErrorSummaryItem(NamedTuple):
    """One line of the error summary; without `href` it is about the form as a whole."""

    text: str
    href: str


def bind_form[F: BaseForm](form_class: type[F], request: HttpRequest, **kwargs: Any) -> F:
    """The form, bound when the page was sent, even when nothing was filled in.

    Sent with TYPED_AGAIN it is not bound: what stood in it when the screen was hidden stands in it again, unchecked.
    """
    if request.method == "POST" and TYPED_AGAIN not in request.POST:
        return form_class(close_direction_marks_of_submitted_fields(request.POST), request.FILES, **kwargs)
    form = form_class(**kwargs)
    if request.method == "POST":
        _restore_typed_values(form, request)
    return form


def _restore_typed_values(form: BaseForm, request: HttpRequest) -> None:
    for name, field in form.fields.items():
        if not isinstance(field, forms.FileField):
            form.initial[name] = field.widget.value_from_datadict(
                request.POST, request.FILES, form.add_prefix(name)
            )


def set_field_labels(form: BaseForm, **labels: str) -> str:
    """Our words for the fields of somebody else's form, so that labels and errors agree. Prints nothing."""
    for name, label in labels.items():
        form.fields[name].label = form[name].label = label  # a bound field keeps the label it was made with
    return ""


def get_field_macro_name(bound: BoundField) -> str:
    """Which macro draws this field."""
    for widget, name in MACROS:
        if isinstance(bound.field.widget, widget):
            return name
    raise TypeError(f"No way to draw {type(bound.field.widget).__name__} of field {bound.name!r}.")


def get_field_macro_name_and_params(bound: BoundField, **said: Any) -> tuple[str, MacroParams]:
    """What the macro of a form field is called with.

    Returns:
        The macro's name, and its parameters: the field's, and over them `said`, what the template adds
        (see components/form.html).
    """
    name = get_field_macro_name(bound)
    maker = {
        "date": _get_date_macro_params,
        "radios": _get_choices_macro_params,
        "checkboxes": _get_choices_macro_params,
        "select": _get_select_macro_params,
        "checkbox": _get_checkbox_macro_params,
    }
    return name, maker.get(name, _get_input_macro_params)(bound, said)


def get_form_errors(form: BaseForm, whole: str = "") -> list[ErrorSummaryItem]:
    """Every error in the order of the fields; those of the form as a whole come first and lead to the field `whole`."""
    if not form.is_bound:
        return []
    whole = whole or getattr(form, "whole_form_error_field", "")
    start = f"#{get_error_target_id(form[whole])}" if whole else ""
    found = [ErrorSummaryItem(str(text), start) for text in form.non_field_errors()]
    for name in form.fields:
        href = "" if form[name].is_hidden else f"#{get_error_target_id(form[name])}"
        found += [ErrorSummaryItem(text, href) for text in get_field_errors(form[name])]
    return found


def get_field_errors(bound: BoundField) -> list[str]:
    """What is wrong with the field. What Django says without naming it names it here, and says what to do."""
    own = forms.Field.default_error_messages["required"]
    found = zip(bound.errors, bound.errors.as_data(), strict=True)
    return [
        _explain_required(bound) if text == str(own) else _explain_how_to_fix(bound, error) or str(text)
        for text, error in found
    ]


def _explain_how_to_fix(bound: BoundField, error: ValidationError) -> str:
    """What to do, where the text would be one of Django's that leaves the reader to guess which box is meant."""
    label, params = bound.label, error.params or {}
    if error.code == "max_length" and "max_length" not in bound.field.error_messages:
        return msg(
            "“{label}” can have {most} characters at most and has {typed}. Shorten it",
            label=label,
            most=f"{params['limit_value']:,}",
            typed=f"{params['show_value']:,}",
        )
    if error.code == "null_characters_not_allowed":
        return msg(
            (
                "“{label}” contains an invisible character that cannot be saved. Type it again, "
                "without pasting"
            ),
            label=label,
        )
    if error.code == "invalid_choice" and "%(value)s" in str(error.message):
        return msg("Your choice for “{label}” is no longer available. Choose again", label=label)
    return ""


def _explain_required(bound: BoundField) -> str:
    label, choice = str(bound.label), get_field_macro_name(bound) in ("radios", "checkboxes", "select")
    if label.endswith("?"):
        return (
            msg("Choose an answer to “{label}”", label=label)
            if choice
            else msg("Answer the question “{label}”", label=label)
        )
    if get_field_macro_name(bound) == "checkbox":
        return msg("Tick “{label}”, or go back", label=label)
    lower = lower_first(label)
    return msg("Choose {lower}", lower=lower) if choice else msg("Enter {lower}", lower=lower)


def get_error_target_id(bound: BoundField) -> str:
    """The id that an error takes the reader to: the field, its first choice, or the part of a date at fault."""
    if isinstance(bound.field.widget, DatePartsWidget):
        return f"{bound.auto_id}-{bound.field.widget.first_at_fault(bound.value())}"
    return str(bound.auto_id)


def _get_common_macro_params(bound: BoundField, said: Mapping[str, Any]) -> MacroParams:
    """What every macro takes: name, hint, error."""
    hint = said.get("hint") or bound.help_text
    params: MacroParams = {"name": bound.html_name}
    if hint:
        params["hint"] = _make_text_or_html_param(hint)
    if bound.form.is_bound and bound.errors:
        params["errorMessage"] = {"text": join_texts(get_field_errors(bound), " ")}
    return params


def _get_label_macro_params(bound: BoundField, said: Mapping[str, Any], block: str) -> MacroParams:
    """Label or legend. A question that is the page's heading is large and is the h1; others are bold."""
    size = said.get("size") or ("l" if said.get("heading") else "")
    text = said.get("label") or bound.label
    return {
        **_make_text_or_html_param(text),
        "classes": f"govuk-{block}--{size}" if size else f"app-{block.replace('__', '-')}",
        "isPageHeading": bool(said.get("heading")),
    }


def _make_text_or_html_param(value: Any) -> MacroParams:
    """Text that was marked safe by a template stays markup; anything else is escaped by the macro."""
    return {"html": value} if hasattr(value, "__html__") else {"text": str(value)}


def _get_input_macro_params(bound: BoundField, said: Mapping[str, Any]) -> MacroParams:
    attrs = bound.field.widget.attrs
    params = _get_common_macro_params(bound, said) | {
        "id": bound.auto_id,
        "label": _get_label_macro_params(bound, said, "label"),
    }
    params |= {ours: attrs[theirs] for theirs, ours in OWN_PARAMETERS.items() if theirs in attrs}
    if bound.field.widget.__class__ is not forms.PasswordInput and (value := bound.value()) is not None:
        params["value"] = bound.field.widget.format_value(value) or ""  # an empty start is no word
    if isinstance(bound.field.widget, forms.widgets.Input):
        params["type"] = bound.field.widget.input_type
    params["classes"] = said.get("classes") or attrs.get("class", "")
    params["attributes"] = _get_passed_on_attributes(attrs)
    return params


def _get_passed_on_attributes(attrs: Mapping[str, Any]) -> MacroParams:
    return {name: value for name, value in attrs.items() if name not in NOT_PASSED_ON and value is not False}


def _get_choices_macro_params(bound: BoundField, said: Mapping[str, Any]) -> MacroParams:
    hints, reveals = said.get("hints") or {}, said.get("reveals") or {}
    chosen = _get_chosen_values(bound)
    items = [
        _get_choice_item(str(value), label, hints, reveals, chosen)
        for value, label in _flatten_choices(bound)
        if str(value) != ""
    ]
    if divider := said.get("divider"):
        items.insert(-1, {"divider": divider})
    classes = {"radios": "govuk-radios", "checkboxes": "govuk-checkboxes"}[get_field_macro_name(bound)]
    looks = [f"{classes}--{look}" for look in ("inline", "small") if said.get(look)]
    return _get_common_macro_params(bound, said) | {
        "idPrefix": bound.auto_id,
        "fieldset": {"legend": _get_label_macro_params(bound, said, "fieldset__legend")},
        "items": items,
        "classes": join_texts([*looks, said.get("classes") or ""], " ").strip(),
    }


def _get_choice_item(
    value: str, label: Any, hints: Mapping[str, Any], reveals: Mapping[str, Any], chosen: set[str]
) -> MacroParams:
    item: MacroParams = {"value": value, **_make_text_or_html_param(label), "checked": value in chosen}
    if value in hints:
        item["hint"] = _make_text_or_html_param(hints[value])
    if value in reveals:
        item["conditional"] = {"html": conditional_escape(reveals[value])}
    return item


def _flatten_choices(bound: BoundField) -> list[tuple[Any, Any]]:
    """Choices with groups laid flat."""
    flat: list[tuple[Any, Any]] = []
    for value, label in bound.field.choices:  # type: ignore[attr-defined]
        flat += label if isinstance(label, list | tuple) else [(value, label)]
    return flat


def _get_chosen_values(bound: BoundField) -> set[str]:
    value = bound.value()
    several = value if isinstance(value, list | tuple | set | frozenset) else [value]
    return {str(each) for each in several if each not in (None, "")}


def _get_select_macro_params(bound: BoundField, said: Mapping[str, Any]) -> MacroParams:
    chosen = _get_chosen_values(bound)
    items = [
        {"value": str(value), "text": str(label), "selected": str(value) in chosen}
        for value, label in _flatten_choices(bound)
    ]
    return _get_common_macro_params(bound, said) | {
        "id": bound.auto_id,
        "label": _get_label_macro_params(bound, said, "label"),
        "items": items,
        "classes": said.get("classes") or bound.field.widget.attrs.get("class", ""),
        "attributes": _get_passed_on_attributes(bound.field.widget.attrs),
    }


def _get_checkbox_macro_params(bound: BoundField, said: Mapping[str, Any]) -> MacroParams:
    """One box on its own: the label is the choice."""
    hint = said.get("hint") or bound.help_text
    item: MacroParams = {"value": "on", "checked": bool(bound.value())}
    item |= _make_text_or_html_param(said.get("label") or bound.label) | {"id": bound.auto_id}
    if hint:
        item["hint"] = _make_text_or_html_param(hint)
    params = _get_common_macro_params(bound, said) | {
        "idPrefix": bound.auto_id,
        "items": [item],
        "classes": said.get("classes") or "",
    }
    params.pop("hint", None)
    return params


def _get_date_macro_params(bound: BoundField, said: Mapping[str, Any]) -> MacroParams:
    widget: Any = bound.field.widget
    params = _get_common_macro_params(bound, said) | {
        "id": bound.auto_id,
        "fieldset": {"legend": _get_label_macro_params(bound, said, "fieldset__legend"), "role": "group"},
        "items": widget.items(
            bound.html_name, str(bound.auto_id), bound.value(), at_fault=bool(bound.errors)
        ),
    }
    del params["name"]
    return params
