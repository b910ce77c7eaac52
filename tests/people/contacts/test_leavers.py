"""A case whose point of contact has left is a to-do of whoever leads, until somebody takes it over."""

import pytest
from django.urls import reverse

from handrail.people.cases.lifecycle.actions import opening
from handrail.platform.access.lost_device_and_leaver_actions import close_account
from handrail.platform.access.models import User

pytestmark = pytest.mark.django_db
SAID = "Wren Ashdown has left. Someone else needs to take over the case."


def day_of(client):
    return client.get(reverse("my_day")).content.decode()


def leave(user):
    close_account(User.objects.get(pk=user.pk))


def test_it_appears_when_the_account_closes_and_goes_when_somebody_takes_over(cast, told, signed_in):
    lead = signed_in(cast.lead)
    assert SAID not in day_of(lead)
    leave(cast.worker)
    page = day_of(lead)
    assert SAID in page
    assert reverse("contacts", args=[told.reference]) in page
    opening.set_point_of_contact_and_stand_in(
        case_id=told.case_id, point_of_contact_id=cast.colleague.pk, stand_in_id=None, by=cast.lead.actor
    )
    assert SAID not in day_of(lead)


def test_nobody_else_is_told_and_a_closed_case_is_none(cast, told, signed_in):
    leave(cast.worker)
    for part in (cast.colleague, cast.partner, cast.outsider, cast.officer):
        assert SAID not in day_of(signed_in(part))
