"""Reports and returns as their reader takes them; exact counts between two bodies are found where they leak."""

import json

import pytest

from handrail.insight.disclosure.attacker import find_cells_with_conflicting_figures
from handrail.insight.disclosure.cited_text import (
    ExactCountGivenBetweenBodies,
    MeasureBreakdownAndValueOfFigureName,
    find_exact_counts,
    list_paragraphs_of_html_page,
    read_figure_statements_of_frozen_return,
    read_figure_statements_of_report,
)
from handrail.insight.disclosure.published_text import Cell

AREAS = {"Lincolnshire": "E23000020"}
CELLS = {"People identified, Age: Adult": MeasureBreakdownAndValueOfFigureName("identified", "age", "adult")}
NOTE = (
    "<p>Fifteen adults.</p><dl><dt>Figure</dt><dd>People identified, Age: Adult: <b>1,015</b></dd>"
    "<dt>Area and period</dt><dd>Lincolnshire, July to September 2026</dd><dt>Definition</dt><dd>How many?</dd>"
    "<dt>Published</dt><dd>Publication 24, 1 October 2026, within 9 of the true count. SHA-256: 0a</dd></dl>"
)
TRAIL = {
    "number": 1, "measure": "identified", "quarter": "2026-Q3", "area_code": "E23000020", "breakdown": "age",
    "value": "adult", "people": 1015, "within": 9, "publication_sha256": "0a",
}  # fmt: skip
EXACT = ExactCountGivenBetweenBodies("Reached within two days", "July to September 2026", "Lantern", 7)


def test_a_report_and_a_return_tell_the_figure_that_they_cite():
    cell = Cell("identified", "2026-Q3", "E23000020", "age", "adult")
    (of_report,) = read_figure_statements_of_report("report", NOTE, AREAS, CELLS)
    content = json.dumps(
        {"answers": [{"value": "[figure 1]"}], "figures": [{"question": 3, "figure": TRAIL}]}
    )
    (of_return,) = read_figure_statements_of_frozen_return("return", content)
    assert of_report[:3] == of_return[:3] == (cell, 1006, 1024)
    assert (
        read_figure_statements_of_report("report", NOTE, {}, CELLS)
        == read_figure_statements_of_report("report", NOTE, AREAS, {})
        == []
    )
    (other,) = read_figure_statements_of_report("report", NOTE.replace("1,015", "1,010"), AREAS, CELLS)
    assert find_cells_with_conflicting_figures([of_report, of_return]) == []
    assert find_cells_with_conflicting_figures([of_return, other]) == [cell]


def test_an_exact_count_in_a_return_is_no_published_figure():
    given = {"number": 9, "source": "exact", "people": 7, "given_by": "Lantern", "figure": None}
    assert read_figure_statements_of_frozen_return(
        "monitoring return", json.dumps({"counts": [given, {"figure": TRAIL}]})
    ) == [
        *read_figure_statements_of_frozen_return(
            "monitoring return", json.dumps({"counts": [{"figure": TRAIL}]})
        )
    ]


@pytest.mark.parametrize(
    ("words", "is_found"),
    [
        ("Lantern reached 7 people.", True),
        ("From July to September 2026 seven young women were reached.", True),
        ("Reached within two days: 7 people", True),
        ("We trained 7 people in first aid.", False),  # nothing says that it is that count
        ("Lantern reached 10 people.", False),
        ("Lantern answered in 7 days.", False),
    ],
)
def test_a_leaked_exact_count_is_found_beside_its_giver_measure_or_period(words, is_found):
    paragraphs = list_paragraphs_of_html_page(f"<style>p {{}}</style><p>First.</p><p>{words}</p>")
    assert paragraphs == ["First.", words]
    found = find_exact_counts("pack 1", paragraphs, [EXACT, EXACT])
    assert [(leak.where, leak.giver) for leak in found] == ([("pack 1", "Lantern")] if is_found else [])
