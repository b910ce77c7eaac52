"""The pages on which an agreement is confirmed: by the body whose rooms they are, or as seen on paper by another."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from handrail.people.housing.actions.suitability_checks import sign_suitability_check
from handrail.platform.access.models import User
from handrail.platform.access.roles import Role
from support.cast import sign_in
from support.housing import a_claim, of_body
from support.housing_pages import ANSWERS

pytestmark = pytest.mark.django_db


def page(client, name, *args):
    return client.get(reverse(name, args=args)).content.decode()


def test_on_paper_by_somebody_else_and_only_where_nobody_of_theirs_can_sign_in(cast):
    made = a_claim(cast, "elsewhere")
    second = sign_in(Client(), of_body("lantern", Role.DUTY_LEAD, "second"))
    here, paper = reverse("agreement", args=[made]), reverse("agreement_on_paper", args=[made])
    assert paper not in page(second, "agreement", made)
    User.objects.filter(body__code="elsewhere").update(is_active=False)
    assert paper in page(second, "agreement", made)
    writer = sign_in(Client(), cast.lead)
    assert paper not in page(writer, "agreement", made)
    today = timezone.localdate()
    said = {"role": "Night manager", "on-day": today.day, "on-month": today.month, "on-year": today.year}
    refused = writer.post(paper, said, follow=True)
    assert (
        "The paper must be seen by someone in your organisation other than the person who recorded it."
        in refused.content.decode()
    )
    assert second.post(paper, said)["Location"] == here
    assert "On paper: Night manager" in page(writer, "agreement", made)
    assert "Waiting for the provider" not in page(writer, "agreements")


def test_whose_rooms_they_are_confirms_it_and_changes_nothing_else_of_it(cast):
    made = a_claim(cast, "fen-housing")
    council = sign_in(Client(), cast.housing)
    shown = page(council, "agreement", made)
    assert reverse("confirm_agreement", args=[made]) in shown
    for name in ("end_agreement", "agreement_rate", "agreement_on_paper"):
        assert reverse(name, args=[made]) not in shown
        assert council.post(reverse(name, args=[made])).status_code == 403
    council.post(reverse("confirm_agreement", args=[made]))
    assert reverse("confirm_agreement", args=[made]) not in page(council, "agreement", made)


def test_a_stay_in_a_hotel_leads_to_a_new_check_and_in_a_flat_to_none(stage):
    home = stage.home
    client = sign_in(Client(), home.cast.worker)
    assert "Sign a new check" not in page(client, "stay", stage.told.reference, stage.stay)
    sign_suitability_check(
        case_id=home.case.pk, place_id=stage.hotel, answers=ANSWERS, by=home.cast.worker.actor
    )
    stay = home.stay(stage.hotel_unit)
    assert "Sign a new check" in page(client, "stay", stage.told.reference, stay)
