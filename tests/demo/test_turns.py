"""The demo: two cases joined, a note of the force, a hand-over declined, a form that came back. Written once."""

import pytest
from django.urls import reverse
from django.utils import timezone

from handrail.access.models import User
from handrail.caseload.models import HandOver
from handrail.casework.case.models import Case, Consent
from handrail.demo import linking, turns
from handrail.demo.clock import set_clock
from handrail.demo.load import set_the_scene, write_one
from handrail.demo.plan import make
from handrail.linking.models import Join, OwnNote
from handrail.nrmform.models import Handover
from handrail.reference.actions import begin_invented


def someone(key):
    return User.objects.get(email=f"{key}@example.org")


@pytest.mark.django_db(databases=["default", "keys"])
def test_each_turn_stands_on_its_case_and_is_taken_once(signed_in):
    begin_invented(seed="tests")
    today, now = timezone.localdate(), timezone.now()
    plan = make(today, size=70)
    cast = set_the_scene(plan)
    with set_clock(now) as clock:
        for case in plan.cases:
            if case.key in ("petra", "yusuf"):
                write_one(case, cast, clock, now)
    linking.write(cast, today)
    for _ in range(2):
        turns.write(cast, today)
    ruth = signed_in(someone("ruth.adeyemi"))
    joined = Join.objects.get()
    assert joined.leading.reference == "LN-0340"
    listed = ruth.get(reverse("cases"), {"whose": "mine"}).content.decode()
    assert f"Joined with {joined.other.reference}" in listed
    assert OwnNote.objects.count() == 1
    declined = HandOver.objects.get()
    assert (declined.case.reference, declined.state) == ("LN-0405", "declined")
    assert "Tom Brackley did not take the case over" in page(ruth, "case", "LN-0405")
    form = Handover.objects.get()
    assert (form.reply, form.draft.state) == ("back", "open")
    danilo = form.case.reference
    assert "Lincolnshire Police sent it back" in page(ruth, "nrm_form", danilo)
    assert "by phone: Crossing Words, reference CW-20714" in page(ruth, "consents", danilo)
    assert "Contract.pdf" in page(ruth, "nrm_check", danilo)
    assert "did not make it, and said why" in ruth.get(reverse("my_day")).content.decode()
    assert Consent.objects.filter(through="phone").count() == 3
    assert Case.objects.count() == 2 + 6 + 2


def page(client, name, reference):
    return client.get(reverse(name, args=[reference])).content.decode()
