"""Requests of a case, of one person, of an organisation; and one request as its reader may read it."""

from typing import NamedTuple
from uuid import UUID

from django.core.paginator import Page
from django.db.models import Exists, OuterRef, Q, QuerySet

from handrail.people.information_requests.models import (
    InformationRequest,
    InformationRequestOutcome,
    PersonTold,
)
from handrail.people.information_requests.models.asked_fields import sent_requests_q
from handrail.people.information_requests.permissions import find_case_access_to_read_request, is_asker
from handrail.people.information_requests.text_choices import NamedRequestOutcomeKind
from handrail.people.records.queries.visible_case_condition import build_visible_case_condition
from handrail.platform.access.actor import Actor
from handrail.platform.access.case_access import CaseAccess
from handrail.platform.access.errors import CASE_RESTRICTED_MESSAGE, NotVisible
from handrail.platform.access.key_access import UnrecordedKeyAccess
from handrail.platform.access.kinds import Kind
from handrail.platform.access.policy import require_permission
from handrail.platform.access.roles import Permission, Role
from handrail.platform.access.row_security.system_row_actor import SystemActor, acting_as_system
from handrail.platform.kernel.errors import ActionNotPossibleError
from handrail.platform.reference.sides import select_other_sides_of_bodys_organisation
from handrail.platform.ui.paging import fetch_page

MOST_ON_A_CASE = 20
SHOWS = ("asked", "waiting", "answered")


_TAKEN_BACK = Q(named_request__outcome__outcome=NamedRequestOutcomeKind.WITHDRAWN.value)


class InformationRequestForReader(NamedTuple):
    """One request, bound to its reader. `is_asker` and `answers` say which side they read it on."""

    row: InformationRequest
    outcome: InformationRequestOutcome | None
    tellings: tuple[PersonTold, ...]
    is_asker: bool
    answers: bool
    access: CaseAccess | None

    @property
    def is_taken_back(self) -> bool:
        """Whether whoever named the person has taken it back since it was linked."""
        return self.outcome is None and self.row.is_taken_back

    @property
    def shows_answer(self) -> bool:
        """Whoever gave it always; whoever asked until the last day."""
        outcome = self.outcome
        return outcome is not None and bool(outcome.answer) and (self.access is not None or outcome.is_open)


def list_requests_of_case(access: CaseAccess) -> list[InformationRequest]:
    """Those of the case that the reader may know of, the newest first: all, or those of their own organisation."""
    rows = _select_information_requests().filter(case=access.file_id)
    if not (access.inside and Kind.LOOKS in access.kinds):
        asked_here = Q(from_body=access.actor.body_id, named_request=None)
        rows = rows.filter(asked_here | Q(to_body=access.actor.body_id))
    rows = rows.filter(sent_requests_q() | Q(from_body=access.actor.body_id))
    return list(rows.order_by("-pk")[:MOST_ON_A_CASE])


@acting_as_system(SystemActor.INFORMATION_REQUESTS)
def get_own_information_requests_page(actor: Actor, show: str, number: str) -> "Page[InformationRequest]":
    """One page of requests: what the actor asked, what waits for their answer, what was answered.

    Args:
        actor: who reads.
        show: a code of SHOWS.
        number: of the page, as it was typed.

    Returns:
        Django's page, of rows without their words.
    """
    require_permission(actor, Permission.ASK_INFORMATION)
    if show == "asked":
        rows = _select_information_requests().filter(from_body=actor.body_id, named_request=None)
        rows = rows.exclude(case__owner__in=select_other_sides_of_bodys_organisation(actor.body_id))
        rows = rows if actor.role is Role.DUTY_LEAD else rows.filter(asked_by=actor.user_id)
    else:
        rows = _select_information_requests().filter(
            build_visible_case_condition(actor), sent_requests_q(), to_body=actor.body_id
        )
        waits = Q(outcome__isnull=True) & ~_TAKEN_BACK
        rows = rows.filter(waits) if show == "waiting" else rows.exclude(waits)
    return fetch_page(rows.order_by("-pk"), number)


def get_information_request_for_reader(actor: Actor, request_id: UUID) -> InformationRequestForReader:
    """One request for whoever asked, answers, or works on the case. Raises NotVisible for everybody else.

    Whoever asked reads nothing of a restricted record (ActionNotPossibleError): an answer is a part of it.
    """
    row = _find_information_request(request_id)
    if row is None:
        raise NotVisible
    asks, access = is_asker(row, actor), find_case_access_to_read_request(row, actor)
    if not asks and access is None:
        raise NotVisible
    if access is not None:
        access.sees(Kind.LOOKS)
    elif row.case.restricted_on is not None:
        raise ActionNotPossibleError(CASE_RESTRICTED_MESSAGE)  # an answer is read, too
    reader = UnrecordedKeyAccess(row.case_id)
    row.bind(reader)
    outcome = row.outcome_or_none
    if outcome is not None:
        outcome.bind(reader)
    answers = (
        access is not None and row.to_body_id == actor.body_id and access.may(Permission.ANSWER_INFORMATION)
    )
    return InformationRequestForReader(
        row, outcome, _list_person_told_records_of_request(row, reader), asks, answers, access
    )


@acting_as_system(SystemActor.INFORMATION_REQUESTS)
def get_information_request_log_page(actor: Actor, number: str) -> "Page[InformationRequest]":
    """One page of all that the organisation asked and was asked, without words."""
    return fetch_page(_select_information_request_log(actor), number)


@acting_as_system(SystemActor.INFORMATION_REQUESTS)
def list_information_request_log(actor: Actor) -> list[InformationRequest]:
    """The whole log, for a file."""
    return list(_select_information_request_log(actor))


def _select_information_request_log(actor: Actor) -> QuerySet[InformationRequest]:
    require_permission(actor, Permission.VIEW_REQUEST_LOG)
    told = PersonTold.objects.filter(request=OuterRef("pk"), told_on__isnull=False)
    asked_here = Q(from_body=actor.body_id, named_request=None)
    asked_of_us = Q(to_body=actor.body_id) & sent_requests_q()
    rows = _select_information_requests().filter(asked_here | asked_of_us)
    rows = rows.exclude(case__owner__in=select_other_sides_of_bodys_organisation(actor.body_id))
    return rows.annotate(person_knows=Exists(told)).order_by("-pk")


@acting_as_system(SystemActor.INFORMATION_REQUESTS)
def _find_information_request(request_id: UUID) -> InformationRequest | None:
    return _select_information_requests().filter(pk=request_id).first()


@acting_as_system(SystemActor.INFORMATION_REQUESTS)
def _list_person_told_records_of_request(
    row: InformationRequest, reader: UnrecordedKeyAccess
) -> tuple[PersonTold, ...]:
    rows = PersonTold.objects.filter(request=row).select_related("recorded_by", "language")
    return tuple(rows.opened_for(reader).order_by("-pk"))


def _select_information_requests() -> QuerySet[InformationRequest]:
    people = ("from_body", "to_body", "asked_by", "approval_by", "notice_language", "outcome__by")
    return InformationRequest.objects.select_related("case", "named_request__outcome", *people)
