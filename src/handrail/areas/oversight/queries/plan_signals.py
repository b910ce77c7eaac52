"""Signals that a plan cites, with what became of their interventions; and accepted ones that it may cite."""

from typing import NamedTuple

from handrail.areas.oversight.models import ImprovementPlan, PlanSignal
from handrail.insight.signals.models import Signal
from handrail.insight.signals.queries import SignalWords, describe_signal, select_visible_signals
from handrail.platform.access.actor import Actor
from handrail.platform.followups.models import FollowUp, FollowUpUpdate
from handrail.platform.reference.queries import list_area_codes_and_names

MOST_CHOICES = 100


class CitedSignal(NamedTuple):
    """A signal in a plan. `result`: the newest evidence or word of its intervention; empty for none."""

    row: PlanSignal
    words: SignalWords
    intervention: FollowUp | None
    result: str


def list_cited_signals(plan: ImprovementPlan) -> list[CitedSignal]:
    """What a plan cites, in order. Two statements, three where there is an intervention."""
    related = ("signal__scan", "signal__follow_up__owner")
    rows = list(PlanSignal.objects.filter(plan=plan).select_related(*related))
    if not rows:
        return []
    names = dict(list_area_codes_and_names())
    interventions = [row.signal.follow_up_id for row in rows if row.signal.follow_up_id]
    updates = FollowUpUpdate.objects.filter(about__in=interventions).order_by("at") if interventions else ()
    results = {update.about_id: update.evidence or update.words for update in updates}
    return [
        CitedSignal(
            row,
            describe_signal(row.signal, names),
            row.signal.follow_up,
            results.get(row.signal.follow_up_id, "") if row.signal.follow_up_id else "",
        )
        for row in rows
    ]


def list_citable_signals(actor: Actor, plan: ImprovementPlan) -> list[tuple[Signal, SignalWords]]:
    """Accepted signals of the reader's area that the plan does not cite yet, the newest first.

    Args:
        actor: who reads.
        plan: of the actor's body, or joint with it.
    """
    cited = PlanSignal.objects.filter(plan=plan).values("signal")
    rows = select_visible_signals(actor).filter(state="accepted").exclude(pk__in=cited)[:MOST_CHOICES]
    names = dict(list_area_codes_and_names())
    return [(row, describe_signal(row, names)) for row in rows]
