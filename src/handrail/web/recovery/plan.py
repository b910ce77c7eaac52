"""The plan on one page: goals, who supports them locally, every need with what was offered; and offering by kind."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from handrail.access.denied import NotOpenToYou
from handrail.access.kinds import Kind
from handrail.access.roles import Permission
from handrail.casework.case.states import OfferAnswer
from handrail.casework.lists.queries.finding import Found
from handrail.directory.queries import ServiceLine
from handrail.kernel.saying import joined, lower, say
from handrail.recovery.actions import providers as acts
from handrail.recovery.actions.offering import Offering, offer_kind
from handrail.recovery.plan_kinds import PLAN_KINDS, plan_kind
from handrail.recovery.queries.outcomes import outcomes_of
from handrail.recovery.queries.plan import plan_of, services_of
from handrail.recovery.queries.providers import provider_choices, providers_of
from handrail.web.acting import Act, act
from handrail.web.design import words
from handrail.web.design.forms import bind
from handrail.web.door import case_door
from handrail.web.navigation import frame
from handrail.web.recovery import present
from handrail.web.recovery.forms import EndProviderForm, OfferKindForm, ProviderForm


@case_door(Permission.VIEW_CASE)
def support_plan(request: HttpRequest, found: Found) -> HttpResponse:
    """Everything that helps in one list."""
    sight = found.sight.to_read() if found.closed else found.sight  # a closed case offers no act
    page = plan_of(found.sight, Kind.IDENTITY)
    needs = page.case.needs or ()
    shown = {
        "case": page.case,
        "reference": found.reference,
        "tabs": present.tabs(found.reference, found.sight, "support_plan"),
        "phase": page.case.standing.answer.phase if page.case.standing else "",
        "goals": [present.goal(line, found.reference) for line in page.goals],
        "seen": [
            present.newest(line, found.reference) for line in outcomes_of(found.sight).lines if line.said
        ],
        "providers": [present.provider(line, found.reference) for line in page.providers],
        "supported": any(line.until is None for line in page.providers),
        "needs": [present.need(line, found.reference, sight) for line in needs],
        "offer_count": len([offer for need in needs for offer in need.offers]),
        "kinds": PLAN_KINDS,
        "may": sight.may(Permission.RECORD),
    }
    return render(request, "recovery/plan.html", frame(request, found.sight.actor, "cases") | shown)


@case_door(Permission.RECORD)
def quick_offer(request: HttpRequest, found: Found, kind: str) -> HttpResponse:
    """Offer one kind of the plan, with what they said if they said it."""
    found.sight.needs(Kind.SUPPORT)
    line = plan_kind(kind)
    if line is None:
        raise NotOpenToYou
    services = services_of(found.sight, line)
    choices = [
        (str(each.id), say("{name}, {provider_name}", name=each.name, provider_name=each.provider_name))
        for each in services
    ]
    start = {"on": words.today(), "service": choices[0][0] if len(choices) == 1 else None}
    form = bind(OfferKindForm, request, initial=start, services=choices)

    def save(answers: dict[str, Any]) -> str:
        offering = Offering(
            kind=kind,
            service_id=int(answers["service"]),
            on=answers["on"],
            words=answers["words"],
            answer=OfferAnswer(answers["answer"]),
            reason=answers["reason"],
        )
        offer_kind(case_id=found.case_id, offering=offering, by=found.sight.actor)
        return say(
            "{name}: offered, {answer}.", name=line.name, answer=lower(OfferAnswer(answers["answer"]).label)
        )

    page = _page(
        found, say("Offer: {name}", name=lower(line.name)), save, "Record offer", "recovery/quick_offer.html"
    )
    page.more.update(
        hints={str(each.id): _hint(each) for each in services},
        nothing_open=not services,
        tonight=line.code == "emergency_housing" and found.sight.may(Permission.FIND_PLACE),
        reference=found.reference,
    )
    return act(request, found.sight.actor, form, page)


@case_door(Permission.RECORD)
def add_provider(request: HttpRequest, found: Found) -> HttpResponse:
    """Name the charity that supports them where they live."""
    found.sight.needs(Kind.SUPPORT)
    form = bind(
        ProviderForm, request, initial={"since": words.today()}, bodies=provider_choices(found.case_id)
    )

    def save(answers: dict[str, Any]) -> str:
        row = acts.name_provider(
            case_id=found.case_id,
            body_code=answers["body"],
            since=answers["since"],
            contact=answers["contact"],
            by=found.sight.actor,
        )
        return say("{body} stands on the plan.", body=row.body.name)

    page = _page(found, "Who supports them locally?", save, "Put it on the plan")
    page.more["lead"] = "A charity of the directory. It stays whatever is decided in the NRM."
    return act(request, found.sight.actor, form, page)


@case_door(Permission.RECORD)
def end_provider(request: HttpRequest, found: Found, provider_id: UUID) -> HttpResponse:
    """It supports them no longer."""
    line = next((each for each in providers_of(found.sight) if each.provider_id == provider_id), None)
    if line is None:
        raise NotOpenToYou
    form = bind(EndProviderForm, request, initial={"until": words.today()})

    def save(answers: dict[str, Any]) -> str:
        acts.end_provider(
            case_id=found.case_id,
            provider_id=provider_id,
            until=answers["until"],
            because=answers["because"],
            by=found.sight.actor,
        )
        return say("{name} supports them no longer. Who does now?", name=line.name)

    return act(
        request,
        found.sight.actor,
        form,
        _page(found, say("{name} supports them no longer", name=line.name), save, "Record"),
    )


def _page(found: Found, title: str, save: Any, button: str, template: str = "act.html") -> Act:
    here = reverse("support_plan", args=[found.reference])
    return Act(title=title, save=save, then=here, back=here, button=button, template=template, once=True)


def _hint(line: ServiceLine) -> str:
    parts = [line.kind_name, line.hours, line.cost_note, line.how_to_refer]
    return joined((part.rstrip(".") for part in parts if part), ". ")
