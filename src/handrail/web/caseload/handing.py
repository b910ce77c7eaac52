"""Handing a case over, with all that is outstanding: asked, read, accepted or declined, taken back."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse

from handrail.access.actor import Actor
from handrail.access.denied import NotOpenToYou
from handrail.access.kinds import SHAREABLE, Kind
from handrail.access.roles import Permission
from handrail.audit.actions import record_reads
from handrail.caseload.actions import handing_over
from handrail.caseload.actions.handing_over import To
from handrail.caseload.permissions import working_sight
from handrail.caseload.queries.hand_overs import (
    HandOverLine,
    bodies_to_ask,
    colleagues_to_ask,
    hand_overs,
)
from handrail.caseload.queries.hand_overs import hand_over as one_hand_over
from handrail.caseload.queries.outstanding import outstanding
from handrail.casework.lists.queries.finding import Found
from handrail.kernel.saying import say
from handrail.linking.actions.looking import look
from handrail.web.acting import Act, act
from handrail.web.caseload import present
from handrail.web.caseload.forms import AnswerHandOverForm, HandOverForm
from handrail.web.design.forms import bind
from handrail.web.door import case_door, door
from handrail.web.navigation import frame

OUTSTANDING = (Kind.PATHWAY, Kind.SUPPORT, Kind.CONTACT)


@door(Permission.VIEW_CASE)
def all_hand_overs(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Those that wait for the reader's answer, and those that the reader asked for."""
    found = hand_overs(actor)
    if found.shown:
        record_reads(who=actor.who, verb="looked at: hand-overs", about=found.shown, shown=found.kinds)
    return render(request, "caseload/hand_overs.html", frame(request, actor, "cases") | {"found": found})


@case_door(Permission.SHARE)
def hand_over(request: HttpRequest, found: Found) -> HttpResponse:
    """Everything that is outstanding, to whom, with which note."""
    working_sight(found.sight, *OUTSTANDING)
    bodies = bodies_to_ask(found.sight)
    form = bind(HandOverForm, request, colleagues=colleagues_to_ask(found.sight), bodies=bodies)

    def save(answers: dict[str, Any]) -> str:
        kind, _, chosen = answers["to"].partition(":")
        row = handing_over.ask_to_take_over(
            case_id=found.case_id,
            to=To(user_id=int(chosen)) if kind == "user" else To(body_code=chosen),
            note=answers["note"],
            stays_on=answers["stays_on"],
            by=found.sight.actor,
        )
        whom = row.to_user.name if row.to_user else row.to_body.name
        return say(
            "{whom} has been asked. Until they accept, the point of contact stays the same.", whom=whom
        )

    here = reverse("case", args=[found.reference])
    page = Act(
        title="Hand this case over",
        save=save,
        then=here,
        back=here,
        button="Ask them to take it over",
        template="caseload/hand_over.html",
        more={
            "groups": present.grouped(outstanding(found.sight)),
            "reference": found.reference,
            "bodies": bodies,
        },
    )
    return act(request, found.sight.actor, form, page)


@case_door(Permission.VIEW_CASE)
def answer_hand_over(request: HttpRequest, found: Found, hand_over_id: UUID) -> HttpResponse:
    """One hand-over: the note, what is outstanding, and the answer of whoever was asked."""
    line = one_hand_over(found.sight, hand_over_id)
    if line is None:
        raise NotOpenToYou
    sees = all(kind in found.sight.kinds for kind in OUTSTANDING)
    form = bind(AnswerHandOverForm, request)

    def save(answers: dict[str, Any]) -> str:
        if answers["said"] == "yes":
            handing_over.accept(hand_over_id=hand_over_id, by=found.sight.actor)
            if line.moves and found.sight.actor.may(Permission.EDIT_PERSON):
                look(case_id=found.case_id, by=found.sight.actor)
            return "You are the point of contact from now on. What is outstanding is yours."
        handing_over.decline(hand_over_id=hand_over_id, words=answers["words"], by=found.sight.actor)
        page.more["declined"] = True
        return "Declined. Whoever asked you sees why."

    here = reverse("case", args=[found.reference])
    page = Act(
        title=say("{called}: a hand-over", called=line.called or found.reference),
        tab=say("{called}: a hand-over", called=found.reference),
        save=save,
        then=here,
        back=reverse("hand_overs"),
        button="Answer",
        template="caseload/answer_hand_over.html",
        more={
            "line": line,
            "reference": found.reference,
            "groups": present.grouped(outstanding(found.sight)) if sees else [],
            "sees": sees,
            "may_accept": not line.moves or all(kind in found.sight.kinds for kind in SHAREABLE),
            "may_take_back": _waits(line) and found.sight.may(Permission.SHARE),
        },
    )
    if not line.for_me and request.method == "POST":
        raise NotOpenToYou
    return _away_from_what_was_declined(act(request, found.sight.actor, form, page), page)


@case_door(Permission.SHARE)
def take_back_hand_over(request: HttpRequest, found: Found, hand_over_id: UUID) -> HttpResponse:
    """Ask no longer."""
    line = one_hand_over(found.sight, hand_over_id)
    if line is None:
        raise NotOpenToYou
    if request.method == "POST":
        handing_over.take_back(hand_over_id=hand_over_id, by=found.sight.actor)
        messages.success(request, say("{to_whom} is asked no longer.", to_whom=line.to_whom))
    return redirect("case", found.reference)


def _waits(line: HandOverLine) -> bool:
    return line.answered_at is None


def _away_from_what_was_declined(response: HttpResponse, page: Act) -> HttpResponse:
    """Whoever declined may not open the case any more."""
    if page.more.get("declined") and response.status_code == 302:
        return HttpResponseRedirect(reverse("hand_overs"))
    return response
