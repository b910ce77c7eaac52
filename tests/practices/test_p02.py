"""The call of 2021, rebuilt through the pages: the same sections, every practice under its area, each led back."""

import io
import re
from html import unescape

import pytest
from django.test import Client
from docx import Document
from pypdf import PdfReader

from demo.hestia_index import INDEX, NOT_ASKED, bullets
from handrail.demo.hestia.call_of_2021_loader import enter_call_of_2021
from handrail.demo.hestia.call_of_2021_source import read_call_of_2021
from handrail.platform.reference.models import Body
from support.cast import sign_in
from support.practice_pages import words_of
from support.worlds import shared_world

REPORT = "/reports/rebuilt/"
HEADING = re.compile(r'<h([234]) id="([^"]+)" class="app-doc__h\d">(.*?)</h\1>')
NOBODYS = {
    "",
    "The national contract",
    "All areas",
    "NATMSN",
    "Several areas",
    "The inspectorate",
    "No area named",
    "Annex: responses",
    "Sources",
}
"""Headings over what no body told, and at the end. The Home Office is no such: a bullet is about it."""


@shared_world
def rebuilt(cast) -> None:
    """The call is entered; the collator begins a report of it and publishes, both through the pages."""
    enter_call_of_2021(by=cast.collator.actor)
    client = sign_in(Client(), cast.collator)
    begun = {"call": "hestia-2021", "title": "Rebuilt", "above": "", "slug": "rebuilt", "fill": "on"}
    assert client.post("/reports/begin/", begun).status_code == 302
    assert client.post(f"{REPORT}publish/", {"seen": "1", "note": ""}).status_code == 302


@pytest.fixture
def collator(rebuilt, cast) -> Client:
    return sign_in(Client(), cast.collator)


def markup(client: Client, address: str) -> str:
    reply = client.get(address)
    assert reply.status_code == 200, f"{address}: {reply.status_code}"
    return reply.content.decode()


def headings(page: str) -> list[tuple[int, str, str]]:
    """Level, id and words of each heading of the document."""
    return [(int(level), name, unescape(text)) for level, name, text in HEADING.findall(page)]


def under_headings(lines: list[tuple[int, str]]) -> dict[str, list[str]]:
    """The names that stand under each heading of the source, in order; level and words in."""
    titles = [title for title, _ in INDEX]
    found: dict[str, list[str]] = {}
    here = ""
    for _, words in lines:
        if words in titles:
            here = words
            found[here] = []
        elif here and words not in NOBODYS:
            found[here].append(words)
    return found


def wanted() -> dict[str, list[str]]:
    """The bold names of the source's bullets under each of its headings; a bullet that names one twice is one."""
    return {title: [name for names in found for name in dict.fromkeys(names)] for title, found in INDEX}


def under_areas(page: str) -> dict[str, str]:
    """Each practice by its key, with the name of the heading that it stands under."""
    found: dict[str, str] = {}
    here = ""
    for heading, key in re.findall(r'class="app-doc__h\d">(.*?)</h\d>|<p id="(hestia-2021-[^"]+)"', page):
        here = unescape(heading) or here
        if key:
            assert key not in found, key
            found[key] = here
    return found


def file(client: Client, form: str) -> io.BytesIO:
    reply = client.get(f"{REPORT}editions/1/report.{form}")
    assert reply.status_code == 200
    return io.BytesIO(reply.content)


@pytest.mark.practice("P02")
def test_the_page_has_the_sources_sections_with_every_practice_under_its_area(collator):
    """Read by somebody who is not signed in."""
    found = headings(markup(Client(), f"{REPORT}?show=whole"))
    told = under_headings([(level, words) for level, _, words in found])
    assert list(told) == [title for title, _ in INDEX]
    assert told == wanted()
    areas = {practice.told.key: practice.area for practice in read_call_of_2021().practices}
    assert under_areas(markup(Client(), f"{REPORT}?show=whole")) == areas
    levels = {words: level for level, _, words in found}
    assert [levels[title] for title, _ in INDEX] == [2, 2, 2, 2, 3, 3, 3, 3, 2]


@pytest.mark.practice("P02")
def test_word_and_pdf_have_the_same_sections_and_areas(collator):
    word = Document(file(Client(), "docx"))
    lines = [(0, line.text) for line in word.paragraphs if line.style.name.startswith("Heading")]
    assert under_headings(lines) == wanted()
    reader = PdfReader(file(Client(), "pdf"))
    titles = [title for title, _ in INDEX]
    assert [words for words in bookmarks(reader.outline) if words in titles] == titles
    text = squeezed("".join(page.extract_text() for page in reader.pages))
    for practice in read_call_of_2021().practices:
        assert squeezed(practice.open_words or practice.told.words)[:60] in text, practice.told.key
    assert reader.trailer["/Root"]["/MarkInfo"]["/Marked"]


@pytest.mark.practice("P02")
def test_asked_answered_and_quoted_are_told_apart(collator):
    page = markup(Client(), f"{REPORT}?show=whole")
    counted = (
        "38 bodies answered. 29 are quoted here by area. 42 were asked, estimated from the list of recipients"
    )
    assert f"{counted}." in words_of(page)
    for name, value in (("Asked", "42"), ("Answered", "38"), ("Quoted", "29")):
        assert f"<dt>{name}</dt><dd><strong>{value}</strong>" in page
    tracker = words_of(markup(collator, "/calls/hestia-2021/tracker/"))
    assert "Estimated from the list of recipients: the text does not say how many were asked." in tracker
    call = words_of(markup(collator, "/calls/hestia-2021/"))
    assert "Sent to Every local policing body: 42 bodies" in call
    assert "Estimated from the list of recipients: the text does not say how many were asked." in call
    assert "How many were asked is not known" not in call


@pytest.mark.practice("P02")
def test_each_bullet_leads_back_to_its_return_and_to_its_paragraph(collator):
    """From the published page, for everybody; then, for the collator, to the return as it was submitted."""
    page = markup(Client(), f"{REPORT}?show=whole")
    practices = {practice.told.key: practice for practice in read_call_of_2021().practices}
    links = dict(re.findall(rf'href="({REPORT}editions/1/from/([^"/]+)/)"', page))
    assert sorted(links.values()) == sorted(practices)
    bodies = dict(Body.objects.values_list("code", "name"))
    for link, key in links.items():
        practice, origin = practices[key], words_of(markup(Client(), link))
        assert bodies[practice.body] in origin, key
        assert source_words(practice.paragraph) in origin, key
        assert joined(practice.open_words or practice.told.words)[:50] in origin.replace(
            "withheld", "[withheld"
        ), key
        assert practice.told.title in submitted(collator, key), key


@pytest.mark.practice("P02")
def test_each_of_the_48_bullets_is_in_the_report_with_its_paragraph(collator):
    page = words_of(markup(Client(), f"{REPORT}?show=whole"))
    for heading, number, _ in bullets():
        assert f"{heading}, bullet {number} " in page, (heading, number)


@pytest.mark.practice("P02")
def test_the_home_office_is_a_note_and_what_would_point_to_a_safe_venue_is_withheld(collator):
    page = markup(Client(), f"{REPORT}?show=whole")
    assert f">{NOT_ASKED}</h4>" in page
    assert "The Home Office was not asked: this is a note by the editor." in unescape(page)
    assert "withheld for safety" in page
    everything = [
        page,
        *(
            words_of(markup(Client(), link))
            for link in re.findall(rf'href="({REPORT}editions/1/from/[^"]+)"', page)
        ),
    ]
    assert not [text for text in everything if "convent" in text.lower()]


def bookmarks(outline: list[object]) -> list[str]:
    """The words of the bookmarks of a PDF, those within others too."""
    found = (bookmarks(part) if isinstance(part, list) else [part.title] for part in outline)
    return [words for part in found for words in part]


def submitted(collator: Client, key: str) -> str:
    """The return as it was submitted, reached from the practice's own page in the library."""
    practice = markup(collator, f"/practices/{key}/")
    (address,) = re.findall(r'href="(/calls/hestia-2021/returns/[^"]+/editions/\d+/)"', practice)
    return words_of(markup(collator, address))


def source_words(paragraph: str) -> str:
    """A paragraph's name as a reader of the source would say it."""
    section, number = paragraph.split(".b")
    order = [
        "victims-services", "force-collaboration", "partnership", "challenges", "languages", "engagement",
        "accommodation", "covid", "improvement",
    ]  # fmt: skip
    return f"{INDEX[order.index(section)][0]}, bullet {number}"


def joined(text: str) -> str:
    return " ".join(text.split())


def squeezed(text: str) -> str:
    """Only letters and figures: a line's end, a hyphen or a mark of withholding makes no difference."""
    return re.sub(r"[^a-z0-9]", "", text.lower())
