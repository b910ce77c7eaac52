"""Who else may see an incident. It opens no case of its people, and a case opens no incident."""

from uuid import UUID

from django.db import transaction

from handrail.access import actions as door
from handrail.access.actor import Actor
from handrail.access.grounds import Ground
from handrail.access.kinds import Kind
from handrail.access.models import Grant, User
from handrail.access.roles import Permission
from handrail.casework.case.lookups import organisation
from handrail.kernel.refusals import NotNow
from handrail.linking.permissions import enter_incident

GROUNDS = (Ground.LIFE, Ground.CHILD, Ground.DUTY)
"""Nobody can agree for the others who were found: an incident is never shared on one person's consent."""


@transaction.atomic
def name_on_incident(*, incident_id: UUID, colleague_id: int, by: Actor) -> Grant:
    """Let a colleague see the incident."""
    _, sight = enter_incident(incident_id, by, Permission.SHARE)
    colleague = User.objects.filter(pk=colleague_id, is_active=True).first()
    if colleague is None:
        raise NotNow("Choose somebody who has an account with your organisation.")
    return door.name_colleague(sight=sight, colleague=colleague, because="Named on the incident", by=by)


@transaction.atomic
def share_incident(*, incident_id: UUID, body_code: str, ground: Ground, because: str, by: Actor) -> Grant:
    """Let another organisation see the incident, on a ground that is not somebody's consent."""
    _, sight = enter_incident(incident_id, by, Permission.SHARE)
    if ground not in GROUNDS:
        raise NotNow("One person cannot agree for the others. Choose another ground.")
    return door.share(
        sight=sight,
        body=organisation(body_code),
        kinds=[Kind.PATHWAY],
        ground=ground,
        because=because,
        until=None,
        by=by,
    )


@transaction.atomic
def end_seeing(*, incident_id: UUID, grant_id: int, because: str, by: Actor) -> None:
    """Close the incident to somebody again."""
    _, sight = enter_incident(incident_id, by, Permission.SHARE)
    grant = Grant.objects.filter(pk=grant_id, file=sight.file_id).first()
    if grant is None:
        raise NotNow("That sharing is not of this incident.")
    door.end_grant(sight=sight, grant=grant, because=because, by=by)
