"""Police outcomes of crimes: one counts for each crime, and one that rests on the person says what was offered."""

import datetime

import pytest
from django.test import Client
from django.urls import reverse

from handrail.insight.facts.fact_derivation import derive_case_facts
from handrail.insight.facts.queries import iterate_case_histories
from handrail.people.justice.actions.outcomes import record_police_outcome
from handrail.people.justice.models import PoliceOutcome
from handrail.platform.access.errors import Denied
from handrail.platform.access.today import today
from handrail.platform.kernel.errors import ActionNotPossibleError
from support.cast import sign_in
from support.concurrency import at_once
from support.justice import a_police_case

pytestmark = pytest.mark.django_db(databases=["default", "keys"])
OFFERED = "Planted offer of a screen in court"


@pytest.fixture
def ours(cast):
    return a_police_case(cast, days_ago=60)


def outcome(cast, told, number, group, days_ago=1, *, by=None, offered=""):
    row = PoliceOutcome(group=group, on=today() - datetime.timedelta(days=days_ago))
    if offered:
        row.offered = offered
    return record_police_outcome(row, number=number, case_id=told.case_id, by=(by or cast.officer).actor)


def test_of_each_crime_the_newest_outcome_counts_and_crosses_as_a_code(cast, ours):
    outcome(cast, ours, None, "no_suspect", 9)
    outcome(cast, ours, None, "evid_without", 5, offered=OFFERED)
    outcome(cast, ours, 1, "charged", 2)
    (history,) = iterate_case_histories([ours.case_id])
    found = [fact for fact in derive_case_facts(history, today()) if fact.kind == "police_outcome"]
    assert [fact.answer for fact in found] == ["evid_without", "charged"]
    assert OFFERED not in str(found)
    page = (
        sign_in(Client(), cast.officer).get(reverse("case_justice", args=[ours.reference])).content.decode()
    )
    assert "Crime 1: charged or summonsed" in page
    assert "no suspect identified" not in page
    assert OFFERED in page


@pytest.mark.parametrize(
    ("number", "group", "message"),
    [
        (None, "evid_without", "what was offered"),
        (2, "charged", "Choose a crime from the list"),
        (1, "no_suspect", "already"),
    ],
)
def test_what_cannot_be_recorded_says_why(cast, ours, number, group, message):
    outcome(cast, ours, None, "no_suspect", 1)
    with pytest.raises(ActionNotPossibleError, match=message):
        outcome(cast, ours, number, group, 1)
    assert PoliceOutcome.objects.count() == 1


def test_only_the_police_record_it(cast, told):
    with pytest.raises(Denied):
        outcome(cast, told, None, "charged", by=cast.worker)


def test_the_page_keeps_what_was_typed_and_saves_it(cast, ours):
    client, day = sign_in(Client(), cast.officer), today()
    address = reverse("record_police_outcome", args=[ours.reference])
    sent = {
        "crime": "further",
        "group": "evid_without",
        "on-day": day.day,
        "on-month": day.month,
        "on-year": day.year,
    }
    page = client.post(address, sent | {"offered": ""}, follow=True).content.decode()
    assert "Say why they do not support action" in page
    page = client.post(address, sent | {"offered": OFFERED}, follow=True).content.decode()
    assert "Saved for crime 1." in page


@pytest.mark.django_db(databases=["default", "keys"], transaction=True)
def test_two_further_crimes_at_once_have_two_numbers(cast):
    told = a_police_case(cast)
    at_once(*(lambda: outcome(cast, told, None, "no_suspect") for _ in range(2)))
    assert sorted(PoliceOutcome.objects.values_list("number", flat=True)) == [1, 2]
