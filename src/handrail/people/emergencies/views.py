"""Opening a case in an emergency, ending it early, and its review."""

from typing import Any, TypedDict
from urllib.parse import urlencode
from uuid import UUID

from django.core.paginator import Page
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from handrail.people.emergencies.actions import (
    end_own_emergency_access,
    open_case_in_emergency,
    review_emergency_access,
)
from handrail.people.emergencies.forms import OpenCaseInEmergencyForm, ReviewEmergencyAccessForm
from handrail.people.emergencies.models import EmergencyAccess
from handrail.people.emergencies.queries import (
    WhatWasReadInEmergency,
    find_own_open_emergency_access,
    get_emergency_access_of_case,
    get_emergency_access_page,
    get_what_was_read_in_emergency,
)
from handrail.people.emergencies.text_choices import EmergencyReason, EmergencyReviewOutcome
from handrail.people.records.case_action_page import CaseActionPage
from handrail.people.records.queries.case_lookup import LONGEST_REFERENCE
from handrail.platform.access.actor import Actor
from handrail.platform.access.emergency_opening_rules import (
    get_emergency_access_duration,
    may_actor_ever_open_cases_in_emergency,
)
from handrail.platform.access.errors import Denied
from handrail.platform.access.roles import Permission
from handrail.platform.kernel.errors import ActionNotPossibleError
from handrail.platform.kernel.messages import msg
from handrail.platform.ui.access_control import requires_permission
from handrail.platform.ui.action_page import ActionPage
from handrail.platform.ui.formatting import format_relative_day_and_time
from handrail.platform.ui.navigation import get_layout_context
from handrail.platform.ui.oversight_form_fields import ConfirmForm


class EmergenciesPageContext(TypedDict):
    """What the list of openings shows."""

    page: "Page[EmergencyAccess]"
    reviewed: bool
    may_view_case: bool
    reader_id: int


@requires_permission(Permission.REVIEW_EMERGENCIES)
def show_emergency_access_list(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Cases of the organisation that were opened in an emergency: what waits for review, and what was said."""
    reviewed = request.GET.get("show") == "reviewed"
    shown: EmergenciesPageContext = {
        "page": get_emergency_access_page(actor, request.GET.get("page", ""), reviewed=reviewed),
        "reviewed": reviewed,
        "may_view_case": actor.may(Permission.VIEW_CASE),
        "reader_id": actor.user_id,
    }
    return render(request, "emergencies/list.html", {**get_layout_context(request, actor), **shown})


class EmergencyOpeningContext(TypedDict):
    """What emergencies/open.html shows: for how many hours."""

    hours: int


class OpenCaseInEmergencyPage(ActionPage):
    """Open a case that is not open otherwise."""

    permission = Permission.OPEN_IN_EMERGENCY
    title, form_class, button = "Open a case in an emergency", OpenCaseInEmergencyForm, "Open it now"
    template_name = "emergencies/open.html"
    back_url = "/"

    def load(self) -> None:
        if not may_actor_ever_open_cases_in_emergency(self.actor):
            raise Denied("Your role cannot open a case in an emergency. Call your duty lead.")

    def get_form_kwargs(self) -> dict[str, Any]:
        return {"initial": {"reference": self.request.GET.get("case", "")[:LONGEST_REFERENCE]}}

    def get_context_data(self) -> EmergencyOpeningContext:
        return {"hours": int(get_emergency_access_duration().total_seconds() // 3600)}

    def perform(self, form: OpenCaseInEmergencyForm) -> str:
        given = form.cleaned_data
        row = open_case_in_emergency(
            reference=given["reference"],
            reason=EmergencyReason(given["reason"]),
            words=given["words"],
            by=self.actor,
        )
        self.success_url = reverse("case", args=[row.case.reference])
        return msg(
            "Open to you until {end}. The lead for the case has been told.",
            end=format_relative_day_and_time(row.grant.ends_at),
        )


class EndOwnEmergencyAccessPage(CaseActionPage):
    """End one's own emergency access before its time."""

    permission, takes_closed_case = Permission.OPEN_IN_EMERGENCY, True
    title, form_class, button = "End the emergency access", ConfirmForm, "End it now"
    lead = "You lose access to the case at once. What you viewed stays recorded, and the review stays open."
    success_url = "/"

    def load(self) -> None:
        row = find_own_open_emergency_access(self.actor, self.case.reference)
        if row is None:
            raise ActionNotPossibleError(
                "You have not opened this case in an emergency, or your access has ended."
            )
        self.row = row

    def perform(self, form: ConfirmForm) -> str:
        end_own_emergency_access(emergency_id=self.row.pk, by=self.actor)
        return "Your emergency access to the case has ended."


class EmergencyReviewContext(TypedDict):
    """What emergencies/review.html shows. `words`: of whoever opened it; `log`: where each view stands."""

    row: EmergencyAccess
    words: str
    read: WhatWasReadInEmergency
    log: str


class ReviewEmergencyAccessPage(CaseActionPage):
    """Say whether it was justified."""

    permission, takes_closed_case = Permission.REVIEW_EMERGENCIES, True
    title, form_class, button = "Review emergency access", ReviewEmergencyAccessForm, "Save the review"
    template_name = "emergencies/review.html"

    @property
    def back_url(self) -> str:
        return reverse("emergencies")

    def load(self, emergency_id: UUID) -> None:
        self.row = get_emergency_access_of_case(self.case.case_access, emergency_id)
        if self.row.opened_by_id == self.actor.user_id:
            raise Denied("You cannot review access that you opened yourself.")
        if self.row.reviewed_at:
            raise ActionNotPossibleError("This was reviewed already.")

    def get_context_data(self) -> EmergencyReviewContext:
        day = timezone.localdate(self.row.opened_at).isoformat()
        asked = urlencode({"person": self.row.opened_by_id, "since": day})
        return {
            "row": self.row,
            "words": self.row.words.open(),
            "read": get_what_was_read_in_emergency(self.row),
            "log": f"{reverse('case_looks', args=[self.case.reference])}?{asked}",
        }

    def perform(self, form: ReviewEmergencyAccessForm) -> str:
        given = form.cleaned_data
        review_emergency_access(
            case_id=self.case.case_id,
            emergency_id=self.row.pk,
            outcome=EmergencyReviewOutcome(given["outcome"]),
            words=given["words"],
            by=self.actor,
        )
        return "The review is saved."
