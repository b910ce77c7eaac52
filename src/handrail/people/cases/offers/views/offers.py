"""Needs and offers: what would help, what was offered, what they said, what came of it."""

from typing import Any, TypedDict
from uuid import UUID

from django.urls import reverse

from handrail.directory.need_and_service_kinds import NeedKind
from handrail.directory.queries import ServiceRow
from handrail.people.cases.offers.actions import offers
from handrail.people.cases.offers.forms.needs import NeedForm, OfferAnswerForm, OfferForm, OfferResultForm
from handrail.people.cases.offers.queries.fit_facts import get_service_fit_facts_of_case
from handrail.people.cases.offers.queries.need_and_service_choices import (
    get_need_kind_of_recorded_need,
    list_fitting_services,
    list_need_kind_choices,
)
from handrail.people.cases.offers.queries.needs import get_editable_offer
from handrail.people.records.case_action_page import CaseActionPage
from handrail.people.records.case_tabs import CaseTab, get_return_url
from handrail.people.records.models import Offer
from handrail.people.records.queries.child_cases import is_child_or_age_unsure_case
from handrail.people.records.text_choices import OfferAnswer
from handrail.platform.access.errors import Denied
from handrail.platform.access.kinds import Kind
from handrail.platform.access.roles import Permission
from handrail.platform.kernel.messages import join_texts, lower_text, msg
from handrail.platform.reference.choices import Choices
from handrail.platform.ui.formatting import get_today

SUPPORT_PLAN = "plan"
"""In the address of a page that was opened from the support plan: it leads back there."""


class RecordNeedOrOfferPage(CaseActionPage, abstract=True):
    """What records a need or an offer."""

    permission, runs_once = Permission.OFFER, True

    @property
    def back_url(self) -> str:
        return _get_return_url(self)


class AddNeedPage(RecordNeedOrOfferPage):
    """Record a need, then offer something against it."""

    title, button, form_class = "Add a need", "Record need", NeedForm

    def load(self) -> None:
        if not self.case.case_access.inside:
            raise Denied("Only people who work on the case can record what the person needs.")
        self.case.case_access.needs(Kind.NEEDS)

    def get_form_kwargs(self) -> dict[str, Any]:
        return {"needs": list_need_kind_choices()}

    def perform(self, form: NeedForm) -> str:
        offers.record_need(case_id=self.case.case_id, on=get_today(), by=self.actor, **form.cleaned_data)
        return "Need recorded. Now offer something that meets it."


class MakeOfferContext(TypedDict):
    """What the page of a new offer shows beside its form."""

    child: bool
    hints: dict[str, str]  # what is known of each service, by its number
    nothing_open: bool


class MakeOfferPage(RecordNeedOrOfferPage):
    """Offer an open service of this area and phase against a need."""

    button, form_class, template_name = "Record offer", OfferForm, "offers/offer.html"
    need_id: UUID
    kind: NeedKind
    services: list[ServiceRow]

    @property
    def title(self) -> str:
        return msg("Add an offer for: {name}", name=lower_text(self.kind.name))

    def load(self, need_id: UUID) -> None:
        access = self.case.case_access
        self.need_id, self.kind = need_id, get_need_kind_of_recorded_need(self.case.case_id, need_id)
        access.needs(self.kind.information)
        only_of = None if access.inside else access.actor.body_id
        self.services = list_fitting_services(
            self.case.case_id, self.kind.code, facts=get_service_fit_facts_of_case(access), only_of=only_of
        )

    def get_form_kwargs(self) -> dict[str, Any]:
        services: Choices = [
            (str(line.id), msg("{name}, {provider_name}", name=line.name, provider_name=line.provider_name))
            for line in self.services
        ]
        return {"initial": {"on": get_today()}, "services": services}

    def get_context_data(self) -> MakeOfferContext:
        return {
            "child": self.kind.code == offers.PLACE_NEED and is_child_or_age_unsure_case(self.case.case_id),
            "hints": {str(line.id): _describe_offered_service(line) for line in self.services},
            "nothing_open": not self.services,
        }

    def perform(self, form: OfferForm) -> str:
        offers.make_offer(
            case_id=self.case.case_id,
            need_id=self.need_id,
            service_id=int(form.cleaned_data["service"]),
            on=form.cleaned_data["on"],
            by=self.actor,
        )
        return "Offer recorded. Record their answer when they give it."


class OfferActionPage(CaseActionPage, abstract=True):
    """What is written about one offer."""

    permission = Permission.OFFER
    record: Offer

    @property
    def back_url(self) -> str:
        return _get_return_url(self)

    def load(self, offer_id: UUID) -> None:
        self.record = get_editable_offer(self.case.case_access, offer_id)


class AnswerOfferPage(OfferActionPage):
    """Record what the person said to an offer, and why."""

    button, form_class = "Record answer", OfferAnswerForm

    @property
    def title(self) -> str:
        return msg("Their answer to: {service}", service=self.record.service.name)

    def get_form_kwargs(self) -> dict[str, Any]:
        start = {"on": get_today(), "reason": self.record.reason.open()}
        return {"initial": {"seen": self.record.version, **start}}

    def get_saved_values(self, form: OfferAnswerForm) -> dict[str, Any]:
        return {
            "answer": self.record.get_answer_display(),
            "on": self.record.answered_on,
            "reason": self.record.reason.open(),
        }

    def perform(self, form: OfferAnswerForm) -> str:
        answer = OfferAnswer(form.cleaned_data["answer"])
        offers.answer_offer(
            case_id=self.case.case_id,
            offer_id=self.record.pk,
            answer=answer,
            on=form.cleaned_data["on"],
            reason=form.cleaned_data["reason"],
            seen_version=form.cleaned_data["seen"],
            by=self.actor,
        )
        return msg("{answer}: {service}.", answer=answer.label, service=self.record.service.name)


class OfferResultPage(OfferActionPage):
    """Record what came of an offer, and what it cost."""

    button, form_class = "Record", OfferResultForm

    @property
    def title(self) -> str:
        return msg("Outcome: {service}", service=self.record.service.name)

    def get_form_kwargs(self) -> dict[str, Any]:
        return {"initial": {"seen": self.record.version, **self._get_saved()}}

    def get_saved_values(self, form: OfferResultForm) -> dict[str, Any]:
        return self._get_saved()

    def perform(self, form: OfferResultForm) -> str:
        offers.record_offer_result(
            case_id=self.case.case_id,
            offer_id=self.record.pk,
            result=form.cleaned_data["result"],
            cost_pence=form.cleaned_data["cost"],
            seen_version=form.cleaned_data["seen"],
            by=self.actor,
        )
        return msg("Outcome recorded: {service}.", service=self.record.service.name)

    def _get_saved(self) -> dict[str, Any]:
        return {"result": self.record.result.open(), "cost": self.record.cost_pence}


def _get_return_url(page: CaseActionPage) -> str:
    if page.request.GET.get("from", "") == SUPPORT_PLAN:
        return reverse("support_plan", args=[page.case.reference]) + "#offers"
    return get_return_url(page.request, page.case.reference, CaseTab.PLAN, "needs")


def _describe_offered_service(line: ServiceRow) -> str:
    parts = [line.kind_name, line.hours, line.cost_note, line.how_to_refer]
    return join_texts((part.rstrip(".") for part in parts if part), ". ")
