"""My day asks for rows that hang on no case of the reader in one statement first, as most readers have none."""

import pytest
from django.db import connections
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from handrail.people.conferences.actions.visits import record_agreed_joint_visit
from support.conferences import ask, make_area, make_visit
from support.deployment import make_request, offer, on_the_register

pytestmark = [pytest.mark.django_db(databases=["default", "keys"]), pytest.mark.one_engine]
TRANSACTION = ("BEGIN", "SAVEPOINT", "RELEASE", "COMMIT")
ROWS = ("Sign the confidentiality statement for the conference", "Go on a joint visit", "Answer: can you go?")


def read_day(client):
    """The page, and how many statements it made."""
    with (
        CaptureQueriesContext(connections["default"]) as main,
        CaptureQueriesContext(connections["keys"]) as keys,
    ):
        page = client.get(reverse("my_day"))
    assert page.status_code == 200
    made = [one for one in [*main, *keys] if not one["sql"].startswith(TRANSACTION)]
    return page.content.decode(), len(made)


def test_a_worker_with_a_conference_a_visit_and_an_offer_makes_twelve_statements_at_most(
    cast, told, signed_in
):
    client = signed_in(cast.worker)
    page, before = read_day(client)
    assert not any(row in page for row in ROWS)
    ask(cast, told, make_area(cast))
    record_agreed_joint_visit(make_visit(told, cast.officer.body), case_id=told.case_id, by=cast.worker.actor)
    lead = cast.lead.actor
    offer(lead, make_request(lead, told.case_id), on_the_register(lead, "Zelda Quince", account=cast.worker))
    page, made = read_day(client)
    assert [row in page for row in ROWS] == [True, True, True]
    assert before < made <= 12
