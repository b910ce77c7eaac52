"""What pays for the demo’s campaigns, and how long its plans run. Every sum and day is invented for training."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Final

from handrail.areas.bids.actions import bids, calls
from handrail.areas.bids.models import Bid, BidDecision, FundingCall
from handrail.areas.prevention.actions import strategies
from handrail.areas.prevention.models import Strategy, StrategyStep
from handrail.demo.bids_and_evaluations import INVENTED, MORNING
from handrail.demo.relative_dates import get_working_day_on_or_before
from handrail.demo.simulated_time import use_simulated_clock
from handrail.platform.access.actor import Actor
from handrail.platform.kernel.dates import make_london_time

ELECTED_EVERY: Final = 4
"""Years, from May 2012 on; an exception was the year of delay, 2020 to 2021."""


def award_demo_bid(office: Actor, signs: Actor, *, call: FundingCall, bid: Bid, starts_on: date) -> str:
    """A call that the office answered and the bid that was awarded, both before a campaign starts.

    Args:
        office: that bids.
        signs: who records the decision there.
        call: with title, funder and what it is for.
        bid: with title, purpose, sum and lead.
        starts_on: the first day of what it pays for.

    Returns:
        “bid:id”, as a campaign names what funds it.
    """
    called, sent, decided = (
        get_working_day_on_or_before(starts_on - timedelta(days=days)) for days in (75, 45, 12)
    )
    with use_simulated_clock(make_london_time(called, MORNING)):
        call.closes_on, call.source = sent, INVENTED
        calls.add_call(call, by=office)
        bid.call = call
        bids.add_bid(bid, by=office)
    with use_simulated_clock(make_london_time(sent, MORNING)):
        bid.sent_on = sent
        bids.record_bid_sent_to_funder(bid, seen=bid.version, by=office)
    with use_simulated_clock(make_london_time(decided, MORNING)):
        decision = BidDecision(
            bid=bid,
            outcome="awarded",
            decided_on=decided,
            awarded_pence=bid.amount_pence,
            reason=f"Meets the aim of the fund. {INVENTED}.",
        )
        bids.record_bid_decision(decision, by=signs)
    return f"bid:{bid.pk}"


def get_plan_period_after_election(today: date) -> tuple[date, date]:
    """The four years of a police and crime plan: from April after an election to the end of March after the next.

    Police Reform and Social Responsibility Act 2011, section 5: it is issued within the financial year of the
    election. That it ends with the financial year of the next one is from memory.

    Args:
        today: the day that the demo is made on.

    Returns:
        First and last day.
    """
    ready = today - timedelta(days=60)
    year = next(
        each
        for each in range(ready.year, 0, -1)
        if each % ELECTED_EVERY == 0 and date(each + 1, 4, 1) <= ready
    )
    return date(year + 1, 4, 1), date(year + 1 + ELECTED_EVERY, 3, 31)


def record_demo_plan_steps_and_publish(
    plan: Strategy, by: Actor, on: date, steps: Sequence[tuple[str, int, str]]
) -> None:
    """What the law asks for before an edition, each on a working day, and the edition.

    Args:
        plan: in draft, or being varied.
        by: the office.
        on: the day of publication.
        steps: code, days before publication and words of each.
    """
    for step, days, words in steps:
        held_on = get_working_day_on_or_before(on - timedelta(days=days))
        row = StrategyStep(strategy=plan, step=step, held_on=held_on, words=words)
        strategies.record_consultation_or_panel_step_of_strategy(row, by=by)
    plan.refresh_from_db()
    strategies.publish_strategy(plan.pk, seen=plan.version, by=by)
