"""The page that stands alone, and its parts for a page of the site."""

import re
from html.parser import HTMLParser

import pytest
from playwright.sync_api import Browser

from handrail.platform.documents import html
from handrail.platform.documents.charts import render_svg
from handrail.platform.documents.document_tree import BarChart, Paragraph, make_runs
from support.axe import assert_accessible
from support.sample_document import sample

EVIL = "<script>alert(1)</script>\"'&{{ 7*7 }}"


class Tags(HTMLParser):
    """Names of the tags, in order."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        self.found.append(tag)


def test_headings_go_down_one_level_at_a_time():
    levels = [int(tag[1]) for tag in Tags(html.render_page(sample())).found if re.fullmatch("h[1-6]", tag)]
    assert levels == [1, 2, 2, 2, 2, 3, 4, 4, 2]


def test_it_needs_nothing_but_itself():
    page = html.render_page(sample())
    assert {"script", "link", "img", "iframe"} & set(Tags(page).found) == set()
    assert "url(" not in page
    assert re.findall(r'(?:src|href)="(?!#|https://example\.org)[^"]*"', page) == []


def test_what_is_pasted_is_text():
    page = html.render_page(sample(EVIL))
    assert "script" not in Tags(page).found
    assert "&lt;script&gt;" in page
    assert "{{ 7*7 }}" in page
    assert "<script" not in render_svg(BarChart(((EVIL, 1),)), alt=EVIL)


def test_a_page_of_the_site_follows_the_sites_own_addresses():
    assert 'href="/calls/fens/returns/2/"' in html.render_blocks(sample().blocks)
    assert 'href="/calls' not in html.render_page(sample())


def test_text_that_runs_from_right_to_left_says_so():
    assert '<p class="app-doc__p" dir="rtl">سلام' in html.render_blocks((Paragraph(make_runs("سلام")),))


@pytest.mark.browser
@pytest.mark.django_db
@pytest.mark.parametrize("width", [390, 1280])
def test_it_breaks_no_rule_of_accessibility(chrome: Browser, tmp_path, width):
    made = tmp_path / "report.html"
    made.write_text(html.render_page(sample()), encoding="utf-8")
    page = chrome.new_page(viewport={"width": width, "height": 900})
    page.goto(made.as_uri())
    page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
    assert_accessible(page)
    page.close()
