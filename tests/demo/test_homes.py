"""Every number of things to do that a role sees on a page of the demo has its row on that role's home."""

import re

import pytest
from django.urls import reverse

from handrail.demo.planned_bodies_and_users import SIGN_INS
from handrail.platform.access.models import User
from support.demo_world import small_demo  # noqa: F401

pytestmark = [pytest.mark.one_engine, pytest.mark.django_db(databases=["default", "keys"])]

MONEY = (
    ("money", r"To approve \((\d+)", "Approve £"),
    ("money", r"To review \((\d+)", "Review £"),
    ("money", r"Receipts to check \((\d+)", "Check the receipt: £"),
)
OF_LEAD = (
    *MONEY,
    ("deployment_board", r"(\d+) open ", "Name someone to send"),
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


@pytest.mark.parametrize(
    ("role", "numbers", "homes"),
    [
        ("duty_lead", OF_LEAD, ("/my-day/", "/my-day/?show=for-you", "/my-day/?show=all")),
        ("commissioner", MONEY, ("/for-you/",)),
    ],
)
def test_each_number_of_things_to_do_has_a_row_on_the_home(small_demo, signed_in, role, numbers, homes):  # noqa: F811
    client = signed_in(User.objects.get(email=SIGN_INS[role].email))
    home = " ".join(read(client, address) for address in homes)
    waiting = {
        row
        for page, number, row in numbers
        if re.search(number.replace(r"\d+", "[1-9]\\d*"), read(client, reverse(page)))
    }
    assert waiting, "the demo has something to decide"
    assert {row for row in waiting if row not in home} == set()
