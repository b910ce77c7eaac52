"""The demo has a referral in every state, each with what the person agreed to."""

import pytest

from handrail.casework.models import Referral
from handrail.demo.load import load

pytestmark = pytest.mark.django_db(databases=["default", "keys"])


def test_referrals_are_answered_waiting_declined_and_unanswered() -> None:
    load(lambda line: None, size=12)
    answers = sorted(Referral.objects.values_list("answer", flat=True))
    assert answers == ["accepted", "accepted", "declined", "none_yet", "waiting"]
    assert Referral.objects.get(outcome="helped").pro_bono_hours == 3
    assert Referral.objects.get(answer="none_yet").chased == 1
