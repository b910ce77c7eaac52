"""Cheshire’s strategic plan, varied because of its needs assessment: a priority rests on one of the findings.

That its needs assessment led what it did next is Cheshire’s own report of 2021; what the plan says is invented.
"""

from datetime import date, time, timedelta
from typing import Final

from django.db import transaction

from handrail.areas.needs.models import NeedsFinding
from handrail.areas.prevention.actions import strategies
from handrail.areas.prevention.evidence_sources import PART_MARK
from handrail.areas.prevention.models import PriorityEvidence, Strategy, StrategyPriority
from handrail.demo.case_writer import DemoLookups
from handrail.demo.prevention_funding import (
    get_plan_period_after_election,
    record_demo_plan_steps_and_publish,
)
from handrail.demo.relative_dates import get_working_day_on_or_before
from handrail.demo.simulated_time import use_simulated_clock
from handrail.platform.access.actor import Actor
from handrail.platform.kernel.dates import make_london_time

OFFICE: Final = "greta.holford"
AFTERNOON: Final = time(14, 20)
FIRST_STEPS: Final = (
    ("consultation", 70, "Two charities and the four councils were asked."),
    ("chief", 55, "The chief constable agrees with the priority."),
    ("panel", 40, "The panel supports it and asks what victims say themselves."),
    ("answer", 15, "We make a needs assessment with victims’ own words and publish it."),
)
SECOND_STEPS: Final = (
    ("consultation", 25, "The providers that gave out the survey and the four councils were asked."),
    ("chief", 18, "The chief constable agrees with the variation."),
    ("panel", 11, "The panel supports the variation."),
    ("answer", 4, "We say each quarter who pays for a first place to stay, and from when."),
)


@transaction.atomic
def load_cheshire_strategic_plan(cast: DemoLookups, today: date) -> None:
    """The demo’s part: nothing where it is there already, or where no needs assessment is published."""
    by = cast.actors[OFFICE]
    finding = (
        NeedsFinding.objects.filter(assessment__body=by.body_id, assessment__state="published")
        .order_by("assessment", "number")
        .first()
    )
    if finding is None or Strategy.objects.filter(body=by.body_id).exists():
        return
    plan = _add_plan_with_first_edition(by, today)
    with use_simulated_clock(
        make_london_time(get_working_day_on_or_before(today - timedelta(days=32)), AFTERNOON)
    ):
        strategies.open_strategy_for_variation(plan.pk, why="The needs assessment is published.", by=by)
        priority = StrategyPriority(
            strategy=plan,
            title="A safe place before anybody decides on a referral",
            reasons="Victims themselves said what was missing first.",
        )
        strategies.add_strategy_priority_with_reasons(priority, by=by)
        evidence = PriorityEvidence(
            priority=priority, words="Councils and the office agree who pays for the first place."
        )
        source = f"finding:{finding.assessment_id}{PART_MARK}{finding.number}"
        strategies.add_evidence_to_priority(evidence, source=source, by=by)
    _publish_on_working_day(plan, by, today - timedelta(days=2), SECOND_STEPS)


def _add_plan_with_first_edition(by: Actor, today: date) -> Strategy:
    starts_on, ends_on = get_plan_period_after_election(today)
    drafted = get_working_day_on_or_before(starts_on - timedelta(days=85))
    with use_simulated_clock(make_london_time(drafted, AFTERNOON)):
        plan = strategies.create_draft_strategy(
            Strategy(
                title="Police and crime plan: people who are exploited",
                aim="People are safe before they have to decide anything.",
                starts_on=starts_on,
                ends_on=ends_on,
            ),
            by=by,
        )
        priority = StrategyPriority(
            strategy=plan,
            title="Help that does not depend on a referral",
            reasons="Some victims decline the NRM, and need help all the same.",
        )
        strategies.add_strategy_priority_with_reasons(priority, by=by)
    _publish_on_working_day(plan, by, starts_on - timedelta(days=4), FIRST_STEPS)
    return plan


def _publish_on_working_day(
    plan: Strategy, by: Actor, on: date, steps: tuple[tuple[str, int, str], ...]
) -> None:
    day = get_working_day_on_or_before(on)
    with use_simulated_clock(make_london_time(day, AFTERNOON)):
        record_demo_plan_steps_and_publish(plan, by, day, steps)
