"""Every form that people write into goes along when they hide the screen: one for a page, named and said so."""

import re
from pathlib import Path

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


def test_a_form_that_is_written_into_is_kept():
    faults = {path.name: fault for path in TEMPLATES if (fault := _find_fault(path))}
    assert len(TEMPLATES) > 300
    assert faults == {}


def _find_fault(path: Path) -> str:
    text = path.read_text()
    if any('id="typed"' not in form for form in WRITTEN_INTO.findall(text)):
        return "a form that is written into is not named"
    if named := NAMED.findall(text):
        if len(named) > 1:
            return "two forms are named"
        said = "{% set typed_form" in text or 'extends "act.html"' in text
        return "" if said else "that it has such a form is not said"
    if 'extends "act.html"' in text and "{% block content %}" in text and "{{ super() }}" not in text:
        return "its content has no form for Hide screen to send"
    return ""
