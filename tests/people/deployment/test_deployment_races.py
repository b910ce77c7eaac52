"""Two leads send the same practitioner at the same moment; two leads raise a request for one case."""

import pytest

from handrail.people.deployment.models import BookedQuarterHour, Deployment, DeploymentRequest
from handrail.platform.access.actions import create_account
from handrail.platform.access.roles import Role
from handrail.platform.kernel.errors import ActionNotPossibleError
from support.concurrency import at_once
from support.deployment import make_request, offer, on_the_register, open_adult_case


@pytest.mark.django_db(transaction=True, databases="__all__")
def test_two_leads_send_the_same_practitioner_at_once_and_one_is_told_who_is_free(cast):
    by = cast.lead.actor
    second = create_account(
        email="second-lead@example.org",
        name="Second Lead",
        body=cast.lead.body,
        role=Role.DUTY_LEAD,
        password=None,
    )
    both_want = on_the_register(by, "Wanted By Both", languages=[("ro", "first")])
    on_the_register(by, "Still Free")
    requests = [make_request(by, open_adult_case(by).pk) for _ in range(2)]
    leads = (cast.lead, second)

    def send(lead, request):
        return lambda: offer(lead.actor, request, both_want, why="They asked for her", is_contact=False)

    answers = at_once(*(send(lead, request) for lead, request in zip(leads, requests, strict=True)))
    refused = [one for one in answers if isinstance(one, ActionNotPossibleError)]
    sent = [one for one in answers if isinstance(one, Deployment)]
    assert (len(refused), len(sent)) == (1, 1), answers
    assert "Wanted By Both is asked or sent elsewhere at that time. Still free: Still Free." in str(
        refused[0]
    )
    assert Deployment.objects.get() == sent[0]
    assert sorted(DeploymentRequest.objects.values_list("state", flat=True)) == ["offered", "waiting"]
    assert BookedQuarterHour.objects.count() in (8, 9)
