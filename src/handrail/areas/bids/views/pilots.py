"""Pilots: theory of change, baseline, outcomes, posts, decision, and the pack for whoever evaluates them."""

from typing import Any, TypedDict
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from handrail.areas.bids import presenters
from handrail.areas.bids.actions import pilots as acts
from handrail.areas.bids.evaluation_pack import PilotPackContent, make_pilot_evidence_zip
from handrail.areas.bids.evidence_rules import LEVEL_SOURCE
from handrail.areas.bids.forms import (
    FreezeBaselineForm,
    PilotDecisionForm,
    PilotTheoryOfChangeForm,
    StaffPostChoiceForm,
)
from handrail.areas.bids.models import PilotDecision, PilotPlan, PilotPost, ServiceEvaluation
from handrail.areas.bids.published_counts import (
    TRIAGE_MEASURES,
    PublishedCounts,
    read_published_counts_of_area_of_body,
)
from handrail.areas.bids.queries.evaluations import (
    find_theory_of_change_of_pilot,
    get_pilot,
    list_evaluations_of_pilot,
    list_links_of_pilot_to_staff_posts,
    list_visible_staff_posts_of_pilot,
)
from handrail.insight.posts_and_pilots import pilots as directory
from handrail.insight.posts_and_pilots.pilots import Pilot
from handrail.insight.posts_and_pilots.posts import get_practitioner_post_summaries_by_id
from handrail.insight.publication.open_data import PROTECTION
from handrail.platform.access.actor import Actor
from handrail.platform.access.errors import NotVisible
from handrail.platform.access.roles import Permission
from handrail.platform.access.today import today
from handrail.platform.ui.access_control import requires_permission
from handrail.platform.ui.action_page import ActionPage
from handrail.platform.ui.navigation import get_layout_context

NAV = "evaluations"


class PilotOverviewPageContext(TypedDict):
    """What bids/pilot.html shows."""

    pilot: Pilot
    plan: PilotPlan | None
    outcomes: list[presenters.PilotOutcomeForDisplay]
    has_level: bool
    level_source: str
    posts: list[PilotPost]
    triage: PublishedCounts
    triage_timing: str
    protection: tuple[str, str]
    decisions: list[PilotDecision]
    evaluations: list[ServiceEvaluation]
    may_write: bool
    may_decide: bool


@requires_permission(Permission.VIEW_BIDS)
def pilot_overview(request: HttpRequest, actor: Actor, pilot_id: int) -> HttpResponse:
    """One pilot: what it is to change, its numbers before and after, triage as published, and what was decided."""
    found = get_pilot(actor, pilot_id)
    outcomes = _present_pilot_outcomes(found)
    decisions = list(found.decisions.all())
    own = found.body_id == actor.body_id
    triage = read_published_counts_of_area_of_body(found.body, TRIAGE_MEASURES)
    shown: PilotOverviewPageContext = {
        "pilot": found,
        "plan": find_theory_of_change_of_pilot(found),
        "outcomes": outcomes,
        "has_level": any(view.shown for view in outcomes),
        "level_source": LEVEL_SOURCE,
        "posts": list_links_of_pilot_to_staff_posts(found),
        "triage": triage,
        "triage_timing": presenters.describe_when_triage_was_decided(found, triage),
        "protection": PROTECTION,
        "decisions": decisions,
        "evaluations": list_evaluations_of_pilot(found),
        "may_write": own and actor.may(Permission.EDIT_BIDS),
        "may_decide": own
        and actor.may(Permission.DECIDE_BIDS)
        and all(row.outcome == "extend" for row in decisions),
    }
    return render(request, "bids/pilot.html", {**get_layout_context(request, actor, NAV), **shown})


@requires_permission(Permission.VIEW_BIDS)
def pilot_evidence_pack_zip(request: HttpRequest, actor: Actor, pilot_id: int) -> HttpResponse:
    """The evaluation pack: PDF and tables, without identities."""
    found = get_pilot(actor, pilot_id)
    content = PilotPackContent(
        found,
        find_theory_of_change_of_pilot(found),
        _present_pilot_outcomes(found),
        list_visible_staff_posts_of_pilot(actor, found),
        read_published_counts_of_area_of_body(found.body, TRIAGE_MEASURES),
        today(),
    )
    response = HttpResponse(make_pilot_evidence_zip(content), content_type="application/zip")
    response.headers["Content-Disposition"] = f'attachment; filename="pilot-{found.pk}-evaluation-pack.zip"'
    return response


def _present_pilot_outcomes(pilot: Pilot) -> list[presenters.PilotOutcomeForDisplay]:
    return [presenters.present_pilot_outcome(row, pilot) for row in directory.list_pilot_outcomes(pilot)]


class RecordNewPilotPage(ActionPage):
    """Record a pilot."""

    permission, nav, title, button = Permission.EDIT_BIDS, NAV, "Add a pilot", "Add"
    form_class, runs_once = directory.NewPilotForm, True

    @property
    def back_url(self) -> str:
        return reverse("evaluations")

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"instance": Pilot()}

    def perform(self, form: directory.NewPilotForm) -> str:
        made = acts.record_new_pilot(form.instance, by=self.actor)
        self.success_url = reverse("pilot_plan", args=[made.pk])
        return "Pilot added. Add its outcomes and the numbers before its first day."


class OwnPilotActionPage(ActionPage, abstract=True):
    """What is done about one pilot of the reader's organisation."""

    permission, nav = Permission.EDIT_BIDS, NAV
    pilot: Pilot

    @property
    def back_url(self) -> str:
        return reverse("pilot_plan", args=[self.pilot.pk])

    @property
    def lead(self) -> str:
        return str(self.pilot.name)

    def load(self, pilot_id: int, **more: Any) -> None:
        self.pilot = get_pilot(self.actor, pilot_id)


class ChangePlannedPilotPage(OwnPilotActionPage):
    """Change name, aim, posts and first day of a pilot."""

    title, form_class, lead = "Change the pilot", directory.PilotForm, ""

    def load(self, pilot_id: int, **more: Any) -> None:
        self.pilot = self.record = get_pilot(self.actor, pilot_id)

    def perform(self, form: directory.PilotForm) -> str:
        directory.change_non_service_pilot(form.instance, seen=form.cleaned_data["seen"], by=self.actor)
        return "Changed."


class SaveTheoryOfChangeOfPilotPage(OwnPilotActionPage):
    """Write the theory of change."""

    title, form_class = "Theory of change", PilotTheoryOfChangeForm

    def load(self, pilot_id: int, **more: Any) -> None:
        self.pilot = get_pilot(self.actor, pilot_id)
        self.record = find_theory_of_change_of_pilot(self.pilot)

    def get_form_kwargs(self) -> dict[str, Any]:
        new = {} if self.record else {"instance": PilotPlan(pilot=self.pilot)}
        return super().get_form_kwargs() | new

    def perform(self, form: PilotTheoryOfChangeForm) -> str:
        acts.save_theory_of_change_of_pilot(form.instance, seen=form.cleaned_data.get("seen"), by=self.actor)
        return "Theory of change saved."


class AddPilotOutcomePage(OwnPilotActionPage):
    """Add an outcome that the pilot is judged by."""

    title, button, form_class, runs_once = "Add an outcome", "Add", directory.PilotMeasureForm, True

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"instance": directory.PilotMeasure()}

    def perform(self, form: directory.PilotMeasureForm) -> str:
        directory.add_pilot_measure(form.instance, pilot_id=self.pilot.pk, by=self.actor)
        return "Outcome added. Record its numbers before the pilot."


class RecordPilotOutcomeNumbersPage(OwnPilotActionPage):
    """Record numbers of an outcome, before or during the pilot."""

    button, form_class, runs_once = "Record", directory.PilotResultForm, True
    outcome: directory.PilotOutcome

    @property
    def title(self) -> str:
        return f"{self.outcome.outcome}"

    @property
    def lead(self) -> str:
        return f"{self.outcome.counted}"

    def load(self, pilot_id: int, measure_id: int = 0, **more: Any) -> None:
        self.pilot = get_pilot(self.actor, pilot_id)
        found = [row for row in directory.list_pilot_outcomes(self.pilot) if row.measure_id == measure_id]
        if not found:
            raise NotVisible
        self.outcome = found[0]

    def get_form_kwargs(self) -> dict[str, Any]:
        result = directory.PilotResult(measure_id=self.outcome.measure_id)
        return super().get_form_kwargs() | {"instance": result}

    def perform(self, form: directory.PilotResultForm) -> str:
        directory.record_pilot_result(form.instance, pilot_id=self.pilot.pk, by=self.actor)
        return "Numbers recorded."


class FreezeBaselinePage(OwnPilotActionPage):
    """Fix the baseline before the pilot starts."""

    title, button, form_class = "Fix the baseline", "Fix the baseline", FreezeBaselineForm
    lead = (
        "The numbers before the pilot, agreed before its first day. "
        "Outcomes and their numbers before cannot be added or changed afterwards."
    )

    def perform(self, form: FreezeBaselineForm) -> str:
        acts.freeze_baseline_of_own_pilot(
            self.pilot.pk, fixed_on=form.cleaned_data["fixed_on"], by=self.actor
        )
        return "Baseline fixed."


class LinkStaffPostToPilotPage(OwnPilotActionPage):
    """Say which post belongs to a pilot."""

    title, button, form_class = "Add a post to the pilot", "Add", StaffPostChoiceForm

    def get_form_kwargs(self) -> dict[str, Any]:
        return {"posts": list(get_practitioner_post_summaries_by_id(self.actor).values())}

    def perform(self, form: StaffPostChoiceForm) -> str:
        acts.record_staff_post_of_pilot(self.pilot.pk, UUID(form.cleaned_data["post"]), by=self.actor)
        return "Post added."


class RecordPilotDecisionPage(OwnPilotActionPage):
    """Decide at the end of a pilot."""

    permission = Permission.DECIDE_BIDS
    title, button, form_class, runs_once = (
        "Decide on the pilot",
        "Record the decision",
        PilotDecisionForm,
        True,
    )

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"instance": PilotDecision(pilot=self.pilot)}

    def perform(self, form: PilotDecisionForm) -> str:
        acts.record_pilot_decision(form.instance, by=self.actor)
        return "Decision recorded."
