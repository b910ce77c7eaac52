"""Every number of things to do that a duty lead sees on a page of the demo has its row on their home."""

import re

import pytest
from django.urls import reverse

from handrail.demo.planned_bodies_and_users import SIGN_INS
from handrail.platform.access.models import User
from support.demo_world import small_demo  # noqa: F401

pytestmark = [pytest.mark.one_engine, pytest.mark.django_db(databases=["default", "keys"])]

OF_LEAD = (
    ("money", r"To approve \((\d+)", "Approve £"),
    ("money", r"To review \((\d+)", "Review £"),
    ("money", r"Receipts to check \((\d+)", "Check the receipt: £"),
    ("deployment_board", r"(\d+) open ", "Name a practitioner to meet the person"),
    ("deployment_board", r"Arrival (\d+) \w+.* overdue", "Find out where"),
    ("asked_counts", r"(View)", "Decide on giving an exact count"),
    (
        "named_requests",
        r"asks your organisation\s+(Waiting for an answer)",
        "Answer a request about a named person",
    ),
)
"""Name of a page, what it says where something is to do, and how the row of the home begins."""


def read(client, address):
    page = client.get(address).content.decode().split("<main")[1].split("</main>")[0]
    return " ".join(re.sub(r"<[^>]+>", " ", page).split())


def test_each_number_of_things_to_do_has_a_row_on_the_home_of_a_lead(small_demo, signed_in):  # noqa: F811
    client = signed_in(User.objects.get(email=SIGN_INS["duty_lead"].email))
    home = " ".join(
        read(client, f"{reverse('my_day')}{query}") for query in ("", "?show=for-you", "?show=all")
    )
    waiting = {
        row
        for page, number, row in OF_LEAD
        if re.search(number.replace(r"\d+", r"[1-9]\d*"), read(client, reverse(page)))
    }
    assert len(waiting) >= 3, "the demo has something to decide"
    assert {row for row in waiting if row not in home} == set()
