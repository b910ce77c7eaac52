"""Who else may see an incident. It opens no case of its people, and a case opens no incident."""

from uuid import UUID

from django.db import transaction

from handrail.people.matching.permissions import lock_and_authorise_incident
from handrail.people.records.language_and_body_lookups import get_body_by_code
from handrail.platform.access import actions as access_actions
from handrail.platform.access.actor import Actor
from handrail.platform.access.grounds import GrantGround
from handrail.platform.access.kinds import Kind
from handrail.platform.access.models import Grant, User
from handrail.platform.access.roles import Permission
from handrail.platform.kernel.errors import ActionNotPossibleError

GROUNDS = (GrantGround.LIFE, GrantGround.CHILD, GrantGround.DUTY)
"""Nobody can agree for the others who were found: an incident is never shared on one person's consent."""


@transaction.atomic
def grant_colleague_access(*, incident_id: UUID, colleague_id: int, by: Actor) -> Grant:
    """Let a colleague see the incident.

    Args:
        incident_id: the incident.
        colleague_id: somebody of the same organisation.
        by: who acts.

    Raises:
        ActionNotPossibleError: they have no account with it.
    """
    _, case_access = lock_and_authorise_incident(incident_id, by, Permission.SHARE)
    colleague = User.objects.filter(pk=colleague_id, is_active=True).first()
    if colleague is None:
        raise ActionNotPossibleError("Choose someone who has an account with your organisation.")
    return access_actions.grant_colleague_access(
        case_access=case_access, colleague=colleague, because="Named on the incident", by=by
    )


@transaction.atomic
def share_incident(
    *, incident_id: UUID, body_code: str, ground: GrantGround, because: str, by: Actor
) -> Grant:
    """Let another organisation see the incident, on a ground that is not somebody's consent.

    Args:
        incident_id: the incident.
        body_code: the other organisation.
        ground: the lawful basis: one of `GROUNDS`.
        because: what it rests on.
        by: who acts.

    Raises:
        ActionNotPossibleError: on that basis it is not shared.
    """
    _, case_access = lock_and_authorise_incident(incident_id, by, Permission.SHARE)
    if ground not in GROUNDS:
        raise ActionNotPossibleError("One person cannot consent for the others. Choose another lawful basis.")
    return access_actions.share_file_with_body(
        case_access=case_access,
        body=get_body_by_code(body_code),
        kinds=[Kind.PATHWAY, Kind.ACCOUNT],
        ground=ground,
        because=because,
        until=None,
        by=by,
    )


@transaction.atomic
def end_incident_access(*, incident_id: UUID, grant_id: int, because: str, by: Actor) -> None:
    """Close the incident to somebody again.

    Args:
        incident_id: the incident.
        grant_id: the sharing that ends.
        because: the reason.
        by: who acts.

    Raises:
        ActionNotPossibleError: that sharing is not of this incident.
    """
    _, case_access = lock_and_authorise_incident(incident_id, by, Permission.SHARE)
    grant = Grant.objects.filter(pk=grant_id, file=case_access.file_id).first()
    if grant is None:
        raise ActionNotPossibleError("That is not shared from this incident.")
    access_actions.end_grant(case_access=case_access, grant=grant, because=because, by=by)
