"""What is years late reads as late on My day: not as “by” a day that is long over."""

from datetime import date

import pytest
from django.test import Client

from support.practice_pages import Pages, row

REFERRED, TODAY = date(2021, 11, 24), date(2026, 11, 24)
OURS = "Record the crime, and give the reference to the person"
THEIRS = "Police to record the crime and give the crime reference number"


@pytest.mark.parametrize(
    ("part", "said", "title"),
    [
        (
            "officer",
            "4 years overdue",
            OURS,
        ),  # 1,825 days since 25 November 2021, the last day: not yet five years
        ("worker", "Late", THEIRS),
    ],
)
def test_a_crime_record_that_is_years_late_says_so_and_since_when(cast, part, said, title):
    pages = Pages(Client(), getattr(cast, part))
    pages.today(TODAY)
    pages.open_case()
    pages.record("nrm_explained", REFERRED)
    pages.answer("nrm", "yes", REFERRED)
    pages.record("nrm_referred", REFERRED)
    shown = row(pages.markup("/my-day/"), said)
    assert title in shown
    assert "Was due by 25 November 2021." in shown
    assert "By " not in shown
    pages.come_home()


def test_a_crime_that_the_police_have_to_record_is_one_row(cast):
    """The rules ask for it twice, as something to do and as a time limit from the referral: one duty is one row."""
    pages = Pages(Client(), cast.worker)
    pages.today(TODAY)
    pages.open_case()
    pages.record("nrm_explained", REFERRED)
    pages.answer("nrm", "yes", REFERRED)
    pages.record("nrm_referred", REFERRED)
    waiting = pages.read("/my-day/").partition("Waiting for others")[2]
    assert THEIRS in waiting
    assert "Police to record the crime after the referral" not in waiting
    pages.come_home()
