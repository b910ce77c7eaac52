"""Requests about a person whom the asker names: a page of them, one for its reader, and the log of an organisation."""

import datetime
from typing import NamedTuple
from uuid import UUID

from django.core.paginator import Page
from django.db.models import Case, Exists, OuterRef, Q, QuerySet, When

from handrail.people.information_requests.models import (
    InformationRequest,
    NamedPersonRequest,
    NamedPersonRequestOutcome,
    PersonTold,
    PersonToldOfNamedRequest,
)
from handrail.people.information_requests.models.asked_fields import sent_requests_q
from handrail.people.information_requests.named_request_permissions import (
    does_actor_answer_requests_of_organisation,
    is_asker_of_named_request,
    readable_named_requests_q,
)
from handrail.platform.access.actor import Actor
from handrail.platform.access.errors import NotVisible
from handrail.platform.access.key_access import UnrecordedKeyAccess
from handrail.platform.access.policy import require_permission
from handrail.platform.access.roles import Permission
from handrail.platform.access.row_security.system_row_actor import SystemActor, acting_as_system
from handrail.platform.ui.paging import fetch_page


class NamedRequestForReader(NamedTuple):
    """One request for whoever asked, or for whoever answers. `linked`: told to whoever answers, and nobody else."""

    row: NamedPersonRequest
    outcome: NamedPersonRequestOutcome | None
    tellings: tuple[PersonToldOfNamedRequest, ...]
    is_asker: bool
    linked: InformationRequest | None

    @property
    def shows_who(self) -> bool:
        """Whoever asked reads what they typed; whoever answers, until it was answered that they cannot."""
        return self.is_asker or self.outcome is None or self.linked is not None

    @property
    def shows_answer(self) -> bool:
        """Whoever asked reads the answer until the last day. Whoever gave it reads it on the case."""
        return self.is_asker and self.outcome is not None and self.outcome.is_open

    @property
    def waits(self) -> bool:
        """Whether it is neither answered nor linked, as far as its reader may know."""
        return self.outcome is None and self.linked is None


@acting_as_system(SystemActor.INFORMATION_REQUESTS)
def get_named_requests_page(actor: Actor, number: str) -> "Page[NamedPersonRequest]":
    """One page of those that the actor asked or answers, the newest first, without words.

    Args:
        actor: who reads.
        number: of the page, as it was typed.

    Returns:
        Django's page.
    """
    require_permission(actor, Permission.ASK_INFORMATION)
    rows = _select_named_requests().filter(readable_named_requests_q(actor))
    return fetch_page(rows.order_by("-asked_at", "-pk"), number)


@acting_as_system(SystemActor.INFORMATION_REQUESTS)
def count_named_requests_to_answer(actor: Actor) -> int:
    """How many wait for the actor's answer; 0 for whoever does not answer."""
    return (
        int(_select_named_requests_to_answer(actor).count())
        if does_actor_answer_requests_of_organisation(actor)
        else 0
    )


@acting_as_system(SystemActor.INFORMATION_REQUESTS)
def list_named_requests_to_answer(
    actor: Actor, *, until: datetime.date, most: int
) -> list[NamedPersonRequest]:
    """Those that wait for the actor's answer, without words; none for whoever does not answer.

    Args:
        actor: who answers.
        until: the last day on which an answer is needed.
        most: how many.

    Returns:
        Each with whoever asks, the soonest first.
    """
    if not does_actor_answer_requests_of_organisation(actor):
        return []
    rows = _select_named_requests_to_answer(actor).filter(answer_by__lte=until).select_related("from_body")
    return list(rows.only("answer_by", "from_body__name").order_by("answer_by", "pk")[:most])


@acting_as_system(SystemActor.INFORMATION_REQUESTS)
def get_named_request_for_reader(actor: Actor, request_id: UUID) -> NamedRequestForReader:
    """One request. The same statements for whoever asked, whether or not it was linked. Raises NotVisible."""
    require_permission(actor, Permission.ASK_INFORMATION)
    row = _select_named_requests().filter(pk=request_id).first()
    if row is None:
        raise NotVisible
    asks = is_asker_of_named_request(row, actor)
    if not asks and not (
        row.to_body_id == actor.body_id and row.is_sent and does_actor_answer_requests_of_organisation(actor)
    ):
        raise NotVisible
    reader = UnrecordedKeyAccess(row.file_id)
    row.bind(reader)
    if row.outcome_or_none is not None:
        row.outcome_or_none.bind(reader)
    linked = None
    tellings: tuple[PersonToldOfNamedRequest, ...] = ()
    if asks:
        rows = PersonToldOfNamedRequest.objects.filter(request=row).select_related("recorded_by", "language")
        tellings = tuple(rows.opened_for(reader).order_by("-pk"))
    else:
        linked = InformationRequest.objects.filter(named_request=row).select_related("case").first()
    return NamedRequestForReader(row, row.outcome_or_none, tellings, asks, linked)


@acting_as_system(SystemActor.INFORMATION_REQUESTS)
def get_named_request_log_page(actor: Actor, number: str) -> "Page[NamedPersonRequest]":
    """One page of all that the organisation asked and was asked about named people, without words."""
    return fetch_page(_select_named_request_log(actor), number)


@acting_as_system(SystemActor.INFORMATION_REQUESTS)
def list_named_request_log(actor: Actor) -> list[NamedPersonRequest]:
    """The whole log, for a file."""
    return list(_select_named_request_log(actor))


@acting_as_system(SystemActor.ERASURE)
def list_named_request_ids_linked_to(case_id: UUID) -> list[UUID]:
    """Files of requests that were linked to a case: they name its person, and go with it."""
    rows = InformationRequest.objects.filter(case=case_id, named_request__isnull=False)
    return list(rows.values_list("named_request_id", flat=True))


def _select_named_requests_to_answer(actor: Actor) -> "QuerySet[NamedPersonRequest]":
    return NamedPersonRequest.objects.filter(
        sent_requests_q(), to_body=actor.body_id, outcome=None, linked=None
    )


def _select_named_request_log(actor: Actor) -> "QuerySet[NamedPersonRequest]":
    """`person_knows` is of the reader's own side: whether the other told the person would tell that they know them."""
    require_permission(actor, Permission.VIEW_REQUEST_LOG)
    told_here = PersonToldOfNamedRequest.objects.filter(request=OuterRef("pk"), told_on__isnull=False)
    told_there = PersonTold.objects.filter(request__named_request=OuterRef("pk"), told_on__isnull=False)
    rows = _select_named_requests().filter(
        Q(from_body=actor.body_id) | Q(to_body=actor.body_id) & sent_requests_q()
    )
    own = When(from_body=actor.body_id, then=Exists(told_here))
    return rows.annotate(person_knows=Case(own, default=Exists(told_there))).order_by("-asked_at", "-pk")


def _select_named_requests() -> "QuerySet[NamedPersonRequest]":
    return NamedPersonRequest.objects.select_related(
        "from_body", "to_body", "asked_by", "approval_by", "notice_language", "outcome__by"
    )
