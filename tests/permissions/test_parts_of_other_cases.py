"""A part of one case asked for at the address of another: there is none, not even for whoever works on both."""

from uuid import UUID

import pytest
from django.test import Client
from django.urls import reverse

from support.addresses import addresses
from support.cast import sign_in, tell
from support.permission_checks import NO, everything_said
from support.situations import PARAMETER

ROOMS = (
    "cases_room", "contacts_room", "housing_room", "bags_room", "matching_room", "recovery_room", "referral_form_room",
    "emergencies_room", "personal_data_room", "offers_room",
)  # fmt: skip
OF_THE_DIRECTORY = {"hold_place", "place_check", "refer"}
"""Take a room or a service, which any case may ask for."""


def is_number_of_a_row(value):
    return isinstance(value, UUID | int)


def list_parts(room):
    """The addresses of a case that take a part of it as well, with what they take after the reference."""
    for address in addresses():
        taken, given = PARAMETER.findall(address.route), room.arguments.get(address.name, [])
        if address.name in OF_THE_DIRECTORY:
            continue
        if taken[:1] == ["reference"] and len(given) == len(taken) and any(map(is_number_of_a_row, given)):
            yield address.name, given[1:]


@pytest.mark.one_engine
@pytest.mark.parametrize("room", ROOMS)
def test_no_address_shows_a_part_of_another_case(room, cast, request):
    room = request.getfixturevalue(room)
    own, client = tell(cast.worker.actor), sign_in(Client(), cast.worker)
    asked = {
        name: client.get(reverse(name, args=[own.reference, *given])) for name, given in list_parts(room)
    }
    assert {name: answer.status_code for name, answer in asked.items() if answer.status_code not in NO} == {}
    secrets = set(room.secrets) - set(own.secrets)
    assert [
        (name, word) for name, answer in asked.items() for word in secrets if word in everything_said(answer)
    ] == []
