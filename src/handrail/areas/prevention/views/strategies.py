"""Strategic plans: the list, one plan, an edition, and what is done to it."""

import datetime
from typing import Any, TypedDict
from uuid import UUID

from django.core.paginator import Page
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from handrail.areas.prevention.actions import strategies as acts
from handrail.areas.prevention.code_lists import list_sources_of_prevention_codes
from handrail.areas.prevention.evidence_sources import EVIDENCE_PLACES, EVIDENCE_WORDS
from handrail.areas.prevention.models import (
    PriorityEvidence,
    Strategy,
    StrategyEdition,
    StrategyPriority,
    StrategyStep,
)
from handrail.areas.prevention.presenters import PreventionStateTag
from handrail.areas.prevention.queries.strategies import (
    fetch_strategy_page,
    get_priority_of_strategy,
    get_published_edition_of_strategy,
    get_strategy,
    may_read_draft_strategies,
)
from handrail.areas.prevention.threat_and_plan_forms import (
    AddStrategyPriorityForm,
    ChangeStrategyPriorityForm,
    ConfirmSeenVersionForm,
    StrategyConsultationStepForm,
    StrategyForm,
    StrategyPriorityEvidenceForm,
)
from handrail.areas.prevention.threat_presenters import NAV, make_threat_tabs
from handrail.platform.access.actor import Actor
from handrail.platform.access.roles import Permission
from handrail.platform.followups.permissions import get_own_and_taken_over_body_ids_of_actor
from handrail.platform.reference.dated_codes import DatedCode
from handrail.platform.ui.access_control import requires_permission
from handrail.platform.ui.action_page import ActionPage
from handrail.platform.ui.navigation import get_layout_context
from handrail.platform.ui.oversight_form_fields import ReasonForm

STATE_TAGS = {
    "draft": PreventionStateTag("today", "Draft"),
    "published": PreventionStateTag("met", "Published"),
    "varying": PreventionStateTag("running", "Being varied"),
}


class StrategiesPageContext(TypedDict):
    """What prevention/strategies.html shows."""

    tabs: list[tuple[str, str, bool]]
    rows: list[tuple[Strategy, PreventionStateTag]]
    page: Page[Any]
    may_write: bool


class StrategyPageContext(TypedDict):
    """What prevention/strategy.html shows."""

    plan: Strategy
    tag: PreventionStateTag
    evidence_words: dict[str, str]
    evidence_places: dict[str, str]
    sources: list[DatedCode]
    may_write: bool
    may_vary: bool
    may_open_evidence: bool


class StrategyEditionPageContext(TypedDict):
    """What prevention/edition.html shows."""

    edition: StrategyEdition
    days: tuple[datetime.date, datetime.date]
    steps: list[tuple[str, datetime.date, str]]
    evidence_words: dict[str, str]


@requires_permission(Permission.VIEW_STRATEGY)
def strategies(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Strategic plans that are open to the reader."""
    page = fetch_strategy_page(actor, request.GET.get("page", ""))
    shown: StrategiesPageContext = {
        "tabs": make_threat_tabs(actor, "strategies"),
        "rows": [(row, STATE_TAGS[row.state]) for row in page],
        "page": page,
        "may_write": actor.may(Permission.WRITE_STRATEGY),
    }
    return render(request, "prevention/strategies.html", {**get_layout_context(request, actor, NAV), **shown})


@requires_permission(Permission.VIEW_STRATEGY)
def strategy(request: HttpRequest, actor: Actor, strategy_id: UUID) -> HttpResponse:
    """One plan as it stands; readers from elsewhere are led to its newest edition."""
    found = get_strategy(actor, strategy_id)
    if not may_read_draft_strategies(actor):
        return redirect("strategy_edition", found.pk, len(found.editions.all()))
    writes = actor.may(
        Permission.WRITE_STRATEGY
    ) and found.body_id in get_own_and_taken_over_body_ids_of_actor(actor)
    shown: StrategyPageContext = {
        "plan": found,
        "tag": STATE_TAGS[found.state],
        "evidence_words": EVIDENCE_WORDS,
        "evidence_places": EVIDENCE_PLACES,
        "sources": list_sources_of_prevention_codes("step"),
        "may_write": writes and found.state != "published",
        "may_vary": writes and found.state == "published",
        "may_open_evidence": actor.may(Permission.VIEW_PREVENTION),
    }
    return render(request, "prevention/strategy.html", {**get_layout_context(request, actor, NAV), **shown})


@requires_permission(Permission.VIEW_STRATEGY)
def strategy_edition(request: HttpRequest, actor: Actor, strategy_id: UUID, number: int) -> HttpResponse:
    """One edition as it was published."""
    found = get_published_edition_of_strategy(actor, strategy_id, number)
    day = datetime.date.fromisoformat
    shown: StrategyEditionPageContext = {
        "edition": found,
        "days": (day(found.content["starts_on"]), day(found.content["ends_on"])),
        "steps": [(step, day(held_on), words) for step, held_on, words in found.content["steps"]],
        "evidence_words": EVIDENCE_WORDS,
    }
    return render(request, "prevention/edition.html", {**get_layout_context(request, actor, NAV), **shown})


class AddStrategyPage(ActionPage):
    """Begin a strategic plan."""

    permission, nav = Permission.WRITE_STRATEGY, NAV
    title, button, form_class, runs_once = "Start a strategic plan", "Start plan", StrategyForm, True

    @property
    def back_url(self) -> str:
        return reverse("strategies")

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"instance": Strategy()}

    def perform(self, form: StrategyForm) -> str:
        made = acts.create_draft_strategy(form.instance, by=self.actor)
        self.success_url = reverse("strategy", args=[made.pk])
        return "The draft is started. Add its priorities."


class StrategyActionPage(ActionPage, abstract=True):
    """What changes one plan."""

    permission, nav = Permission.WRITE_STRATEGY, NAV
    plan: Strategy

    @property
    def back_url(self) -> str:
        return reverse("strategy", args=[self.plan.pk])

    @property
    def lead(self) -> str:
        return str(self.plan.title)

    def load(self, strategy_id: UUID, **more: Any) -> None:
        self.plan = get_strategy(self.actor, strategy_id)
        if "number" in more:
            self.record = get_priority_of_strategy(self.plan, more["number"])


class ChangeStrategyPage(StrategyActionPage):
    """Change name, aim and days."""

    title, form_class, lead = "Change the plan", StrategyForm, ""

    def load(self, strategy_id: UUID, **more: Any) -> None:
        self.plan = self.record = get_strategy(self.actor, strategy_id)

    def perform(self, form: StrategyForm) -> str:
        acts.change_strategy(form.instance, seen=form.cleaned_data["seen"], by=self.actor)
        return "Plan changed."


class AddStrategyPriorityPage(StrategyActionPage):
    """Add a priority."""

    title, button, form_class, runs_once = "Add a priority", "Add priority", AddStrategyPriorityForm, True

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"instance": StrategyPriority(strategy=self.plan)}

    def perform(self, form: AddStrategyPriorityForm) -> str:
        acts.add_strategy_priority_with_reasons(form.instance, by=self.actor)
        return "Priority added. Add its evidence."


class ChangeStrategyPriorityPage(StrategyActionPage):
    """Change or drop a priority."""

    title, form_class = "Change the priority", ChangeStrategyPriorityForm

    def perform(self, form: ChangeStrategyPriorityForm) -> str:
        acts.change_or_drop_strategy_priority(form.instance, seen=form.cleaned_data["seen"], by=self.actor)
        return "Priority changed."


class AddPriorityEvidencePage(StrategyActionPage):
    """Rest a priority on a signal, a threat or a finding."""

    title, button, form_class, runs_once = (
        "Evidence for the priority",
        "Add evidence",
        StrategyPriorityEvidenceForm,
        True,
    )

    @property
    def lead(self) -> str:
        return str(self.priority.title)

    def load(self, strategy_id: UUID, **more: Any) -> None:
        super().load(strategy_id, **more)
        self.priority, self.record = self.record, None

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"instance": PriorityEvidence(priority=self.priority)}

    def perform(self, form: StrategyPriorityEvidenceForm) -> str:
        acts.add_evidence_to_priority(form.instance, source=form.cleaned_data["source"], by=self.actor)
        return "Evidence added."


class RecordStrategyConsultationStepPage(StrategyActionPage):
    """Record a consultation, the panel's report or the answer."""

    title, button, form_class, runs_once = "Record a step", "Record step", StrategyConsultationStepForm, True

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"instance": StrategyStep(strategy=self.plan)}

    def perform(self, form: StrategyConsultationStepForm) -> str:
        acts.record_consultation_or_panel_step_of_strategy(form.instance, by=self.actor)
        return "Step recorded."


class PublishStrategyPage(StrategyActionPage):
    """Publish the plan as an edition."""

    title, button, form_class = "Publish the plan", "Publish", ConfirmSeenVersionForm
    lead = "The edition stays as it is. To change the plan later, vary it."

    def load(self, strategy_id: UUID, **more: Any) -> None:
        self.plan = self.record = get_strategy(self.actor, strategy_id)

    def perform(self, form: ConfirmSeenVersionForm) -> str:
        acts.publish_strategy(self.plan.pk, seen=form.cleaned_data["seen"], by=self.actor)
        return "The plan is published."


class OpenStrategyForVariationPage(StrategyActionPage):
    """Open a published plan for a variation."""

    title, button, form_class = "Vary the plan", "Vary plan", ReasonForm
    lead = "What was published stays. The next edition carries this reason."

    def perform(self, form: ReasonForm) -> str:
        acts.open_strategy_for_variation(self.plan.pk, why=form.cleaned_data["why"], by=self.actor)
        return "The plan is open for a variation."
