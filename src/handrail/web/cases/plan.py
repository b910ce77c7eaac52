"""Needs and offers: what would help, what was offered, what they said, what came of it."""

from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from handrail.access.denied import Denied, NotOpenToYou
from handrail.access.kinds import Kind
from handrail.access.roles import Permission
from handrail.casework.case.queries.choices import case_is_child
from handrail.casework.case.states import OfferAnswer
from handrail.casework.lists.queries.finding import Found
from handrail.casework.offers.actions import plan
from handrail.casework.offers.queries.choices import need_choices, need_head, services_that_fit
from handrail.casework.offers.queries.facts import facts_of
from handrail.casework.offers.queries.plan import OfferLine
from handrail.casework.whole.queries.case_page import case_page
from handrail.directory.queries import ServiceLine
from handrail.kernel.saying import joined, lower, say
from handrail.web.acting import Act, act
from handrail.web.cases.forms import NeedForm, OfferAnswerForm, OfferForm, ResultForm
from handrail.web.design import words
from handrail.web.design.forms import bind
from handrail.web.door import case_door

FROM = {"plan": ("support_plan", "#offers"), "case": ("case", "#needs")}
"""Where these pages were opened from, as their address says, and so where they lead back to."""


@case_door(Permission.OFFER)
def add_need(request: HttpRequest, found: Found) -> HttpResponse:
    """Record a need, then offer something against it."""
    found.sight.needs(Kind.SUPPORT)
    if not found.sight.inside:
        raise Denied("Only those who work on the case record what the person needs.")
    form = bind(NeedForm, request, needs=need_choices())

    def save(answers: dict[str, Any]) -> str:
        plan.record_need(
            case_id=found.case_id,
            kind=answers["kind"],
            words=answers["words"],
            on=words.today(),
            by=found.sight.actor,
        )
        return "Need recorded. Now offer something that meets it."

    return act(
        request,
        found.sight.actor,
        form,
        _page(request, found, "Add a need", save, "Record need", once=True),
    )


@case_door(Permission.OFFER)
def make_offer(request: HttpRequest, found: Found, need_id: UUID) -> HttpResponse:
    """Offer an open service of this area and phase against a need."""
    found.sight.needs(Kind.SUPPORT)
    need = need_head(found.case_id, need_id)
    if need is None:
        raise NotOpenToYou
    services = services_that_fit(
        found.case_id,
        need.kind,
        facts=facts_of(found.sight),
        only_of=None if found.sight.inside else found.sight.actor.body_id,
    )
    choices = [
        (str(line.id), say("{name}, {provider_name}", name=line.name, provider_name=line.provider_name))
        for line in services
    ]
    form = bind(OfferForm, request, initial={"on": words.today()}, services=choices)

    def save(answers: dict[str, Any]) -> str:
        plan.make_offer(
            case_id=found.case_id,
            need_id=need_id,
            service_id=int(answers["service"]),
            on=answers["on"],
            by=found.sight.actor,
        )
        return "Offer recorded. Record their answer when they give it."

    page = _page(
        request,
        found,
        say("Offer something for: {name}", name=lower(need.name)),
        save,
        "Record offer",
        "cases/offer.html",
        once=True,
    )
    page.more.update(
        child=case_is_child(found.case_id) and need.kind == "place",
        hints={str(line.id): _hint(line) for line in services},
        nothing_open=not services,
    )
    return act(request, found.sight.actor, form, page)


@case_door(Permission.OFFER)
def answer_offer(request: HttpRequest, found: Found, offer_id: UUID) -> HttpResponse:
    """Record what the person said to an offer, and why."""
    offer = _offer(found, offer_id)
    start = {"seen": offer.version, "on": words.today(), "reason": offer.reason}
    form = bind(OfferAnswerForm, request, initial=start)

    def save(answers: dict[str, Any]) -> str:
        plan.answer_offer(
            case_id=found.case_id,
            offer_id=offer_id,
            answer=OfferAnswer(answers["answer"]),
            on=answers["on"],
            reason=answers["reason"],
            seen_version=answers["seen"],
            by=found.sight.actor,
        )
        return say("{answer}: {service}.", answer=OfferAnswer(answers["answer"]).label, service=offer.service)

    page = _page(
        request,
        found,
        say("What did they say to: {service}", service=offer.service),
        save,
        "Record answer",
        stale=_both(found, offer_id),
    )
    return act(request, found.sight.actor, form, page)


@case_door(Permission.OFFER)
def offer_result(request: HttpRequest, found: Found, offer_id: UUID) -> HttpResponse:
    """Record what came of an offer, and what it cost."""
    offer = _offer(found, offer_id)
    cost = f"{offer.cost_pence // 100}.{offer.cost_pence % 100:02}" if offer.cost_pence is not None else None
    form = bind(ResultForm, request, initial={"seen": offer.version, "result": offer.result, "cost": cost})

    def save(answers: dict[str, Any]) -> str:
        plan.record_result(
            case_id=found.case_id,
            offer_id=offer_id,
            result=answers["result"],
            cost_pence=answers["cost"],
            seen_version=answers["seen"],
            by=found.sight.actor,
        )
        return say("Recorded what came of: {service}.", service=offer.service)

    page = _page(
        request,
        found,
        say("What came of: {service}", service=offer.service),
        save,
        "Record",
        stale=_both(found, offer_id),
    )
    return act(request, found.sight.actor, form, page)


def _page(
    request: HttpRequest,
    found: Found,
    title: str,
    save: Any,
    button: str,
    template: str = "act.html",
    stale: Any = None,
    once: bool = False,
) -> Act:
    place, part = FROM.get(request.GET.get("from", ""), FROM["case"])
    here = reverse(place, args=[found.reference]) + part
    return Act(
        title=title, save=save, then=here, back=here, button=button, template=template, stale=stale, once=once
    )


def _offer(found: Found, offer_id: UUID) -> OfferLine:
    found.sight.needs(Kind.SUPPORT)
    needs = case_page(found.sight, kinds={Kind.SUPPORT}).needs or ()
    line = next((offer for need in needs for offer in need.offers if offer.offer_id == offer_id), None)
    if line is None:
        raise NotOpenToYou
    if not found.sight.inside and line.provider_id != found.sight.actor.body_id:
        raise Denied("You can record this only for services of your own organisation.")
    return line


def _both(found: Found, offer_id: UUID) -> Any:
    """After a stale save: what was typed beside what somebody else saved."""

    def versions(form: forms.Form) -> dict[str, Any]:
        now = _offer(found, offer_id)
        typed = form.cleaned_data
        saved = {
            "answer": now.answer_words,
            "on": words.day(now.answered_on),
            "reason": now.reason,
            "result": now.result,
            "cost": words.money(now.cost_pence),
        }
        names = {name: str(field.label) for name, field in form.fields.items() if name in saved}
        rows = [(names[name], _spoken(name, typed.get(name)), saved[name]) for name in names]
        return {"who": now.changed_by, "at": now.changed_at, "rows": rows, "seen": now.version}

    return versions


def _spoken(name: str, value: Any) -> str:
    if name == "answer":
        return OfferAnswer(value).label if value else ""
    if name == "on":
        return words.day(value)
    return words.money(value) if name == "cost" else str(value or "")


def _hint(line: ServiceLine) -> str:
    parts = [line.kind_name, line.hours, line.cost_note, line.how_to_refer]
    return joined((part.rstrip(".") for part in parts if part), ". ")
