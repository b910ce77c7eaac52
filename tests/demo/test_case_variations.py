"""The demo: two cases joined, a note of the force, a handover declined, a form that came back. Written once."""

import pytest
from django.urls import reverse
from django.utils import timezone

from handrail.demo import raid_incident, rare_case_events
from handrail.demo.loader import write_case
from handrail.demo.simulated_time import use_simulated_clock
from handrail.people.contacts.models import HandOver
from handrail.people.matching.models import CaseJoin, PoliceOwnNote
from handrail.people.records.models import Case, Consent
from handrail.people.referral_form.models import Handover
from handrail.platform.access.models import User
from handrail.platform.reference.actions import mark_database_as_demo_data_only
from support.demo_world import demo_base  # noqa: F401

pytestmark = pytest.mark.one_engine


def someone(key):
    return User.objects.get(email=f"{key}@example.org")


@pytest.mark.django_db(databases=["default", "keys"])
def test_each_turn_stands_on_its_case_and_is_taken_once(demo_base, signed_in):  # noqa: F811
    mark_database_as_demo_data_only(seed="tests")
    today, now = timezone.localdate(), timezone.now()
    plan, cast = demo_base
    with use_simulated_clock(now) as clock:
        for case in plan.cases:
            if case.key in ("petra", "yusuf"):
                write_case(case, cast, clock, now)
    raid_incident.load_raid(cast, today)
    for _ in range(2):
        rare_case_events.load_rare_case_events(cast, today)
    ruth = signed_in(someone("ruth.adeyemi"))
    joined = CaseJoin.objects.get()
    assert joined.leading.reference == "LN-0340-C"
    listed = ruth.get(reverse("cases"), {"whose": "mine"}).content.decode()
    assert f"Same person as {joined.other.reference}" in listed
    assert PoliceOwnNote.objects.count() == 1
    declined = HandOver.objects.get()
    assert (declined.case.reference, declined.state) == ("LN-0405-Q", "declined")
    assert "Tom Brackley did not take over the case" in page(ruth, "case_whole_file", "LN-0405-Q")
    form = Handover.objects.get()
    assert (form.reply, form.draft.state) == ("back", "open")
    danilo = form.case.reference
    assert "Lincolnshire Police sent it back" in page(ruth, "nrm_form", danilo)
    assert "by phone: Crossing Words, reference CW-20714" in page(ruth, "consents", danilo)
    assert "Contract.pdf" in page(ruth, "nrm_check", danilo)
    assert "sent it back, with reasons." in ruth.get(reverse("my_day")).content.decode()
    assert Consent.objects.filter(through="phone").count() == 3
    assert Case.objects.count() == 2 + 6 + 2


def page(client, name, reference):
    return client.get(reverse(name, args=[reference])).content.decode()
