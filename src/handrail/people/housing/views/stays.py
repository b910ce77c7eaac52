"""One stay: where it is, until when, who answers and pays; confirmed, extended, ended; what happened during it."""

import datetime
from typing import Any, TypedDict
from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from handrail.directory.housing.nights import get_tonight
from handrail.directory.housing.queries.agreements import SubsistenceRateRow
from handrail.people.housing import presenters
from handrail.people.housing.actions import stay_incidents, stays
from handrail.people.housing.body_choices import list_body_choices_for_case
from handrail.people.housing.forms.stays import (
    LostEvidenceForm,
    MissingPersonForm,
    PersonFoundForm,
    StayConfirmForm,
    StayDeclinedForm,
    StayEndForm,
    StayExtendForm,
    UnsuitablePlaceForm,
    combine_day_and_time,
)
from handrail.people.housing.presenters import StayDisplay
from handrail.people.housing.queries.housing_duty import has_open_dispute
from handrail.people.housing.queries.missing_episodes import MissingEpisodeRow
from handrail.people.housing.queries.stays import (
    CONFIRM_FOR_ADDRESS,
    StayDetail,
    StayRow,
    get_stay_detail,
    list_stays,
)
from handrail.people.housing.queries.suitability_checks import SignedCheckDetail, list_signed_checks
from handrail.people.housing.text_choices import StayEndReason, UnsuitableReason
from handrail.people.records.case_action_page import CaseActionPage
from handrail.people.records.case_page_access import requires_case_permission
from handrail.people.records.queries.case_lookup import CaseOpenToActor
from handrail.platform.access.roles import Permission
from handrail.platform.access.session_times import was_user_recently_reauthenticated
from handrail.platform.kernel.messages import msg
from handrail.platform.ui import formatting
from handrail.platform.ui.device_calls import get_dial_url, may_dial
from handrail.platform.ui.navigation import get_layout_context
from handrail.platform.ui.reauthentication import get_reauthentication_url

RATE_MAY_BE_OLD_AFTER = datetime.timedelta(days=366)
"""A rate is changed about once a year: one that began before is shown as perhaps no longer paid."""


class StayContext(TypedDict):
    """What the page of one stay shows."""

    reference: str
    page: StayDetail
    line: StayRow
    state: str
    nights: str
    rates: list[tuple[str, str, SubsistenceRateRow, bool]]  # for whom, how much, the rate, whether it is old
    missing: MissingEpisodeRow | None
    inside: bool
    dial: str
    confirm_url: str  # where the reader confirms that it is they, before they see the address; "" for no need
    check_place: UUID | None


class CaseStaysContext(TypedDict):
    """What the list of a person's stays and checks shows."""

    reference: str
    stays: list[StayDisplay]
    checks: tuple[SignedCheckDetail, ...]


@requires_case_permission(Permission.FIND_PLACE)
def stay(request: HttpRequest, found: CaseOpenToActor, stay_id: UUID) -> HttpResponse:
    """A stay in full. Its address is shown to those who hold the bed and those who work on the case.

    Args:
        request: the request.
        found: the case, with what the reader may see of it.
        stay_id: the stay.
    """
    confirmed = was_user_recently_reauthenticated(request)
    page = get_stay_detail(found.case_access, stay_id, timezone.localtime(), shows_address=confirmed)
    line = page.line
    shown: StayContext = {
        "reference": found.reference,
        "page": page,
        "line": line,
        "state": presenters.STAY_STATE_TAGS[line.state],
        "nights": presenters.format_night_range(line.first, line.last),
        "rates": [
            (
                rate.recipient_words,
                f"{formatting.format_money(rate.pence)} {rate.per_words}",
                rate,
                formatting.get_today() - rate.since > RATE_MAY_BE_OLD_AFTER,
            )
            for rate in page.rates
        ],
        "missing": next((each for each in page.episodes if each.found_at is None), None),
        "inside": found.case_access.inside,
        "dial": get_dial_url(page.phone, may_dial=may_dial(request, found.case_access.actor)),
        "confirm_url": (
            get_reauthentication_url(request.get_full_path())
            if page.address_why == CONFIRM_FOR_ADDRESS
            else ""
        ),
        "check_place": _get_hotel_id_to_check_again(found, page),
    }
    layout = get_layout_context(request, found.case_access.actor, "cases")
    return render(request, "housing/stay.html", {**layout, **shown})


@requires_case_permission(Permission.FIND_PLACE)
def show_stays_and_checks_of_case(request: HttpRequest, found: CaseOpenToActor) -> HttpResponse:
    """Every stay of this person, and every check that was signed: what a conference asks for."""
    lines = list_stays(found.case_access, timezone.localtime())
    shown: CaseStaysContext = {
        "reference": found.reference,
        "stays": [presenters.make_stay_display(line, found.reference, found.case_access) for line in lines],
        "checks": list_signed_checks(found.case_access),
    }
    layout = get_layout_context(request, found.case_access.actor, "cases")
    return render(request, "housing/stays.html", {**layout, **shown})


class StayActionPage(CaseActionPage, abstract=True):
    """What is done about one stay. The tab does not say where somebody sleeps."""

    permission, tab = Permission.FIND_PLACE, "Stays and checks"
    heading: str  # with {title}, what the unit is called
    initial_day: str = ""  # the field that starts with today
    stay: StayDetail

    @property
    def title(self) -> str:
        return msg(self.heading, title=self.stay.line.title)

    @property
    def back_url(self) -> str:
        return reverse("stay", args=[self.case.reference, self.stay.line.stay_id])

    def load(self, stay_id: UUID, **more: Any) -> None:
        self.stay = get_stay_detail(self.case.case_access, stay_id, timezone.localtime())

    def get_form_kwargs(self) -> dict[str, Any]:
        return {"initial": {self.initial_day: formatting.get_today()}} if self.initial_day else {}

    @property
    def about(self) -> dict[str, Any]:
        """Whose stay, which, and who acts: what each action takes beside the answers."""
        return {"case_id": self.case.case_id, "stay_id": self.stay.line.stay_id, "by": self.actor}


class ConfirmStayPage(StayActionPage):
    """The place is confirmed: the hold becomes theirs."""

    heading, button, form_class = "Confirm {title}", "Place confirmed", StayConfirmForm

    def load(self, stay_id: UUID, **more: Any) -> None:
        super().load(stay_id)
        self.settled = bool(self.stay.agreement) or has_open_dispute(self.case.case_access)

    @property
    def lead(self) -> str:
        if self.settled:
            return "Responsibility and payment are already settled and recorded."
        return "Responsibility and payment are not settled. Record what you know; it does not stop the bed."

    def get_form_kwargs(self) -> dict[str, Any]:
        bodies = list_body_choices_for_case(self.case.case_id, self.actor)
        return {"bodies": bodies, "settled": self.settled}

    def perform(self, form: StayConfirmForm) -> str:
        stays.confirm_stay(**self.about, **form.cleaned_data)
        line = self.stay.line
        nights = presenters.format_night_range(line.first, line.last)
        return msg("{title} is confirmed for them: {nights_words}.", title=line.title, nights_words=nights)


class DeclineStayPage(StayActionPage):
    """The place was refused."""

    heading, button, form_class = "They refused {title}", "Record refusal", StayDeclinedForm

    def perform(self, form: StayDeclinedForm) -> str:
        stays.decline_stay(**self.about, reason=form.cleaned_data["reason"])
        return "Recorded. The bed is free again."


class ReleaseHoldPage(StayActionPage):
    """The hold is not needed."""

    heading, button, form_class = "Release hold on {title}", "Release hold", forms.Form

    def perform(self, form: forms.Form) -> str:
        stays.release_hold_on_place(**self.about)
        return "The bed is free again."


class ExtendStayPage(StayActionPage):
    """More nights after the last."""

    heading, button, form_class = "Extend {title}", "Extend", StayExtendForm

    def perform(self, form: StayExtendForm) -> str:
        stays.extend_stay(**self.about, nights=form.cleaned_data["nights"])
        return "Stay extended."


class EndStayPage(StayActionPage):
    """They leave."""

    heading, button, form_class = "Leaving {title}", "End the stay", StayEndForm
    initial_day = "leaving"

    def perform(self, form: StayEndForm) -> str:
        answers = form.cleaned_data
        stays.end_stay(**self.about, **answers | {"why": StayEndReason(answers["why"])})
        return "Stay ended."


class RecordPersonMissingPage(StayActionPage):
    """Somebody is missing. The bed stays theirs."""

    heading, button, form_class = "Missing from {title}", "Record", MissingPersonForm
    initial_day = "on"

    def perform(self, form: MissingPersonForm) -> str:
        answers = form.cleaned_data
        stay_incidents.record_person_missing(
            **self.about,
            missing_at=combine_day_and_time(answers["on"], answers["at"]),
            told_police=answers["told_police"] == "yes",
            words=answers["words"],
        )
        return "Recorded as missing. The bed is kept for them until you end the stay."


class RecordPersonFoundPage(StayActionPage):
    """Found, or back."""

    heading, button, form_class = "Found, or back at {title}", "Record", PersonFoundForm
    initial_day = "on"

    def perform(self, form: PersonFoundForm) -> str:
        answers = form.cleaned_data
        found_at = combine_day_and_time(answers["on"], answers["at"])
        stay_incidents.record_person_found(**self.about, found_at=found_at, words=answers["words"])
        return "Recorded as found."


class RecordLostEvidencePage(StayActionPage):
    """Evidence was lost."""

    heading, button, form_class = "Evidence lost at {title}", "Record", LostEvidenceForm

    def perform(self, form: LostEvidenceForm) -> str:
        answers = form.cleaned_data
        told_police = answers["told_police"] == "yes"
        stay_incidents.record_lost_evidence(**self.about, told_police=told_police, words=answers["words"])
        return "Recorded: evidence was lost."


class MarkStayUnsuitablePage(StayActionPage):
    """The place does not suit them: its nights are counted."""

    heading, button, form_class = "{title} is not suitable", "Record", UnsuitablePlaceForm

    def get_form_kwargs(self) -> dict[str, Any]:
        line = self.stay.line
        night = min(max(get_tonight(timezone.localtime()), line.first), line.last)
        return {"initial": {"from_night": night}}

    def perform(self, form: UnsuitablePlaceForm) -> str:
        answers = form.cleaned_data
        stay_incidents.mark_stay_unsuitable(
            **self.about, **answers | {"why": UnsuitableReason(answers["why"])}
        )
        return "Recorded. Nights from then on count as unsuitable."


def _get_hotel_id_to_check_again(found: CaseOpenToActor, page: StayDetail) -> UUID | None:
    """The hotel of which another check can be signed, for more nights there."""
    signed = list_signed_checks(found.case_access) if page.check_id else ()
    return next((each.place_id for each in signed if each.check_id == page.check_id), None)
