"""What stood in the way, written down: a refusal, a dispute that names who houses them tonight, nothing that fits."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from handrail.directory.housing.nights import get_tonight
from handrail.people.housing.actions.stays import get_or_create_place_need
from handrail.people.housing.models import Dispute, HousingRefusal, NothingFits
from handrail.people.housing.permissions import lock_case_to_find_place
from handrail.people.housing.text_choices import HousingRefusalReason, MissingHousingProvision
from handrail.people.records.models import Case
from handrail.platform.access.actor import Actor
from handrail.platform.access.case_access import CaseAccess
from handrail.platform.access.errors import Denied
from handrail.platform.audit.actions import write_audit_record
from handrail.platform.kernel.errors import ActionNotPossibleError
from handrail.platform.reference.models import Body


@dataclass(frozen=True, slots=True)
class HousingDutyDisputeInput:
    """Two bodies that each say not us, and who houses the person meanwhile. Bodies are codes."""

    between: str
    other: str
    tonight: str
    payer: str
    says: str = ""
    other_says: str = ""
    pays_from: str = ""
    rule: str = ""


@transaction.atomic
def record_housing_refusal(
    *,
    case_id: UUID,
    body: str,
    body_words: str,
    why: HousingRefusalReason,
    words: str,
    said_by: str,
    at: datetime.datetime,
    by: Actor,
) -> None:
    """A body's no, with its reason: evidence of the gap.

    Args:
        case_id: the case.
        body: its code, or empty for one that is on no list.
        body_words: the name of one that is on no list.
        why: the reason.
        words: what was said.
        said_by: who said it.
        at: when.
        by: who acts.

    Raises:
        Denied: the actor may not find a place for this person.
        ActionNotPossibleError: the moment is to come or more than a year ago, or not exactly one body is named.
    """
    case, case_access = _lock_case_and_require_case_worker(case_id, by)
    if at > timezone.now():
        raise ActionNotPossibleError("That time is in the future.")
    if at < timezone.now() - datetime.timedelta(days=366):
        raise ActionNotPossibleError("The date is more than a year ago.")
    if bool(body) == bool(body_words.strip()):
        raise ActionNotPossibleError("Choose who refused, or enter their name, not both.")
    row = HousingRefusal(
        case=case,
        body=_get_body_or_raise(body) if body else None,
        body_words=body_words.strip(),
        why=HousingRefusalReason(why),
        refused_at=at,
        area=case.area,
        phase=case.phase,
        recorded_at=timezone.now(),
        recorded_by_id=by.user_id,
    )
    row.words = words
    row.said_by = said_by
    row.bind(case_access).save(force_insert=True)
    get_or_create_place_need(case, by)
    write_audit_record(
        who=by.who, verb="recorded a refusal to house", about=case.pk, why=HousingRefusalReason(why).label
    )


@transaction.atomic
def open_housing_duty_dispute(*, case_id: UUID, disputed: HousingDutyDisputeInput, by: Actor) -> None:
    """Whose duty it is, disputed.

    Args:
        case_id: the case.
        disputed: the two bodies, who houses the person tonight and who pays meanwhile.
        by: who acts.

    Raises:
        Denied: the actor may not find a place for this person.
        ActionNotPossibleError: one of them is not named, or a dispute is open already.
    """
    case, case_access = _lock_case_and_require_case_worker(case_id, by)
    if not disputed.tonight or not disputed.payer:
        raise ActionNotPossibleError(
            "Enter who houses them tonight and who pays meanwhile. A dispute does not stop a bed."
        )
    if disputed.between == disputed.other:
        raise ActionNotPossibleError("Choose the two different sides of the dispute.")
    if Dispute.objects.filter(case=case, settled_at__isnull=True).exists():
        raise ActionNotPossibleError(
            "There is already an open dispute. Settle it, or record another refusal."
        )
    row = Dispute(
        case=case,
        between=_get_body_or_raise(disputed.between),
        other=_get_body_or_raise(disputed.other),
        tonight=_get_body_or_raise(disputed.tonight),
        payer=_get_body_or_raise(disputed.payer),
        pays_from=disputed.pays_from.strip(),
        rule=disputed.rule.strip(),
        area=case.area,
        phase=case.phase,
        opened_at=timezone.now(),
        opened_by_id=by.user_id,
    )
    row.says = disputed.says
    row.other_says = disputed.other_says
    row.bind(case_access).save(force_insert=True)
    write_audit_record(who=by.who, verb="recorded a dispute about housing", about=case.pk)


@transaction.atomic
def settle_housing_duty_dispute(*, case_id: UUID, body: str, words: str, by: Actor) -> None:
    """Who it was found to be, and how.

    Args:
        case_id: the case.
        body: the code of the body whose duty it is.
        words: how that was found.
        by: who acts.

    Raises:
        Denied: the actor may not find a place for this person.
        ActionNotPossibleError: no dispute is open, or the body is not known.
    """
    case, case_access = _lock_case_and_require_case_worker(case_id, by)
    row = Dispute.objects.select_for_update().filter(case=case, settled_at__isnull=True).first()
    if row is None:
        raise ActionNotPossibleError("No open disputes on this case.")
    row.settled_at, row.settled_by_id, row.settled_body = timezone.now(), by.user_id, _get_body_or_raise(body)
    row.settled_words = words
    row.bind(case_access).save()
    write_audit_record(who=by.who, verb="settled a dispute about housing", about=case.pk)


@transaction.atomic
def record_night_without_suitable_place(
    *, case_id: UUID, missing: Sequence[str], words: str, slept: str, by: Actor
) -> None:
    """Nothing worked tonight, and what was missing.

    Args:
        case_id: the case.
        missing: codes of MissingHousingProvision.
        words: more about it.
        slept: where the person slept instead.
        by: who acts.

    Raises:
        Denied: the actor may not find a place for this person.
        ActionNotPossibleError: nothing is named.
    """
    case, case_access = _lock_case_and_require_case_worker(case_id, by)
    if not missing or not set(missing) <= set(MissingHousingProvision.values):
        raise ActionNotPossibleError("Choose what was missing.")
    row = NothingFits(
        case=case,
        missing=sorted(set(missing)),
        night=get_tonight(timezone.localtime()),
        area=case.area,
        phase=case.phase,
        recorded_at=timezone.now(),
        recorded_by_id=by.user_id,
    )
    row.words = words
    row.slept = slept
    row.bind(case_access).save(force_insert=True)
    get_or_create_place_need(case, by)
    write_audit_record(who=by.who, verb="recorded that nothing was suitable", about=case.pk)


def _lock_case_and_require_case_worker(case_id: UUID, by: Actor) -> tuple[Case, CaseAccess]:
    """Only those who work on the case say what stood in its way."""
    case, case_access = lock_case_to_find_place(case_id, by)
    if not case_access.inside:
        raise Denied("Only those who work on the case record who refused, and who disputes what.")
    return case, case_access


def _get_body_or_raise(code: str) -> Body:
    found = Body.objects.filter(code=code).first()
    if found is None:
        raise ActionNotPossibleError("Choose an organisation from the list.")
    return found
