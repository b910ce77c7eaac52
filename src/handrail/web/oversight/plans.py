"""Improvement plans: objectives, what each board was told, what was promised."""

from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from handrail.access.actor import Actor
from handrail.access.roles import Permission
from handrail.assurance.oversight.actions import plans as acts
from handrail.assurance.oversight.actions.plans import ObjectiveTold, PlanTold, Stands
from handrail.assurance.oversight.queries import ObjectiveLine, PlanPage, own_force, owners_for, plan_page
from handrail.followups.permissions import NotOfYours
from handrail.kernel.saying import say
from handrail.web.acting import act
from handrail.web.design.forms import bind
from handrail.web.door import door
from handrail.web.navigation import frame
from handrail.web.oversight import present
from handrail.web.oversight.acts import PLACE, both, onward, page
from handrail.web.oversight.fields import PromiseForm, WhyForm
from handrail.web.oversight.forms import (
    BoardForm,
    NewPlanForm,
    ObjectiveEditForm,
    ObjectiveForm,
    PlanEditForm,
)
from handrail.web.oversight.tags import STATUS


@door(Permission.VIEW_OVERSIGHT)
def plan(request: HttpRequest, actor: Actor, plan_id: UUID) -> HttpResponse:
    """One plan: how its objectives stand, and what each board was told."""
    found = plan_page(actor, plan_id)
    shown = {
        "page": found,
        "board": present.board(found),
        "objectives": [present.objective(row) for row in found.objectives],
        "status": STATUS,
        "actions": [present.action(row) for row in found.actions],
    }
    return render(request, "oversight/plan.html", frame(request, actor, PLACE) | shown)


@door(Permission.OVERSEE)
def add_plan(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Make a plan, alone or with the force."""
    force = own_force(actor)
    form = bind(NewPlanForm, request, force=force.name if force else "")
    then: list[str] = []

    def save(answers: dict[str, Any]) -> str:
        joint = answers.pop("joint") == "joint" and force
        made = acts.make_plan(
            told=PlanTold(**answers), force_id=force.id if force and joint else None, by=actor
        )
        then.append(reverse("plan", args=[made]))
        return "The plan is made. Add its objectives."

    return onward(
        act(request, actor, form, page("Make an improvement plan", save, reverse("oversight"))), then
    )


@door(Permission.WORK_ON_ACTIONS)
def change_plan(request: HttpRequest, actor: Actor, plan_id: UUID) -> HttpResponse:
    """Change what is said of a plan."""
    form = bind(PlanEditForm, request, initial=_initial(plan_page(actor, plan_id)))

    def save(answers: dict[str, Any]) -> str:
        seen = answers.pop("seen")
        acts.change_plan(plan=plan_id, told=PlanTold(**answers), seen_version=seen, by=actor)
        return "Changed."

    def versions(form: forms.Form) -> dict[str, Any]:
        saved = plan_page(actor, plan_id)
        return both(form, saved, _initial(saved))

    return act(request, actor, form, page("Change the plan", save, _here(plan_id), stale=versions))


@door(Permission.WORK_ON_ACTIONS)
def add_objective(request: HttpRequest, actor: Actor, plan_id: UUID) -> HttpResponse:
    """Add an objective."""
    found = plan_page(actor, plan_id)
    form = bind(ObjectiveForm, request, owners=owners_for(found.body_id, found.force_id))

    def save(answers: dict[str, Any]) -> str:
        number = acts.add_objective(plan=plan_id, told=_told(answers), by=actor)
        return say("Objective {number} is in the plan.", number=number)

    return act(request, actor, form, page("Add an objective", save, _here(plan_id), lead=found.title))


@door(Permission.WORK_ON_ACTIONS)
def change_objective(request: HttpRequest, actor: Actor, plan_id: UUID, number: int) -> HttpResponse:
    """Change an objective, or add what shows it."""
    found, row = _objective(actor, plan_id, number)
    owners = owners_for(found.body_id, found.force_id)
    form = bind(ObjectiveEditForm, request, owners=owners, initial=_objective_initial(row))

    def save(answers: dict[str, Any]) -> str:
        seen = answers.pop("seen")
        acts.change_objective(plan=plan_id, number=number, told=_told(answers), seen_version=seen, by=actor)
        return say("Objective {number}: changed.", number=number)

    def versions(form: forms.Form) -> dict[str, Any]:
        saved = _objective(actor, plan_id, number)[1]
        return both(form, saved, _objective_initial(saved))

    return act(
        request,
        actor,
        form,
        page(say("Objective {number}", number=number), save, _here(plan_id), stale=versions),
    )


@door(Permission.WORK_ON_ACTIONS)
def report_board(request: HttpRequest, actor: Actor, plan_id: UUID) -> HttpResponse:
    """Report how every objective stands, for one board."""
    found = plan_page(actor, plan_id)
    start = {"seen": found.version}
    form = bind(BoardForm, request, objectives=found.objectives, initial=start)

    def save(answers: dict[str, Any]) -> str:
        stands = {
            row.number: Stands(answers[f"status_{row.number}"], answers[f"words_{row.number}"])
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
        saved = plan_page(actor, plan_id)
        now = _initial(saved) | {f"status_{row.number}": row.status for row in saved.objectives}
        return both(form, saved, now)

    made = page(
        "Report to the board",
        save,
        _here(plan_id),
        button="Report",
        stale=versions,
        template="oversight/board.html",
        lead=found.title,
    )
    return act(request, actor, form, made)


@door(Permission.OVERSEE)
def end_plan(request: HttpRequest, actor: Actor, plan_id: UUID) -> HttpResponse:
    """Close a plan, or open it again: with a reason."""
    found = plan_page(actor, plan_id)
    closing = found.state == "open"
    form = bind(WhyForm, request)

    def save(answers: dict[str, Any]) -> str:
        verb = acts.close_plan if closing else acts.open_plan_again
        verb(plan=plan_id, why=answers["why"], by=actor)
        return "The plan is closed." if closing else "The plan is open again."

    title = "Close the plan" if closing else "Open the plan again"
    made = page(title, save, _here(plan_id), button="Close it" if closing else "Open again", lead=found.title)
    return act(request, actor, form, made)


@door(Permission.WORK_ON_ACTIONS)
def promise_plan(request: HttpRequest, actor: Actor, plan_id: UUID) -> HttpResponse:
    """Keep an action that the plan needs."""
    found = plan_page(actor, plan_id)
    form = bind(PromiseForm, request, owners=owners_for(found.body_id, found.force_id))

    def save(answers: dict[str, Any]) -> str:
        answers["owner_id"] = int(answers.pop("owner"))
        acts.promise_in_plan(plan=plan_id, **answers, by=actor)
        return "The action is in the list."

    made = page("An action of the plan", save, _here(plan_id), button="Add the action", lead=found.title)
    return act(request, actor, form, made)


def _told(answers: dict[str, Any]) -> ObjectiveTold:
    return ObjectiveTold(owner_id=int(answers.pop("owner")), **answers)


def _objective(actor: Actor, plan_id: UUID, number: int) -> tuple[PlanPage, ObjectiveLine]:
    page_found = plan_page(actor, plan_id)
    found = [row for row in page_found.objectives if row.number == number]
    if not found:
        raise NotOfYours("objective")
    return page_found, found[0]


def _objective_initial(row: ObjectiveLine) -> dict[str, Any]:
    return {
        "what": row.what,
        "owner": str(row.owner_id),
        "person": row.person,
        "due_on": row.due_on,
        "measure": row.measure,
        "evidence": row.evidence,
        "seen": row.version,
    }


def _initial(row: PlanPage) -> dict[str, Any]:
    return {
        "title": row.title,
        "aim": row.aim,
        "starts_on": row.starts_on,
        "ends_on": row.ends_on,
        "next_board_on": row.next_board_on,
        "seen": row.version,
    }


def _here(plan_id: UUID) -> str:
    return reverse("plan", args=[plan_id])
