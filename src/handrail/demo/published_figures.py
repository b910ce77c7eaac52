"""The demo's figures: its cases as coded facts, and a year of months drawn and published as anywhere else."""

from datetime import date, time, timedelta
from typing import Final

from handrail.areas.oversight.actions.plan_signals import cite_area_signal_in_improvement_plan
from handrail.areas.oversight.models import ImprovementPlan, PlanSignal
from handrail.demo.case_writer import DemoLookups
from handrail.demo.corrected_days import correct_days_of_identification
from handrail.demo.planned_bodies_and_users import LINCOLNSHIRE
from handrail.demo.signal_interventions import act_on_signal_to_its_result, choose_signal_to_act_on
from handrail.demo.simulated_time import use_simulated_clock
from handrail.insight.publication.actions.monthly_draw import publish_months_of_figures_until
from handrail.insight.publication.actions.rule_change_draw import (
    count_people_by_wait_change,
    publish_rule_change_figures,
)
from handrail.insight.publication.models import Publication, RuleChangeFigures
from handrail.insight.publication.months_and_quarters import shift_month
from handrail.insight.signals.actions import record_signal_decision
from handrail.insight.signals.actions.scanning import scan_published_months
from handrail.insight.signals.models import Signal, SignalDecision
from handrail.pathway.changed_rules_file import list_changed_clocks, read_rule_set_with_changes
from handrail.people.cases.events.queries.open_case_histories import (
    iterate_pathway_histories_of_cases_open_since,
)
from handrail.platform.access.actor import Actor
from handrail.platform.access.models import User
from handrail.platform.access.roles import Role
from handrail.platform.kernel.dates import make_london_time

DISMISSED_RISE: Final = "All of it comes from one operation of the police."
DISMISSED_FALL: Final = "Two providers changed how they record it. It is the same number of people."
CITED: Final = "The intervention is followed to its results, and the board is told each month."

CHANGED_RULES: Final = "clock,length,unit\nrg_decision,10,working_days\nrecovery_period_30,45,days\n"
MONTHS: Final = 40
"""Twelve whole quarters before the first packs, so that their charts have limits."""
DATED_MONTHS: Final = 3
"""So many of the newest months are published on the first day after each, before the packs and returns of them."""
SOON_AFTER_MIDNIGHT: Final = time(0, 30)
CORRECTED_BEFORE: Final = 6
"""Days before a draw on which a provider goes through its records."""


def publish_three_years_of_demo_figures(lookups: DemoLookups, today: date) -> None:
    """Draw three years of months that have ended, as board packs show them, and look for changes in them."""
    for back in reversed(range(DATED_MONTHS)):
        day = date.fromisoformat(f"{shift_month(f'{today:%Y-%m}', -back)}-01")
        newest = Publication.objects.order_by("-month").values_list("month", flat=True).first()
        with use_simulated_clock(
            make_london_time(day - timedelta(days=CORRECTED_BEFORE), SOON_AFTER_MIDNIGHT)
        ):
            if newest and newest < shift_month(f"{day:%Y-%m}", -1):
                correct_days_of_identification(LINCOLNSHIRE, newest)
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
    """The commissioner's office follows one signal of its area to a result, and dismisses another."""
    user = User.objects.filter(role=Role.COMMISSIONER, body__area__isnull=False).order_by("pk").first()
    if user is None or SignalDecision.objects.exists():
        return
    chosen = choose_signal_to_act_on(str(user.body.area_id))
    if chosen is None:
        return
    signal, intervention = chosen
    act_on_signal_to_its_result(signal, intervention, today, by=user.actor)
    _cite_accepted_signal_in_improvement_plan(signal, user.actor)
    other = Signal.objects.filter(area_code=signal.area_code, state="new").order_by("scan", "pk").first()
    if other:
        reason, words = ("one_event", DISMISSED_RISE) if other.is_rise else ("recording", DISMISSED_FALL)
        told = SignalDecision(signal=other, state="dismissed", reason=reason, words=words)
        record_signal_decision(told, seen=other.version, by=user.actor)


def _cite_accepted_signal_in_improvement_plan(signal: Signal, by: Actor) -> None:
    """The office's own open plan answers the signal that it accepted."""
    plan = ImprovementPlan.objects.filter(body=by.body_id, state="open").order_by("pk").first()
    if plan:
        cite_area_signal_in_improvement_plan(
            PlanSignal(words=CITED), plan_id=plan.pk, signal_id=signal.pk, by=by
        )
