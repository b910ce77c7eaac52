"""One stay: where it is, until when, who answers and pays; confirmed, extended, ended; what happened during it."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from handrail.people.housing import presenters
from handrail.people.housing.actions import incidents, stays
from handrail.people.housing.body_choices import get_body_choices_for_case
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
from handrail.people.housing.queries.checks import list_signed_checks
from handrail.people.housing.queries.housing_duty import has_open_dispute
from handrail.people.housing.queries.stays import StayDetail, get_stay, list_stays
from handrail.people.housing.states import StayEndReason, UnsuitableReason
from handrail.people.records.access_control import requires_case
from handrail.people.records.queries.case_lookup import CaseContext
from handrail.platform.access.roles import Permission
from handrail.platform.kernel.messages import msg
from handrail.platform.ui import formatting
from handrail.platform.ui.form_actions import FormAction, process_form_action
from handrail.platform.ui.form_rendering import bind_form
from handrail.platform.ui.navigation import get_layout_context


@requires_case(Permission.FIND_PLACE)
def stay(request: HttpRequest, found: CaseContext, stay_id: UUID) -> HttpResponse:
    """A stay in full. Its address is shown to those who hold the bed and those who work on the case."""
    page = get_stay(found.case_access, stay_id, timezone.localtime())
    line = page.line
    shown = {
        "reference": found.reference,
        "page": page,
        "line": line,
        "state": presenters.STAY_STATE_TAGS[line.state],
        "nights": presenters.format_nights(line.first, line.last),
        "rates": [
            (rate.recipient_words, f"{formatting.format_money(rate.pence)} {rate.per_words}", rate)
            for rate in page.rates
        ],
        "missing": next((each for each in page.episodes if each.found_at is None), None),
        "inside": found.case_access.inside,
        "check_place": _get_checked_place_id(found, page),
    }
    return render(
        request, "housing/stay.html", get_layout_context(request, found.case_access.actor, "cases") | shown
    )


@requires_case(Permission.FIND_PLACE)
def case_stays(request: HttpRequest, found: CaseContext) -> HttpResponse:
    """Every stay of this person, and every check that was signed: what a conference asks for."""
    lines = list_stays(found.case_access, timezone.localtime())
    shown = {
        "reference": found.reference,
        "stays": [presenters.make_stay_row(line, found.reference) for line in lines],
        "checks": list_signed_checks(found.case_access),
    }
    return render(
        request, "housing/stays.html", get_layout_context(request, found.case_access.actor, "cases") | shown
    )


@requires_case(Permission.FIND_PLACE)
def confirm_stay(request: HttpRequest, found: CaseContext, stay_id: UUID) -> HttpResponse:
    """They said yes: the hold becomes theirs."""
    page = get_stay(found.case_access, stay_id, timezone.localtime())
    settled = bool(page.agreement) or has_open_dispute(found.case_access)
    form = bind_form(
        StayConfirmForm,
        request,
        bodies=get_body_choices_for_case(found.case_id, found.case_access.actor),
        settled=settled,
    )

    def save(answers: dict[str, Any]) -> str:
        stays.confirm_stay(case_id=found.case_id, stay_id=stay_id, by=found.case_access.actor, **answers)
        return msg(
            "{title} is theirs: {nights_words}.",
            title=page.line.title,
            nights_words=presenters.format_nights(page.line.first, page.line.last),
        )

    shown = _page(found, page, msg("They said yes to {title}", title=page.line.title), save, "Confirm")
    shown.more["lead"] = (
        "Who answers and who pays is settled already, and is written down with it."
        if settled
        else "Nothing has settled who answers and who pays. Write down what you know; it does not stop the bed."
    )
    return process_form_action(request, found.case_access.actor, form, shown)


@requires_case(Permission.FIND_PLACE)
def stay_no(request: HttpRequest, found: CaseContext, stay_id: UUID) -> HttpResponse:
    """They said no."""
    return _simple(
        request,
        found,
        stay_id,
        StayDeclinedForm,
        "They said no to {title}",
        "Record no",
        stays.decline_stay,
        "Recorded. The bed is free again.",
    )


@requires_case(Permission.FIND_PLACE)
def let_go_stay(request: HttpRequest, found: CaseContext, stay_id: UUID) -> HttpResponse:
    """The hold is not needed."""
    return _simple(
        request,
        found,
        stay_id,
        forms.Form,
        "Let {title} go",
        "Let it go",
        stays.release_hold,
        "The bed is free again.",
    )


@requires_case(Permission.FIND_PLACE)
def extend_stay(request: HttpRequest, found: CaseContext, stay_id: UUID) -> HttpResponse:
    """More nights after the last."""
    return _simple(
        request,
        found,
        stay_id,
        StayExtendForm,
        "Extend {title}",
        "Extend",
        stays.extend_stay,
        "The stay is longer.",
    )


@requires_case(Permission.FIND_PLACE)
def end_stay(request: HttpRequest, found: CaseContext, stay_id: UUID) -> HttpResponse:
    """They leave."""

    def save(**answers: Any) -> None:
        stays.end_stay(**{**answers, "why": StayEndReason(answers["why"])})

    return _simple(
        request,
        found,
        stay_id,
        StayEndForm,
        "They leave {title}",
        "End the stay",
        save,
        "The stay has ended.",
        leaving=formatting.get_today(),
    )


@requires_case(Permission.FIND_PLACE)
def stay_missing(request: HttpRequest, found: CaseContext, stay_id: UUID) -> HttpResponse:
    """Somebody is missing. The bed stays theirs."""

    def save(*, on: Any, at: Any, told_police: str, **answers: Any) -> None:
        incidents.record_missing(
            missing_at=combine_day_and_time(on, at), told_police=told_police == "yes", **answers
        )

    said = "Recorded as missing. The bed stays theirs until you end the stay."
    return _simple(
        request,
        found,
        stay_id,
        MissingPersonForm,
        "Missing from {title}",
        "Record",
        save,
        said,
        on=formatting.get_today(),
    )


@requires_case(Permission.FIND_PLACE)
def stay_found(request: HttpRequest, found: CaseContext, stay_id: UUID) -> HttpResponse:
    """Found, or back."""

    def save(*, on: Any, at: Any, **answers: Any) -> None:
        incidents.record_found(found_at=combine_day_and_time(on, at), **answers)

    return _simple(
        request,
        found,
        stay_id,
        PersonFoundForm,
        "Found, or back at {title}",
        "Record",
        save,
        "Recorded as found.",
        on=formatting.get_today(),
    )


@requires_case(Permission.FIND_PLACE)
def stay_evidence(request: HttpRequest, found: CaseContext, stay_id: UUID) -> HttpResponse:
    """Evidence was lost."""

    def save(*, told_police: str, **answers: Any) -> None:
        incidents.record_lost_evidence(told_police=told_police == "yes", **answers)

    return _simple(
        request,
        found,
        stay_id,
        LostEvidenceForm,
        "Evidence lost at {title}",
        "Record",
        save,
        "Recorded: evidence was lost.",
    )


@requires_case(Permission.FIND_PLACE)
def stay_unsuitable(request: HttpRequest, found: CaseContext, stay_id: UUID) -> HttpResponse:
    """The place does not suit them: its nights are counted."""

    def save(*, why: str, **answers: Any) -> None:
        incidents.mark_unsuitable(why=UnsuitableReason(why), **answers)

    return _simple(
        request,
        found,
        stay_id,
        UnsuitablePlaceForm,
        "{title} does not suit them",
        "Record",
        save,
        "Recorded. Nights from then on are counted as unsuitable.",
        from_night=formatting.get_today(),
    )


def _simple(
    request: HttpRequest,
    found: CaseContext,
    stay_id: UUID,
    form_class: type[forms.Form],
    title: str,
    button: str,
    action: Callable[..., object],
    said: str,
    **initial: Any,
) -> HttpResponse:
    """A page with one form whose answers are what the action takes."""
    page = get_stay(found.case_access, stay_id, timezone.localtime())
    form = bind_form(form_class, request, initial=initial)

    def save(answers: dict[str, Any]) -> str:
        action(case_id=found.case_id, stay_id=stay_id, by=found.case_access.actor, **answers)
        return said

    return process_form_action(
        request,
        found.case_access.actor,
        form,
        _page(found, page, msg(title, title=page.line.title), save, button),
    )


def _get_checked_place_id(found: CaseContext, page: StayDetail) -> UUID | None:
    """The hotel of which another check can be signed, for more nights there."""
    signed = list_signed_checks(found.case_access) if page.check_id else ()
    return next((each.place_id for each in signed if each.check_id == page.check_id), None)


def _page(found: CaseContext, page: StayDetail, title: str, save: Any, button: str) -> FormAction:
    here = reverse("stay", args=[found.reference, page.line.stay_id])
    return FormAction(title=title, save=save, then=here, back=here, button=button, tab="Stays and checks")
