"""An improvement plan cites accepted signals of its area, and shows what became of their interventions."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from handrail.areas.oversight.actions.plan_signals import cite_area_signal_in_improvement_plan
from handrail.areas.oversight.models import ImprovementPlan, PlanSignal
from handrail.insight.signals.actions import start_intervention_on_signal
from handrail.insight.signals.models import MonthScan, Signal
from handrail.platform.access.errors import Denied
from handrail.platform.access.today import today
from handrail.platform.followups.actions import record_follow_up_progress
from handrail.platform.followups.models import FollowUp, FollowUpUpdate
from handrail.platform.followups.permissions import RecordNotVisibleError
from handrail.platform.kernel.errors import ActionNotPossibleError
from support.cast import LINCOLNSHIRE
from support.oversight_data import improve
from support.practice_pages import words_of
from support.worlds import shared_world

WORDS = "A visit to each farm by June."


@shared_world
def signals(cast) -> dict[str, Signal]:
    """One that was accepted, one that is new, one of another area."""
    scan = MonthScan.objects.create(month="2026-09", series=10, history=24, scanned_at=timezone.now())
    told = {"scan": scan, "span": 3, "band": "hundred", "is_rise": True}
    return {
        "accepted": Signal.objects.create(
            area_code=LINCOLNSHIRE, measure="referred", state="accepted", **told
        ),
        "new": Signal.objects.create(area_code=LINCOLNSHIRE, measure="needs", state="new", **told),
        "other": Signal.objects.create(area_code="E23000013", measure="needs", state="accepted", **told),
    }


def cite(plan, signal, by, words=WORDS):
    cite_area_signal_in_improvement_plan(
        PlanSignal(words=words), plan_id=plan, signal_id=signal.pk, by=by.actor
    )


def test_only_an_accepted_signal_of_the_area_is_cited_once_and_by_those_who_work_on_the_plan(cast, signals):
    plan = improve(cast)
    for key in ("new", "other"):
        with pytest.raises(ActionNotPossibleError, match=r"A plan can only cite confirmed changes."):
            cite(plan, signals[key], cast.commissioner)
    for person, refusal in (("neighbour", RecordNotVisibleError), ("board", Denied), ("worker", Denied)):
        with pytest.raises(refusal):
            cite(plan, signals["accepted"], getattr(cast, person))
    with pytest.raises(ValidationError):
        cite(plan, signals["accepted"], cast.commissioner, words="")
    cite(plan, signals["accepted"], cast.force_lead)  # the plan is joint
    with pytest.raises(ActionNotPossibleError, match=r"That change is already in the plan."):
        cite(plan, signals["accepted"], cast.commissioner)


def test_the_plan_shows_the_signal_its_intervention_and_the_result(cast, signals, signed_in):
    plan, client = improve(cast), signed_in(cast.commissioner)
    address, by = reverse("cite_signal", args=[plan]), cast.commissioner.actor
    assert "Choose a change" in client.post(address, {"words": WORDS}, follow=True).content.decode()
    said = {"signal": str(signals["accepted"].pk), "words": WORDS}
    shown = words_of(client.post(address, said, follow=True).content.decode())
    assert f"{WORDS} None yet None" in shown
    due = today() + datetime.timedelta(days=30)
    action = FollowUp(what="Visit with inspectors", owner=cast.commissioner.body, due_on=due)
    number = start_intervention_on_signal(signals["accepted"].pk, action, by=by)
    told = FollowUpUpdate(about_id=number, state="done", words="Visited.", evidence="12 farms, 3 referrals.")
    record_follow_up_progress(told, seen=1, by=by)
    shown = words_of(client.get(reverse("plan", args=[plan])).content.decode())
    for words in (
        "People referred to the NRM: unusual rise",
        "Visit with inspectors",
        ": done",
        "12 farms, 3 referrals.",
    ):
        assert words in shown
    followed = words_of(client.get(reverse("signal", args=[signals["accepted"].pk])).content.decode())
    assert "Result: 12 farms, 3 referrals." in followed


def test_a_plan_that_is_closed_cites_nothing(cast, signals):
    plan = improve(cast)
    ImprovementPlan.objects.filter(pk=plan).update(state="closed")
    with pytest.raises(ActionNotPossibleError, match="closed"):
        cite(plan, signals["accepted"], cast.commissioner)
