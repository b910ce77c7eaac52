"""The demo's figures: its cases as coded facts, and a year of months drawn and published as anywhere else."""

from datetime import date, time, timedelta
from typing import Final

from handrail.areas.oversight.actions.plan_signals import cite_area_signal_in_improvement_plan
from handrail.areas.oversight.models import ImprovementPlan, PlanSignal
from handrail.demo.case_writer import DemoLookups
from handrail.demo.simulated_time import use_simulated_clock
from handrail.insight.publication.actions.monthly_draw import publish_months_of_figures_until
from handrail.insight.publication.actions.rule_change_draw import (
    count_people_by_wait_change,
    publish_rule_change_figures,
)
from handrail.insight.publication.models import RuleChangeFigures
from handrail.insight.publication.months_and_quarters import shift_month
from handrail.insight.signals.actions import record_signal_decision, start_intervention_on_signal
from handrail.insight.signals.actions.scanning import scan_published_months
from handrail.insight.signals.models import Signal, SignalDecision
from handrail.pathway.changed_rules_file import list_changed_clocks, read_rule_set_with_changes
from handrail.people.cases.events.queries.open_case_histories import (
    iterate_pathway_histories_of_cases_open_since,
)
from handrail.platform.access.actor import Actor
from handrail.platform.access.models import User
from handrail.platform.access.roles import Role
from handrail.platform.followups.actions import record_follow_up_progress
from handrail.platform.followups.models import FollowUp, FollowUpUpdate
from handrail.platform.kernel.dates import make_london_time

ACCEPTED: Final = "Partners see the same. We want to know where it comes from, and act on it together."
DISMISSED: Final = "All of it comes from one operation in the summer."
CITED: Final = "Visits with partners each month, and the results told to the board."
FIRST_WORD: Final = "Four visits are made. The partners meet next month to read what came of them."
INTERVENTION: Final = "Visit farms with the labour inspectors, and leave help lines in three languages"

CHANGED_RULES: Final = "clock,length,unit\nrg_decision,10,working_days\nrecovery_period_30,45,days\n"
MONTHS: Final = 40
"""Twelve whole quarters before the first packs, so that their charts have limits."""
DATED_MONTHS: Final = 3
"""So many of the newest months are published on the first day after each, before the packs and returns of them."""
SOON_AFTER_MIDNIGHT: Final = time(0, 30)


def publish_three_years_of_demo_figures(lookups: DemoLookups, today: date) -> None:
    """Draw three years of months that have ended, as board packs show them, and look for changes in them."""
    for back in reversed(range(DATED_MONTHS)):
        day = date.fromisoformat(f"{shift_month(f'{today:%Y-%m}', -back)}-01")
        with use_simulated_clock(make_london_time(day, SOON_AFTER_MIDNIGHT)):
            publish_months_of_figures_until(day, first_months=MONTHS - back)
    scan_published_months()
    decide_on_some_signals(today)
    publish_effects_of_changed_deadline_rules(today)


def publish_effects_of_changed_deadline_rules(today: date) -> None:
    """What twice the time for a reasonable grounds decision, and 45 days of recovery, would have done."""
    changed = read_rule_set_with_changes(CHANGED_RULES)
    first, last = (shift_month(f"{today:%Y-%m}", back) for back in (-12, -1))
    for clock in list_changed_clocks(changed):
        if not RuleChangeFigures.objects.filter(clock=clock).exists():
            cases = iterate_pathway_histories_of_cases_open_since(date.fromisoformat(f"{first}-01"))
            counts = count_people_by_wait_change(cases, changed, clock, first, last)
            publish_rule_change_figures(counts, changed, clock, first, last)


def decide_on_some_signals(today: date) -> None:
    """The commissioner's office accepts one signal of its area, with an intervention, and dismisses another."""
    user = User.objects.filter(role=Role.COMMISSIONER, body__area__isnull=False).order_by("pk").first()
    if user is None or SignalDecision.objects.exists():
        return
    by = user.actor
    found = list(Signal.objects.filter(area_code=user.body.area_id).order_by("pk")[:2])
    for signal, state, reason, words in zip(
        found, ("accepted", "dismissed"), ("", "one_event"), (ACCEPTED, DISMISSED), strict=False
    ):
        told = SignalDecision(signal=signal, state=state, reason=reason, words=words)
        record_signal_decision(told, seen=signal.version, by=by)
    if found:
        action = FollowUp(what=INTERVENTION, owner=user.body, due_on=today + timedelta(days=60))
        number = start_intervention_on_signal(found[0].pk, action, by=by)
        update = FollowUpUpdate(about_id=number, state="open", words=FIRST_WORD)
        record_follow_up_progress(update, seen=1, by=by)
        _cite_accepted_signal_in_improvement_plan(found[0], by)


def _cite_accepted_signal_in_improvement_plan(signal: Signal, by: Actor) -> None:
    """The office's own open plan answers the signal that it accepted."""
    plan = ImprovementPlan.objects.filter(body=by.body_id, state="open").order_by("pk").first()
    if plan:
        cite_area_signal_in_improvement_plan(
            PlanSignal(words=CITED), plan_id=plan.pk, signal_id=signal.pk, by=by
        )
