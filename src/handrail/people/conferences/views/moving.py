"""Handing a conference to another area, what its chair reads of the earlier one, and reviews of a decision."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone

from handrail.people.conferences.actions.basis_reviews import NOTHING_TO_REVIEW, record_basis_review
from handrail.people.conferences.actions.moving_areas import hand_conference_to_area
from handrail.people.conferences.forms import BasisReviewForm, HandConferenceToAreaForm
from handrail.people.conferences.models import Conference, ConferenceBasisReview
from handrail.people.conferences.permissions import get_conference_seat
from handrail.people.conferences.presenters import format_moment, make_conference_action_row, read_text
from handrail.people.conferences.queries.conferences import (
    list_actions_of_earlier_conference,
    list_areas_to_request_conference_from,
    list_meetings_of_earlier_conference,
)
from handrail.people.conferences.text_choices import BasisReviewResult
from handrail.people.conferences.views.base import (
    ConferenceFormPage,
    render_conference_page_and_record_read,
)
from handrail.platform.access.actor import Actor
from handrail.platform.access.errors import NotVisible
from handrail.platform.access.roles import Permission
from handrail.platform.kernel.errors import ActionNotPossibleError
from handrail.platform.kernel.messages import UserText, msg
from handrail.platform.ui.access_control import requires_permission


class HandConferenceToAreaPage(ConferenceFormPage):
    """Hand it to another council area."""

    title, button, form_class, runs_once = (
        "Hand over to another area",
        "Hand over",
        HandConferenceToAreaForm,
        True,
    )
    lead = (
        "This conference ends here. The chair of the other area reads its minutes and actions after signing the "
        "statement. What members could see ends, and is decided anew there."
    )

    def check_seat(self, **more: Any) -> None:
        self.seat.require_works_on_case()
        case_area = self.seat.conference.case.area_id
        every = list_areas_to_request_conference_from(case_area)
        self.areas = [one for one in every if one.pk != self.seat.conference.area_id]
        if not self.areas:
            raise ActionNotPossibleError(
                "No other council area holds conferences here. End this one as handed to another area, and send "
                "its minutes by hand."
            )

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**self.make_new_row(Conference), "areas": self.areas}

    def perform(self, form: HandConferenceToAreaForm) -> str:
        new = hand_conference_to_area(
            form.instance,
            conference_id=self.seat.conference.pk,
            area_id=UUID(form.cleaned_data["area"]),
            by=self.actor,
        )
        self.success_url = reverse("conference", args=[new.pk])
        return msg("Handed to {area}. Its chair was told.", area=UserText(new.area.name))


@requires_permission(Permission.JOIN_CONFERENCE)
def show_earlier_conference(request: HttpRequest, actor: Actor, conference_id: UUID) -> HttpResponse:
    """Minutes and actions of the conference that was handed over, for whoever runs the one that took it."""
    seat = get_conference_seat(conference_id, actor)
    if not seat.reads_all or seat.conference.moved_from_id is None:
        raise NotVisible
    conference = seat.conference.bind(seat.key)
    shown = {
        "seat": seat,
        "came_from": read_text(conference.came_from),
        "meetings": [
            (one.number, format_moment(one.starts_at), one.get_result_display(), read_text(one.minutes))
            for one in list_meetings_of_earlier_conference(seat)
        ],
        "actions": [make_conference_action_row(row) for row in list_actions_of_earlier_conference(seat)],
        "now": timezone.now(),
    }
    return render_conference_page_and_record_read(
        request, seat, "conferences/earlier.html", shown, verb="viewed minutes of a conference"
    )


class RecordBasisReviewPage(ConferenceFormPage):
    """Review a decision to hold it without the person's agreement."""

    title, button, form_class, runs_once = "Review the decision", "Save the review", BasisReviewForm, True
    lead = "The conference is held without the person’s agreement. Ask them first, if they can be asked now."

    def check_seat(self, **more: Any) -> None:
        self.seat.require_works_on_case()
        if self.seat.conference.review_on is None:
            raise ActionNotPossibleError(NOTHING_TO_REVIEW)

    def get_form_kwargs(self) -> dict[str, Any]:
        return self.make_new_row(ConferenceBasisReview)

    def perform(self, form: BasisReviewForm) -> str:
        record_basis_review(form.instance, conference_id=self.seat.conference.pk, by=self.actor)
        return {
            BasisReviewResult.AGREED: "Saved. Record now what they say about each agency.",
            BasisReviewResult.GOES_ON: "Saved. The next review is set.",
            BasisReviewResult.ENDED: "Saved. Cancel the conference, or ask the person.",
        }[BasisReviewResult(form.instance.result)]
