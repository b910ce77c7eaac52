"""Improvement plans: objectives, what each board was told, what was promised."""

from typing import Any, TypedDict
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from handrail.areas.oversight import presenters
from handrail.areas.oversight.actions import plans as acts
from handrail.areas.oversight.actions.plan_signals import cite_area_signal_in_improvement_plan
from handrail.areas.oversight.forms import (
    BoardReportForm,
    CiteSignalInImprovementPlanForm,
    ImprovementPlanForm,
    NewImprovementPlanForm,
    PlaceReviewGapChoiceForm,
    PlanObjectiveForm,
)
from handrail.areas.oversight.models import BoardReport, ImprovementPlan, Objective, PlanSignal
from handrail.areas.oversight.queries import (
    PlanPlaceReviewGapRow,
    get_improvement_plan,
    get_objective,
    get_plan_actions_and_review_gaps,
)
from handrail.areas.oversight.queries.plan_signals import (
    CitedSignal,
    list_citable_signals,
    list_cited_signals,
)
from handrail.areas.recommendations.tags import NAV, OBJECTIVE_STATUS_TAGS, StateTag
from handrail.platform.access.actor import Actor
from handrail.platform.access.roles import Permission
from handrail.platform.followups.forms import FollowUpForm
from handrail.platform.followups.models import FollowUp
from handrail.platform.followups.owners import (
    find_police_force_of_actors_area,
    select_bodies_that_may_own_follow_up,
)
from handrail.platform.followups.permissions import get_own_and_taken_over_body_ids_of_actor
from handrail.platform.kernel.messages import msg
from handrail.platform.ui.access_control import requires_permission
from handrail.platform.ui.action_page import ActionPage
from handrail.platform.ui.navigation import get_layout_context
from handrail.platform.ui.oversight_form_fields import ReasonForm


class PlanPageContext(TypedDict):
    """What oversight/plan.html shows."""

    plan: ImprovementPlan
    board: StateTag
    objectives: list[presenters.ObjectiveDisplay]
    status: dict[str, StateTag]
    over_boards: presenters.ObjectiveStatusHistory | None
    actions: list[presenters.FollowUpDisplay]
    gaps: list[tuple[PlanPlaceReviewGapRow, presenters.FollowUpDisplay]]
    may_take_gap: bool
    signals: list[CitedSignal]
    may_write: bool
    may_decide: bool


@requires_permission(Permission.VIEW_OVERSIGHT)
def plan(request: HttpRequest, actor: Actor, plan_id: UUID) -> HttpResponse:
    """One plan: how its objectives stand, and what each board was told."""
    bodies = get_own_and_taken_over_body_ids_of_actor(actor)
    found = get_improvement_plan(actor, plan_id, bodies)
    actions = get_plan_actions_and_review_gaps(actor, found, bodies)
    works = actor.may(Permission.WORK_ON_ACTIONS) and found.state == "open"
    shown: PlanPageContext = {
        "plan": found,
        "board": presenters.make_next_board_tag(found),
        "objectives": [presenters.make_objective_display(row) for row in found.objectives.all()],
        "status": OBJECTIVE_STATUS_TAGS,
        "over_boards": presenters.present_objective_status_history(found),
        "actions": [presenters.make_follow_up_display(row) for row in actions.own],
        "gaps": [(gap, presenters.make_follow_up_display(gap.action)) for gap in actions.gaps],
        "may_take_gap": works and bool(actions.open_gaps),
        "signals": list_cited_signals(found),
        "may_write": works,
        "may_decide": actor.may(Permission.OVERSEE) and actions.is_ours,
    }
    return render(request, "oversight/plan.html", {**get_layout_context(request, actor, NAV), **shown})


class AddImprovementPlanPage(ActionPage):
    """Make a plan, alone or with the force."""

    permission, nav = Permission.OVERSEE, NAV
    title, form_class, runs_once = "Add an improvement plan", NewImprovementPlanForm, True

    @property
    def back_url(self) -> str:
        return reverse("oversight")

    def load(self) -> None:
        self.force = find_police_force_of_actors_area(self.actor)

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"force": self.force.name if self.force else ""}

    def perform(self, form: NewImprovementPlanForm) -> str:
        if form.cleaned_data["joint"] == "joint" and self.force:
            form.instance.force_id = self.force.pk
        made = acts.create_improvement_plan(form.instance, by=self.actor)
        self.success_url = reverse("plan", args=[made.pk])
        return "Plan saved. Add its objectives."


class ImprovementPlanActionPage(ActionPage, abstract=True):
    """What changes one plan."""

    permission, nav = Permission.WORK_ON_ACTIONS, NAV
    plan: ImprovementPlan

    @property
    def back_url(self) -> str:
        return reverse("plan", args=[self.plan.pk])

    @property
    def lead(self) -> str:
        return str(self.plan.title)

    def load(self, plan_id: UUID, **more: Any) -> None:
        self.plan = get_improvement_plan(self.actor, plan_id)


class ChangeImprovementPlanPage(ImprovementPlanActionPage):
    """Change what is said of a plan."""

    title, form_class, lead = "Change the plan", ImprovementPlanForm, ""

    def load(self, plan_id: UUID, **more: Any) -> None:
        self.plan = self.record = get_improvement_plan(self.actor, plan_id)

    def perform(self, form: ImprovementPlanForm) -> str:
        acts.change_improvement_plan(form.instance, seen=form.cleaned_data["seen"], by=self.actor)
        return "Changed."


class AddObjectivePage(ImprovementPlanActionPage):
    """Add an objective."""

    title, form_class, runs_once = "Add an objective", PlanObjectiveForm, True

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"instance": Objective(plan=self.plan)}

    def perform(self, form: PlanObjectiveForm) -> str:
        added = acts.add_objective(form.instance, by=self.actor)
        return msg("Objective {number} added to the plan.", number=added.number)


class ChangeObjectivePage(ImprovementPlanActionPage):
    """Change an objective, or add what shows it."""

    form_class, lead = PlanObjectiveForm, ""

    @property
    def title(self) -> str:
        return msg("Objective {number}", number=self.kwargs["number"])

    def load(self, plan_id: UUID, **more: Any) -> None:
        super().load(plan_id)
        self.record = get_objective(self.plan, more["number"])

    def perform(self, form: PlanObjectiveForm) -> str:
        acts.change_objective(form.instance, seen=form.cleaned_data["seen"], by=self.actor)
        return msg("Objective {number}: changed.", number=self.kwargs["number"])


class ReportToBoardPage(ImprovementPlanActionPage):
    """Report how every objective stands, for one board."""

    title, button, form_class = "Report to the board", "Report", BoardReportForm
    template_name = "oversight/board.html"

    def load(self, plan_id: UUID, **more: Any) -> None:
        self.plan = self.record = get_improvement_plan(self.actor, plan_id)

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"instance": BoardReport(plan=self.plan)}

    def get_saved_values(self, form: BoardReportForm) -> dict[str, Any]:
        return super().get_saved_values(form) | form.get_saved_statuses_by_field()

    def perform(self, form: BoardReportForm) -> str:
        acts.record_objective_statuses_for_board(
            form.instance,
            statuses=form.get_statuses(),
            next_board_on=form.cleaned_data["next_board_on"],
            seen=form.cleaned_data["seen"],
            by=self.actor,
        )
        return "Report to the board saved. It cannot be changed."


class CloseOrReopenPlanPage(ImprovementPlanActionPage):
    """Close a plan, or open it again: with a reason."""

    permission, form_class = Permission.OVERSEE, ReasonForm

    @property
    def closes(self) -> bool:
        return self.plan.state == "open"

    @property
    def title(self) -> str:
        return "Close the plan" if self.closes else "Reopen the plan"

    @property
    def button(self) -> str:
        return "Close the plan" if self.closes else "Reopen the plan"

    def perform(self, form: ReasonForm) -> str:
        end = acts.close_improvement_plan if self.closes else acts.reopen_improvement_plan
        end(self.plan.pk, why=form.cleaned_data["why"], by=self.actor)
        return "Plan closed." if self.closes else "Plan reopened."


class AddActionFromPlanPage(ImprovementPlanActionPage):
    """Keep an action that the plan needs."""

    title, button, form_class, runs_once = "An action in the plan", "Add the action", FollowUpForm, True

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {
            "instance": FollowUp(),
            "owners": select_bodies_that_may_own_follow_up(self.plan.body_id, self.plan.force_id),
        }

    def perform(self, form: FollowUpForm) -> str:
        acts.add_action_promised_in_plan(self.plan.pk, form.instance, by=self.actor)
        return "Action added to the list."


class CiteSignalInImprovementPlanPage(ImprovementPlanActionPage):
    """Cite an accepted signal in the plan."""

    title, button, form_class, runs_once = (
        "A confirmed change",
        "Add the change to the plan",
        CiteSignalInImprovementPlanForm,
        True,
    )
    lead = "Confirmed changes for your area and the country. An objective can respond to them."

    def get_form_kwargs(self) -> dict[str, Any]:
        signals = list_citable_signals(self.actor, self.plan)
        return {"actor": self.actor, "instance": PlanSignal(), "signals": signals}

    def perform(self, form: CiteSignalInImprovementPlanForm) -> str:
        signal_id = UUID(form.cleaned_data["signal"])
        cite_area_signal_in_improvement_plan(
            form.instance, plan_id=self.plan.pk, signal_id=signal_id, by=self.actor
        )
        return "Change added to the plan. Its results will be shown there."


class AddReviewGapToPlanPage(ImprovementPlanActionPage):
    """Take a gap that a review showed into the plan."""

    title, button, form_class, runs_once = (
        "A gap found in a review",
        "Add the gap to the plan",
        PlaceReviewGapChoiceForm,
        True,
    )

    @property
    def lead(self) -> str:
        return "Reviews of places in your area. No people or places are named."

    def get_form_kwargs(self) -> dict[str, Any]:
        return {"gaps": get_plan_actions_and_review_gaps(self.actor, self.plan).open_gaps}

    def perform(self, form: PlaceReviewGapChoiceForm) -> str:
        acts.add_place_review_action_to_improvement_plan(
            self.plan.pk, UUID(form.cleaned_data["gap"]), by=self.actor
        )
        return "Gap added to the plan."
