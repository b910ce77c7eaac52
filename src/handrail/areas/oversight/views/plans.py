"""Improvement plans: objectives, what each board was told, what was promised."""

from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from handrail.areas.oversight import presenters
from handrail.areas.oversight.actions import plans as acts
from handrail.areas.oversight.actions.plans import ObjectiveInput, PlanInput, StatusInput
from handrail.areas.oversight.forms import (
    BoardReportForm,
    NewPlanForm,
    ObjectiveEditForm,
    ObjectiveForm,
    PlanEditForm,
)
from handrail.areas.oversight.queries import (
    ImprovementPlanDetail,
    ObjectiveRow,
    get_own_force,
    get_plan,
    list_owner_choices,
)
from handrail.areas.oversight.views.common import (
    NAVIGATION_ENTRY,
    compare_versions,
    make_act,
    redirect_to_created,
)
from handrail.areas.recommendations.tags import OBJECTIVE_STATUS_TAGS
from handrail.platform.access.actor import Actor
from handrail.platform.access.roles import Permission
from handrail.platform.followups.permissions import RecordNotVisible
from handrail.platform.kernel.messages import msg
from handrail.platform.ui.access_control import requires
from handrail.platform.ui.field_factories import PromiseActionForm, ReasonForm
from handrail.platform.ui.form_actions import process_form_action
from handrail.platform.ui.form_rendering import bind_form
from handrail.platform.ui.navigation import get_layout_context


@requires(Permission.VIEW_OVERSIGHT)
def plan(request: HttpRequest, actor: Actor, plan_id: UUID) -> HttpResponse:
    """One plan: how its objectives stand, and what each board was told."""
    found = get_plan(actor, plan_id)
    shown = {
        "page": found,
        "board": presenters.make_board_tag(found),
        "objectives": [presenters.present_objective(row) for row in found.objectives],
        "status": OBJECTIVE_STATUS_TAGS,
        "actions": [presenters.present_action(row) for row in found.actions],
    }
    return render(
        request, "oversight/plan.html", get_layout_context(request, actor, NAVIGATION_ENTRY) | shown
    )


@requires(Permission.OVERSEE)
def add_plan(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Make a plan, alone or with the force."""
    force = get_own_force(actor)
    form = bind_form(NewPlanForm, request, force=force.name if force else "")
    then: list[str] = []

    def save(answers: dict[str, Any]) -> str:
        joint = answers.pop("joint") == "joint" and force
        made = acts.make_plan(
            told=PlanInput(**answers), force_id=force.id if force and joint else None, by=actor
        )
        then.append(reverse("plan", args=[made]))
        return "The plan is made. Add its objectives."

    return redirect_to_created(
        process_form_action(
            request, actor, form, make_act("Make an improvement plan", save, reverse("oversight"))
        ),
        then,
    )


@requires(Permission.WORK_ON_ACTIONS)
def change_plan(request: HttpRequest, actor: Actor, plan_id: UUID) -> HttpResponse:
    """Change what is said of a plan."""
    form = bind_form(PlanEditForm, request, initial=_initial(get_plan(actor, plan_id)))

    def save(answers: dict[str, Any]) -> str:
        seen = answers.pop("seen")
        acts.change_plan(plan=plan_id, told=PlanInput(**answers), seen_version=seen, by=actor)
        return "Changed."

    def versions(form: forms.Form) -> dict[str, Any]:
        saved = get_plan(actor, plan_id)
        return compare_versions(form, saved, _initial(saved))

    return process_form_action(
        request, actor, form, make_act("Change the plan", save, _get_plan_url(plan_id), stale=versions)
    )


@requires(Permission.WORK_ON_ACTIONS)
def add_objective(request: HttpRequest, actor: Actor, plan_id: UUID) -> HttpResponse:
    """Add an objective."""
    found = get_plan(actor, plan_id)
    form = bind_form(ObjectiveForm, request, owners=list_owner_choices(found.body_id, found.force_id))

    def save(answers: dict[str, Any]) -> str:
        number = acts.add_objective(plan=plan_id, told=_make_objective_input(answers), by=actor)
        return msg("Objective {number} is in the plan.", number=number)

    return process_form_action(
        request, actor, form, make_act("Add an objective", save, _get_plan_url(plan_id), lead=found.title)
    )


@requires(Permission.WORK_ON_ACTIONS)
def change_objective(request: HttpRequest, actor: Actor, plan_id: UUID, number: int) -> HttpResponse:
    """Change an objective, or add what shows it."""
    found, row = _objective(actor, plan_id, number)
    owners = list_owner_choices(found.body_id, found.force_id)
    form = bind_form(ObjectiveEditForm, request, owners=owners, initial=_objective_initial(row))

    def save(answers: dict[str, Any]) -> str:
        seen = answers.pop("seen")
        acts.change_objective(
            plan=plan_id, number=number, told=_make_objective_input(answers), seen_version=seen, by=actor
        )
        return msg("Objective {number}: changed.", number=number)

    def versions(form: forms.Form) -> dict[str, Any]:
        saved = _objective(actor, plan_id, number)[1]
        return compare_versions(form, saved, _objective_initial(saved))

    return process_form_action(
        request,
        actor,
        form,
        make_act(msg("Objective {number}", number=number), save, _get_plan_url(plan_id), stale=versions),
    )


@requires(Permission.WORK_ON_ACTIONS)
def report_board(request: HttpRequest, actor: Actor, plan_id: UUID) -> HttpResponse:
    """Report how every objective stands, for one board."""
    found = get_plan(actor, plan_id)
    start = {"seen": found.version}
    form = bind_form(BoardReportForm, request, objectives=found.objectives, initial=start)

    def save(answers: dict[str, Any]) -> str:
        stands = {
            row.number: StatusInput(answers[f"status_{row.number}"], answers[f"words_{row.number}"])
            for row in found.objectives
        }
        acts.report_to_board(
            plan=plan_id,
            held_on=answers["held_on"],
            words=answers["words"],
            next_board_on=answers["next_board_on"],
            stands=stands,
            seen_version=answers["seen"],
            by=actor,
        )
        return "The board’s report is kept as it was said."

    def versions(form: forms.Form) -> dict[str, Any]:
        saved = get_plan(actor, plan_id)
        now = _initial(saved) | {f"status_{row.number}": row.status for row in saved.objectives}
        return compare_versions(form, saved, now)

    made = make_act(
        "Report to the board",
        save,
        _get_plan_url(plan_id),
        button="Report",
        stale=versions,
        template="oversight/board.html",
        lead=found.title,
    )
    return process_form_action(request, actor, form, made)


@requires(Permission.OVERSEE)
def end_plan(request: HttpRequest, actor: Actor, plan_id: UUID) -> HttpResponse:
    """Close a plan, or open it again: with a reason."""
    found = get_plan(actor, plan_id)
    closing = found.state == "open"
    form = bind_form(ReasonForm, request)

    def save(answers: dict[str, Any]) -> str:
        verb = acts.close_plan if closing else acts.open_plan_again
        verb(plan=plan_id, why=answers["why"], by=actor)
        return "The plan is closed." if closing else "The plan is open again."

    title = "Close the plan" if closing else "Open the plan again"
    made = make_act(
        title, save, _get_plan_url(plan_id), button="Close it" if closing else "Open again", lead=found.title
    )
    return process_form_action(request, actor, form, made)


@requires(Permission.WORK_ON_ACTIONS)
def promise_plan(request: HttpRequest, actor: Actor, plan_id: UUID) -> HttpResponse:
    """Keep an action that the plan needs."""
    found = get_plan(actor, plan_id)
    form = bind_form(PromiseActionForm, request, owners=list_owner_choices(found.body_id, found.force_id))

    def save(answers: dict[str, Any]) -> str:
        answers["owner_id"] = int(answers.pop("owner"))
        acts.promise_in_plan(plan=plan_id, **answers, by=actor)
        return "The action is in the list."

    made = make_act(
        "An action of the plan", save, _get_plan_url(plan_id), button="Add the action", lead=found.title
    )
    return process_form_action(request, actor, form, made)


def _make_objective_input(answers: dict[str, Any]) -> ObjectiveInput:
    return ObjectiveInput(owner_id=int(answers.pop("owner")), **answers)


def _objective(actor: Actor, plan_id: UUID, number: int) -> tuple[ImprovementPlanDetail, ObjectiveRow]:
    page_found = get_plan(actor, plan_id)
    found = [row for row in page_found.objectives if row.number == number]
    if not found:
        raise RecordNotVisible("objective")
    return page_found, found[0]


def _objective_initial(row: ObjectiveRow) -> dict[str, Any]:
    return {
        "what": row.what,
        "owner": str(row.owner_id),
        "person": row.person,
        "due_on": row.due_on,
        "measure": row.measure,
        "evidence": row.evidence,
        "seen": row.version,
    }


def _initial(row: ImprovementPlanDetail) -> dict[str, Any]:
    return {
        "title": row.title,
        "aim": row.aim,
        "starts_on": row.starts_on,
        "ends_on": row.ends_on,
        "next_board_on": row.next_board_on,
        "seen": row.version,
    }


def _get_plan_url(plan_id: UUID) -> str:
    return reverse("plan", args=[plan_id])
