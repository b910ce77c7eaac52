"""Requests about a person whom the asker names: asking, the list, one of them, and what is done about it."""

from typing import Any, TypedDict
from uuid import UUID

from django.core.paginator import Page
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from handrail.people.information_requests.actions.named_person_requests import (
    ANSWERED_MEANWHILE,
    create_named_person_request,
    link_named_request_to_case,
    record_cannot_answer_named_request,
    record_person_told_of_named_person_request,
    withdraw_named_request,
)
from handrail.people.information_requests.counselling_approvers import may_approve_counselling_notes
from handrail.people.information_requests.forms import (
    InformationRequestForm,
    LinkNamedRequestForm,
    NamedPersonRequestForm,
    PersonToldOfNamedPersonRequestForm,
    VictimNamedPersonRequestForm,
)
from handrail.people.information_requests.models import (
    InformationRequest,
    NamedPersonRequest,
    PersonToldOfNamedRequest,
)
from handrail.people.information_requests.named_request_permissions import (
    does_actor_answer_requests_of_organisation,
    require_may_ask_about_named_person,
    select_bodies_to_ask_about_named_person,
)
from handrail.people.information_requests.named_request_queries import (
    NamedRequestForReader,
    get_named_request_for_reader,
    get_named_requests_page,
)
from handrail.people.information_requests.notice_paper import build_notice_document
from handrail.people.information_requests.presenters import (
    FactRows,
    InformationRequestTag,
    list_information_request_facts,
    list_named_request_outcome_facts,
    list_when_and_how_person_was_told,
    make_named_request_rows,
    make_named_request_tag,
)
from handrail.people.information_requests.views.asking import describe_request_sent
from handrail.people.information_requests.views.asking_steps import AskInformationPage
from handrail.platform.access.actor import Actor
from handrail.platform.access.errors import NotVisible
from handrail.platform.access.key_access import UnrecordedKeyAccess
from handrail.platform.access.models import File
from handrail.platform.access.roles import Permission
from handrail.platform.audit.actions import write_audit_record_of_read
from handrail.platform.documents.formats import PDF, make_document_file
from handrail.platform.kernel.errors import ActionNotPossibleError
from handrail.platform.kernel.messages import msg
from handrail.platform.ui.access_control import requires_permission
from handrail.platform.ui.action_page import ActionPage
from handrail.platform.ui.navigation import get_layout_context
from handrail.platform.ui.oversight_form_fields import ConfirmForm
from handrail.platform.ui.reauthentication import requires_recent_reauthentication_for_download

NOBODY_TO_NAME_TO = "No organisation on the other side has anyone here who answers requests."


class NamedRequestsContext(TypedDict):
    """A page of requests about named people."""

    page: "Page[NamedPersonRequest]"
    rows: list[tuple[NamedPersonRequest, InformationRequestTag]]
    own_body_id: int
    may_answer: bool
    may_view_log: bool


class NamedRequestContext(TypedDict):
    """One request: who is asked about, what is asked, what came of it, and what the reader may do."""

    found: NamedRequestForReader
    tag: InformationRequestTag
    named: FactRows
    facts: FactRows
    outcome: FactRows
    tellings: list[tuple[str, str]]
    linked: InformationRequest | None
    may_decide: bool


@requires_permission(Permission.ASK_INFORMATION)
def show_named_requests(request: HttpRequest, actor: Actor) -> HttpResponse:
    """What the reader asked about people whom they named, and what they answer. It names nobody."""
    page = get_named_requests_page(actor, request.GET.get("page", ""))
    shown: NamedRequestsContext = {
        "page": page,
        "rows": make_named_request_rows(list(page.object_list)),
        "own_body_id": actor.body_id,
        "may_answer": actor.may(Permission.ANSWER_INFORMATION),
        "may_view_log": actor.may(Permission.VIEW_REQUEST_LOG),
    }
    return render(
        request, "information_requests/named_list.html", {**get_layout_context(request, actor), **shown}
    )


@requires_permission(Permission.ASK_INFORMATION)
def show_named_request(request: HttpRequest, actor: Actor, request_id: UUID) -> HttpResponse:
    """One request about a named person, as whoever asked or whoever answers reads it."""
    found = get_named_request_for_reader(actor, request_id)
    shown: NamedRequestContext = {
        "found": found,
        "tag": make_named_request_tag(found.row),
        "named": present_named_person(found),
        "facts": list_information_request_facts(found.row),
        "outcome": list_named_request_outcome_facts(found),
        "tellings": list_when_and_how_person_was_told(found.tellings),
        "linked": found.linked,
        "may_decide": found.row.waits_for_approval
        and found.outcome is None
        and may_approve_counselling_notes(found.row, actor),
    }
    _record_reading_of_named_request(found, actor, "read a request about a named person")
    return render(
        request, "information_requests/named_request.html", {**get_layout_context(request, actor), **shown}
    )


@requires_permission(Permission.ASK_INFORMATION)
@requires_recent_reauthentication_for_download
def download_named_request_notice(request: HttpRequest, actor: Actor, request_id: UUID) -> HttpResponse:
    """The written notice to the person, for whoever asks. It names them nowhere."""
    found = get_named_request_for_reader(actor, request_id)
    if not found.row.is_about_victim or not found.is_asker:
        raise NotVisible
    made = make_document_file(build_notice_document(found.row), PDF)
    _record_reading_of_named_request(found, actor, "downloaded a notice of a request for information")
    headers = {"Content-Disposition": 'attachment; filename="notice-of-a-request.pdf"'}
    return HttpResponse(made.content, content_type=PDF.media_type, headers=headers)


def present_named_person(found: NamedRequestForReader) -> FactRows:
    """Who is asked about; nothing once it was answered that they cannot answer."""
    if not found.shows_who:
        return []
    rows = [("Name", found.row.who_name.open()), ("Other identifying details", found.row.who_else.open())]
    return [(label, text) for label, text in rows if text]


class CreateNamedPersonRequestPage(AskInformationPage):
    """Ask an organisation about a person whom the reader names."""

    permission, asks_again, button = Permission.ASK_INFORMATION, True, "Ask"
    form_class: type[InformationRequestForm] = NamedPersonRequestForm
    lead = (
        "Only the person who answers for the organisation you ask can see the name. You are not told "
        "if it knows the person: it gives what you ask for, or says it cannot answer, in the same "
        "words as for someone it does not know."
    )

    @property
    def title(self) -> str:
        police = self.actor.is_police
        return "Ask for information about a named victim" if police else "Ask the police about a person"

    @property
    def back_url(self) -> str:
        return reverse("named_requests")

    def load(self) -> None:
        require_may_ask_about_named_person(self.actor)
        self.bodies = list(select_bodies_to_ask_about_named_person(self.actor))
        if not self.bodies:
            raise ActionNotPossibleError(NOBODY_TO_NAME_TO)
        if self.actor.is_police:
            self.form_class = VictimNamedPersonRequestForm

    def get_form_kwargs(self) -> dict[str, Any]:
        instance = NamedPersonRequest(file=File(), is_about_victim=self.actor.is_police)
        return {"actor": self.actor, "instance": instance, "bodies": self.bodies}

    def perform(self, form: InformationRequestForm) -> str:
        said = form.cleaned_data
        row = create_named_person_request(
            form.instance, to_body_code=said["to"], language_tag=said.get("language", ""), by=self.actor
        )
        self.success_url = reverse("named_request", args=[row.pk])
        return describe_request_sent(row)


class NamedRequestContextOfForm(TypedDict):
    """What was asked about whom, beside the form."""

    facts: FactRows
    found: NamedRequestForReader


class NamedRequestActionPage(ActionPage, abstract=True):
    """What somebody does about one request about a named person."""

    permission = Permission.ASK_INFORMATION
    template_name = "information_requests/answer_named.html"
    found: NamedRequestForReader

    @property
    def back_url(self) -> str:
        return reverse("named_request", args=[self.found.row.pk])

    def load(self, request_id: UUID) -> None:
        self.found = get_named_request_for_reader(self.actor, request_id)
        self.check_reader()

    def check_reader(self) -> None:
        """Raise NotVisible or ActionNotPossibleError unless the reader may answer the request now."""
        if self.found.is_asker or not does_actor_answer_requests_of_organisation(self.actor):
            raise NotVisible
        if not self.found.waits:
            raise ActionNotPossibleError(ANSWERED_MEANWHILE)

    def get_context_data(self) -> NamedRequestContextOfForm:
        facts = [*present_named_person(self.found), *list_information_request_facts(self.found.row)]
        _record_reading_of_named_request(self.found, self.actor, "read a request about a named person")
        return {"facts": facts, "found": self.found}


class LinkNamedRequestPage(NamedRequestActionPage):
    """Say which case of the organisation is the person's."""

    permission = Permission.ANSWER_INFORMATION
    title, form_class, button = "Link to their case", LinkNamedRequestForm, "Link to case"
    lead = (
        "The request will then be on the case, where you give or refuse it and tell the person. The "
        "organisation that asked is not told there is a case until you give something."
    )

    def perform(self, form: LinkNamedRequestForm) -> str:
        row = link_named_request_to_case(
            request_id=self.found.row.pk, reference=form.cleaned_data["reference"], by=self.actor
        )
        self.success_url = reverse("information_request", args=[row.pk])
        return (
            "Linked. Give what is needed, or refuse. If you refuse, the organisation that asked will "
            "read that you cannot answer."
        )


class CannotAnswerNamedRequestPage(NamedRequestActionPage):
    """Answer as for somebody unknown."""

    permission = Permission.ANSWER_INFORMATION
    title, form_class, button = "We cannot answer", ConfirmForm, "Answer that we cannot"
    lead = (
        "The organisation that asked reads the same words whether or not you know the person. If you "
        "do, link the request to their case first and refuse it there, so that it is on their record "
        "and they can be told."
    )

    def perform(self, form: ConfirmForm) -> str:
        record_cannot_answer_named_request(request_id=self.found.row.pk, by=self.actor)
        return msg("Answered. {body} has been told.", body=self.found.row.from_body.name)


class WithdrawNamedRequestPage(NamedRequestActionPage):
    """Take one's own request back."""

    title, form_class, button = "Withdraw the request", ConfirmForm, "Undo"

    def check_reader(self) -> None:
        if not self.found.is_asker:
            raise NotVisible
        if self.found.outcome is not None:
            raise ActionNotPossibleError(ANSWERED_MEANWHILE)

    def perform(self, form: ConfirmForm) -> str:
        withdraw_named_request(request_id=self.found.row.pk, by=self.actor)
        return "Request withdrawn."


class RecordPersonToldOfNamedPersonRequestPage(NamedRequestActionPage):
    """Record that whoever asked told the person, or why not yet."""

    title, form_class, button = "What was the person told?", PersonToldOfNamedPersonRequestForm, "Record"

    def check_reader(self) -> None:
        if not self.found.is_asker:
            raise NotVisible

    def get_form_kwargs(self) -> dict[str, Any]:
        row = PersonToldOfNamedRequest(request=self.found.row)
        return {"actor": self.actor, "instance": row.bind(UnrecordedKeyAccess(self.found.row.pk))}

    def perform(self, form: PersonToldOfNamedPersonRequestForm) -> str:
        record_person_told_of_named_person_request(
            form.instance,
            request_id=self.found.row.pk,
            language_tag=form.cleaned_data["language"],
            by=self.actor,
        )
        return "Recorded."


def _record_reading_of_named_request(found: NamedRequestForReader, actor: Actor, verb: str) -> None:
    """By the number of the request, which is of no case."""
    write_audit_record_of_read(who=actor.who, verb=verb, about=found.row.pk, outcome="read", shown=[])
