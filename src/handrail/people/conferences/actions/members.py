"""Members: who sits at the table, their signed statement, and stepping out of a case."""

from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone

from handrail.people.conferences.actions.slice_ends import end_slices
from handrail.people.conferences.actions.telling import list_accounts, tell
from handrail.people.conferences.agreements import may_sit
from handrail.people.conferences.models import ConferenceMember
from handrail.people.conferences.permissions import lock_seat
from handrail.people.conferences.text_choices import LeavingReason, SliceEnd
from handrail.platform.access.actor import Actor
from handrail.platform.access.errors import NotVisible
from handrail.platform.access.key_access import KeyAccess
from handrail.platform.access.row_security.system_row_actor import SystemActor, acting_as_system
from handrail.platform.audit.actions import record
from handrail.platform.kernel.errors import ActionNotPossibleError
from handrail.platform.reference.body_kinds import IMMIGRATION_ENFORCEMENT


@transaction.atomic
@acting_as_system(SystemActor.CONFERENCES)
def add_member(member: ConferenceMember, *, conference_id: UUID, by: Actor) -> ConferenceMember:
    """Ask somebody to the table; an agency may join late. They see nothing until they sign.

    Args:
        member: part, organisation, account or name, authority; unsaved.
        conference_id: the conference.
        by: the chair, or whoever works on the case.

    Returns:
        The saved member.

    Raises:
        NotVisible: the actor does not run it.
        ActionNotPossibleError: they are a member already, or may not be one.
        ValidationError: by field.
    """
    seat = lock_seat(conference_id, by)
    seat.require_runs()
    conference = seat.conference
    if not may_sit(member, seat.agreed):
        raise ActionNotPossibleError(
            "Immigration enforcement is not asked to a conference unless the person has agreed to it, or a legal duty "
            "is named. Record their answer first."
        )
    if member.legal_duty and member.body.kind != IMMIGRATION_ENFORCEMENT:
        raise ActionNotPossibleError("A legal duty is named for immigration enforcement only.")
    member.case_id, member.conference = conference.case_id, conference
    member.added_by_id, member.added_at = by.user_id, timezone.now()
    member.bind(KeyAccess(conference.case_id))
    try:
        with transaction.atomic():
            member.save_by(by)
    except IntegrityError:
        raise ActionNotPossibleError("They are a member already.") from None
    record(who=by.who, verb="asked a member to a conference", about=conference.case_id, why=member.body.name)
    to = list_accounts(conference, member_id=member.pk)
    tell("conference_member", conference, to, f"member/{member.pk}")
    return member


@transaction.atomic
@acting_as_system(SystemActor.CONFERENCES)
def sign_statement(*, conference_id: UUID, by: Actor, member_id: UUID | None = None) -> None:
    """Sign the confidentiality statement; for a member without an account the chair notes the paper that they signed.

    Args:
        conference_id: the conference.
        by: the member, the deputy; or the chair.
        member_id: of a member without an account; None for the actor's own.

    Raises:
        NotVisible: it is not theirs to sign.
        ActionNotPossibleError: it is signed already.
    """
    seat = lock_seat(conference_id, by)
    member = seat.member
    if member_id is not None and (member is None or member.pk != member_id):
        seat.require_runs()
        rows = ConferenceMember.objects.filter(pk=member_id, conference=conference_id, user__isnull=True)
        member = rows.filter(left_at__isnull=True).first()
    if member is None:
        raise NotVisible
    is_deputy = member.deputy_id is not None and member.deputy_id == by.user_id
    if (member.deputy_signed_at if is_deputy else member.signed_at) is not None:
        raise ActionNotPossibleError("It is signed already.")
    if is_deputy:
        member.deputy_signed_at = timezone.now()
    else:
        member.signed_at, member.signed_by_id = timezone.now(), by.user_id
    member.bind(KeyAccess(member.case_id)).save_by(by)
    record(who=by.who, verb="signed the confidentiality statement of a conference", about=member.case_id)


@transaction.atomic
@acting_as_system(SystemActor.CONFERENCES)
def leave_conference(
    *, conference_id: UUID, member_id: UUID, why: LeavingReason, words: str, by: Actor
) -> None:
    """Step out of the case: a conflict of interest, or somebody else comes. What they were given ends at once.

    Args:
        conference_id: the conference.
        member_id: who leaves.
        why: the reason.
        words: in a sentence; may be empty.
        by: the member, the chair, or whoever works on the case.

    Raises:
        NotVisible: it is not theirs to say.
        ActionNotPossibleError: they have left already.
    """
    seat = lock_seat(conference_id, by)
    if seat.member is None or seat.member.pk != member_id:
        seat.require_runs()
    member = ConferenceMember.objects.filter(pk=member_id, conference=conference_id).first()
    if member is None:
        raise NotVisible
    if member.left_at is not None:
        raise ActionNotPossibleError("They have left already.")
    member.bind(KeyAccess(member.case_id))
    member.left_at, member.left_why, member.left_words = timezone.now(), why, words
    member.save_by(by)
    end_slices(seat.conference, SliceEnd.LEFT, member)
    record(who=by.who, verb="stepped out of a conference", about=member.case_id, why=why.label)
