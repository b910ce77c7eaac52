"""What was asked and decided about the data of one record."""

from dataclasses import dataclass

from handrail.people.personal_data.models import (
    AccessRequest,
    CorrectionRequest,
    ErasureRequest,
    LegalHold,
    RestrictionPeriod,
    RetentionDecision,
)
from handrail.people.personal_data.queries.joined import list_joined_case_ids
from handrail.people.records.models import Case
from handrail.platform.access.case_access import CaseAccess

MOST_ROWS = 25


@dataclass(frozen=True, slots=True)
class CaseData:
    """Rows are the newest first; `joined` are the references of records that are read as one person with this one."""

    case: Case
    access_requests: list[AccessRequest]
    corrections: list[CorrectionRequest]
    holds: list[LegalHold]
    restrictions: list[RestrictionPeriod]
    decisions: list[RetentionDecision]
    erasures: list[ErasureRequest]
    joined: list[str]

    @property
    def is_on_hold(self) -> bool:
        """Whether a hold is in force."""
        return any(hold.lifted_at is None for hold in self.holds)


def get_case_data(case_access: CaseAccess) -> CaseData:
    """Everything of this room about one record, opened for its reader."""
    number = case_access.file_id
    of_case = {"case": number}
    requests = AccessRequest.objects.filter(**of_case).select_related("opened_by", "answered_by")
    corrections = CorrectionRequest.objects.filter(**of_case).select_related("recorded_by", "changed_by")
    holds = LegalHold.objects.filter(**of_case).select_related("placed_by", "lifted_by")
    periods = RestrictionPeriod.objects.filter(**of_case).select_related("began_by", "ended_by")
    decisions = RetentionDecision.objects.filter(**of_case).select_related("decided_by")
    erasures = ErasureRequest.objects.filter(file_id=number).select_related("asked_by", "decided_by")
    joined = [one for one in list_joined_case_ids(number) if one != number]
    references = Case.objects.filter(pk__in=joined).order_by("reference").values_list("reference", flat=True)
    return CaseData(
        case=Case.objects.only("reference", "closed_at", "restricted_on", "age", "closed_because").get(
            pk=number
        ),
        access_requests=_newest(requests.opened_for(case_access)),
        corrections=_newest(corrections.opened_for(case_access)),
        holds=_newest(holds.opened_for(case_access)),
        restrictions=_newest(periods.opened_for(case_access)),
        decisions=_newest(decisions.opened_for(case_access)),
        erasures=_newest(erasures),
        joined=list(references) if joined else [],
    )


def _newest[Row](rows: "object") -> list[Row]:
    return list(rows.order_by("-pk")[:MOST_ROWS])  # type: ignore[attr-defined]
