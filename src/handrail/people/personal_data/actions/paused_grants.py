"""While a record is restricted, what was shared with other organisations opens nothing (UK GDPR article 18(2)).

Emergency access is no sharing and is left as it is: it lasts hours, is told at once and is reviewed.
"""

from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone

from handrail.people.personal_data.models import RestrictionException, RestrictionPeriod
from handrail.people.personal_data.permissions import lock_and_authorise_case_record
from handrail.people.personal_data.text_choices import RestrictionExceptionGround
from handrail.platform.access.actor import Actor
from handrail.platform.access.models import Grant
from handrail.platform.access.today import today
from handrail.platform.audit.actions import write_audit_record
from handrail.platform.kernel.errors import ActionNotPossibleError


def pause_grants_to_bodies(case_id: UUID) -> list[Grant]:
    """Let every share of a record open nothing until the restriction ends. The caller records it with the rows."""
    rows = Grant.objects.filter(file=case_id, to_body__isnull=False, ended_at=None, paused_at=None)
    return [grant.revise(paused_at=timezone.now()) for grant in rows.select_for_update(of=("self",))]


def resume_grants_to_bodies(case_id: UUID, body_id: int | None = None) -> list[Grant]:
    """Let shares open again what they opened before, of one organisation or of all. The caller records it.

    Args:
        case_id: the record.
        body_id: the organisation; None for all.
    """
    rows = Grant.objects.filter(file=case_id, paused_at__isnull=False)
    rows = rows if body_id is None else rows.filter(to_body=body_id)
    return [grant.revise(paused_at=None) for grant in rows.select_for_update(of=("self",))]


@transaction.atomic
def allow_body_to_read_restricted_record(
    exception: RestrictionException, *, case_id: UUID, by: Actor
) -> None:
    """Let one organisation read what was shared with it in spite of the restriction, on a ground that the law names.

    Args:
        exception: the organisation, the ground and why it applies.
        case_id: the record, restricted.
        by: who decides it.

    Raises:
        ActionNotPossibleError: it is not restricted, nothing is shared with them, or they may read already.
    """
    case, case_access = lock_and_authorise_case_record(case_id, by)
    period = RestrictionPeriod.objects.filter(case=case, ended_at=None).first()
    if period is None:
        raise ActionNotPossibleError("This record is not restricted.")
    standing = Grant.objects.standing(today()).filter(file=case_id, to_body=exception.body_id)
    if not standing.filter(paused_at__isnull=False).exists():
        raise ActionNotPossibleError("Nothing is shared with this organisation that it cannot read.")
    exception.case, exception.period = case, period
    exception.allowed_at, exception.allowed_by_id = timezone.now(), by.user_id
    try:
        with transaction.atomic():
            exception.bind(case_access).save(force_insert=True)
    except IntegrityError:
        raise ActionNotPossibleError("This organisation can already read the record.") from None
    resumed = resume_grants_to_bodies(case_id, exception.body_id)
    ground = RestrictionExceptionGround(exception.ground).label
    write_audit_record(
        who=by.who,
        verb="let an organisation read a restricted record",
        about=case.pk,
        why=f"{exception.body.name}: {ground}",
        revised=resumed,
    )
