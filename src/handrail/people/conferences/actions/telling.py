"""Who is told by mail: members by account, as long as they work for the organisation for which they sit."""

from uuid import UUID

from handrail.people.conferences.models import Conference, ConferenceMember
from handrail.people.conferences.text_choices import MemberAgency
from handrail.platform.access.body_and_colleague_choices import select_users_of_body
from handrail.platform.access.roles import Permission
from handrail.platform.outbox.actions.messages import queue_messages


def list_member_account_ids(
    conference: Conference, *, part: MemberAgency | None = None, member_id: UUID | None = None
) -> list[int]:
    """Accounts of members and deputies who still work for the organisation for which they sit.

    Args:
        conference: whose members.
        part: of one part only; None for all.
        member_id: a member alone; None for all.
    """
    rows = ConferenceMember.objects.filter(conference=conference, left_at__isnull=True)
    rows = rows.filter(part=part) if part is not None else rows
    rows = rows.filter(pk=member_id) if member_id is not None else rows
    found: list[int] = []
    for body_id, user, deputy in rows.values_list("body", "user", "deputy"):
        seated = [number for number in (user, deputy) if number is not None]
        there = select_users_of_body(body_id, Permission.JOIN_CONFERENCE).filter(pk__in=seated)
        found += there.values_list("pk", flat=True)
    return list(dict.fromkeys(found))


def queue_message_to_members(kind: str, conference: Conference, people: list[int], occasion: str) -> None:
    """One message to each that names no person.

    Args:
        kind: the code of the template.
        conference: where the link leads.
        people: numbers of accounts.
        occasion: what makes it one message for each of them.
    """
    queue_messages(
        kind=kind,
        occasion=f"conference/{conference.pk}/{occasion}",
        about="",
        path=f"/conferences/{conference.pk}/",
        to=people,
    )
