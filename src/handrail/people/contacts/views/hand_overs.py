"""Handing a case over, with all that is outstanding: asked, read, accepted or declined, taken back."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse

from handrail.people.contacts import presenters
from handrail.people.contacts.actions import hand_overs as handing_over
from handrail.people.contacts.actions.hand_overs import HandOverRecipient
from handrail.people.contacts.forms import AnswerHandOverForm, HandOverForm
from handrail.people.contacts.permissions import check_works_on_case
from handrail.people.contacts.queries.hand_overs import (
    HandOverRow,
    get_hand_over_body_choices,
    get_hand_over_colleague_choices,
    get_hand_over_lists,
)
from handrail.people.contacts.queries.hand_overs import get_hand_over as one_hand_over
from handrail.people.contacts.queries.outstanding import get_outstanding_items
from handrail.people.matching.actions.searches import search_own_body
from handrail.people.records.access_control import requires_case
from handrail.people.records.queries.case_lookup import CaseContext
from handrail.platform.access.actor import Actor
from handrail.platform.access.errors import NotVisible
from handrail.platform.access.kinds import SHAREABLE_KINDS, Kind
from handrail.platform.access.roles import Permission
from handrail.platform.audit.actions import record_reads
from handrail.platform.kernel.messages import msg
from handrail.platform.ui.access_control import requires
from handrail.platform.ui.form_actions import FormAction, process_form_action
from handrail.platform.ui.form_rendering import bind_form
from handrail.platform.ui.navigation import get_layout_context

OUTSTANDING_KINDS = (Kind.PATHWAY, Kind.SUPPORT, Kind.CONTACT)


@requires(Permission.VIEW_CASE)
def all_hand_overs(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Those that wait for the reader's answer, and those that the reader asked for."""
    found = get_hand_over_lists(actor)
    if found.shown:
        record_reads(who=actor.who, verb="looked at: hand-overs", about=found.shown, shown=found.kinds)
    return render(
        request, "contacts/hand_overs.html", get_layout_context(request, actor, "cases") | {"found": found}
    )


@requires_case(Permission.SHARE)
def hand_over(request: HttpRequest, found: CaseContext) -> HttpResponse:
    """Everything that is outstanding, to whom, with which note."""
    check_works_on_case(found.case_access, *OUTSTANDING_KINDS)
    bodies = get_hand_over_body_choices(found.case_access)
    form = bind_form(
        HandOverForm, request, colleagues=get_hand_over_colleague_choices(found.case_access), bodies=bodies
    )

    def save(answers: dict[str, Any]) -> str:
        kind, _, chosen = answers["to"].partition(":")
        row = handing_over.request_hand_over(
            case_id=found.case_id,
            to=HandOverRecipient(user_id=int(chosen))
            if kind == "user"
            else HandOverRecipient(body_code=chosen),
            note=answers["note"],
            stays_on=answers["stays_on"],
            by=found.case_access.actor,
        )
        whom = row.to_user.name if row.to_user else row.to_body.name
        return msg(
            "{whom} has been asked. Until they accept, the point of contact stays the same.", whom=whom
        )

    here = reverse("case", args=[found.reference])
    page = FormAction(
        title="Hand this case over",
        save=save,
        then=here,
        back=here,
        button="Ask them to take it over",
        template="contacts/hand_over.html",
        more={
            "groups": presenters.group_open_items(get_outstanding_items(found.case_access)),
            "reference": found.reference,
            "bodies": bodies,
        },
    )
    return process_form_action(request, found.case_access.actor, form, page)


@requires_case(Permission.VIEW_CASE)
def answer_hand_over(request: HttpRequest, found: CaseContext, hand_over_id: UUID) -> HttpResponse:
    """One hand-over: the note, what is outstanding, and the answer of whoever was asked."""
    line = one_hand_over(found.case_access, hand_over_id)
    if line is None:
        raise NotVisible
    sees = all(kind in found.case_access.kinds for kind in OUTSTANDING_KINDS)
    form = bind_form(AnswerHandOverForm, request)

    def save(answers: dict[str, Any]) -> str:
        if answers["said"] == "yes":
            handing_over.accept_hand_over(hand_over_id=hand_over_id, by=found.case_access.actor)
            if line.moves and found.case_access.actor.may(Permission.EDIT_PERSON):
                search_own_body(case_id=found.case_id, by=found.case_access.actor)
            return "You are the point of contact from now on. What is outstanding is yours."
        handing_over.decline_hand_over(
            hand_over_id=hand_over_id, words=answers["words"], by=found.case_access.actor
        )
        page.more["declined"] = True
        return "Declined. Whoever asked you sees why."

    here = reverse("case", args=[found.reference])
    page = FormAction(
        title=msg("{called}: a hand-over", called=line.called or found.reference),
        tab=msg("{called}: a hand-over", called=found.reference),
        save=save,
        then=here,
        back=reverse("hand_overs"),
        button="Answer",
        template="contacts/answer_hand_over.html",
        more={
            "line": line,
            "reference": found.reference,
            "groups": presenters.group_open_items(get_outstanding_items(found.case_access)) if sees else [],
            "sees": sees,
            "may_accept": not line.moves or all(kind in found.case_access.kinds for kind in SHAREABLE_KINDS),
            "may_take_back": _is_waiting(line) and found.case_access.may(Permission.SHARE),
        },
    )
    if not line.for_me and request.method == "POST":
        raise NotVisible
    return _redirect_after_decline(process_form_action(request, found.case_access.actor, form, page), page)


@requires_case(Permission.SHARE)
def take_back_hand_over(request: HttpRequest, found: CaseContext, hand_over_id: UUID) -> HttpResponse:
    """Ask no longer."""
    line = one_hand_over(found.case_access, hand_over_id)
    if line is None:
        raise NotVisible
    if request.method == "POST":
        handing_over.take_back_hand_over(hand_over_id=hand_over_id, by=found.case_access.actor)
        messages.success(request, msg("{to_whom} is asked no longer.", to_whom=line.to_whom))
    return redirect("case", found.reference)


def _is_waiting(line: HandOverRow) -> bool:
    return line.answered_at is None


def _redirect_after_decline(response: HttpResponse, page: FormAction) -> HttpResponse:
    """Whoever declined may not open the case any more."""
    if page.more.get("declined") and response.status_code == 302:
        return HttpResponseRedirect(reverse("hand_overs"))
    return response
