"""Changing a service: nothing that somebody else saved meanwhile is lost, and its places stay in step."""

import datetime

import pytest
from django.urls import reverse

from handrail.directory.actions import add_service, edit_service, extend_pilot, set_free_places
from handrail.directory.models import Service, ServiceContact
from handrail.directory.unsaved_services import ServiceAreasLanguagesAndContact
from handrail.platform.kernel.errors import ConcurrentEditError
from handrail.platform.reference.models import Body
from support.pilots import measured

pytestmark = pytest.mark.django_db

LAST_DAY, LATER = datetime.date(2027, 1, 31), datetime.date(2027, 6, 30)
LINCOLNSHIRE = ServiceAreasLanguagesAndContact(areas=("E23000020",))


@pytest.fixture
def service(cast) -> Service:
    added = add_service(
        by=cast.lead.actor,
        provider_id=Body.objects.get(code="lantern").pk,
        name="Go-bag",
        kind="go_bag",
        phases=("before",),
        areas=LINCOLNSHIRE.areas,
        capacity_rule="number",
        capacity=4,
        pilot_until=LAST_DAY,
        contact_name="Perpetua Zell",
    )
    return Service.objects.get(pk=added)


def test_an_older_page_does_not_overwrite_a_trial_that_was_extended(cast, service):
    cites = [measured(cast, service.pk)]
    extend_pilot(by=cast.lead.actor, service_id=service.pk, until=LATER, because="It works", cites=cites)
    with pytest.raises(ConcurrentEditError):
        edit_service(service, LINCOLNSHIRE, seen=1, by=cast.lead.actor)
    assert Service.objects.get().pilot_until == LATER


def test_free_places_are_forgotten_where_there_are_fewer_in_all(cast, service):
    set_free_places(by=cast.lead.actor, service_id=service.pk, free=3)
    row = Service.objects.get()
    row.capacity = 2
    edit_service(row, LINCOLNSHIRE, seen=2, by=cast.lead.actor)
    saved = Service.objects.get()
    assert (saved.capacity, saved.free_now, saved.free_on, saved.version) == (2, None, None, 3)
    assert not ServiceContact.objects.exists()


def test_an_error_stands_beside_its_field_and_what_is_saved_fills_the_form(cast, service, signed_in):
    client, address = signed_in(cast.lead), reverse("edit_service", args=[service.pk])
    assert 'value="Perpetua Zell"' in client.get(address).content.decode()
    wrong = {"name": "Go-bag", "kind": "go_bag", "phases": ["before"], "seen": "1", "cost": "priced"}
    wrong |= {"capacity_rule": "number", "capacity": "4"}
    page = client.post(address, wrong, follow=True).content.decode()
    assert "Enter the price only if there is one." in page
    assert 'href="#id_cost"' in page
