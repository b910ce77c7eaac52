"""London's answer to a drop in referrals: a signal, a campaign through small organisations, a plan that is varied.

Invented, after what the Mayor's Office told of the pandemic. The drop itself is in the sampled cases
(sampled_cases.py), and the scan finds it as it would any other.
"""

from datetime import date, timedelta
from typing import Final

from django.db import transaction

from handrail.areas.prevention.actions import campaigns, strategies
from handrail.areas.prevention.models import (
    Campaign,
    CampaignMaterial,
    CampaignPartner,
    PriorityEvidence,
    Strategy,
    StrategyPriority,
    StrategyStep,
)
from handrail.demo.case_writer import DemoLookups
from handrail.demo.prevention_elsewhere import (
    add_demo_activity,
    at_simulated_moment,
    has_prevention_records,
    record_demo_campaign_reach,
)
from handrail.insight.publication.months_and_quarters import shift_month
from handrail.insight.signals.actions import record_signal_decision
from handrail.insight.signals.models import Signal, SignalDecision
from handrail.platform.access.actor import Actor
from handrail.platform.reference.models import Body

OFFICE: Final = "thea.ormonde"
HIDDEN: Final = "Through people who are trusted"
STEPS: Final = (
    ("consultation", 20, "Survivors, six charities and the borough leads were asked."),
    ("panel", 12, "The panel supports it and asks to be told each quarter."),
    ("answer", 5, "We publish what the campaign reached each quarter."),
)


def load_london_prevention(cast: DemoLookups, today: date) -> None:
    """The demo's part: nothing where it is there already."""
    office = cast.actors.get(OFFICE)
    if office is None or has_prevention_records(office):
        return
    with transaction.atomic():
        _add_london_prevention(cast, today)


def _add_london_prevention(cast: DemoLookups, today: date) -> None:
    """A drop in referrals that the scan found, a campaign through named small organisations, and what followed."""
    by = cast.actors[OFFICE]
    signal = _find_signal_of_a_drop(by)
    begun = max(6, (today - _get_publication_day(signal)).days - 4) if signal else 80
    if signal and signal.state == "new":
        words = "Fewer people come. Nothing shows that there is less harm: a campaign follows."
        with at_simulated_moment(today, begun + 1):
            told = SignalDecision(signal=signal, state="accepted", words=words)
            record_signal_decision(told, seen=signal.version, by=by)
    _add_plan_that_is_varied(by, signal, begun, today)
    with at_simulated_moment(today, begun):
        row = campaigns.set_up_campaign(
            Campaign(
                title=HIDDEN,
                aim="People in communities that no office reaches hear where help is, from people they trust.",
                starts_on=today - timedelta(days=begun),
                ends_on=today + timedelta(days=90),
                funding="Small grants for hidden communities",
                budget=60_000_00,
            ),
            signal_id=signal.pk if signal else None,
            by=by,
        )
    with at_simulated_moment(today, begun - 3):
        for name, community, language, agreed, paid in (
            (
                "Peckham Vietnamese Families",
                "Vietnamese families in the south east",
                "vi",
                9_000_00,
                9_000_00,
            ),
            (
                "Southall Builders’ Breakfast",
                "Workers who wait for a day’s work",
                "other",
                7_500_00,
                5_000_00,
            ),
            ("Casa Elefante", "Cleaners from Latin America", "es", 8_000_00, 4_000_00),
        ):
            campaigns.add_activity_partner_or_material_to_campaign(
                CampaignPartner(
                    campaign=row,
                    name=name,
                    community=community,
                    language=language,
                    duties="Speaks at its meetings and brings people to the helpline.",
                    agreed=agreed,
                    paid=paid,
                    paid_on=today - timedelta(days=begun - 2),
                ),
                by=by,
            )
        add_demo_activity(row, by, "Meetings and messages", "community", "everybody", "charity", ["vi", "es"])
        add_demo_activity(row, by, "Short films for phones", "film", "hospitality", "online", ["es", "pt"])
        for title, language, approver in (
            ("Script of the short films", "es", "Head of communications, City Hall"),
            ("Messages for group chats", "vi", ""),
        ):
            campaigns.add_activity_partner_or_material_to_campaign(
                CampaignMaterial(
                    campaign=row,
                    title=title,
                    language=language,
                    is_neutral=bool(approver),
                    approved_by=approver,
                    approved_on=today - timedelta(days=begun - 2) if approver else None,
                ),
                by=by,
            )
    with at_simulated_moment(today, 1):
        for number, rung, people, source in (
            (1, "attended", 460, "Counted by the organisations"),
            (1, "asked", 58, "Helpline’s monthly count"),
            (2, "clicked", 3_900, "Website statistics"),
        ):
            record_demo_campaign_reach(row, by, number, rung, people, source, today - timedelta(days=2))


def _find_signal_of_a_drop(by: Actor) -> Signal | None:
    """The first drop that the scan found in the area's referrals, else in its contacts; none in a small demo."""
    area = Body.objects.values_list("area", flat=True).get(pk=by.body_id)
    drops = Signal.objects.filter(area_code=area, is_rise=False, breakdown="")
    rows = drops.filter(measure__in=("referred", "identified")).exclude(state="dismissed")
    return rows.order_by("scan", "-measure").first()


def _get_publication_day(signal: Signal) -> date:
    return date.fromisoformat(f"{shift_month(signal.scan_id, 1)}-01")


def _add_plan_that_is_varied(by: Actor, signal: Signal | None, begun: int, today: date) -> None:
    """A plan with its first edition; the drop is why it is varied, and its second edition has a priority on it."""
    with at_simulated_moment(today, begun + 200):
        plan = strategies.create_draft_strategy(
            Strategy(
                title="Police and crime plan: people who are exploited",
                aim="People who are exploited come forward, and are believed.",
                starts_on=today - timedelta(days=begun + 200),
                ends_on=today + timedelta(days=900),
            ),
            by=by,
        )
        priority = StrategyPriority(
            strategy=plan, title="Support before and after the NRM", reasons="Most help ends with a decision."
        )
        strategies.add_strategy_priority_with_reasons(priority, by=by)
        _record_steps_and_publish(plan, by, today - timedelta(days=begun + 200))
    if signal is None:
        return
    with at_simulated_moment(today, begun, 9):
        strategies.open_strategy_for_variation(plan.pk, why="Referrals fell within three months.", by=by)
        priority = StrategyPriority(
            strategy=plan,
            title="Reach people in communities that no office reaches",
            reasons="Fewer people come. It does not show that there is less harm.",
        )
        strategies.add_strategy_priority_with_reasons(priority, by=by)
        evidence = PriorityEvidence(priority=priority, words="A campaign through small organisations.")
        strategies.add_evidence_to_priority(evidence, source=f"signal:{signal.pk}", by=by)
    with at_simulated_moment(today, 1, 11):
        _record_steps_and_publish(plan, by, today - timedelta(days=1))


def _record_steps_and_publish(plan: Strategy, by: Actor, on: date) -> None:
    for step, days, words in STEPS:
        row = StrategyStep(strategy=plan, step=step, held_on=on - timedelta(days=days), words=words)
        strategies.record_consultation_or_panel_step_of_strategy(row, by=by)
    plan.refresh_from_db()
    strategies.publish_strategy(plan.pk, seen=plan.version, by=by)
