"""Sentences of a template are found whole, and their translation may put the parts in another order."""

import pytest
from jinja2 import DictLoader, Environment

from handrail.platform.i18n.extraction import ExtractedMessages, add_messages_of_template
from handrail.platform.i18n.translated_environment import TranslatedEnvironment


class Words:
    """A catalogue made of a dictionary."""

    code, has_drafts = "cy", False

    def __init__(self, words):
        self.words = words

    def knows(self, message):
        return message in self.words

    def find(self, message):
        return self.words.get(message)

    def form(self, one, many, n):
        return self.words.get(one)


def found(source):
    messages = ExtractedMessages()
    add_messages_of_template(Environment(), source, "a page", messages)
    return set(messages.places)


def said(source, words, **values):
    environment = TranslatedEnvironment(loader=DictLoader({"page": source}), autoescape=True)
    environment.speak(Words(words))
    return environment.get_template("page").render(**values)


@pytest.mark.parametrize(
    ("source", "messages"),
    [
        ("<p>Ring 999 first.</p>", {"Ring 999 first."}),
        ("<p>Ring <a href='/x/'>the desk</a> before {{ when }}.</p>", {"Ring <1>the desk</1> before {when}."}),
        ("<td>{{ name }}<span>{{ body }}</span></td>", set()),
        ("<li><a href='/help/'>Help</a></li>", {"Help"}),
        ("<a href='{{ url }}' aria-label='Back to {{ name }}'>x1</a>", {"Back to {name}", "x1"}),
        ("{{ icon('back') }}<span>Back</span>", {"Back"}),
        ("<textarea>Typed by somebody</textarea><script>Some code</script>", set()),
        ("{% if a %}<b>One</b>{% else %}Two{% endif %} and three", {"One", "Two", "and three"}),
        ("<p class=\"a{% if b %} c d{% endif %}\">Here</p>", {"Here"}),
        ("{{ 'Read ' ~ at ~ '.' }}", {"Read {at}."}),
        ("{% set a %}class=\"{{ b }}\" data-c=\"d\"{{ e }}{% endset %}", set()),
        ("{{ n | plural('row') }}", {"{n} row"}),
        ("{{ x | plural('person', 'people') }}", {"{n} person"}),
        ("<p>{{ '{' }} Braces {{ '}' }} here</p>", {"{value} Braces {value2} here"}),
    ],
)  # fmt: skip
def test_what_is_a_message(source, messages):
    assert found(source) == messages


def test_the_parts_move_and_their_links_go_with_them():
    source = "<p>Ring <a href='{{ to }}'>the desk</a> before {{ when }}.</p>"
    words = {"Ring <1>the desk</1> before {when}.": "Cyn {when}, ffoniwch <1>y ddesg</1>."}
    assert (
        said(source, words, to="/d/", when="noon") == "<p>Cyn noon, ffoniwch <a href='/d/'>y ddesg</a>.</p>"
    )


def test_a_value_of_the_product_is_said_too_and_what_was_typed_stays():
    assert said("<p>{{ a }}, {{ b }}</p>", {"Yes": "Ie"}, a="Yes", b="Yes please") == "<p>Ie, Yes please</p>"


def test_a_value_within_an_address_or_a_box_stays():
    source = "<a href='/{{ a }}'>{{ a }}</a><input value='{{ a }}'><textarea>{{ a }}</textarea>"
    assert said(source, {"Yes": "Ie"}, a="Yes") == (
        "<a href='/Yes'>Ie</a><input value='Yes'><textarea>Yes</textarea>"
    )


def test_what_is_typed_is_escaped_within_a_translation():
    assert said("<p>To {{ name }}.</p>", {"To {name}.": "I {name}."}, name="<b>") == "<p>I &lt;b&gt;.</p>"


def test_glued_text_is_escaped_once():
    words = {"Sent to {name}.": "Anfonwyd at {name}."}
    assert (
        said("<p>{{ 'Sent to ' ~ name ~ '.' }}</p>", words, name="A & B") == "<p>Anfonwyd at A &amp; B.</p>"
    )
