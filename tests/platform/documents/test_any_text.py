"""Whatever is pasted, all three files are made, and it never becomes markup."""

import io

import docx
import pypdf
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from handrail.platform.documents import html
from handrail.platform.documents.pdf import make_pdf
from handrail.platform.documents.word import make_docx
from support.sample_document import sample

MARKUP = (
    "#panic()",
    '#read("/etc/passwd")',
    "#{sys.inputs}",
    "$x^2$ *bold* _it_ `raw` <label> @ref",
    "\\u{41} \\",
    "// comment /* and */",
    "= Heading",
    "- item",
    "]]#(1+1)[[",
    "\"quoted\" 'single'",
)


@pytest.mark.parametrize("text", MARKUP)
def test_the_markup_of_the_pdf_maker_is_text(text):
    page = pypdf.PdfReader(io.BytesIO(make_pdf(sample(text)))).pages[0].extract_text()
    assert text.replace(" ", "") in page.replace(" ", "").replace("\n", "")


@given(st.text(st.characters(codec=None), min_size=1, max_size=60).map("x".__add__))
@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
def test_any_text_makes_all_three(text):
    document = sample(text)
    assert make_pdf(document).startswith(b"%PDF")
    assert docx.Document(io.BytesIO(make_docx(document))).core_properties.title.startswith("x")
    html.render_page(document).encode()
