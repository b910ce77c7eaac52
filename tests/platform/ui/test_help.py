"""Help for each role: what to do first, a picture that is there, and people of one's own organisation to ask."""

import pytest
from django.contrib.staticfiles import finders
from django.urls import reverse

from handrail.platform.access.roles import Role
from handrail.platform.ui.help_content import HELP

pytestmark = pytest.mark.one_engine


def read_size(file):
    """Width and height of a JPEG picture, from its frame header."""
    at = 2
    while file[at] == 0xFF and file[at + 1] not in (0xC0, 0xC2):
        at += 2 + int.from_bytes(file[at + 2 : at + 4])
    return int.from_bytes(file[at + 7 : at + 9]), int.from_bytes(file[at + 5 : at + 7])


@pytest.mark.parametrize("role", Role)
def test_every_role_has_help_with_a_picture_of_its_size(role):
    help_of_role = HELP[role]
    assert help_of_role.steps
    assert help_of_role.ask
    found = finders.find(help_of_role.picture.file)
    assert found
    with open(found, "rb") as file:
        size = read_size(file.read())
    assert size == (help_of_role.picture.width, help_of_role.picture.height)


def test_who_to_ask_is_somebody_of_ones_own_organisation(cast, signed_in):
    page = signed_in(cast.worker).get(reverse("help_role", args=["navigator"])).content.decode()
    assert cast.lead.name in page
    assert cast.partner.name not in page
    page = signed_in(cast.partner).get(reverse("help_role", args=["platform_administrator"])).content.decode()
    assert "Ask your organisation’s administrator." in page
    assert cast.lead.name not in page
