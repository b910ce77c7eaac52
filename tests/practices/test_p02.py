"""The source's practices, entered as returns, become a themed report again: page, PDF and Word."""

import io
import re
from collections import Counter
from html import unescape

import docx
import pypdf
import pytest
from django.test import Client
from django.urls import reverse

from demo.hestia_index import INDEX, bullets
from handrail.demo.hestia.writing import enter
from handrail.demo.report import CALL, SLUG
from support.cast import sign_in

HEADING = re.compile(r'<h([2-4]) id="([^"]+)"[^>]*>(.*?)</h\1>', re.DOTALL)


@pytest.fixture
def published(cast):
    """An editor begins the report, reads it over and publishes it, all through the pages."""
    enter(by=cast.collator.actor)
    editor = sign_in(Client(), cast.collator)
    begun = {"call": CALL, "slug": SLUG, "title": "What local policing bodies do", "above": "", "fill": "on"}
    assert editor.post(reverse("report_begin"), begun).status_code == 302
    assert "38" in editor.get(reverse("report_edit", args=[SLUG])).content.decode()
    answer = editor.post(reverse("report_publish", args=[SLUG]), {"seen": 1})
    assert answer["Location"] == reverse("report", args=[SLUG])
    return Client()


def headings(page: str) -> list[tuple[int, str, str]]:
    return [(int(level), anchor, unescape(text)) for level, anchor, text in HEADING.findall(page)]


def areas_by_section(page: str, sections: list[str]) -> Counter[tuple[str, str]]:
    found, section = Counter(), ""
    for _, anchor, text in headings(page):
        if anchor.endswith("-area"):
            found[section, text] += 1
        else:
            section = text
    return Counter({key: times for key, times in found.items() if key[0] in sections})


@pytest.mark.practice("P02")
def test_the_report_of_2021_is_rebuilt_and_each_bullet_leads_back_to_its_return(published):
    page = published.get(reverse("report", args=[SLUG])).content.decode()
    sections = [title for title, _ in INDEX]
    assert [text for _, _, text in headings(page) if text in sections] == sections

    named = {(title, name) for title, _, names in bullets() for name in names}
    assert named <= set(areas_by_section(page, sections))

    assert "38 bodies answered. 29 are quoted here by area. How many were asked is not known." in page
    assert re.search(r"<dt>Asked</dt><dd><strong>not known</strong>", page)
    assert re.search(r"<dt>Answered</dt><dd><strong>38</strong>", page)
    assert re.search(r"<dt>Quoted</dt><dd><strong>29</strong>", page)

    for form in ("pdf", "docx"):
        told = text_of(form, published.get(reverse("report_file", args=[SLUG, 1, form])).content)
        assert all(plain(section) in told for section in sections)
        assert all(plain(name) in told for _, name in named)

    links = sorted(set(re.findall(rf'href="(/reports/{SLUG}/editions/1/from/[^"]+/)"', page)))
    assert len(links) == 46
    for link in links[::9]:
        source = published.get(link).content.decode()
        assert "Submission" in source
        assert "Entered by the collation team from" in source
        assert re.search(r"(bullet|paragraph) \d+", source)


def text_of(form: str, content: bytes) -> str:
    if form == "pdf":
        return plain("".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(content)).pages))
    return plain("".join(paragraph.text for paragraph in docx.Document(io.BytesIO(content)).paragraphs))


def plain(text: str) -> str:
    return re.sub(r"\s+", "", text)
