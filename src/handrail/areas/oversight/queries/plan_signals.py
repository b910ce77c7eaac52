"""Signals that a plan cites, with the results of their interventions; and accepted ones that it may cite."""

from typing import NamedTuple

from django.db.models import OuterRef, Subquery

from handrail.areas.oversight.models import ImprovementPlan, PlanSignal
from handrail.insight.signals.models import Signal
from handrail.insight.signals.queries import SignalWords, describe_signal, select_visible_signals
from handrail.platform.access.actor import Actor
from handrail.platform.followups.models import FollowUp, FollowUpUpdate
from handrail.platform.reference.models import Area
from handrail.platform.reference.queries import list_area_codes_and_names

MOST_CHOICES = 100


class CitedSignal(NamedTuple):
    """A signal in a plan. `result`: the newest evidence or word of its intervention; empty for none."""

    row: PlanSignal
    words: SignalWords
    intervention: FollowUp | None
    result: str


def list_cited_signals(plan: ImprovementPlan) -> list[CitedSignal]:
    """What a plan cites, in order. One statement."""
    updates = FollowUpUpdate.objects.filter(about=OuterRef("signal__follow_up")).order_by("-at", "-pk")
    rows = (
        PlanSignal.objects.filter(plan=plan)
        .select_related("signal__scan", "signal__follow_up__owner")
        .annotate(
            evidence=Subquery(updates.values("evidence")[:1]),
            progress=Subquery(updates.values("words")[:1]),
            area_name=Subquery(Area.objects.filter(code=OuterRef("signal__area_code")).values("name")),
        )
    )
    return [
        CitedSignal(
            row,
            describe_signal(row.signal, {row.signal.area_code: row.area_name} if row.area_name else {}),
            row.signal.follow_up,
            row.evidence or row.progress or "",
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
