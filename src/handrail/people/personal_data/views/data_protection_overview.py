"""What the data protection lead has to do, the yearly review, and the retention schedule."""

from typing import TypedDict

from django import forms
from django.core.paginator import Page
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from handrail.people.emergencies.models import EmergencyAccess
from handrail.people.emergencies.queries import get_emergency_access_page
from handrail.people.personal_data.models import AccessRequest, LegalHold
from handrail.people.personal_data.queries.data_protection_overview import (
    ErasureRequestRow,
    PageOfResults,
    RetentionReviewRow,
    get_erasure_requests_page,
    get_retention_review_page,
    list_legal_holds_in_force,
    list_open_access_requests,
    list_restricted_cases,
)
from handrail.people.personal_data.retention_schedule import (
    REPLY_CONFIDENCE,
    RetentionRule,
    list_retention_rules,
)
from handrail.people.personal_data.views.paging import get_page_number
from handrail.people.records.case_reference_field import case_reference_field
from handrail.people.records.models import Case
from handrail.people.records.queries.case_lookup import (
    get_case_id_for_audit,
    get_case_open_to_actor_by_reference,
)
from handrail.platform.access.actor import Actor
from handrail.platform.access.errors import NotVisible
from handrail.platform.access.roles import Permission
from handrail.platform.access.today import today
from handrail.platform.audit.actions import write_audit_record_of_read
from handrail.platform.ui.access_control import requires_permission
from handrail.platform.ui.navigation import get_layout_context
from handrail.platform.ui.search_page import SearchPage

NAV = "personal_data"


class DataProtectionOverviewContext(TypedDict):
    """What is open in the reader's organisation."""

    requests: list[AccessRequest]
    waiting: list[ErasureRequestRow]
    holds: list[LegalHold]
    restricted: list[Case]
    emergencies: Page[EmergencyAccess]
    reader_id: int
    today: object


class RetentionReviewContext(TypedDict):
    """One page of the yearly review."""

    page: PageOfResults[RetentionReviewRow]


class RetentionScheduleContext(TypedDict):
    """The retention schedule, and by when a request for a copy is answered."""

    rules: tuple[RetentionRule, ...]
    reply: str


@requires_permission(Permission.KEEP_PERSONAL_DATA)
def show_data_protection_overview(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Emergency access and erasures that wait, requests for a copy, holds, restrictions: references, never a name."""
    shown = DataProtectionOverviewContext(
        requests=list_open_access_requests(actor),
        waiting=[row for row in get_erasure_requests_page(actor, 1).rows if row.waits],
        holds=list_legal_holds_in_force(actor),
        restricted=list_restricted_cases(actor),
        emergencies=get_emergency_access_page(actor, "1", reviewed=False),
        reader_id=actor.user_id,
        today=today(),
    )
    return render(
        request, "personal_data/overview.html", {**get_layout_context(request, actor, NAV), **shown}
    )


class PersonalDataCaseReferenceForm(forms.Form):
    """Which record."""

    reference = case_reference_field("Case reference")


class FindCaseDataByReferencePage(SearchPage):
    """Ask for a record by its reference, and go to what was asked and decided about its data."""

    permission, nav = Permission.KEEP_PERSONAL_DATA, NAV
    form_class, template_name = PersonalDataCaseReferenceForm, "personal_data/find.html"

    def search(self, form: PersonalDataCaseReferenceForm) -> HttpResponse | None:
        typed = form.cleaned_data["reference"]
        try:
            return redirect(
                "case_personal_data", get_case_open_to_actor_by_reference(self.actor, typed).reference
            )
        except NotVisible:
            about, why = get_case_id_for_audit(typed), "Not available to them"
            write_audit_record_of_read(
                who=self.actor.who, verb="looked for a case", about=about, outcome="refused", why=why
            )
        form.add_error("reference", "No case with that reference is open to you")
        return None


@requires_permission(Permission.KEEP_PERSONAL_DATA)
def retention_review(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Closed records whose time of keeping ends within a year: keep each until a day, or ask for its erasure."""
    shown = RetentionReviewContext(page=get_retention_review_page(actor, get_page_number(request)))
    return render(request, "personal_data/review.html", {**get_layout_context(request, actor, NAV), **shown})


@requires_permission(Permission.KEEP_PERSONAL_DATA)
def retention_schedule(request: HttpRequest, actor: Actor) -> HttpResponse:
    """How long each kind of record is kept, with its source and how sure that is."""
    shown = RetentionScheduleContext(rules=list_retention_rules(), reply=REPLY_CONFIDENCE)
    return render(
        request, "personal_data/schedule.html", {**get_layout_context(request, actor, NAV), **shown}
    )
