"""Help for each role: what to do first, a picture that is there, and people of one's own organisation to ask."""

import pytest
from django.contrib.staticfiles import finders
from django.urls import reverse

from handrail.platform.access.models import User
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


def read_help(client, role):
    return client.get(reverse("help_role", args=[role])).content.decode()


def test_who_to_ask_is_somebody_of_ones_own_organisation_with_their_number(cast, signed_in):
    User.objects.filter(pk=cast.lead.pk).update(work_phone="01632 960177")
    page = read_help(signed_in(cast.worker), "navigator")
    assert f"{cast.lead.name}, 01632 960177" in page
    assert cast.partner.name not in page


def test_whoever_has_none_of_the_named_roles_beside_them_asks_their_duty_lead(cast, signed_in):
    User.objects.filter(pk=cast.administrator.pk).update(is_active=False)
    assert cast.lead.name in read_help(signed_in(cast.worker), "collator")
    assert "<b>Duty lead</b>" not in read_help(
        signed_in(cast.lead), "collator"
    )  # nobody is sent to themselves


def test_whoever_has_nobody_in_their_organisation_asks_the_platform_administrators(cast, signed_in):
    assert cast.platform_administrator.name in read_help(signed_in(cast.firm), "partnership_member")


def test_a_support_contact_is_named_in_their_place(cast, signed_in, settings):
    settings.SUPPORT_CONTACT = "Handrail support, 01632 960000"
    page = read_help(signed_in(cast.firm), "partnership_member")
    assert "Handrail support, 01632 960000" in page
    assert cast.platform_administrator.name not in page


def test_help_says_so_where_nobody_is_known(cast, signed_in):
    User.objects.filter(pk=cast.platform_administrator.pk).update(is_active=False)
    page = read_help(signed_in(cast.firm), "partnership_member")
    assert "Nobody is named to ask yet." in page
    assert "administrator" not in page.split("Who to ask")[1].split("</div>")[0].lower()
