"""A victim identified by the force raises a request; one trained officer is the contact; deployments are counted."""

import pytest
from django.urls import reverse

from handrail.people.deployment.models import Deployment, DeploymentRequest
from handrail.people.records.models import Case
from handrail.platform.access.actions import create_account
from handrail.platform.access.roles import Role
from support.deployment import deploy_to_every_victim, on_the_register, open_adult_case

pytestmark = [pytest.mark.django_db(databases=["default", "keys"]), pytest.mark.practice("P06")]


def test_from_identified_to_one_point_of_contact_with_feedback(cast, signed_in):
    chief = create_account(
        email="chief@example.org", name="Clive Saunders", body=cast.officer.body, role=Role.DUTY_LEAD, password=None
    )  # fmt: skip
    lead, officer, liaison = signed_in(chief), signed_in(cast.officer), signed_in(cast.liaison)
    deploy_to_every_victim(chief.actor)
    who = on_the_register(
        chief.actor, "Lior Oakham", role="liaison_officer", side="investigation", account=cast.liaison
    )
    case = open_adult_case(cast.officer.actor)
    board = lead.get(reverse("deployment_board")).content.decode()
    assert case.reference in board
    assert "First contact: safety and welfare" in board
    assert f"With them: {cast.officer.name}" in board
    request = DeploymentRequest.objects.get()
    shortlist = lead.get(reverse("deployment_shortlist", args=[case.reference, request.pk])).content.decode()
    assert "What they are told may be used in the case: say so first" in shortlist
    asking = reverse("offer_deployment", args=[case.reference, request.pk, who.pk])
    lead.post(asking, {"is_contact": "on"}, follow=True)
    asked = Deployment.objects.get()
    said = liaison.post(reverse("answer_own_deployment", args=[asked.pk]), {"goes": "yes"}, follow=True)
    assert "You can now open the case." in said.content.decode()
    saved = Case.objects.get(pk=case.pk)
    assert (saved.point_of_contact, saved.stand_in) == (cast.liaison, cast.officer)
    page = officer.get(reverse("case_contacts", args=[case.reference])).content.decode()
    assert "Lior Oakham" in page
    assert "The person has not been told yet" in page
    one = [case.reference, asked.pk]
    liaison.post(reverse("record_arrival", args=one), {"confirm": "on"}, follow=True)
    feedback = {
        "practitioner_feedback": "partly", "practitioner_words": "", "person_feedback": "helped",
        "person_words": "She listened", "seen": str(Deployment.objects.get().version),
    }  # fmt: skip
    page = liaison.post(reverse("deployment_feedback", args=one), feedback, follow=True).content.decode()
    assert "The person says: it helped. “She listened”" in page
    assert "The practitioner says: it helped in part" in page
