"""Pages of commissioning: each opens, wrong answers come back with what to mend, nobody else reads them."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from support.cast import sign_in
from support.commissioning import commission
from support.worlds import shared_world


@shared_world
def made(cast):
    return commission(cast)


@pytest.fixture
def office(cast, client):
    return sign_in(client, cast.commissioner)


def addresses_that_show(made):
    return [
        reverse("service_lines"),
        reverse("commissioning_rules"),
        reverse("published_spending"),
        reverse("service_line", args=[made.contract]),
        reverse("service_line", args=[made.grant]),
        reverse("line_money", args=[made.contract]),
        reverse("line_money", args=[made.grant]),
        reverse("renewal_review", args=[made.grant, 1]),
        reverse("line_ocds", args=[made.contract]),
        "/for-you/",
    ]


def test_every_page_that_shows_opens_within_its_statements(made, office):
    for address in addresses_that_show(made):
        office.get(address)
        with CaptureQueriesContext(
            connection,
        ) as asked:
            reply = office.get(address, follow=True)
        print(address, reply.status_code, len(asked))
        assert reply.status_code == 200, address
