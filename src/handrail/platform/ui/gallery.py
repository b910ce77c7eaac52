"""Every component in every state on one page, with invented people: what designers look at and tests walk with axe."""

from django import forms
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from handrail.platform.ui import gallery_content as content
from handrail.platform.ui.access_control import public
from handrail.platform.ui.date_fields import DatePartsField, TimeTextField


class GallerySampleForm(forms.Form):
    """One of each kind of field."""

    called = forms.CharField(
        label="What should we call them?", help_text="A name, a nickname, or nothing yet.", max_length=60
    )
    age = forms.ChoiceField(
        label="Are they an adult or a child?",
        choices=[("adult", "Adult"), ("child", "Child"), ("not_sure", "Not sure")],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose adult, child, or not sure"},
    )
    safe_to_call = forms.ChoiceField(
        label="Is it safe to call?",
        choices=[("yes", "Yes"), ("no", "No"), ("not_sure", "Not sure")],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose yes, no, or not sure"},
    )
    phone = forms.CharField(
        label="Phone number",
        required=False,
        widget=forms.TextInput(
            attrs={"type": "tel", "autocomplete": "off", "class": "govuk-input--width-20"}
        ),
    )
    needs = forms.MultipleChoiceField(
        label="What would help first?",
        choices=[
            ("bed", "A place to sleep"),
            ("clothes", "Clothes and a phone"),
            ("advice", "Advice on their status"),
        ],
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Choose at least one, or skip this question"},
    )
    area = forms.ChoiceField(
        label="Police area", choices=[("", "Choose an area"), ("lincs", "Lincolnshire"), ("kent", "Kent")]
    )
    happened = DatePartsField(
        label="When did it happen?", about="the date of the call", help_text="For example, 24 11 2026."
    )
    at = TimeTextField(label="At what time?", help_text="For example, 6:20pm or 18:20.")
    said = forms.CharField(
        label="What did they say, in their words?", widget=forms.Textarea(attrs={"rows": 3})
    )
    told = forms.BooleanField(label="They know that this is written down")
    letter = forms.FileField(label="The letter", required=False)
    secret = forms.CharField(
        label="Password", widget=forms.PasswordInput(attrs={"autocomplete": "current-password"})
    )


INVALID_DATA = {
    "happened-day": "30",
    "happened-month": "2",
    "happened-year": "2026",
    "at": "half six",
    "called": "Jo",
    "phone": "07700 900586",
}


@public("invented people, for designers and tests")
@require_safe
def gallery(request: HttpRequest) -> HttpResponse:
    """Good and bad forms, every table, every empty place. On a training copy and in development alone."""
    if not settings.SHOWS_GALLERY:
        raise Http404
    context = content.get_gallery_content() | {
        "fine": GallerySampleForm(
            prefix="fine", initial={"called": "Mirela", "age": "adult", "safe_to_call": "yes"}
        ),
        "wrong": GallerySampleForm(
            data={f"wrong-{name}": value for name, value in INVALID_DATA.items()}, prefix="wrong"
        ),
    }
    return render(request, "gallery.html", context)
