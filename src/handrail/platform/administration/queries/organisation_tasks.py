"""What a platform administrator has to do now: organisations that nobody looks after, invitations that nobody took."""

from typing import NamedTuple

from django.db.models import Exists, OuterRef, QuerySet

from handrail.platform.access.models import Membership, User
from handrail.platform.access.roles import Role
from handrail.platform.administration.models import Invitation
from handrail.platform.outbox.queries import find_users_with_undelivered_mail
from handrail.platform.reference.models import Body

MOST = 5
"""So many of each are shown; the rest are one link away."""


class WaitingInvitation(NamedTuple):
    """An administrator who was invited and has not come."""

    invitation: Invitation
    came_back: bool  # the newest email to them


class OrganisationTasks(NamedTuple):
    """The first of each, and how many there are."""

    unattended: tuple[Body, ...]
    unattended_count: int
    invitations: tuple[WaitingInvitation, ...]
    invitation_count: int


def get_organisation_tasks() -> OrganisationTasks:
    """Organisations whose people have no administrator, and administrators who are waited for. Five statements."""
    unattended = _select_unattended_bodies()
    invitations = Invitation.objects.unanswered().filter(role=Role.ADMINISTRATOR)
    first = list(invitations.select_related("user", "body").order_by("expires_at", "pk")[:MOST])
    came_back = find_users_with_undelivered_mail([row.user_id for row in first])
    return OrganisationTasks(
        tuple(unattended.order_by("name")[:MOST]),
        unattended.count(),
        tuple(WaitingInvitation(row, row.user_id in came_back) for row in first),
        invitations.count(),
    )


def _select_unattended_bodies() -> QuerySet[Body]:
    """Bodies for which somebody works, and no administrator does."""
    people = User.objects.filter(body=OuterRef("pk"), is_active=True)
    further = Membership.objects.filter(body=OuterRef("pk"), ended_at__isnull=True, user__is_active=True)
    return Body.objects.filter(Exists(people) | Exists(further)).exclude(
        Exists(people.filter(role=Role.ADMINISTRATOR)) | Exists(further.filter(role=Role.ADMINISTRATOR))
    )
