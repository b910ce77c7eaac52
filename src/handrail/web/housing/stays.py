"""One stay: where it is, until when, who answers and pays; confirmed, extended, ended; what happened during it."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from handrail.access.roles import Permission
from handrail.casework.lists.queries.finding import Found
from handrail.kernel.saying import say
from handrail.provision.places.actions import during, stays
from handrail.provision.places.queries.checks import checks_of
from handrail.provision.places.queries.duty import dispute_is_open
from handrail.provision.places.queries.stays import StayPage, all_stays, stay_page
from handrail.provision.places.states import EndedWhy, UnsuitableWhy
from handrail.web.acting import Act, act
from handrail.web.design import words
from handrail.web.design.forms import bind
from handrail.web.door import case_door
from handrail.web.housing import present
from handrail.web.housing.bodies import around
from handrail.web.housing.forms import (
    ConfirmForm,
    EndForm,
    EvidenceForm,
    ExtendForm,
    FoundForm,
    MissingForm,
    NoForm,
    UnsuitableForm,
    moment,
)
from handrail.web.navigation import frame


@case_door(Permission.FIND_PLACE)
def stay(request: HttpRequest, found: Found, stay_id: UUID) -> HttpResponse:
    """A stay in full. Its address is shown to those who hold the bed and those who work on the case."""
    page = stay_page(found.sight, stay_id, timezone.localtime())
    line = page.line
    shown = {
        "reference": found.reference,
        "page": page,
        "line": line,
        "state": present.STAY_STATES[line.state],
        "nights": present.nights_words(line.first, line.last),
        "rates": [
            (rate.whom_words, f"{words.money(rate.pence)} {rate.per_words}", rate) for rate in page.rates
        ],
        "missing": next((each for each in page.episodes if each.found_at is None), None),
        "inside": found.sight.inside,
        "check_place": _checked_place(found, page),
    }
    return render(request, "housing/stay.html", frame(request, found.sight.actor, "cases") | shown)


@case_door(Permission.FIND_PLACE)
def case_stays(request: HttpRequest, found: Found) -> HttpResponse:
    """Every stay of this person, and every check that was signed: what a conference asks for."""
    lines = all_stays(found.sight, timezone.localtime())
    shown = {
        "reference": found.reference,
        "stays": [present.stay(line, found.reference) for line in lines],
        "checks": checks_of(found.sight),
    }
    return render(request, "housing/stays.html", frame(request, found.sight.actor, "cases") | shown)


@case_door(Permission.FIND_PLACE)
def confirm_stay(request: HttpRequest, found: Found, stay_id: UUID) -> HttpResponse:
    """They said yes: the hold becomes theirs."""
    page = stay_page(found.sight, stay_id, timezone.localtime())
    settled = bool(page.agreement) or dispute_is_open(found.sight)
    form = bind(ConfirmForm, request, bodies=around(found.case_id, found.sight.actor), settled=settled)

    def save(answers: dict[str, Any]) -> str:
        stays.confirm(case_id=found.case_id, stay_id=stay_id, by=found.sight.actor, **answers)
        return say(
            "{title} is theirs: {nights_words}.",
            title=page.line.title,
            nights_words=present.nights_words(page.line.first, page.line.last),
        )

    shown = _page(found, page, say("They said yes to {title}", title=page.line.title), save, "Confirm")
    shown.more["lead"] = (
        "Who answers and who pays is settled already, and is written down with it."
        if settled
        else "Nothing has settled who answers and who pays. Write down what you know; it does not stop the bed."
    )
    return act(request, found.sight.actor, form, shown)


@case_door(Permission.FIND_PLACE)
def stay_no(request: HttpRequest, found: Found, stay_id: UUID) -> HttpResponse:
    """They said no."""
    return _simple(
        request,
        found,
        stay_id,
        NoForm,
        "They said no to {title}",
        "Record no",
        stays.said_no,
        "Recorded. The bed is free again.",
    )


@case_door(Permission.FIND_PLACE)
def let_go_stay(request: HttpRequest, found: Found, stay_id: UUID) -> HttpResponse:
    """The hold is not needed."""
    return _simple(
        request,
        found,
        stay_id,
        forms.Form,
        "Let {title} go",
        "Let it go",
        stays.let_go,
        "The bed is free again.",
    )


@case_door(Permission.FIND_PLACE)
def extend_stay(request: HttpRequest, found: Found, stay_id: UUID) -> HttpResponse:
    """More nights after the last."""
    return _simple(
        request, found, stay_id, ExtendForm, "Extend {title}", "Extend", stays.extend, "The stay is longer."
    )


@case_door(Permission.FIND_PLACE)
def end_stay(request: HttpRequest, found: Found, stay_id: UUID) -> HttpResponse:
    """They leave."""

    def save(**answers: Any) -> None:
        stays.end(**{**answers, "why": EndedWhy(answers["why"])})

    return _simple(
        request,
        found,
        stay_id,
        EndForm,
        "They leave {title}",
        "End the stay",
        save,
        "The stay has ended.",
        leaving=words.today(),
    )


@case_door(Permission.FIND_PLACE)
def stay_missing(request: HttpRequest, found: Found, stay_id: UUID) -> HttpResponse:
    """Somebody is missing. The bed stays theirs."""

    def save(*, on: Any, at: Any, told_police: str, **answers: Any) -> None:
        during.record_missing(missing_at=moment(on, at), told_police=told_police == "yes", **answers)

    said = "Recorded as missing. The bed stays theirs until you end the stay."
    return _simple(
        request, found, stay_id, MissingForm, "Missing from {title}", "Record", save, said, on=words.today()
    )


@case_door(Permission.FIND_PLACE)
def stay_found(request: HttpRequest, found: Found, stay_id: UUID) -> HttpResponse:
    """Found, or back."""

    def save(*, on: Any, at: Any, **answers: Any) -> None:
        during.record_found(found_at=moment(on, at), **answers)

    return _simple(
        request,
        found,
        stay_id,
        FoundForm,
        "Found, or back at {title}",
        "Record",
        save,
        "Recorded as found.",
        on=words.today(),
    )


@case_door(Permission.FIND_PLACE)
def stay_evidence(request: HttpRequest, found: Found, stay_id: UUID) -> HttpResponse:
    """Evidence was lost."""

    def save(*, told_police: str, **answers: Any) -> None:
        during.record_lost_evidence(told_police=told_police == "yes", **answers)

    return _simple(
        request,
        found,
        stay_id,
        EvidenceForm,
        "Evidence lost at {title}",
        "Record",
        save,
        "Recorded: evidence was lost.",
    )


@case_door(Permission.FIND_PLACE)
def stay_unsuitable(request: HttpRequest, found: Found, stay_id: UUID) -> HttpResponse:
    """The place does not suit them: its nights are counted."""

    def save(*, why: str, **answers: Any) -> None:
        during.mark_unsuitable(why=UnsuitableWhy(why), **answers)

    return _simple(
        request,
        found,
        stay_id,
        UnsuitableForm,
        "{title} does not suit them",
        "Record",
        save,
        "Recorded. Nights from then on are counted as unsuitable.",
        from_night=words.today(),
    )


def _simple(
    request: HttpRequest,
    found: Found,
    stay_id: UUID,
    form_class: type[forms.Form],
    title: str,
    button: str,
    action: Callable[..., object],
    said: str,
    **initial: Any,
) -> HttpResponse:
    """A page with one form whose answers are what the action takes."""
    page = stay_page(found.sight, stay_id, timezone.localtime())
    form = bind(form_class, request, initial=initial)

    def save(answers: dict[str, Any]) -> str:
        action(case_id=found.case_id, stay_id=stay_id, by=found.sight.actor, **answers)
        return said

    return act(
        request,
        found.sight.actor,
        form,
        _page(found, page, say(title, title=page.line.title), save, button),
    )


def _checked_place(found: Found, page: StayPage) -> UUID | None:
    """The hotel of which another check can be signed, for more nights there."""
    signed = checks_of(found.sight) if page.check_id else ()
    return next((each.place_id for each in signed if each.check_id == page.check_id), None)


def _page(found: Found, page: StayPage, title: str, save: Any, button: str) -> Act:
    here = reverse("stay", args=[found.reference, page.line.stay_id])
    return Act(title=title, save=save, then=here, back=here, button=button, tab="Stays and checks")
