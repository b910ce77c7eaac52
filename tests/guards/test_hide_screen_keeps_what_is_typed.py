"""Every form that people write into goes along when they hide the screen: one for a page, named and said so."""

import re

import pytest

from support.repository import ROOT

SRC = ROOT / "src" / "handrail"
WRITTEN_INTO = re.compile(r"<form[^>]*data-warn-before-leaving[^>]*>")
NAMED = re.compile(r'<form[^>]*id="typed"[^>]*>')
SAMPLES = {"components/form.html", "gallery.html"}
TEMPLATES = sorted(
    path
    for path in SRC.rglob("*.html")
    if "documents" not in path.parts and not any(str(path).endswith(sample) for sample in SAMPLES)
)


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.stem)
def test_a_form_that_is_written_into_is_kept(path):
    text = path.read_text()
    for form in WRITTEN_INTO.findall(text):
        assert 'id="typed"' in form
    if named := NAMED.findall(text):
        assert len(named) == 1
        assert "{% set typed_form" in text or 'extends "act.html"' in text
    elif 'extends "act.html"' in text:
        keeps_the_form = "{% block content %}" not in text or "{{ super() }}" in text
        assert keeps_the_form, "its content has no form for Hide screen to send"
