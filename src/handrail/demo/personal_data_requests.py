"""What people of the demo asked about their own data, and closed cases for the yearly review."""

from datetime import date
from typing import Final

from django.db import transaction
from django.utils import timezone

from handrail.demo.case_writer import DemoLookups
from handrail.demo.relative_dates import get_date_days_before_today
from handrail.people.conferences.models import Conference, JointVisit
from handrail.people.contacts.actions import closing
from handrail.people.contacts.actions.closing import ClosureInput
from handrail.people.contacts.queries.outstanding_items import list_outstanding_items
from handrail.people.personal_data.actions import (
    access_and_correction_requests,
    erasure_requests,
    holds_restrictions_and_retention,
)
from handrail.people.personal_data.models import (
    AccessRequest,
    CorrectionRequest,
    LegalHold,
    RestrictionPeriod,
    RetentionDecision,
)
from handrail.people.records.closure_reasons import ClosureReason
from handrail.people.records.models import Case
from handrail.people.records.permissions import get_case_access
from handrail.platform.access.actor import Actor

PROTECTOR: Final = "bea.lindqvist"
LEAD: Final = "gareth.pell"
OPEN_CASES: Final = ("LN-0417-M", "LN-0405-Q", "LN-0406-V")
OF_STORIES: Final = ("LN-0001-A", "LN-0002-G", "LN-0340-C", "LN-0352-D", "LN-0400-B")
CLOSED_SHOWN: Final = 4


@transaction.atomic
def load_personal_data_requests_and_holds(cast: DemoLookups, today: date) -> None:
    """A copy that is due, a correction, a restriction, a hold, an erasure that waits, a record that is kept longer."""
    if AccessRequest.objects.exists():
        return
    by = cast.actors[PROTECTOR]
    cases = {case.reference: case for case in Case.objects.filter(reference__in=OPEN_CASES)}
    if len(cases) == len(OPEN_CASES):
        _record_requests_and_restriction(*(cases[reference] for reference in OPEN_CASES), today=today, by=by)
    _record_hold_erasure_request_and_retention(
        _close_oldest_unused_cases(cast.actors[LEAD]), today=today, by=by
    )


def _record_requests_and_restriction(
    copied: Case, corrected: Case, restricted: Case, *, today: date, by: Actor
) -> None:
    request = AccessRequest(received_on=get_date_days_before_today(today, 12))
    request.identity_note = "She asked at the centre, with her worker beside her."
    access_and_correction_requests.record_access_request(request, case_id=copied.pk, by=by)
    correction = CorrectionRequest(asked_on=get_date_days_before_today(today, 3))
    correction.words = "It says that I came in March. I came in May."
    access_and_correction_requests.record_correction_request(correction, case_id=corrected.pk, by=by)
    period = RestrictionPeriod(because="disputed")
    period.words = "He says that the account is another man’s."
    holds_restrictions_and_retention.restrict_record(period, case_id=restricted.pk, by=by)


def _close_oldest_unused_cases(lead: Actor) -> list[Case]:
    """The oldest that nothing else of the demo tells of."""
    rows = Case.objects.filter(owner_id=lead.body_id, closed_at__isnull=True, phase__in=("after", "outside"))
    rows = rows.exclude(pk__in=Conference.objects.values("case"))
    rows = rows.exclude(pk__in=JointVisit.objects.values("case"))
    cases = list(
        rows.exclude(reference__in=(*OPEN_CASES, *OF_STORIES)).order_by("opened_at", "pk")[:CLOSED_SHOWN]
    )
    for case in cases:
        closing.close_case(
            case_id=case.pk,
            reason=ClosureInput(ClosureReason.MOVED, "Settled near her sister."),
            seen={thing.key for thing in list_outstanding_items(get_case_access(case, lead))},
            by=lead,
        )
    return cases


def _record_hold_erasure_request_and_retention(closed: list[Case], *, today: date, by: Actor) -> None:
    if not closed:
        return
    hold = LegalHold(because="court")
    hold.words = "Claim against the employer; letter from the solicitor"
    holds_restrictions_and_retention.place_legal_hold(hold, case_id=closed[0].pk, by=by)
    for case in closed[1:2]:
        erasure_requests.request_erasure(case_id=case.pk, because="asked", by=by)
    for case in closed[2:]:
        decision = RetentionDecision(
            keep_until=max(get_date_days_before_today(today, -200), timezone.localdate())
        )
        decision.words = "Compensation claim is still open"
        holds_restrictions_and_retention.record_retention_decision(decision, case_id=case.pk, by=by)
