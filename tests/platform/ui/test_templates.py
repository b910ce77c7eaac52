"""The environment: what is missing is loud, what is typed is escaped, and error pages stand without a context."""

from pathlib import Path
from types import SimpleNamespace

import pytest
from django.template import engines
from django.template.loader import get_template
from django.test import RequestFactory
from jinja2 import UndefinedError

from handrail.platform.ui.query_strings import build_address_with_query
from handrail.platform.ui.row_groups import group_consecutive
from handrail.platform.ui.tag_states import STATES

SRC = Path(__file__).resolve().parents[3] / "src" / "handrail"


def render(source: str, **context: object) -> str:
    return engines["jinja2"].from_string(source).render(context)


def test_a_name_that_nobody_gave_is_an_error():
    for source in (
        "{{ cal }}",
        "{% if cal %}{% endif %}",
        "{% for x in cal %}{% endfor %}",
        "{{ cal == 1 }}",
    ):
        with pytest.raises(UndefinedError, match="cal"):
            render(source)


def test_a_slip_in_an_attribute_cannot_be_printed():
    row = SimpleNamespace(called="Mirela")
    assert render("{{ 'yes' if row.calld else 'no' }}", row=row) == "no"
    with pytest.raises(UndefinedError, match="calld"):
        render("{{ row.calld }}", row=row)


def test_a_missing_key_of_a_dict_is_empty():
    assert render("[{{ row.nothing }}]", row={}) == "[]"


def test_what_people_typed_is_escaped():
    assert render("{{ said }}", said="<script>") == "&lt;script&gt;"


@pytest.mark.parametrize("name", ["400", "403", "403_csrf", "404", "429", "500", "locked_out"])
def test_error_pages_need_nothing(name: str):
    html = get_template(f"{name}.html").render()
    assert "<h1" in html
    assert "999" in html


def test_the_title_says_when_something_is_wrong():
    source = '{% extends "layout.html" %}{% block title %}Safety plan{% endblock %}'
    wrong = SimpleNamespace(is_bound=True, errors={"plan": ["Enter it"]})
    assert "<title>Error: Safety plan - Handrail</title>" in render(source, form=wrong)
    assert "<title>Safety plan - Handrail</title>" in render(source)


def test_no_template_carries_a_style_or_a_script_of_its_own():
    for path in SRC.rglob("templates/**/*.html"):
        if "documents" in path.parts:
            continue
        text = path.read_text()
        assert " style=" not in text, path
        assert " onclick=" not in text, path
        assert "<style" not in text, path
        assert text.count("<script") == text.count("<script src=") + text.count(
            '<script type="module" src='
        ), path


def test_a_filter_changes_the_address_and_begins_at_the_first_page():
    request = RequestFactory().get("/cases/", {"phase": "before", "page": "3", "area": ["lincs", "kent"]})
    assert (
        build_address_with_query(request, sort="-changed")
        == "/cases/?phase=before&area=lincs&area=kent&sort=-changed"
    )
    assert build_address_with_query(request, phase=None, area=["kent"]) == "/cases/?area=kent"
    assert build_address_with_query(request, page=4) == "/cases/?phase=before&area=lincs&area=kent&page=4"
    assert build_address_with_query(RequestFactory().get("/cases/?phase=before"), phase=None) == "/cases/"


def test_a_road_that_comes_back_to_a_phase_keeps_its_order():
    steps = [SimpleNamespace(phase=phase) for phase in ("before", "during", "during", "outside", "during")]
    assert [(phase, len(group)) for phase, group in group_consecutive(steps, "phase")] == [
        ("before", 1),
        ("during", 2),
        ("outside", 1),
        ("during", 1),
    ]


@pytest.mark.parametrize("state", STATES)
def test_a_state_is_a_word_and_a_shape_before_it_is_a_colour(state: str):
    tag = render(
        '{% from "components/tag.html" import state_tag %}{{ state_tag(state, "Its word") }}', state=state
    )
    assert "Its word" in tag
    assert "<svg" in tag
    assert ("app-tag--waited" in tag) == (state in ("waiting", "passed"))


def test_what_others_owe_has_a_broken_edge():
    tag = render(
        '{% from "components/tag.html" import state_tag %}{{ state_tag("today", "Due today", false) }}'
    )
    assert "app-tag--waited" in tag


def test_no_safe_channel_is_said_first():
    source = '{% from "components/case.html" import channel_table %}{{ channel_table(rows) }}'
    unsafe = {"name": "Call", "state": "unsafe", "words": "Not safe", "text": ""}
    safe = {"name": "Letter", "state": "met", "words": "Safe", "text": ""}
    assert "Do not call, text or write" in render(source, rows=[unsafe])
    assert "Do not call, text or write" not in render(source, rows=[unsafe, safe])
