"""Drafts that were handed to us: the list, one of them, made or sent back."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from handrail.access.actor import Actor
from handrail.access.denied import NotOpenToYou
from handrail.access.kinds import Kind
from handrail.access.roles import Permission
from handrail.audit.actions import record_read, record_reads
from handrail.casework.lists.queries.finding import Found
from handrail.kernel.saying import say
from handrail.nrmform.actions import handing
from handrail.nrmform.actions.making import Sent
from handrail.nrmform.queries.handed import Handed, handed, handed_to_us
from handrail.web.acting import Act, act
from handrail.web.design import words
from handrail.web.design.forms import bind
from handrail.web.door import case_door, door
from handrail.web.navigation import frame
from handrail.web.nrmform.acts import TheySentForm, WhyForm

LOOKS = {"none_yet": "today", "made": "met", "back": "declined", "taken_back": "declined"}
NAMES = {"nrm": "Referral to the NRM", "dtn": "Duty to Notify report"}


@door(Permission.RECORD)
def handed_list(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Those that wait for us first."""
    lines = handed_to_us(actor)
    if lines:
        about = {line.case_id for line in lines}
        record_reads(
            who=actor.who, verb="looked at: forms handed to us", about=about, shown=[Kind.PATHWAY.value]
        )
    else:
        record_read(who=actor.who, verb="looked at: forms handed to us", about=None, why="none")
    told = {"lines": lines, "looks": LOOKS, "names": NAMES}
    return render(request, "nrmform/handed_list.html", frame(request, actor, "referrals") | told)


@case_door(Permission.VIEW_CASE)
def handed_form(request: HttpRequest, found: Found, handover_id: UUID) -> HttpResponse:
    """The form as it was handed, in its own order."""
    one = _one(found, handover_id)
    told = {
        "one": one,
        "reference": found.reference,
        "name": NAMES[one.line.route],
        "state": LOOKS[one.line.reply],
    }
    return render(request, "nrmform/handed.html", frame(request, found.sight.actor, "referrals") | told)


@case_door(Permission.VIEW_CASE)
def handed_made(request: HttpRequest, found: Found, handover_id: UUID) -> HttpResponse:
    """Say on which day we sent it."""
    one = _one(found, handover_id)
    form = bind(TheySentForm, request, initial={"on": words.today()})

    def save(answers: dict[str, Any]) -> str:
        handing.answer_made(
            handover_id=handover_id,
            sent=Sent(answers["on"], answers["at_time"]),
            words=answers["words"],
            by=found.sight.actor,
        )
        return say(
            "Recorded as sent. {from_worker} of {from_body} sees it.",
            from_worker=one.line.from_worker,
            from_body=one.line.from_body,
        )

    return _answer(request, found, handover_id, form, "On which day did you send it?", save, "Record as sent")


@case_door(Permission.VIEW_CASE)
def handed_back(request: HttpRequest, found: Found, handover_id: UUID) -> HttpResponse:
    """Send it back, and say why."""
    one = _one(found, handover_id)

    def save(answers: dict[str, Any]) -> str:
        handing.send_back(handover_id=handover_id, because=answers["because"], by=found.sight.actor)
        return say(
            "Sent back. {from_worker} of {from_body} sees why.",
            from_worker=one.line.from_worker,
            from_body=one.line.from_body,
        )

    return _answer(
        request, found, handover_id, bind(WhyForm, request), "Send the form back", save, "Send it back"
    )


def _one(found: Found, handover_id: UUID) -> Handed:
    one = handed(found.sight, handover_id)
    if one is None:
        raise NotOpenToYou
    return one


def _answer(
    request: HttpRequest,
    found: Found,
    handover_id: UUID,
    form: Any,
    title: str,
    save: Callable[[dict[str, Any]], str],
    button: str,
) -> HttpResponse:
    here = reverse("nrm_handed", args=[found.reference, handover_id])
    page = Act(title=title, save=save, then=here, back=here, button=button, place="referrals")
    return act(request, found.sight.actor, form, page)
