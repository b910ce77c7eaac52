"""Somebody with several roles works in one at a time."""

import pytest
from django.urls import reverse
from django.utils import timezone

from handrail.people.emergencies.actions import open_case_in_emergency
from handrail.people.emergencies.text_choices import EmergencyReason
from handrail.people.records.queries.case_lookup import get_case_open_to_actor_by_reference
from handrail.platform.access.actions import grant_colleague_access
from handrail.platform.access.body_and_colleague_choices import list_colleague_choices
from handrail.platform.access.models import Membership, User
from handrail.platform.access.roles import Role
from handrail.platform.audit.models import Record
from handrail.platform.outbox.models import Message
from handrail.platform.reference.models import Body

pytestmark = pytest.mark.django_db(databases=["default", "keys"])


@pytest.fixture
def further(cast):
    """The partner leads at Lantern, too."""
    row = Membership.objects.create(
        user=cast.partner,
        body=Body.objects.get(code="lantern"),
        role=Role.DUTY_LEAD.value,
        since=timezone.now(),
        given_by=cast.lead,
    )
    User.objects.filter(pk=cast.partner.pk).update(further_roles=1)
    return row


def test_a_case_opens_in_the_one_role_and_not_in_the_other(cast, told, further, signed_in):
    browser, case = signed_in(cast.partner), reverse("case", args=[told.reference])
    assert browser.get(case).status_code == 404
    page = browser.post(reverse("own_roles"), {"role": str(further.pk)}, follow=True).content.decode()
    assert "You are now working as Duty lead, Lantern" in page
    assert "Duty lead, Lantern" in page.split("</header>")[0]
    assert browser.get(case).status_code == 200
    browser.post(reverse("own_roles"), {"role": "first"})
    assert browser.get(case).status_code == 404


def test_the_trail_names_the_role_that_was_worked_in(cast, told, further, signed_in):
    browser = signed_in(cast.partner)
    browser.post(reverse("own_roles"), {"role": str(further.pk)})
    browser.get(reverse("case", args=[told.reference]))
    row = Record.objects.filter(about=told.case_id, outcome="read").order_by("-id").first()
    assert (row.user_id, row.body_code, row.role) == (str(cast.partner.pk), "lantern", "duty_lead")


def test_a_role_of_another_person_cannot_be_chosen(cast, told, further, signed_in):
    browser = signed_in(cast.outsider)
    browser.post(reverse("own_roles"), {"role": str(further.pk)})
    session = browser.session
    session["membership"] = further.pk
    session.save()
    assert browser.get(reverse("case", args=[told.reference])).status_code == 404


def test_a_role_that_ended_opens_nothing_from_that_moment(cast, told, further, signed_in):
    browser = signed_in(cast.partner)
    browser.post(reverse("own_roles"), {"role": str(further.pk)})
    further.revise(ended_at=timezone.now(), ended_by_id=cast.lead.pk)
    assert browser.get(reverse("case", args=[told.reference])).status_code == 404


def test_whoever_has_one_role_is_offered_no_change(cast, further, signed_in):
    link = reverse("own_roles")
    assert link in signed_in(cast.partner).get(reverse("my_day")).content.decode()
    assert link not in signed_in(cast.worker).get(reverse("my_day")).content.decode()


def test_a_colleague_by_a_further_role_is_named_and_opens_the_case_in_that_role(cast, told, signed_in):
    row = Membership.objects.create(
        user=cast.partner,
        body=cast.worker.body,
        role=Role.NAVIGATOR.value,
        since=timezone.now(),
        given_by=cast.lead,
    )
    User.objects.filter(pk=cast.partner.pk).update(further_roles=1)
    partner = User.objects.get(pk=cast.partner.pk)
    assert str(partner.pk) in dict(list_colleague_choices(cast.worker.body_id))
    access = get_case_open_to_actor_by_reference(cast.worker.actor, told.reference).case_access
    grant_colleague_access(case_access=access, colleague=partner, because="Stand-in", by=cast.worker.actor)
    browser, case = signed_in(partner), reverse("case", args=[told.reference])
    assert browser.get(case).status_code == 404
    browser.post(reverse("own_roles"), {"role": str(row.pk)})
    assert browser.get(case).status_code == 200


def test_whoever_leads_by_a_further_role_is_told_of_an_emergency(cast, told, further):
    open_case_in_emergency(
        reference=told.reference, reason=EmergencyReason.DANGER, words="Help", by=cast.outsider.actor
    )
    assert Message.objects.filter(kind="emergency_access", to=cast.partner).exists()
