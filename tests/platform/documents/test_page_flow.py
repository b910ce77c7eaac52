"""What stays on one page with what follows it: the heading, the words and the definition above a chart."""

import io
from datetime import date

import docx
import pypdf

from handrail.platform.documents.document_tree import (
    ControlChart,
    Document,
    Figure,
    Heading,
    Paragraph,
    SourceNote,
    Table,
    TermPair,
    make_runs,
)
from handrail.platform.documents.page_flow import MOST_KEPT_LETTERS, find_blocks_kept_with_next
from handrail.platform.documents.pdf import make_pdf
from handrail.platform.documents.word import make_docx

ON = date(2026, 11, 24)
POINTS = tuple((f"month {n}", 10 + n) for n in range(12))
TABLE = Table(
    "People by month", ("Month", "People"), tuple((make_runs(m), make_runs(str(v))) for m, v in POINTS), (1,)
)
CHART = Figure("People by month", "A line that rises.", ControlChart(POINTS), TABLE)
DEFINITION = SourceNote(
    "What this counts",
    "people",
    (TermPair("Unit", make_runs("people")), TermPair("Direction", make_runs("More is better."))),
    is_beside=True,
)


def make_measure(number):
    return (
        Heading(f"Measure {number}", 3, f"measure-{number}"),
        Paragraph(make_runs(f"Question {number}?"), "quiet"),
        Paragraph(make_runs(f"{number} people."), note=DEFINITION),
        CHART,
    )


def make_document(*blocks):
    return Document("A pack", ON, (Heading("Measures", 2, "measures"), *blocks))


def test_heading_and_words_stay_with_the_chart_and_a_long_text_does_not():
    heading, question, figure, chart = make_measure(1)
    assert find_blocks_kept_with_next((heading, question, figure, chart)) == [True, True, True, False]
    assert find_blocks_kept_with_next((figure, heading, question)) == [False, True, False]
    long = Paragraph(make_runs("x" * (MOST_KEPT_LETTERS + 1)))
    assert find_blocks_kept_with_next((long, question, chart)) == [False, True, False]
    assert find_blocks_kept_with_next((chart, TABLE)) == [False, False]


def test_no_heading_is_left_alone_at_the_foot_of_a_page():
    filler = tuple(Paragraph(make_runs(f"Line {n}.")) for n in range(1, 31))
    for lines in range(0, 31, 3):
        made = make_pdf(make_document(*filler[:lines], *make_measure(1), *make_measure(2)))
        pages = [page.extract_text() for page in pypdf.PdfReader(io.BytesIO(made)).pages]
        for n in (1, 2):
            (page,) = (text for text in pages if f"Question {n}?" in text)
            assert f"Measure {n}\n" in page
            assert "month 11" in page  # the last label of the chart, and the last row of its table
            assert page.count("People by month") >= 2


def test_a_definition_is_printed_under_its_figure_and_is_no_note_at_the_end():
    document = make_document(*make_measure(1))
    line = "What this counts. Unit: people. Direction: More is better."
    (page,) = pypdf.PdfReader(io.BytesIO(make_pdf(document))).pages
    text = page.extract_text()
    assert text.index("1 people.") < text.index(line) < text.index("People by month")
    assert "Sources" not in text
    words = [each.text for each in docx.Document(io.BytesIO(make_docx(document))).paragraphs]
    assert words[words.index("1 people.") + 1] == line
    assert "Sources" not in words
