"""Searching services for one person, and referring them: what fits, why, and what may be told."""

from typing import Any, TypedDict
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from handrail.directory.queries import (
    ServiceFilter,
    ServiceRow,
    ServiceSearchResults,
    find_service,
    search_services,
)
from handrail.directory.service_fit import FitVerdict, PotentialVictimFactsForServiceFit, assess_service_fit
from handrail.directory.views.service_list import (
    KINDS_BY_CODE,
    NEEDS_BY_CODE,
    clean_service_filters,
    parse_page_number,
)
from handrail.people.cases.offers.actions import referral_sending
from handrail.people.cases.offers.actions.circumstances import save_circumstances
from handrail.people.cases.offers.actions.referrals import ReferralInput
from handrail.people.cases.offers.forms.referrals import CircumstancesForm, ReferralForm
from handrail.people.cases.offers.models import CIRCUMSTANCE_KINDS, Circumstances
from handrail.people.cases.offers.presenters import referrals as presenters
from handrail.people.cases.offers.queries.circumstances import (
    get_circumstances_version,
    get_or_build_circumstances,
)
from handrail.people.cases.offers.queries.fit_facts import get_service_fit_facts_of_case
from handrail.people.cases.offers.queries.need_and_service_choices import NO_AREA
from handrail.people.cases.offers.queries.needs import require_access_to_any_offer_kind
from handrail.people.cases.offers.queries.provider_contact import (
    ProviderContact,
    get_provider_contact_for_service_id,
)
from handrail.people.cases.offers.queries.referrals import get_information_kinds_open_to_body
from handrail.people.cases.offers.text_choices import ReferralMethod
from handrail.people.cases.offers.views.referral_sending import save_referral_link_for_showing_once
from handrail.people.records.case_action_page import CaseActionPage
from handrail.people.records.case_page_access import requires_case_permission
from handrail.people.records.case_tabs import CaseTab, get_return_url
from handrail.people.records.queries.case_lookup import CaseOpenToActor
from handrail.platform.access.case_access import CaseAccess
from handrail.platform.access.errors import Denied, NotVisible
from handrail.platform.access.kinds import SHAREABLE_KINDS, Kind
from handrail.platform.access.roles import Permission
from handrail.platform.kernel.messages import msg
from handrail.platform.ui import formatting
from handrail.platform.ui.navigation import get_layout_context
from handrail.platform.ui.query_strings import build_address_with_query

SHARING_TASKS = {
    "place": "house",
    "health": "health",
    "mind": "health",
    "drugs_alcohol": "health",
    "status": "legal",
    "legal": "legal",
}
"""What sharing is for, by the need that a service meets; any other is support."""
SHOW_CHOICES = {"in": "Services that may fit", "out": "Services that do not fit", "all": "All"}
COMING_STATES = ("planned", "funded", "paused")
FILTER_CHOICES = {
    "need": NEEDS_BY_CODE,
    "kind": KINDS_BY_CODE,
    "show": SHOW_CHOICES,
    "coming": {"yes": "Not open yet"},
}


class ServicesFittingCaseContext(TypedDict):
    """What the page of services for one case shows."""

    reference: str
    found: ServiceSearchResults
    shared: list[tuple[str, str]]  # reasons of every service of the page, said once
    questions: list[tuple[str, str]]  # what many services of the page do not say, said once
    lines: list[presenters.ServiceFitRow]
    known: list[tuple[str, str]]
    unknown: list[str]
    choices: dict[str, dict[str, str]]
    kept: dict[str, str]
    may_say: bool
    tabs: list[tuple[str, str, bool]]  # name, address, whether it is the one that is shown
    chosen: list[tuple[str, str]]  # each filter in words, and the address without it


@requires_case_permission(Permission.OFFER)
def show_services_fitting_case(request: HttpRequest, found: CaseOpenToActor) -> HttpResponse:
    """The services of this area and phase, each with why it is in or out for this person."""
    access = found.case_access
    require_access_to_any_offer_kind(access)
    facts = get_service_fit_facts_of_case(access)
    kept = clean_service_filters({"show": "in", **_get_query_parameters(request)}, FILTER_CHOICES)
    kept["show"] = kept["show"] or "in"
    result = search_services(
        _make_service_filter(kept, facts, access), facts, page=parse_page_number(request)
    )
    tabs = SHOW_CHOICES.items()
    shared, lines = presenters.split_reasons_shared_by_services(
        [presenters.present_service_fit(line, facts, found.reference, access) for line in result.lines]
    )
    questions, lines = presenters.split_questions_shared_by_services(lines)
    known = presenters.present_known_person_facts(facts)
    shown: ServicesFittingCaseContext = {
        "reference": found.reference,
        "found": result,
        "shared": shared,
        "questions": [("ask", question) for question in questions],
        "lines": lines,
        "known": [(name, text) for name, text in known if text != presenters.NOT_KNOWN],
        "unknown": [name for name, text in known if text == presenters.NOT_KNOWN],
        "choices": FILTER_CHOICES,
        "kept": kept,
        "may_say": access.may(Permission.EDIT_PERSON),
        "tabs": [
            (name, build_address_with_query(request, show=code), code == kept["show"]) for code, name in tabs
        ],
        "chosen": [
            (FILTER_CHOICES[name][kept[name]], build_address_with_query(request, **{name: ""}))
            for name in ("need", "kind", "coming")
            if kept[name]
        ],
    }
    layout = get_layout_context(request, access.actor, "cases")
    return render(request, "offers/services.html", {**layout, **shown})


class EligibilityDetailsPage(CaseActionPage):
    """What services ask before they say yes."""

    permission, title, form_class = Permission.EDIT_PERSON, "Eligibility details", CircumstancesForm
    lead = (
        "Ask only what the service needs to know. You can always choose “Not asked”: the search "
        "then says “ask”."
    )
    record: Circumstances

    @property
    def back_url(self) -> str:
        return reverse("case_services", args=[self.case.reference])

    def load(self) -> None:
        for kind in CIRCUMSTANCE_KINDS:
            self.case.case_access.needs(kind)
        self.record = get_or_build_circumstances(self.case.case_access)

    def get_form_kwargs(self) -> dict[str, Any]:
        with_figures = self.case.case_access.sees(Kind.ACCOUNT)
        initial = {"seen": get_circumstances_version(self.record)}
        return super().get_form_kwargs() | {"initial": initial, "with_figure_fields": with_figures}

    def perform(self, form: CircumstancesForm) -> str:
        save_circumstances(form.instance, seen=form.cleaned_data["seen"], by=self.actor)
        return "Recorded. The search below uses it."


class ReferToServiceContext(TypedDict):
    """What the page of a new referral shows beside its form."""

    line: ServiceRow
    reference: str
    fit: list[tuple[str, str]]
    out: bool
    own: bool
    contact: ProviderContact
    may_be_told: list[str]
    not_told: list[str]
    share_url: str


class ReferToServicePage(CaseActionPage):
    """Refer the person to a service of another body, telling it what they agreed to and no more."""

    permission, form_class, template_name = Permission.OFFER, ReferralForm, "offers/refer.html"
    button = "Send the referral"
    service: ServiceRow
    kinds: frozenset[Kind]
    contact: ProviderContact

    @property
    def title(self) -> str:
        return msg("Refer to {name}", name=self.service.name)

    @property
    def back_url(self) -> str:
        return reverse("case_services", args=[self.case.reference])

    def load(self, service_id: int) -> None:
        self.case.case_access.needs(Kind.OFFERS)
        if not self.case.case_access.inside:
            raise Denied("Only people who work on the case can refer the person.")
        service = find_service(service_id)
        if service is None:
            raise NotVisible
        self.service, self.kinds = (
            service,
            get_information_kinds_open_to_body(self.case.case_id, service.provider_id),
        )
        self.contact = get_provider_contact_for_service_id(service_id)
        self.success_url = get_return_url(self.request, self.case.reference, CaseTab.PLAN, "needs")

    def get_form_kwargs(self) -> dict[str, Any]:
        methods = self.contact.methods
        initial = {"on": formatting.get_today(), "kinds": sorted(self.kinds), "method": methods[0]}
        return {"kinds": self.kinds, "methods": methods, "initial": initial}

    def get_context_data(self) -> ReferToServiceContext:
        fit = assess_service_fit(self.service.terms, get_service_fit_facts_of_case(self.case.case_access))
        return {
            "line": self.service,
            "reference": self.case.reference,
            "fit": presenters.list_fit_reason_displays(fit),
            "out": fit.says is FitVerdict.NO,
            "own": self.service.provider_id == self.actor.body_id,
            "contact": self.contact,
            "may_be_told": [kind.words for kind in SHAREABLE_KINDS if kind in self.kinds],
            "not_told": [kind.words for kind in SHAREABLE_KINDS if kind not in self.kinds],
            "share_url": self._build_share_url(),
        }

    def _build_share_url(self) -> str:
        """Sharing, for this provider and what it does, which leads back to here."""
        task = SHARING_TASKS.get(self.service.need, "support")
        query = {"for": task, "to": self.service.provider_code, "service": self.service.id}
        return f"{reverse('share', args=[self.case.reference])}?{urlencode(query)}"

    def perform(self, form: ReferralForm) -> str:
        said = form.cleaned_data
        kinds = [Kind(kind) for kind in said["kinds"]]
        sent = referral_sending.send_referral(
            case_id=self.case.case_id,
            service_id=self.service.id,
            told=ReferralInput(kinds, said["words"], said["method"]),
            on=said["on"],
            by=self.actor,
        )
        if sent.link:
            self.success_url = save_referral_link_for_showing_once(sent.link, self.actor)
        elif sent.row.method == ReferralMethod.LETTER:
            self.success_url = reverse("referral", args=[sent.row.pk])
        return msg(
            "Referred to {name}, {provider_name}. They have not answered yet. Their answer will appear "
            "under Needs and offers.",
            name=self.service.name,
            provider_name=self.service.provider_name,
        )


def _get_query_parameters(request: HttpRequest) -> dict[str, str]:
    return {name: str(value) for name, value in request.GET.items()}


def _make_service_filter(
    kept: dict[str, str], facts: PotentialVictimFactsForServiceFit, access: CaseAccess
) -> ServiceFilter:
    """What reaches the person: all areas and phases where the case does not say."""
    return ServiceFilter(
        need=kept["need"],
        kind=kept["kind"],
        area=facts.area_code or NO_AREA,
        phase=facts.phase or "",
        states=COMING_STATES if kept["coming"] else ("open",),
        provider_id=None if access.inside else access.actor.body_id,
        show="all" if kept["coming"] else kept["show"],
    )
