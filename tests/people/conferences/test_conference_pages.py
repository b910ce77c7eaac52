"""Pages of conferences: as few statements for many rows as for one; what was typed comes back; reads are recorded."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from handrail.people.cases.lifecycle.actions.opening import set_age_group, set_case_area
from handrail.people.conferences.models import ConferenceAction, ConferenceItem
from handrail.people.conferences.text_choices import (
    ConferenceItemKind,
    ItemDisclosureBasis,
    ItemVisibilityToMember,
)
from handrail.people.records.text_choices import Age, ConsentAnswer
from handrail.platform.access.today import today
from handrail.platform.audit.models import Record
from support.cast import sign_in
from support.conferences import (
    CONFERENCE_SECRETS,
    SECRETS,
    WORDS,
    act,
    agree,
    call,
    cut,
    make_area,
    put,
    set_table,
)
from support.housing_pages import a_stage
from support.query_counts import count
from support.worlds import shared_world

pytestmark = [pytest.mark.django_db(databases=["default", "keys"]), pytest.mark.one_engine]


@shared_world
def table(cast, told):
    return set_table(cast, told)


def fill(cast, table):
    item = put(cast, table, ConferenceItemKind.SAFETY)
    cut(cast, item, (table.members["housing"], ItemVisibilityToMember.WHOLE, ItemDisclosureBasis.PUBLIC_TASK))
    act(cast, table)


@pytest.mark.parametrize("who", ["lead", "worker", "housing"])
def test_a_conference_takes_as_many_statements_for_many_rows_as_for_one(cast, told, table, who):
    client = sign_in(Client(), getattr(cast, who))
    address = reverse("conference", args=[table.conference])
    fill(cast, table)
    call(cast, table)
    client.get(address)
    few = count(client, address)
    for _ in range(12):
        fill(cast, table)
    assert count(client, address) == few
    assert few <= 12


def test_the_list_takes_as_many_for_many(cast, told, table):
    client = sign_in(Client(), cast.housing)
    assert count(client, reverse("conferences")) <= 12


def test_what_was_typed_comes_back_with_what_to_mend(cast, told, table):
    client = sign_in(Client(), cast.housing)
    address = reverse("put_conference_item", args=[table.conference])
    sent = client.post(address, {"kind": "safety", "text": "The gate is broken", "nature": ""}, follow=True)
    page = sent.content.decode()
    assert "Choose fact or opinion" in page
    assert "The gate is broken" in page
    assert not ConferenceItem.objects.exists()


def test_the_same_form_sent_twice_sets_one_action(cast, told, table):
    client = sign_in(Client(), cast.lead)
    address = reverse("set_conference_action", args=[table.conference])
    once = client.get(address).content.decode().split('name="once" value="')[1].split('"')[0]
    day = {"due_on-day": "1", "due_on-month": "1", "due_on-year": str(today().year + 1)}
    told = {
        "what": "Keep the bed",
        "member": str(table.members["housing"]),
        "lowers": "No move",
        "once": once,
    }
    for _ in range(2):
        client.post(address, told | day)
    assert ConferenceAction.objects.count() == 1


def test_a_read_is_recorded_with_the_kinds_that_were_shown(cast, told, table):
    fill(cast, table)
    sign_in(client := Client(), cast.housing)
    page = client.get(reverse("conference", args=[table.conference])).content.decode()
    assert SECRETS[ConferenceItemKind.SAFETY] in page
    found = Record.objects.filter(verb="viewed their slice of a conference", about=told.case_id).latest("pk")
    assert sorted(found.shown) == ["own_words", "safety"]  # the item, and what the person said of the action


def test_a_stranger_meets_nothing_and_an_ended_conference_shows_nothing(cast, told, table):
    fill(cast, table)
    for who in ("outsider", "liaison", "board"):
        reply = sign_in(Client(), getattr(cast, who)).get(reverse("conference", args=[table.conference]))
        assert reply.status_code in (403, 404)
        assert not any(secret in reply.content.decode() for secret in (*CONFERENCE_SECRETS, WORDS))


def test_whoever_works_on_the_case_sees_where_the_person_stays_and_whether_it_suits(cast):
    stage = a_stage(cast)
    told = stage.told
    table = set_table(cast, told)
    client = sign_in(Client(), cast.worker)
    address = reverse("conference", args=[table.conference])
    page = client.get(address).content.decode()
    assert "Where they stay" in page
    assert reverse("case_stays", args=[told.reference]) in page
    assert count(client, address) <= 12
    found = Record.objects.filter(verb="viewed their slice of a conference", about=told.case_id).latest("pk")
    assert "housing" in found.shown
    for user in (cast.housing, cast.officer):
        assert "Where they stay" not in sign_in(client, user).get(address).content.decode()


def test_the_page_says_who_was_agreed_to_refused_and_not_asked(cast, told, table):
    agree(cast, table, "harbour", ConferenceItemKind.HEALTH)
    agree(cast, table, "fen-housing", said=ConsentAnswer.NO)
    page = sign_in(Client(), cast.worker).get(reverse("conference", args=[table.conference])).content.decode()
    rows = dict(re.findall(r"<dt>([^<]+)</dt><dd>([^<]+)</dd>", page))
    assert rows["They agreed we can tell"] == "Harbour (health)"
    assert rows["Said no to telling"] == "Fen housing team"
    assert "Lincolnshire Police" in rows["Not asked about telling"]
    assert "Harbour" not in rows["Not asked about telling"]


USUAL_ROUTE = "Refer to the modern slavery MARAC, the usual route into support in Wales. Do not wait for it."


def read_ask_page(cast, told):
    page = sign_in(Client(), cast.worker).get(reverse("ask_conference", args=[told.reference]), follow=True)
    return page.content.decode()


def test_in_wales_the_page_says_the_usual_route_and_is_no_block(cast, told):
    make_area(cast)
    assert "MARAC" not in read_ask_page(cast, told)  # Lincolnshire
    set_case_area(case_id=told.case_id, area_code="W15000002", by=cast.worker.actor)
    page = read_ask_page(cast, told)
    assert USUAL_ROUTE in page
    assert "Fenmarsh" in page
    assert "Ask for it" in page


def test_where_no_area_holds_conferences_wales_is_told_the_usual_route(cast, told):
    assert "No council area holds conferences here yet" in read_ask_page(cast, told)
    set_case_area(case_id=told.case_id, area_code="W15000002", by=cast.worker.actor)
    assert USUAL_ROUTE in read_ask_page(cast, told)


@pytest.mark.parametrize("age", [Age.CHILD, Age.UNSURE])
def test_of_whoever_may_be_a_child_the_plan_says_why_there_is_no_conference(cast, told, age):
    client, address = sign_in(Client(), cast.worker), reverse("case_plan", args=[told.reference])
    asking = f'href="{reverse("ask_conference", args=[told.reference])}"'
    why = "Conferences are for adults: call children’s social care at the council first."
    set_age_group(case_id=told.case_id, age=age, by=cast.worker.actor)
    page = client.get(address).content.decode()
    assert (asking in page, why in page) == (False, True)
    set_age_group(case_id=told.case_id, age=Age.ADULT, by=cast.worker.actor)
    page = client.get(address).content.decode()
    assert (asking in page, why in page) == (True, False)
