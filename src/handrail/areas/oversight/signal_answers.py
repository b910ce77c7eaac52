"""Improvement plans that cite a signal, for the page of the signal."""

from django.urls import reverse

from handrail.areas.oversight.models import PlanSignal
from handrail.insight.signals.answers import SignalAnswer
from handrail.insight.signals.models import Signal
from handrail.platform.access.actor import Actor


def list_plans_citing_signal(actor: Actor, signal: Signal) -> list[SignalAnswer]:
    """Plans of the reader's own body. One statement."""
    rows = PlanSignal.objects.filter(signal=signal, plan__body=actor.body_id).select_related("plan")
    return [
        SignalAnswer("Improvement plan", row.plan.title, reverse("plan", args=[row.plan_id]), row.words)
        for row in rows.order_by("at")
    ]
