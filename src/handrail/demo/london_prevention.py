"""London's answer to a drop in referrals: a signal, a campaign through small organisations, a plan that is varied.

Invented, after what the Mayor's Office told of the pandemic. The drop itself is in the sampled cases
(sampled_cases.py), and the scan finds it as it would any other. In a demo too small for that there is the plan alone:
nothing answers a drop that nobody found.
"""

from datetime import date, timedelta
from typing import Final

from django.db import transaction

from handrail.areas.bids.models import Bid, FundingCall
from handrail.areas.prevention.actions import campaigns, strategies
from handrail.areas.prevention.models import (
    Campaign,
    CampaignMaterial,
    CampaignPartner,
    PriorityEvidence,
    Strategy,
    StrategyPriority,
)
from handrail.demo.case_writer import DemoLookups
from handrail.demo.prevention_elsewhere import (
    add_demo_activity,
    at_simulated_moment,
    has_prevention_records,
    record_demo_campaign_reach,
)
from handrail.demo.prevention_funding import (
    award_demo_bid,
    get_plan_period_after_election,
    record_demo_plan_steps_and_publish,
)
from handrail.demo.relative_dates import get_working_day_on_or_before
from handrail.insight.publication.months_and_quarters import shift_month
from handrail.insight.signals.actions import record_signal_decision, start_intervention_on_signal
from handrail.insight.signals.models import Signal, SignalDecision
from handrail.platform.access.actor import Actor
from handrail.platform.followups.actions import record_follow_up_progress
from handrail.platform.followups.models import FollowUp, FollowUpUpdate
from handrail.platform.reference.models import Body

OFFICE, SIGNS = "thea.ormonde", "edda.marlin"
HIDDEN: Final = "Through people who are trusted"
INTERVENTION: Final = (
    "Pay small organisations that people trust to tell them where help is, in their own languages"
)
INTERVENTION_SO_FAR: Final = (
    "Three organisations are paid. Each tells us every month how many people asked them for help."
)
FIRST_STEPS: Final = (
    ("consultation", 70, "Survivors, six charities and the borough leads were asked."),
    ("chief", 55, "The Commissioner of Police of the Metropolis agrees with the priority."),
    ("panel", 40, "The Assembly’s committee supports it and asks who has support after a decision."),
    ("answer", 15, "We publish how many people have support before and after a decision each quarter."),
)
SECOND_STEPS: Final = (
    ("consultation", 20, "Survivors and the three paid organisations were asked."),
    ("chief", 16, "The Commissioner of Police of the Metropolis agrees with the variation."),
    ("panel", 12, "The Assembly’s committee supports it and asks to be told each quarter."),
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
    if signal is None:
        _add_plan_with_first_edition(by, today)
        return
    begun = max(6, (today - _get_publication_day(signal)).days - 4)
    if signal.state == "new":
        words = "Fewer people come. Nothing shows that there is less harm: a campaign follows."
        with at_simulated_moment(today, begun + 1):
            told = SignalDecision(signal=signal, state="accepted", words=words)
            record_signal_decision(told, covers_group=True, seen=signal.version, by=by)
        _start_intervention_on_drop(signal, by, begun, today)
    plan = _add_plan_with_first_edition(by, today)
    _vary_plan_because_of_drop(plan, by, signal, begun, today)
    funded_by = _award_bid_for_small_grants(by, cast.actors[SIGNS], today - timedelta(days=begun))
    _add_campaign_that_answers(signal, by, funded_by, begun, today)


def _start_intervention_on_drop(signal: Signal, by: Actor, begun: int, today: date) -> None:
    with at_simulated_moment(today, begun):
        action = FollowUp(what=INTERVENTION, owner_id=by.body_id, due_on=today + timedelta(days=90))
        number = start_intervention_on_signal(signal.pk, action, by=by)
    with at_simulated_moment(today, begun // 2):
        update = FollowUpUpdate(about_id=number, state="open", words=INTERVENTION_SO_FAR)
        record_follow_up_progress(update, seen=1, by=by)


def _award_bid_for_small_grants(by: Actor, signs: Actor, starts_on: date) -> str:
    """Money that was won before the drop was found, so that the answer could start at once."""
    call = FundingCall(
        title="Small grants for hidden communities",
        funder="Ministry of Justice",
        about="Small organisations tell people where help is, in their own languages.",
        total_pence=400_000_00,
        most_pence=75_000_00,
    )
    bid = Bid(
        title="Small grants for hidden communities in London",
        purpose="Organisations that people trust are paid to tell them where help is.",
        amount_pence=60_000_00,
        lead="Mayor’s Office for Policing and Crime",
        partners="Peckham Vietnamese Families\nSouthall Builders’ Breakfast\nCasa Elefante",
    )
    return award_demo_bid(by, signs, call=call, bid=bid, starts_on=starts_on)


def _add_campaign_that_answers(signal: Signal, by: Actor, funded_by: str, begun: int, today: date) -> None:
    with at_simulated_moment(today, begun):
        row = campaigns.set_up_campaign(
            Campaign(
                title=HIDDEN,
                aim="People in communities that no office reaches hear where help is, from people they trust.",
                starts_on=today - timedelta(days=begun),
                ends_on=today + timedelta(days=90),
                budget=60_000_00,
            ),
            funded_by=funded_by,
            signal_id=signal.pk,
            by=by,
        )
    with at_simulated_moment(today, begun - 3):
        for name, community, language, agreed, paid, duties in (
            (
                "Peckham Vietnamese Families",
                "Vietnamese families in the south east",
                "vi",
                9_000_00,
                9_000_00,
                "Speaks at its family evenings and answers questions in its group chats.",
            ),
            (
                "Southall Builders’ Breakfast",
                "Workers who wait for a day’s work",
                "pa",
                7_500_00,
                5_000_00,
                "Serves breakfast where builders wait, and tells each who may be rung and what it costs.",
            ),
            (
                "Casa Elefante",
                "Cleaners from Latin America",
                "es",
                8_000_00,
                4_000_00,
                "Goes to night buses with its cards, and sits beside those who ring the helpline.",
            ),
        ):
            campaigns.add_activity_partner_or_material_to_campaign(
                CampaignPartner(
                    campaign=row,
                    name=name,
                    community=community,
                    language=language,
                    duties=duties,
                    agreed=agreed,
                    paid=paid,
                    paid_on=today - timedelta(days=begun - 2),
                ),
                by=by,
            )
        add_demo_activity(
            row, by, "Meetings and messages", "community", "everybody", "charity", ["vi", "pa", "es"]
        )
        add_demo_activity(row, by, "Short films for phones", "film", "hospitality", "online", ["es", "pt"])
        for title, languages in (
            ("Script of the short films", ["es", "pt"]),
            ("Messages for group chats", ["vi", "pa", "es"]),
        ):
            campaigns.add_activity_partner_or_material_to_campaign(
                CampaignMaterial(
                    campaign=row,
                    title=title,
                    languages=languages,
                    is_neutral=True,
                    approved_by="Head of communications, City Hall",
                    approved_on=get_working_day_on_or_before(today - timedelta(days=begun + 1)),
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
    """The first drop that the scan found in the area's referrals; none in a small demo."""
    area = Body.objects.values_list("area", flat=True).get(pk=by.body_id)
    drops = Signal.objects.filter(area_code=area, is_rise=False, measure="referred", breakdown="")
    return drops.exclude(state="dismissed").order_by("scan").first()


def _get_publication_day(signal: Signal) -> date:
    return date.fromisoformat(f"{shift_month(signal.scan_id, 1)}-01")


def _add_plan_with_first_edition(by: Actor, today: date) -> Strategy:
    starts_on, ends_on = get_plan_period_after_election(today)
    begun = (today - starts_on).days
    with at_simulated_moment(today, begun + 90):
        plan = strategies.create_draft_strategy(
            Strategy(
                title="Police and crime plan: people who are exploited",
                aim="People who are exploited come forward, and are believed.",
                starts_on=starts_on,
                ends_on=ends_on,
            ),
            by=by,
        )
        priority = StrategyPriority(
            strategy=plan, title="Support before and after the NRM", reasons="Most help ends with a decision."
        )
        strategies.add_strategy_priority_with_reasons(priority, by=by)
    published = get_working_day_on_or_before(starts_on - timedelta(days=5))
    with at_simulated_moment(today, (today - published).days):
        record_demo_plan_steps_and_publish(plan, by, published, FIRST_STEPS)
    return plan


def _vary_plan_because_of_drop(plan: Strategy, by: Actor, signal: Signal, begun: int, today: date) -> None:
    """The second edition has a priority that rests on the signal; a plan younger than the signal is varied later."""
    opened = min(begun, (today - plan.starts_on).days)
    with at_simulated_moment(today, opened, 9):
        strategies.open_strategy_for_variation(plan.pk, why="Referrals fell within six months.", by=by)
        priority = StrategyPriority(
            strategy=plan,
            title="Reach people in communities that no office reaches",
            reasons="Fewer people come. It does not show that there is less harm.",
        )
        strategies.add_strategy_priority_with_reasons(priority, by=by)
        evidence = PriorityEvidence(priority=priority, words="A campaign through small organisations.")
        strategies.add_evidence_to_priority(evidence, source=f"signal:{signal.pk}", by=by)
    published = get_working_day_on_or_before(today - timedelta(days=1))
    with at_simulated_moment(today, (today - published).days, 11):
        record_demo_plan_steps_and_publish(plan, by, published, SECOND_STEPS)
