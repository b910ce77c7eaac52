"""The same number of statements for one row and for thirty, on both engines: the bound is written down and why.

Every signed-in page pays for the session, the account with its body, and the record that it was read (a savepoint
about an insert, since the record has a short transaction of its own).
"""

import datetime

import pytest
from django.db import connections
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from handrail.directory.actions import add_service
from handrail.people.cases.events.actions import events
from handrail.people.cases.events.actions.events import EventInput
from handrail.people.cases.offers.actions import offers
from handrail.platform.reference.models import Body
from support.cast import tell
from support.full_case import a_room

TRANSACTION = ("BEGIN", "SAVEPOINT", "RELEASE", "COMMIT")


def count(client, path):
    """Statements to both databases, without the words that begin and end a transaction."""
    with (
        CaptureQueriesContext(connections["default"]) as main,
        CaptureQueriesContext(connections["keys"]) as keys,
    ):
        assert client.get(path).status_code == 200
    asked = [query["sql"] for query in [*main.captured_queries, *keys.captured_queries]]
    return len([sql for sql in asked if not sql.startswith(TRANSACTION)])


def grow_cases(by):
    return [tell(by) for _ in range(29)]


def grow_case(told, by):
    """Thirty more events, needs, offers, plans: a long history on one case."""
    room = a_room(by)
    today = timezone.localdate()
    for number in range(30):
        happening = EventInput("nrm_explained", today - datetime.timedelta(days=number), note="Again")
        events.record_event(case_id=told.case_id, happening=happening, by=by)
        need = offers.record_need(case_id=told.case_id, kind="place", words="A room", on=today, by=by)
        offers.make_offer(case_id=told.case_id, need_id=need.pk, service_id=room, on=today, by=by)


# What each asks for, beyond sign-in (2) and the trail (1).
LISTS = {
    "cases": 9,  # count, cases, areas for the filter, grants, keys, what was joined
    # cases, dues (two), reviews, offers, referrals (two), agreements, tasks, contacts, hand-overs, grants,
    # keys; children without a place (two), stays that end; what was joined; the trail
    "my_day": 22,
}
ONE_CASE = {
    # the door 2, a place to sleep 2, case, key, person, events, consents, channels, danger, plan, needs, offers,
    # reports, grants, looks and their number, the body’s own lengths, the safest way, the last look at the plan;
    # tasks, planned contacts, who stands in and whom to ring, with their key; closings and hand-overs, which stand
    # among what happened; the panels of the other parts
    "case": 38,
    "case_map": 20,  # the same page, drawn otherwise
    "case_looks": 6,  # the door 2, the looks
}


@pytest.mark.parametrize("name", LISTS)
def test_a_list_asks_as_often_for_one_case_as_for_thirty(cast, told, signed_in, name):
    client = signed_in(cast.worker)
    one = count(client, reverse(name))
    grow_cases(cast.worker.actor)
    assert count(client, reverse(name)) == one
    assert one <= LISTS[name]


@pytest.mark.parametrize("name", ONE_CASE)
def test_a_page_asks_as_often_for_one_event_as_for_thirty(cast, told, signed_in, name):
    plan_first = offers.record_need(
        case_id=told.case_id, kind="place", words="", on=timezone.localdate(), by=cast.worker.actor
    )
    assert plan_first.pk
    client = signed_in(cast.worker)
    path = reverse(name, args=[told.reference])
    one = count(client, path)
    grow_case(told, cast.worker.actor)
    assert count(client, path) == one
    assert one <= ONE_CASE[name]


def test_services_ask_as_often_for_one_as_for_thirty(cast, signed_in):
    by = cast.worker.actor
    client = signed_in(cast.worker)
    path = reverse("services")
    add(by, 1)
    one = count(client, path)
    for number in range(2, 31):
        add(by, number)
    assert count(client, path) == one
    # sign-in 2, the reader's own area, how many, services, their areas and languages, the filter's two lists
    assert one <= 9


def test_the_map_of_the_pathway_asks_for_nobody(cast, told, signed_in):
    client = signed_in(cast.worker)
    assert count(client, reverse("pathway_map")) == 2  # sign-in alone
    grow_cases(cast.worker.actor)
    assert count(client, reverse("pathway_map")) == 2


def add(by, number):
    provider = Body.objects.get(code="harbour").pk
    add_service(
        by=by,
        provider_id=provider,
        name=f"Room {number}",
        kind="flat",
        phases=["before"],
        state="open",
        areas=["E23000020"],
        languages=["ro"],
    )
