"""How many statements pages with lists ask at most: the bound is written down and why. That they are as many for more
rows is tried in test_a_hundred_rows.py.

Every signed-in page pays for the session, the account with its body, and the record that it was read (a savepoint
about an insert, since the record has a short transaction of its own).
"""

import pytest
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from handrail.directory.actions import add_service
from handrail.people.cases.events.actions import events
from handrail.people.cases.events.actions.events import EventInput
from handrail.people.cases.offers.actions import offers
from handrail.platform.reference.models import Body
from support.cast import tell
from support.full_case import a_room
from support.query_counts import count

pytestmark = pytest.mark.one_engine


def grow_case(told, by, room):
    """An event, a need and an offer: a part that holds nothing is not asked."""
    today = timezone.localdate()
    happening = EventInput("nrm_explained", today, note="Again")
    events.record_event(case_id=told.case_id, happening=happening, by=by)
    need = offers.record_need(case_id=told.case_id, kind="place", words="A room", on=today, by=by)
    offers.make_offer(case_id=told.case_id, need_id=need.pk, service_id=room, on=today, by=by)


# What each asks for, beyond sign-in (2) and the trail (1).
LISTS = {
    "cases": 6,  # count, cases, areas for the filter, grants, keys, what was joined
    "my_day": 6,  # every row in one, grants, keys, keys of whoever needs a place, what was joined
}
ONE_CASE = {
    # the door 2, what is known of the case, case with person, key, and each part that holds something
    "case": 20,
    "case_plan": 20,
    "case_map": 12,
    # the door 2, the record 3, people, how many of each, how many lines, the lines, what they are made of
    "case_looks": 12,
}


def test_a_list_asks_no_more_than_is_written_here(cast, told, signed_in):
    client = signed_in(cast.worker)
    asked = {name: count(client, reverse(name)) for name in LISTS}
    most = (
        4 if connection.vendor == "postgresql" else 3
    )  # there a savepoint begins in one statement with the actor
    assert {name: number for name, number in asked.items() if number > most + LISTS[name]} == {}


def test_a_page_of_a_case_asks_no_more_than_is_written_here(cast, told, signed_in):
    grow_case(told, cast.worker.actor, a_room(cast.worker.actor))
    client = signed_in(cast.worker)
    paths = {name: reverse(name, args=[told.reference]) for name in ONE_CASE}
    for path in paths.values():
        client.get(path)  # so that there is a look already
    asked = {name: count(client, path) for name, path in paths.items()}
    assert {name: number for name, number in asked.items() if number > ONE_CASE[name]} == {}


def test_services_ask_as_often_for_one_as_for_thirty(cast, signed_in):
    by = cast.worker.actor
    client = signed_in(cast.worker)
    path = reverse("services")
    add(by, 1)
    one = count(client, path)
    for number in range(2, 31):
        add(by, number)
    assert count(client, path) == one
    # sign-in 2, the reader's own area, how many, services, their areas with their languages, the places of those
    # where people sleep, the filter's two lists
    assert one <= 9


def test_the_map_of_the_pathway_asks_for_nobody(cast, told, signed_in):
    client = signed_in(cast.worker)
    assert count(client, reverse("pathway_map")) == 2  # sign-in alone
    tell(cast.worker.actor)
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
