"""Bound Django fields drawn by the GOV.UK macros: right kind, right values, errors that lead to their fields."""

import re
from html.parser import HTMLParser

import pytest
from django import forms
from django.http import HttpRequest, QueryDict
from django.template import engines
from django.utils.safestring import mark_safe

from handrail.platform.kernel.messages import Phrase
from handrail.platform.ui.form_rendering import (
    bind_form,
    get_field_errors,
    get_field_macro_name,
    get_field_macro_name_and_params,
    get_form_errors,
)
from handrail.platform.ui.gallery import INVALID_DATA, GallerySampleForm

PAGE = '{% from "components/form.html" import fields, error_summary %}{{ error_summary(form) }}{{ fields(form) }}'


class Ids(HTMLParser):
    """Every id, and every address within the page."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        self.ids += [found["id"] or ""] if "id" in found else []
        link = found.get("href") or ""
        self.links += [link[1:]] if tag == "a" and link.startswith("#") else []


def draw(form: forms.Form, page: str = PAGE) -> str:
    return engines["jinja2"].from_string(page).render({"form": form})


def test_every_error_leads_to_something_on_the_page():
    page = Ids(draw(GallerySampleForm(data=INVALID_DATA)))
    assert len(page.links) == len(get_form_errors(GallerySampleForm(data=INVALID_DATA))) > 5
    assert set(page.links) <= set(page.ids)
    assert len(set(page.ids)) == len(page.ids)


def test_an_error_of_choices_leads_to_the_first_choice():
    form = GallerySampleForm(data={})
    first = {error.text: error.href for error in get_form_errors(form)}
    assert first["Choose adult, child, or not sure"] == "#id_age"
    assert re.search(r'id="id_age"[^>]*value="adult"', draw(form))


def test_a_group_of_checkboxes_is_not_drawn_as_radios():
    form = GallerySampleForm()
    assert get_field_macro_name(form["needs"]) == "checkboxes"
    assert get_field_macro_name(form["age"]) == "radios"
    assert draw(form).count('type="checkbox"') == 4
    assert draw(form).count('type="radio"') == 6


def test_what_was_typed_is_given_back_escaped():
    html = draw(GallerySampleForm(data={"called": '<b>"Jo"', "said": "</textarea><script>"}))
    assert "<b>" not in html.replace("&lt;b&gt;", "")
    assert "<script>" not in html
    assert "&lt;script&gt;" in html


def test_a_password_never_comes_back():
    html = draw(GallerySampleForm(data={"secret": "correct horse"}))
    assert "correct horse" not in html


def test_nothing_is_chosen_beforehand():
    assert "checked" not in draw(GallerySampleForm())


def test_a_choice_is_kept():
    html = draw(
        GallerySampleForm(data={"age": "not_sure", "needs": ["bed", "advice"], "area": "kent", "told": "on"})
    )
    assert re.search(r'value="not_sure"\s+checked', html)
    assert len(re.findall(r" checked", html)) == 4
    assert re.search(r'<option value="kent" selected>', html)


def test_a_reveal_hangs_from_its_choice_and_keeps_its_markup():
    page = '{% from "components/form.html" import field %}{{ field(form.age, reveals={"child": inner}) }}'
    html = (
        engines["jinja2"]
        .from_string(page)
        .render({"form": GallerySampleForm(), "inner": mark_safe("<i>born</i>")})
    )
    assert "<i>born</i>" in html
    assert 'data-aria-controls="conditional-id_age-2"' in html


def test_a_reveal_that_is_plain_text_is_escaped():
    _, params = get_field_macro_name_and_params(GallerySampleForm()["age"], reveals={"child": "<i>"})
    assert params["items"][1]["conditional"]["html"] == "&lt;i&gt;"


def test_a_question_that_heads_the_page_is_its_h1():
    page = '{% from "components/form.html" import field %}{{ field(form.age, heading=true) }}'
    assert re.search(
        r"<h1 class=\"govuk-fieldset__heading\">\s*Are they an adult", draw(GallerySampleForm(), page)
    )


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("called", "Answer the question “What should we call them?”"),
        ("area", "Choose police area"),
        ("secret", "Enter password"),
        ("told", "Tick “They know that this is written down”, or go back"),
    ],
)
def test_a_missing_answer_says_what_to_do(name: str, says: str):
    found = get_field_errors(GallerySampleForm(data={})[name])
    assert found == [says]
    assert isinstance(found[0], Phrase)  # a page in Welsh can say it


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        (
            {"called": "a" * 10_000},
            "“What should we call them?” can have 60 characters at most and has 10,000. Shorten it",
        ),
        (
            {"called": "a\0b"},
            "“What should we call them?” contains an invisible character that cannot be saved. "
            "Type it again, without pasting",
        ),
        ({"area": "atlantis"}, "Your choice for “Police area” is no longer available. Choose again"),
        (
            {"needs": ["bed", "moon"]},
            "Your choice for “What would help first?” is no longer available. Choose again",
        ),
    ],
)
def test_what_django_says_without_naming_the_box_names_it_and_says_what_to_do(typed, says):
    assert says in [error.text for error in get_form_errors(GallerySampleForm(data=INVALID_DATA | typed))]


def test_an_error_of_the_whole_form_leads_where_the_form_says():
    class Pair(GallerySampleForm):
        whole_form_error_field = "age"

        def clean(self) -> None:
            raise forms.ValidationError("These do not go together")

    assert get_form_errors(Pair(data={}))[0] == ("These do not go together", "#id_age")
    assert get_form_errors(Pair(data={}), "called")[0].href == "#id_called"


def test_an_empty_page_that_was_sent_shows_its_errors():
    request = HttpRequest()
    request.method, request.POST = "POST", QueryDict("")
    assert bind_form(GallerySampleForm, request).is_bound
    request.method = "GET"
    assert not bind_form(GallerySampleForm, request).is_bound


def test_a_widget_that_nobody_drew_stops_loudly():
    class Odd(forms.Form):
        when = forms.SplitDateTimeField()

    with pytest.raises(TypeError, match="No way to draw SplitDateTimeWidget"):
        get_field_macro_name(Odd()["when"])
