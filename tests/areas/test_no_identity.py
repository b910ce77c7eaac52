"""Nobody on the area side or in a forum meets an identity: a planted person is on no page of these rooms.

The case, its outcome and its answer to “How did you hear about us?” are there to be leaked; the forum's charity
supports the person, and its lead, who may open the case, meets her on no page of a group either.
"""

import pytest
from django.test import Client
from django.urls import reverse

from handrail.areas.intelligence.urls import urlpatterns as of_intelligence
from handrail.areas.partnerships.urls import urlpatterns as of_partnerships
from handrail.areas.prevention.urls import urlpatterns as of_prevention
from support.cast import Told, sign_in
from support.partnerships import partnership_arguments
from support.prevention_data import intelligence_arguments, prevention_arguments

pytestmark = pytest.mark.one_engine
WHO = ("commissioner", "lead", "force_lead", "collator", "partner")
"""Area roles first; then a charity that sits in the forum and one that goes out."""
MADE = (
    (of_partnerships, partnership_arguments),
    (of_prevention, prevention_arguments),
    (of_intelligence, intelligence_arguments),
)


@pytest.mark.parametrize(("patterns", "arguments"), MADE)
def test_no_page_names_the_planted_person(cast, told: Told, patterns, arguments):
    found = arguments(cast)
    markers = (*told.secrets, told.reference, str(told.case_id))
    left = {reverse(name, args=found.get(name, [])) for name in {str(row.name) for row in patterns}}
    for who in WHO:
        client = sign_in(Client(), getattr(cast, who))
        for address in sorted(left):
            answer = client.get(address)
            body = answer.content.decode(errors="replace")
            assert [each for each in markers if each in body] == [], (who, address)
            left -= {address} if answer.status_code == 200 else set()
    assert {address for address in left if not address.endswith("/help/service/")} == set()


def test_a_firm_that_sits_on_the_board_meets_the_planted_person_nowhere(cast, told: Told):
    found = partnership_arguments(cast)
    markers = (*told.secrets, told.reference, str(told.case_id))
    client, opened = sign_in(Client(), cast.firm), 0
    for address in sorted(reverse(row.name, args=found.get(row.name, [])) for row in of_partnerships):
        answer = client.get(address)
        assert [each for each in markers if each in answer.content.decode(errors="replace")] == [], address
        opened += answer.status_code == 200
    assert opened >= 12
