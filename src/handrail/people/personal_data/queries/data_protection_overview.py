"""What the data protection lead of an organisation has to do."""

import datetime
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery

from handrail.people.personal_data.models import AccessRequest, ErasureRequest, LegalHold, RetentionDecision
from handrail.people.personal_data.retention_schedule import get_retention_end_day, get_retention_years
from handrail.people.personal_data.text_choices import AccessRequestState, ErasureState
from handrail.people.records.closure_reasons import ERASED
from handrail.people.records.models import Case
from handrail.people.records.queries.visible_case_condition import build_visible_case_condition
from handrail.platform.access import policy
from handrail.platform.access.actor import Actor
from handrail.platform.access.today import today
from handrail.platform.kernel.dates import add_years, to_london

PAGE_SIZE = 25


@dataclass(frozen=True, slots=True)
class PageOfResults[Row]:
    """One page of a list: its rows, its number from 1, and whether another follows."""

    rows: list[Row]
    number: int
    has_more: bool


@dataclass(frozen=True, slots=True)
class ErasureRequestRow:
    """One request for erasure, with the reference of its record while that is there."""

    request: ErasureRequest
    reference: str

    @property
    def waits(self) -> bool:
        """Whether a second person is to decide."""
        return self.request.state == ErasureState.ASKED


@dataclass(frozen=True, slots=True)
class RetentionReviewRow:
    """One record of the yearly review: until when it is kept, and what stands in the way of erasing it."""

    reference: str
    closed_on: datetime.date
    is_adult: bool
    keep_until: datetime.date
    was_extended: bool
    on_hold: bool
    erasure_asked: bool

    @property
    def is_over(self) -> bool:
        """Whether the day has come."""
        return self.keep_until <= today()


def list_open_access_requests(actor: Actor) -> list[AccessRequest]:
    """Requests for a copy that are not answered, the most urgent first."""
    return list(select_open_access_requests(actor)[:PAGE_SIZE])


def select_open_access_requests(actor: Actor) -> QuerySet[AccessRequest]:
    """The same, without a limit."""
    rows = AccessRequest.objects.filter(build_visible_case_condition(actor), state=AccessRequestState.OPEN)
    return rows.select_related("case", "opened_by").order_by("due_on", "pk")


def select_erasure_requests_that_wait(actor: Actor) -> QuerySet[ErasureRequest]:
    """Requests for erasure of the actor's organisation that a second person is to decide, the oldest first."""
    rows = ErasureRequest.objects.filter(body_id=actor.body_id, state=ErasureState.ASKED)
    return rows.select_related("asked_by").order_by("asked_at", "pk")


def list_legal_holds_in_force(actor: Actor) -> list[LegalHold]:
    """Records that must not be erased, the oldest hold first."""
    rows = LegalHold.objects.filter(build_visible_case_condition(actor), lifted_at=None)
    return list(rows.select_related("case", "placed_by").order_by("placed_at", "pk")[:PAGE_SIZE])


def list_restricted_cases(actor: Actor) -> list[Case]:
    """Records that are kept and not used, the longest first."""
    rows = Case.objects.filter(policy.visible_files_q(actor, today()), restricted_on__isnull=False)
    return list(rows.only("reference", "restricted_on").order_by("restricted_on", "pk")[:PAGE_SIZE])


def get_erasure_requests_page(actor: Actor, number: int) -> PageOfResults[ErasureRequestRow]:
    """Requests for erasure of the actor's organisation, those that wait first, then the newest."""
    reference = Case.objects.filter(pk=OuterRef("file_id")).values("reference")
    rows = ErasureRequest.objects.filter(body_id=actor.body_id).annotate(reference=Subquery(reference))
    waiting_first = rows.select_related("asked_by", "decided_by").order_by(
        F("decided_at").desc(nulls_first=True), "-pk"
    )
    return _fetch_result_page(waiting_first, number, lambda row: ErasureRequestRow(row, row.reference or ""))


def get_retention_review_page(actor: Actor, number: int) -> PageOfResults[RetentionReviewRow]:
    """Closed records whose time of keeping ends within a year, the longest closed first."""
    horizon = add_years(today(), 1)
    newest = RetentionDecision.objects.filter(case=OuterRef("pk")).order_by("-pk").values("keep_until")[:1]
    closed = Case.objects.filter(policy.visible_files_q(actor, today()), closed_at__isnull=False)
    rows = (
        closed.exclude(closed_because=ERASED)
        .annotate(
            kept_until=Subquery(newest),
            on_hold=Exists(LegalHold.objects.filter(case=OuterRef("pk"), lifted_at=None)),
            erasure_asked=Exists(
                ErasureRequest.objects.filter(file_id=OuterRef("pk"), state=ErasureState.ASKED)
            ),
        )
        .filter(Q(kept_until__lte=horizon) | Q(kept_until=None) & _retention_ends_by_q(horizon))
        .only("reference", "closed_at", "age")
        .order_by("closed_at", "pk")
    )
    return _fetch_result_page(rows, number, _build_retention_review_row)


def _retention_ends_by_q(horizon: datetime.date) -> Q:
    adult, child = (add_years(horizon, -get_retention_years(is_adult=one)) for one in (True, False))
    return Q(age="adult", closed_at__date__lte=adult) | ~Q(age="adult") & Q(closed_at__date__lte=child)


def _build_retention_review_row(case: Any) -> RetentionReviewRow:
    is_adult, closed_on = case.age == "adult", to_london(case.closed_at).date()
    return RetentionReviewRow(
        reference=case.reference,
        closed_on=closed_on,
        is_adult=is_adult,
        keep_until=case.kept_until or get_retention_end_day(closed_on, is_adult=is_adult),
        was_extended=case.kept_until is not None,
        on_hold=case.on_hold,
        erasure_asked=case.erasure_asked,
    )


def _fetch_result_page(rows: QuerySet[Any], number: int, build: Any) -> PageOfResults[Any]:
    number = max(number, 1)
    found = list(rows[(number - 1) * PAGE_SIZE : number * PAGE_SIZE + 1])
    return PageOfResults([build(row) for row in found[:PAGE_SIZE]], number, len(found) > PAGE_SIZE)


def list_erasure_requests_asked_together(actor: Actor, request_id: UUID) -> list[ErasureRequestRow]:
    """What was asked for together with this request; nothing where it is another organisation's."""
    first = ErasureRequest.objects.filter(pk=request_id, body_id=actor.body_id).values("together")
    reference = Case.objects.filter(pk=OuterRef("file_id")).values("reference")
    rows = ErasureRequest.objects.filter(together__in=first).annotate(reference=Subquery(reference))
    found = rows.select_related("asked_by", "decided_by").order_by("pk")
    return [ErasureRequestRow(row, getattr(row, "reference", None) or "") for row in found]
