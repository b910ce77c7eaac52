"""The chart of a measure that tells a part of a whole draws the part."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from handrail.insight.disclosure.published_text import read_figure_statements_of_published_file
from support.published_figures import publish_months

pytestmark = pytest.mark.django_db


def test_the_chart_and_its_table_tell_those_within_a_week_not_all_referred():
    """In each month 30 whose wait is known, of whom 10 within a week, then 20: 30 in one quarter, 60 in the next."""
    for first, part in (("2026-04", 10), ("2026-07", 20)):
        figures = {"": 30, "share=within": part, "share=rest": 30 - part}
        publish_months(first, 3, {"referred-in-a-week": figures})
    page = Client().get(reverse("figures"), {"part": "found"}).content.decode()
    section = re.search(r'aria-labelledby="referred-in-a-week".*?</section>', page, re.DOTALL)[0]
    assert "30 in the first quarter shown, 60 in the last" in section
    assert ", by quarter.</p>" in section
    told = {each.cell[1:]: each.printed for each in read_figure_statements_of_published_file("page", section)}
    assert told["2026-Q2", "K04000001", "share", "within"] == 30
    assert told["2026-Q3", "K04000001", "", ""] == 90


def test_a_part_that_is_shown_as_0_may_be_a_few_and_has_no_percentage():
    """In each month 30 identified, of whom none is shown as without recourse to public funds: 90 in a quarter."""
    publish_months("2026-07", 3, {"no-recourse": {"": 30, "share=rest": 30}})
    page = " ".join(Client().get(reverse("figures"), {"part": "found"}).content.decode().split())
    assert (
        "About 90 people: 0 known to have no recourse to public funds "
        "(because of rounding, this could be a few)." in page
    )
    assert "(0%)" not in page
