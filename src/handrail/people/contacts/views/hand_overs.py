"""Handing a case over: asked for, read, accepted or declined, taken back."""

from typing import Any, TypedDict
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from handrail.people.contacts.actions import hand_overs
from handrail.people.contacts.closing_presenters import OutstandingGroups, group_outstanding_items_by_sort
from handrail.people.contacts.forms import AnswerHandOverForm, HandOverForm
from handrail.people.contacts.permissions import require_works_on_case
from handrail.people.contacts.queries.hand_overs import (
    HandOverRow,
    find_hand_over,
    get_hand_over_lists,
    list_hand_over_body_choices,
    list_hand_over_colleague_choices,
)
from handrail.people.contacts.queries.outstanding_items import list_outstanding_items
from handrail.people.matching.actions.match_searches import store_matches_in_own_body
from handrail.people.records.case_action_page import CaseActionPage
from handrail.people.records.case_page_access import requires_case_permission
from handrail.people.records.case_tabs import get_return_url
from handrail.people.records.queries.case_lookup import CaseOpenToActor
from handrail.platform.access.actor import Actor
from handrail.platform.access.errors import NotVisible
from handrail.platform.access.kinds import SHAREABLE_KINDS, Kind
from handrail.platform.access.roles import Permission
from handrail.platform.audit.actions import write_read_records_of_files
from handrail.platform.kernel.messages import msg
from handrail.platform.ui.access_control import requires_permission
from handrail.platform.ui.multi_step_page import FormStep, MultiStepPage
from handrail.platform.ui.navigation import get_layout_context

OUTSTANDING_KINDS = (Kind.PATHWAY, Kind.NOTES, Kind.CONTACT)


@requires_permission(Permission.VIEW_CASE)
def show_own_hand_overs(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Show those that wait for the reader’s answer, and those that the reader asked for."""
    found = get_hand_over_lists(actor)
    if found.shown:
        write_read_records_of_files(
            who=actor.who, verb="viewed: handovers", about=found.shown, shown=found.kinds
        )
    return render(
        request, "contacts/hand_overs.html", get_layout_context(request, actor, "cases") | {"found": found}
    )


class RequestHandOverContext(TypedDict):
    """What is outstanding, and the bodies that can be asked: their codes and names."""

    groups: OutstandingGroups
    reference: str
    bodies: list[tuple[str, str]]
    may_move: bool


class CheckHandOverContext(TypedDict):
    """What whoever is asked will read beside the note; `is_to_body`: the case would be held by another body."""

    groups: OutstandingGroups
    is_to_body: bool


class AnswerHandOverContext(TypedDict):
    """The handover with what is outstanding; `sees`: the reader may see all of that."""

    line: HandOverRow
    reference: str
    groups: OutstandingGroups
    sees: bool
    may_accept: bool
    may_take_back: bool


class RequestHandOverPage(MultiStepPage, CaseActionPage):
    """Ask a colleague or another organisation to take the case over, with everything that is outstanding."""

    permission, title, button = Permission.SHARE, "Hand over this case", "Request handover"
    form_class = HandOverForm
    template_name, check_template_name = "contacts/hand_over.html", "contacts/hand_over_check.html"
    steps = (FormStep("to", ("to",)), FormStep("note", ("note",)), FormStep("stay", ("stays_on",)))

    def load(self) -> None:
        require_works_on_case(self.case.case_access, *OUTSTANDING_KINDS)
        self.bodies = list_hand_over_body_choices(self.case.case_access)

    @property
    def is_to_body(self) -> bool:
        """Whether another organisation is asked, and no colleague."""
        return self.typed.get("to", "").startswith("body:")

    def is_asked(self, step: FormStep) -> bool:
        """Only whoever hands over to a colleague can stay on as stand-in."""
        return step.code != "stay" or not self.is_to_body

    def get_form_kwargs(self) -> dict[str, Any]:
        colleagues = list_hand_over_colleague_choices(self.case.case_access)
        return {"colleagues": colleagues, "bodies": self.bodies}

    def get_context_data(self) -> RequestHandOverContext:
        return {
            "groups": group_outstanding_items_by_sort(list_outstanding_items(self.case.case_access)),
            "reference": self.case.reference,
            "bodies": self.bodies,
            "may_move": self.actor.may(Permission.HOLD_FILE_LINK),
        }

    def get_check_context(self, form: HandOverForm) -> CheckHandOverContext:
        groups = group_outstanding_items_by_sort(list_outstanding_items(self.case.case_access))
        return {"groups": groups, "is_to_body": self.is_to_body}

    def perform(self, form: HandOverForm) -> str:
        row = hand_overs.request_hand_over(
            case_id=self.case.case_id,
            to=form.get_recipient(),
            note=form.cleaned_data["note"],
            stays_on=form.cleaned_data["stays_on"] == "yes",
            by=self.actor,
        )
        whom = row.to_user.name if row.to_user else row.to_body.name
        return msg("{whom} has been asked. The point of contact stays the same until they accept.", whom=whom)


class AnswerHandOverPage(CaseActionPage):
    """Read one handover, its note and what is outstanding; accept or decline it, where the reader was asked."""

    permission, button = Permission.VIEW_CASE, "Answer"
    form_class, template_name = AnswerHandOverForm, "contacts/answer_hand_over.html"

    @property
    def title(self) -> str:
        return msg("Handover: {called}", called=self.line.called or self.case.reference)

    @property
    def tab(self) -> str:
        return msg("Handover: {called}", called=self.case.reference)

    @property
    def back_url(self) -> str:
        return reverse("hand_overs")

    def load(self, hand_over_id: UUID) -> None:
        line = find_hand_over(self.case.case_access, hand_over_id)
        if line is None or (self.request.method == "POST" and not line.for_me):
            raise NotVisible
        self.line = line

    def get_context_data(self) -> AnswerHandOverContext:
        access = self.case.case_access
        sees = access.kinds.issuperset(OUTSTANDING_KINDS)
        return {
            "line": self.line,
            "reference": self.case.reference,
            "groups": group_outstanding_items_by_sort(list_outstanding_items(access)) if sees else [],
            "sees": sees,
            "may_accept": not self.line.moves or access.kinds.issuperset(SHAREABLE_KINDS),
            "may_take_back": self.line.answered_at is None and access.may(Permission.SHARE),
        }

    def perform(self, form: AnswerHandOverForm) -> str:
        """Whoever declines is led away from the case, which they may not open any more."""
        number = self.line.hand_over_id
        if form.cleaned_data["said"] == "no":
            hand_overs.decline_hand_over(hand_over_id=number, words=form.cleaned_data["words"], by=self.actor)
            return "Declined. The person who asked can see your reason."
        hand_overs.accept_hand_over(hand_over_id=number, by=self.actor)
        if self.line.moves and self.actor.may(Permission.EDIT_PERSON):
            store_matches_in_own_body(case_id=self.case.case_id, by=self.actor)
        self.success_url = get_return_url(self.request, self.case.reference)
        return "You are now the point of contact, with everything outstanding."


@requires_case_permission(Permission.SHARE)
def take_back_hand_over(request: HttpRequest, found: CaseOpenToActor, hand_over_id: UUID) -> HttpResponse:
    """Take back a handover that nobody has answered: a button on its page.

    Args:
        request: the request.
        found: the case.
        hand_over_id: the handover.
    """
    line = find_hand_over(found.case_access, hand_over_id)
    if line is None:
        raise NotVisible
    if request.method == "POST":
        hand_overs.take_back_hand_over(hand_over_id=hand_over_id, by=found.case_access.actor)
        messages.success(request, msg("The request to {to_whom} is cancelled.", to_whom=line.to_whom))
    return redirect(get_return_url(request, found.reference))
