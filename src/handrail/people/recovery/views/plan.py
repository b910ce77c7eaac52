"""The plan on one page: goals, who supports them locally, every need with what was offered; and offering by kind."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from handrail.directory.queries import ServiceRow
from handrail.people.records.access_control import requires_case
from handrail.people.records.queries.case_lookup import CaseContext
from handrail.people.records.states import OfferAnswer
from handrail.people.recovery import presenters
from handrail.people.recovery.actions import providers as acts
from handrail.people.recovery.actions.plan_offers import PlanOfferInput, offer_service_from_plan
from handrail.people.recovery.forms import EndLocalProviderForm, LocalProviderForm, PlanOfferForm
from handrail.people.recovery.plan_kinds import PLAN_KINDS, get_plan_kind
from handrail.people.recovery.queries.outcomes import list_core_outcomes
from handrail.people.recovery.queries.plan import get_support_plan, list_services
from handrail.people.recovery.queries.providers import get_provider_choices, list_local_providers
from handrail.platform.access.errors import NotVisible
from handrail.platform.access.kinds import Kind
from handrail.platform.access.roles import Permission
from handrail.platform.kernel.messages import join_texts, lower_text, msg
from handrail.platform.ui import formatting
from handrail.platform.ui.form_actions import FormAction, process_form_action
from handrail.platform.ui.form_rendering import bind_form
from handrail.platform.ui.navigation import get_layout_context


@requires_case(Permission.VIEW_CASE)
def support_plan(request: HttpRequest, found: CaseContext) -> HttpResponse:
    """Everything that helps in one list."""
    case_access = (
        found.case_access.to_read() if found.closed else found.case_access
    )  # a closed case offers no act
    page = get_support_plan(found.case_access, Kind.IDENTITY)
    needs = page.case.needs or ()
    shown = {
        "case": page.case,
        "reference": found.reference,
        "tabs": presenters.build_tabs(found.reference, found.case_access, "support_plan"),
        "phase": page.case.standing.answer.phase if page.case.standing else "",
        "goals": [presenters.build_goal(line, found.reference) for line in page.goals],
        "seen": [
            presenters.build_newest_review(line, found.reference)
            for line in list_core_outcomes(found.case_access).lines
            if line.said
        ],
        "providers": [presenters.build_provider(line, found.reference) for line in page.providers],
        "supported": any(line.until is None for line in page.providers),
        "needs": [presenters.build_need(line, found.reference, case_access) for line in needs],
        "offer_count": len([offer for need in needs for offer in need.offers]),
        "kinds": PLAN_KINDS,
        "may": case_access.may(Permission.RECORD),
    }
    return render(
        request, "recovery/plan.html", get_layout_context(request, found.case_access.actor, "cases") | shown
    )


@requires_case(Permission.RECORD)
def quick_offer(request: HttpRequest, found: CaseContext, kind: str) -> HttpResponse:
    """Offer one kind of the plan, with what they said if they said it."""
    found.case_access.needs(Kind.SUPPORT)
    line = get_plan_kind(kind)
    if line is None:
        raise NotVisible
    services = list_services(found.case_access, line)
    choices = [
        (str(each.id), msg("{name}, {provider_name}", name=each.name, provider_name=each.provider_name))
        for each in services
    ]
    start = {"on": formatting.get_today(), "service": choices[0][0] if len(choices) == 1 else None}
    form = bind_form(PlanOfferForm, request, initial=start, services=choices)

    def save(answers: dict[str, Any]) -> str:
        offering = PlanOfferInput(
            kind=kind,
            service_id=int(answers["service"]),
            on=answers["on"],
            words=answers["words"],
            answer=OfferAnswer(answers["answer"]),
            reason=answers["reason"],
        )
        offer_service_from_plan(case_id=found.case_id, offering=offering, by=found.case_access.actor)
        return msg(
            "{name}: offered, {answer}.",
            name=line.name,
            answer=lower_text(OfferAnswer(answers["answer"]).label),
        )

    page = _build_action(
        found,
        msg("Offer: {name}", name=lower_text(line.name)),
        save,
        "Record offer",
        "recovery/quick_offer.html",
    )
    page.more.update(
        hints={str(each.id): _describe_service(each) for each in services},
        nothing_open=not services,
        tonight=line.code == "emergency_housing" and found.case_access.may(Permission.FIND_PLACE),
        reference=found.reference,
    )
    return process_form_action(request, found.case_access.actor, form, page)


@requires_case(Permission.RECORD)
def add_provider(request: HttpRequest, found: CaseContext) -> HttpResponse:
    """Name the charity that supports them where they live."""
    found.case_access.needs(Kind.SUPPORT)
    form = bind_form(
        LocalProviderForm,
        request,
        initial={"since": formatting.get_today()},
        bodies=get_provider_choices(found.case_id),
    )

    def save(answers: dict[str, Any]) -> str:
        row = acts.add_provider(
            case_id=found.case_id,
            body_code=answers["body"],
            since=answers["since"],
            contact=answers["contact"],
            by=found.case_access.actor,
        )
        return msg("{body} stands on the plan.", body=row.body.name)

    page = _build_action(found, "Who supports them locally?", save, "Put it on the plan")
    page.more["lead"] = "A charity of the directory. It stays whatever is decided in the NRM."
    return process_form_action(request, found.case_access.actor, form, page)


@requires_case(Permission.RECORD)
def end_provider(request: HttpRequest, found: CaseContext, provider_id: UUID) -> HttpResponse:
    """It supports them no longer."""
    line = next(
        (each for each in list_local_providers(found.case_access) if each.provider_id == provider_id), None
    )
    if line is None:
        raise NotVisible
    form = bind_form(EndLocalProviderForm, request, initial={"until": formatting.get_today()})

    def save(answers: dict[str, Any]) -> str:
        acts.end_provider(
            case_id=found.case_id,
            provider_id=provider_id,
            until=answers["until"],
            because=answers["because"],
            by=found.case_access.actor,
        )
        return msg("{name} supports them no longer. Who does now?", name=line.name)

    return process_form_action(
        request,
        found.case_access.actor,
        form,
        _build_action(found, msg("{name} supports them no longer", name=line.name), save, "Record"),
    )


def _build_action(
    found: CaseContext, title: str, save: Any, button: str, template: str = "act.html"
) -> FormAction:
    here = reverse("support_plan", args=[found.reference])
    return FormAction(
        title=title, save=save, then=here, back=here, button=button, template=template, once=True
    )


def _describe_service(line: ServiceRow) -> str:
    parts = [line.kind_name, line.hours, line.cost_note, line.how_to_refer]
    return join_texts((part.rstrip(".") for part in parts if part), ". ")
