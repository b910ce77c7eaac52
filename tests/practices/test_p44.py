"""A navigator is based at a hub, starts on a date, and serves people before they enter the NRM."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from handrail.directory.practitioners.actions.register import add_practitioner_post
from handrail.directory.practitioners.models import Post
from support.cast import LINCOLNSHIRE
from support.deployment import make_request, on_the_register, open_adult_case

pytestmark = [pytest.mark.django_db(databases=["default", "keys"]), pytest.mark.practice("P44")]
HUB = "Wigston safeguarding hub"


def test_a_navigator_at_a_hub_is_sent_before_the_nrm_once_they_have_started(cast, signed_in):
    by, today = cast.lead.actor, timezone.localdate()
    post = Post(
        title="Navigator at the hub", role="navigator", side="support", base_kind="hub", base=HUB, before=True,
        planned_start_on=today, started_on=today,
    )  # fmt: skip
    add_practitioner_post(post, shares={LINCOLNSHIRE: 100}, by=by)
    on_the_register(by, "At The Hub", post=post, base=HUB, base_kind="hub", before=True)
    on_the_register(by, "Starts Later", post=post, before=True, started_on=today + datetime.timedelta(days=9))
    on_the_register(by, "After It Alone", after=True)
    lead = signed_in(cast.lead)
    assert HUB in lead.get(reverse("post", args=[post.pk])).content.decode()
    case = open_adult_case(by)
    request = make_request(by, case.pk)
    page = lead.get(reverse("deployment_shortlist", args=[case.reference, request.pk])).content.decode()
    fit, out = page.split('id="out"')
    assert "Serves people before the NRM" in fit
    assert "Their post does not serve people before the NRM" in fit
    assert fit.index("At The Hub") < fit.index("After It Alone")
    assert "Not started" in out
    assert "Starts Later" in out
