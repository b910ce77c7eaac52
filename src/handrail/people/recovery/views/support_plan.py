"""The plan on one page: goals, who supports them locally, every need with what was offered; and offering by kind."""

from typing import Any, TypedDict
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from handrail.directory.queries import ServiceRow
from handrail.people.records.case_action_page import CaseActionPage
from handrail.people.records.case_page_access import requires_case_permission
from handrail.people.records.queries.case_lookup import CaseOpenToActor
from handrail.people.records.text_choices import OfferAnswer
from handrail.people.recovery import presenters
from handrail.people.recovery.actions import local_providers as actions
from handrail.people.recovery.actions.plan_offers import SupportPlanServiceOfferInput, offer_service_from_plan
from handrail.people.recovery.forms import (
    AddLocalProviderToSupportPlanForm,
    EndLocalProviderSupportForm,
    OfferServiceFromSupportPlanForm,
)
from handrail.people.recovery.models import LocalProvider
from handrail.people.recovery.plan_offer_categories import PLAN_KINDS, find_plan_offer_category
from handrail.people.recovery.queries.core_outcomes import get_core_outcome_histories
from handrail.people.recovery.queries.local_providers import list_local_providers
from handrail.people.recovery.queries.support_plan import (
    get_support_plan,
    list_fitting_open_services_of_plan_offer_category,
)
from handrail.platform.access.errors import NotVisible
from handrail.platform.access.kinds import Kind
from handrail.platform.access.roles import Permission
from handrail.platform.kernel.messages import join_texts, lower_text, msg
from handrail.platform.ui import formatting
from handrail.platform.ui.navigation import get_layout_context


@requires_case_permission(Permission.VIEW_CASE)
def support_plan(request: HttpRequest, found: CaseOpenToActor) -> HttpResponse:
    """Show everything that helps in one list."""
    case_access = found.case_access if found.takes_work else found.case_access.to_read()
    page = get_support_plan(found.case_access, Kind.IDENTITY)
    needs = page.case.needs or ()
    shown = {
        "case": page.case,
        "reference": found.reference,
        "tabs": presenters.build_recovery_tabs(found, "support_plan"),
        "phase": page.case.standing.answer.phase if page.case.standing else "",
        "goals": [presenters.build_goal_item(line, found.reference) for line in page.goals],
        "seen": [
            presenters.build_newest_outcome_review_item(line, found.reference)
            for line in get_core_outcome_histories(found.case_access).lines
            if line.said
        ],
        "providers": [presenters.build_local_provider_item(line, found.reference) for line in page.providers],
        "supported": any(line.until is None for line in page.providers),
        "needs": [presenters.build_plan_need_item(line, found.reference, case_access) for line in needs],
        "offer_count": len([offer for need in needs for offer in need.offers]),
        "kinds": PLAN_KINDS,
        "may": case_access.may(Permission.RECORD),
    }
    layout = get_layout_context(request, found.case_access.actor, "cases")
    return render(request, "recovery/plan.html", layout | shown)


class SupportPlanActionPage(CaseActionPage, abstract=True):
    """What changes the plan, and leads back to it."""

    permission, runs_once = Permission.RECORD, True

    @property
    def back_url(self) -> str:
        return reverse("support_plan", args=[self.case.reference])


class OfferServiceFromPlanContext(TypedDict):
    """What the page says beside the form. `hints` describe each service, by its number."""

    hints: dict[str, str]
    nothing_open: bool
    tonight: bool
    reference: str


class OfferServiceFromPlanPage(SupportPlanActionPage):
    """Offer one kind of the plan, with what they said if they said it."""

    form_class, button, template_name = (
        OfferServiceFromSupportPlanForm,
        "Record offer",
        "recovery/quick_offer.html",
    )

    @property
    def title(self) -> str:
        return msg("Offer: {name}", name=lower_text(self.kind.name))

    def load(self, kind: str) -> None:
        self.case.case_access.needs(Kind.NEEDS)
        found = find_plan_offer_category(kind)
        if found is None:
            raise NotVisible
        self.kind, self.services = (
            found,
            list_fitting_open_services_of_plan_offer_category(self.case.case_access, found),
        )

    def get_form_kwargs(self) -> dict[str, Any]:
        choices = [
            (str(each.id), msg("{name}, {provider_name}", name=each.name, provider_name=each.provider_name))
            for each in self.services
        ]
        only = choices[0][0] if len(choices) == 1 else None
        return {"initial": {"on": formatting.get_today(), "service": only}, "services": choices}

    def get_context_data(self) -> OfferServiceFromPlanContext:
        for_tonight = self.kind.code == "emergency_housing"
        return OfferServiceFromPlanContext(
            hints={str(each.id): _describe_service_for_offer(each) for each in self.services},
            nothing_open=not self.services,
            tonight=for_tonight and self.case.case_access.may(Permission.FIND_PLACE),
            reference=self.case.reference,
        )

    def perform(self, form: OfferServiceFromSupportPlanForm) -> str:
        answers = form.cleaned_data
        answer = OfferAnswer(answers["answer"])
        offering = SupportPlanServiceOfferInput(
            kind=self.kind.code,
            service_id=int(answers["service"]),
            on=answers["on"],
            words=answers["words"],
            answer=answer,
            reason=answers["reason"],
        )
        offer_service_from_plan(case_id=self.case.case_id, offering=offering, by=self.actor)
        return msg("{name}: offered, {answer}.", name=self.kind.name, answer=lower_text(answer.label))


class AddLocalProviderPage(SupportPlanActionPage):
    """Name the charity that supports somebody where they live."""

    title, form_class, button = "Who supports them locally?", AddLocalProviderToSupportPlanForm, "Add to plan"
    lead = "A charity in the directory. It stays, whatever the NRM decision."

    def load(self) -> None:
        self.case.case_access.needs(Kind.OFFERS)

    def get_form_kwargs(self) -> dict[str, Any]:
        provider = LocalProvider(case_id=self.case.case_id, since=formatting.get_today())
        return {"actor": self.actor, "instance": provider.bind(self.case.case_access)}

    def perform(self, form: AddLocalProviderToSupportPlanForm) -> str:
        provider = actions.add_local_provider_to_support_plan(form.instance, by=self.actor)
        return msg("{body} added to the plan.", body=provider.body.name)


class EndLocalProviderPage(SupportPlanActionPage):
    """Record that a charity supports somebody no longer."""

    form_class, button = EndLocalProviderSupportForm, "Record"

    @property
    def title(self) -> str:
        return msg("{name} no longer supports them", name=self.provider.name)

    def load(self, provider_id: UUID) -> None:
        lines = list_local_providers(self.case.case_access)
        found = next((line for line in lines if line.provider_id == provider_id), None)
        if found is None:
            raise NotVisible
        self.provider = found

    def get_form_kwargs(self) -> dict[str, Any]:
        return {"initial": {"until": formatting.get_today()}}

    def perform(self, form: EndLocalProviderSupportForm) -> str:
        actions.end_local_provider_support_of_case(
            case_id=self.case.case_id,
            provider_id=self.provider.provider_id,
            until=form.cleaned_data["until"],
            because=form.cleaned_data["because"],
            by=self.actor,
        )
        return msg("{name} no longer supports them. Who does now?", name=self.provider.name)


def _describe_service_for_offer(line: ServiceRow) -> str:
    parts = [line.kind_name, line.hours, line.cost_note, line.how_to_refer]
    return join_texts((part.rstrip(".") for part in parts if part), ". ")
