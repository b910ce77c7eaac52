"""The shorter way prints what Jinja prints, and finds in a row what Jinja finds."""

from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jinja2 import DictLoader
from markupsafe import Markup, escape

from handrail.platform.kernel.messages import Phrase, UserText, msg
from handrail.platform.ui.environment import make_environment
from handrail.platform.ui.printing import escape_value

ENVIRONMENT = make_environment(loader=DictLoader({}))


@given(st.text())
def test_a_text_is_escaped_as_everywhere_whatever_made_it(text):
    for value in (text, UserText(text), Phrase(text, "{text}", {"text": text})):
        assert escape_value(value) == str(escape(text))


@pytest.mark.parametrize("value", [Markup("<b>&amp;</b>"), 3, None, 2.5, msg("<{n}>", n="&")])
def test_markup_passes_and_anything_else_is_what_it_was(value):
    assert escape_value(value) == str(escape(value))


def test_what_is_typed_never_becomes_markup_in_any_place_of_a_template():
    source = (
        "{% macro m(x) %}<i>{{ x }}</i>{% endmacro %}{{ x }}{{ m(x) }}{{ x | upper }}{{ x ~ '<' }}"
        "{% set y %}{{ x }}{% endset %}{{ y }}{% for one in [x] %}{{ one }}{% endfor %}{{ x | safe }}"
    )
    said = ENVIRONMENT.from_string(source).render(x="<s>'\"")
    assert (
        said
        == "&lt;s&gt;&#39;&#34;<i>&lt;s&gt;&#39;&#34;</i>&lt;S&gt;&#39;&#34;&lt;s&gt;&#39;&#34;&lt;"
        + ("&lt;s&gt;&#39;&#34;" * 2 + "<s>'\"")
    )


@dataclass
class Row:
    name: str
    items: str


def test_a_row_is_asked_for_its_column_whether_it_is_a_dict_or_not():
    draw = ENVIRONMENT.from_string("{{ row.name }},{{ row['items'] }},{{ row.nothing or 'none' }}").render
    assert draw(row={"name": "Ana", "items": "two"}) == "Ana,two,none"
    assert ENVIRONMENT.from_string("{{ row.items }}").render(row=Row("Ana", "two")) == "two"
    assert (
        ENVIRONMENT.from_string("{{ row.items() | list }}").render(row={"items": 1})
        == "[(&#39;items&#39;, 1)]"
    )


def test_an_imported_macro_sees_the_globals_of_the_site_and_those_that_a_page_brought():
    environment = make_environment(
        loader=DictLoader({"kit": "{% macro m() %}{{ language }} {{ more }}{% endmacro %}"})
    )
    page = "{% from 'kit' import m %}{{ m() }}"
    assert environment.from_string(page, globals={"more": "brought"}).render() == "en-GB brought"
    environment.globals["more"] = "ours"
    assert environment.from_string(page).render() == "en-GB ours"
