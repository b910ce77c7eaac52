"""Needs and offers: what would help, what was offered, what they said, what came of it."""

from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from handrail.directory.queries import ServiceRow
from handrail.people.cases.offers.actions import offers
from handrail.people.cases.offers.forms.needs import NeedForm, OfferAnswerForm, OfferForm, OfferResultForm
from handrail.people.cases.offers.queries.choices import (
    find_fitting_services,
    get_need_choices,
    get_need_summary,
)
from handrail.people.cases.offers.queries.fit_facts import get_fit_facts
from handrail.people.cases.offers.queries.needs import OfferRow, get_need_rows
from handrail.people.records.access_control import requires_case
from handrail.people.records.queries.case_lookup import CaseContext
from handrail.people.records.queries.child_cases import is_child_case
from handrail.people.records.states import OfferAnswer
from handrail.platform.access.errors import Denied, NotVisible
from handrail.platform.access.kinds import Kind
from handrail.platform.access.roles import Permission
from handrail.platform.kernel.messages import join_texts, lower_text, msg
from handrail.platform.ui import formatting
from handrail.platform.ui.form_actions import FormAction, process_form_action
from handrail.platform.ui.form_rendering import bind_form

RETURN_ADDRESSES = {"plan": ("support_plan", "#offers"), "case": ("case", "#needs")}
"""Where these pages were opened from, as their address says, and so where they lead back to."""


@requires_case(Permission.OFFER)
def add_need(request: HttpRequest, found: CaseContext) -> HttpResponse:
    """Record a need, then offer something against it."""
    found.case_access.needs(Kind.SUPPORT)
    if not found.case_access.inside:
        raise Denied("Only those who work on the case record what the person needs.")
    form = bind_form(NeedForm, request, needs=get_need_choices())

    def save(answers: dict[str, Any]) -> str:
        offers.record_need(
            case_id=found.case_id,
            kind=answers["kind"],
            words=answers["words"],
            on=formatting.get_today(),
            by=found.case_access.actor,
        )
        return "Need recorded. Now offer something that meets it."

    return process_form_action(
        request,
        found.case_access.actor,
        form,
        _make_act(request, found, "Add a need", save, "Record need", once=True),
    )


@requires_case(Permission.OFFER)
def make_offer(request: HttpRequest, found: CaseContext, need_id: UUID) -> HttpResponse:
    """Offer an open service of this area and phase against a need."""
    found.case_access.needs(Kind.SUPPORT)
    need = get_need_summary(found.case_id, need_id)
    if need is None:
        raise NotVisible
    services = find_fitting_services(
        found.case_id,
        need.kind,
        facts=get_fit_facts(found.case_access),
        only_of=None if found.case_access.inside else found.case_access.actor.body_id,
    )
    choices = [
        (str(line.id), msg("{name}, {provider_name}", name=line.name, provider_name=line.provider_name))
        for line in services
    ]
    form = bind_form(OfferForm, request, initial={"on": formatting.get_today()}, services=choices)

    def save(answers: dict[str, Any]) -> str:
        offers.make_offer(
            case_id=found.case_id,
            need_id=need_id,
            service_id=int(answers["service"]),
            on=answers["on"],
            by=found.case_access.actor,
        )
        return "Offer recorded. Record their answer when they give it."

    page = _make_act(
        request,
        found,
        msg("Offer something for: {name}", name=lower_text(need.name)),
        save,
        "Record offer",
        "offers/offer.html",
        once=True,
    )
    page.more.update(
        child=is_child_case(found.case_id) and need.kind == "place",
        hints={str(line.id): _describe_service(line) for line in services},
        nothing_open=not services,
    )
    return process_form_action(request, found.case_access.actor, form, page)


@requires_case(Permission.OFFER)
def answer_offer(request: HttpRequest, found: CaseContext, offer_id: UUID) -> HttpResponse:
    """Record what the person said to an offer, and why."""
    offer = _get_offer_row(found, offer_id)
    start = {"seen": offer.version, "on": formatting.get_today(), "reason": offer.reason}
    form = bind_form(OfferAnswerForm, request, initial=start)

    def save(answers: dict[str, Any]) -> str:
        offers.answer_offer(
            case_id=found.case_id,
            offer_id=offer_id,
            answer=OfferAnswer(answers["answer"]),
            on=answers["on"],
            reason=answers["reason"],
            seen_version=answers["seen"],
            by=found.case_access.actor,
        )
        return msg("{answer}: {service}.", answer=OfferAnswer(answers["answer"]).label, service=offer.service)

    page = _make_act(
        request,
        found,
        msg("What did they say to: {service}", service=offer.service),
        save,
        "Record answer",
        stale=_compare_versions(found, offer_id),
    )
    return process_form_action(request, found.case_access.actor, form, page)


@requires_case(Permission.OFFER)
def offer_result(request: HttpRequest, found: CaseContext, offer_id: UUID) -> HttpResponse:
    """Record what came of an offer, and what it cost."""
    offer = _get_offer_row(found, offer_id)
    cost = f"{offer.cost_pence // 100}.{offer.cost_pence % 100:02}" if offer.cost_pence is not None else None
    form = bind_form(
        OfferResultForm, request, initial={"seen": offer.version, "result": offer.result, "cost": cost}
    )

    def save(answers: dict[str, Any]) -> str:
        offers.record_offer_result(
            case_id=found.case_id,
            offer_id=offer_id,
            result=answers["result"],
            cost_pence=answers["cost"],
            seen_version=answers["seen"],
            by=found.case_access.actor,
        )
        return msg("Recorded what came of: {service}.", service=offer.service)

    page = _make_act(
        request,
        found,
        msg("What came of: {service}", service=offer.service),
        save,
        "Record",
        stale=_compare_versions(found, offer_id),
    )
    return process_form_action(request, found.case_access.actor, form, page)


def _make_act(
    request: HttpRequest,
    found: CaseContext,
    title: str,
    save: Any,
    button: str,
    template: str = "act.html",
    stale: Any = None,
    once: bool = False,
) -> FormAction:
    place, part = RETURN_ADDRESSES.get(request.GET.get("from", ""), RETURN_ADDRESSES["case"])
    here = reverse(place, args=[found.reference]) + part
    return FormAction(
        title=title, save=save, then=here, back=here, button=button, template=template, stale=stale, once=once
    )


def _get_offer_row(found: CaseContext, offer_id: UUID) -> OfferRow:
    found.case_access.needs(Kind.SUPPORT)
    needs = get_need_rows(found.case_id, found.case_access) if found.case_access.sees(Kind.SUPPORT) else ()
    line = next((offer for need in needs for offer in need.offers if offer.offer_id == offer_id), None)
    if line is None:
        raise NotVisible
    if not found.case_access.inside and line.provider_id != found.case_access.actor.body_id:
        raise Denied("You can record this only for services of your own organisation.")
    return line


def _compare_versions(found: CaseContext, offer_id: UUID) -> Any:
    """After a stale save: what was typed beside what somebody else saved."""

    def versions(form: forms.Form) -> dict[str, Any]:
        now = _get_offer_row(found, offer_id)
        typed = form.cleaned_data
        saved = {
            "answer": now.answer_words,
            "on": formatting.format_day(now.answered_on),
            "reason": now.reason,
            "result": now.result,
            "cost": formatting.format_money(now.cost_pence),
        }
        names = {name: str(field.label) for name, field in form.fields.items() if name in saved}
        rows = [(names[name], _describe_value(name, typed.get(name)), saved[name]) for name in names]
        return {"who": now.changed_by, "at": now.changed_at, "rows": rows, "seen": now.version}

    return versions


def _describe_value(name: str, value: Any) -> str:
    if name == "answer":
        return OfferAnswer(value).label if value else ""
    if name == "on":
        return formatting.format_day(value)
    return formatting.format_money(value) if name == "cost" else str(value or "")


def _describe_service(line: ServiceRow) -> str:
    parts = [line.kind_name, line.hours, line.cost_note, line.how_to_refer]
    return join_texts((part.rstrip(".") for part in parts if part), ". ")
