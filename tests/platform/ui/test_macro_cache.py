"""What is drawn once is what would be drawn each time, and another language is asked each time."""

from jinja2 import Environment, Undefined
from markupsafe import Markup

from handrail.platform.ui.macro_cache import MOST, cache_macro

PIECE = "{% macro piece(words, ours=true) %}<b{% if not ours %} class='out'{% endif %}>{{ words }}</b>{% endmacro %}"
PAGE = (
    PIECE + "{% set drawn = once(piece) %}{% for words, ours in rows %}{{ drawn(words, ours) }}{% endfor %}"
)


def page(kind=Environment, **globals_):
    environment = kind(autoescape=True)
    environment.globals |= {"once": cache_macro} | globals_
    return environment.from_string(PAGE)


def test_each_row_has_its_own_words_and_text_stays_escaped():
    rows = [("Due <today>", True), ("Due <today>", False), ("Met", True), ("Due <today>", True)]
    assert page().render(rows=rows) == (
        "<b>Due &lt;today&gt;</b><b class='out'>Due &lt;today&gt;</b><b>Met</b><b>Due &lt;today&gt;</b>"
    )


def test_text_that_is_spelt_like_markup_drawn_before_is_escaped():
    rows = [(Markup("<i>Met</i>"), True), ("<i>Met</i>", True), (Markup("<i>Met</i>"), True)]
    assert page().render(rows=rows) == "<b><i>Met</i></b><b>&lt;i&gt;Met&lt;/i&gt;</b><b><i>Met</i></b>"


def drawing(kind=Environment):
    """How often the piece was drawn, and a way to draw it."""
    asked = []

    def macro(*args, **named):
        asked.append(args)
        return f"{args}{named}"

    return asked, cache_macro(kind(), macro)


def test_the_same_is_drawn_once_and_what_has_a_list_in_it_each_time():
    asked, drawn = drawing()
    assert [drawn("a", ours=True), drawn("a", ours=True), drawn("a", ours=False)] == [
        "('a',){'ours': True}",
        "('a',){'ours': True}",
        "('a',){'ours': False}",
    ]
    assert len(asked) == 2
    drawn(["a"])
    drawn(["a"])
    drawn(Undefined(name="left out"))
    drawn(Undefined(name="another"))
    assert len(asked) == 6


def test_it_does_not_grow_without_end():
    asked, drawn = drawing()
    for number in range(MOST + 1):
        drawn(number)
    drawn(0)
    assert len(asked) == MOST + 2


def test_in_another_language_it_is_asked_each_time():
    class Speaking(Environment):
        """As the environment of another language is."""

    asked, drawn = drawing(Speaking)
    drawn("a")
    drawn("a")
    assert len(asked) == 2
