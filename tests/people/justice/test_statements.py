"""Pages of the criminal case ask as often for a long case as for a short one, and never too often."""

import datetime

import pytest
from django.test import Client
from django.urls import reverse

from handrail.platform.access.today import today
from support.cast import sign_in
from support.justice import a_police_case, add_supervisor, answer_all, contact, happened
from support.query_counts import count as count_statements

pytestmark = [pytest.mark.one_engine, pytest.mark.django_db(databases=["default", "keys"])]
MOST = 12


def counts(client, told):
    pages = [
        reverse(name, args=[told.reference])
        for name in ("victim_contract", "keeping_in_touch", "case_justice")
    ]
    for page in pages:
        assert client.get(page).status_code == 200  # what is asked once in a process is asked by now
    return [count_statements(client, page) for page in pages]


def test_a_long_case_costs_no_more_statements_than_a_short_one(cast):
    told = a_police_case(cast, days_ago=200)
    contact(cast, told, days_ago=150)
    client = sign_in(Client(), cast.officer)
    answer_all(cast, told)
    short = counts(client, told)
    for days in range(140, 20, -6):
        happened(
            cast, told, "hearing_fixed", days_ago=days, held_on=today() - datetime.timedelta(days=days - 5)
        )
        contact(cast, told, days_ago=days)
    answer_all(cast, told)
    assert counts(client, told) == short
    assert max(short) <= MOST, short


def test_counting_asks_as_often_for_two_cases_as_for_one(cast):
    client = sign_in(Client(), add_supervisor())
    page = reverse("rights_in_time")
    contact(cast, a_police_case(cast, days_ago=60), days_ago=3)
    client.get(page)
    one = count_statements(client, page)
    for _ in range(3):
        contact(cast, a_police_case(cast, days_ago=60), days_ago=3)
    assert count_statements(client, page) == one <= MOST
