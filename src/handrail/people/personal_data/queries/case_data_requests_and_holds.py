"""What was asked and decided about the data of one record."""

import datetime
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Subquery

from handrail.people.personal_data.models import (
    AccessRequest,
    CorrectionRequest,
    ErasureRequest,
    LegalHold,
    RestrictionException,
    RestrictionPeriod,
    RetentionDecision,
)
from handrail.people.personal_data.queries.joined_cases import get_joined_case_references_by_id
from handrail.people.records.models import Case
from handrail.platform.access.case_access import CaseAccess, prefetch_file_ciphers
from handrail.platform.access.models import Grant
from handrail.platform.access.today import today

MOST_ROWS = 25


@dataclass(frozen=True, slots=True)
class CaseDataRequestsAndHolds:
    """Rows are the newest first. `keep_until` was decided at a review; `erasure_id` is the newest request for erasure;
    `joined` are the references of records that are read as one person with this one.
    """

    case: Case
    access_requests: list[AccessRequest]
    corrections: list[CorrectionRequest]
    holds: list[LegalHold]
    restrictions: list[RestrictionPeriod]
    exceptions: list[RestrictionException]
    has_paused_shares: bool
    keep_until: datetime.date | None
    erasure_id: UUID | None
    joined: list[str]

    @property
    def is_on_hold(self) -> bool:
        """Whether a hold is in force."""
        return any(hold.lifted_at is None for hold in self.holds)


def get_case_data_requests_and_holds(case_access: CaseAccess) -> CaseDataRequestsAndHolds:
    """Everything of this room about one record, opened for its reader."""
    prefetch_file_ciphers([case_access])
    number = case_access.file_id
    of_case = {"case": number}
    requests = AccessRequest.objects.filter(**of_case).select_related("opened_by", "answered_by")
    corrections = CorrectionRequest.objects.filter(**of_case).select_related("recorded_by", "changed_by")
    holds = LegalHold.objects.filter(**of_case).select_related("placed_by", "lifted_by")
    periods = RestrictionPeriod.objects.filter(**of_case).select_related("began_by", "ended_by")
    exceptions = RestrictionException.objects.filter(**of_case, period__ended_at=None).select_related("body")
    decided = RetentionDecision.objects.filter(case=OuterRef("pk")).order_by("-pk").values("keep_until")[:1]
    asked = ErasureRequest.objects.filter(file_id=OuterRef("pk")).order_by("-pk").values("pk")[:1]
    paused = Grant.objects.standing(today()).filter(file=OuterRef("pk"), paused_at__isnull=False)
    case: Any = Case.objects.annotate(
        keep_until=Subquery(decided), erasure_id=Subquery(asked), has_paused_shares=Exists(paused)
    ).get(pk=number)
    return CaseDataRequestsAndHolds(
        case=case,
        access_requests=_list_newest_rows(requests.opened_for(case_access)),
        corrections=_list_newest_rows(corrections.opened_for(case_access)),
        holds=_list_newest_rows(holds.opened_for(case_access)),
        restrictions=_list_newest_rows(periods.opened_for(case_access)),
        exceptions=_list_newest_rows(exceptions.opened_for(case_access)) if case.restricted_on else [],
        has_paused_shares=case.has_paused_shares,
        keep_until=case.keep_until,
        erasure_id=case.erasure_id,
        joined=list(get_joined_case_references_by_id(number, case_access.owner_id).values()),
    )


def _list_newest_rows[Row](rows: "object") -> list[Row]:
    return list(rows.order_by("-pk")[:MOST_ROWS])  # type: ignore[attr-defined]
