"""Members: who sits at the table, their signed statement, and stepping out of a case."""

from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils import timezone

from handrail.people.conferences.actions.slice_ends import end_disclosures_of_conference
from handrail.people.conferences.actions.telling import list_member_account_ids, queue_message_to_members
from handrail.people.conferences.agreements import may_hold_conference_seat
from handrail.people.conferences.models import Conference, ConferenceMember
from handrail.people.conferences.permissions import (
    ConferenceSeat,
    lock_case_and_find_seat,
    select_seats_left_with_conflict,
)
from handrail.people.conferences.rules import list_agencies_member_may_sit_for
from handrail.people.conferences.text_choices import (
    ItemDisclosureEndReason,
    MemberAgency,
    MemberLeavingReason,
)
from handrail.platform.access.actor import Actor
from handrail.platform.access.errors import NotVisible
from handrail.platform.access.key_access import UnrecordedKeyAccess
from handrail.platform.access.models import User
from handrail.platform.access.models.membership import users_working_for_q
from handrail.platform.access.roles import Role
from handrail.platform.access.row_security.system_row_actor import SystemActor, acting_as_system
from handrail.platform.audit.actions import write_audit_record
from handrail.platform.kernel.errors import ActionNotPossibleError
from handrail.platform.kernel.messages import UserText, msg
from handrail.platform.reference.body_kinds import IMMIGRATION_ENFORCEMENT


@transaction.atomic
@acting_as_system(SystemActor.CONFERENCES)
def add_conference_member(member: ConferenceMember, *, conference_id: UUID, by: Actor) -> ConferenceMember:
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
    seat = lock_case_and_find_seat(conference_id, by)
    seat.require_runs()
    conference = seat.conference
    if not may_hold_conference_seat(member, seat.agreed):
        raise ActionNotPossibleError(
            "Immigration enforcement is not asked to a conference unless the person has agreed to it, or a legal duty "
            "is named. Record their answer first."
        )
    _raise_if_member_left_with_conflict(member, conference)
    _raise_if_body_may_not_sit_for_agency(member, conference)
    if member.legal_duty and member.body.kind != IMMIGRATION_ENFORCEMENT:
        raise ActionNotPossibleError("A legal duty is named for immigration enforcement only.")
    member.case_id, member.conference = conference.case_id, conference
    member.added_by_id, member.added_at = by.user_id, timezone.now()
    member.bind(UnrecordedKeyAccess(conference.case_id))
    try:
        with transaction.atomic():
            member.save_by(by)
    except IntegrityError:
        raise ActionNotPossibleError("They are a member already.") from None
    write_audit_record(
        who=by.who, verb="asked a member to a conference", about=conference.case_id, why=member.body.name
    )
    to = list_member_account_ids(conference, member_id=member.pk)
    queue_message_to_members("conference_member", conference, to, f"member/{member.pk}")
    return member


@transaction.atomic
@acting_as_system(SystemActor.CONFERENCES)
def sign_confidentiality_statement(*, conference_id: UUID, by: Actor, member_id: UUID | None = None) -> None:
    """Sign the confidentiality statement; for a member without an account the chair notes the paper that they signed.

    Args:
        conference_id: the conference.
        by: the member, the deputy; or the chair.
        member_id: of a member without an account; None for the actor's own.

    Raises:
        NotVisible: it is not theirs to sign.
        ActionNotPossibleError: it is signed already.
    """
    seat = lock_case_and_find_seat(conference_id, by)
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
    member.bind(UnrecordedKeyAccess(member.case_id)).save_by(by)
    write_audit_record(
        who=by.who, verb="signed the confidentiality statement of a conference", about=member.case_id
    )


@transaction.atomic
@acting_as_system(SystemActor.CONFERENCES)
def record_member_leaving(
    *, conference_id: UUID, member_id: UUID, why: MemberLeavingReason, words: str, by: Actor
) -> None:
    """Say that a member leaves the case. What they were given ends at once, and a deputy of the chair takes the chair.

    Args:
        conference_id: the conference.
        member_id: who leaves.
        why: the reason.
        words: in a sentence; may be empty.
        by: the chair, or whoever works on the case.

    Raises:
        NotVisible: it is not theirs to say.
        ActionNotPossibleError: they have left already.
    """
    seat = lock_case_and_find_seat(conference_id, by)
    seat.require_runs()
    member = ConferenceMember.objects.filter(pk=member_id, conference=conference_id).first()
    if member is None:
        raise NotVisible
    if member.left_at is not None:
        raise ActionNotPossibleError("They have left already.")
    _record_member_leaving(seat, member, why, words, by)


@transaction.atomic
@acting_as_system(SystemActor.CONFERENCES)
def withdraw_self_from_conference(
    *, conference_id: UUID, why: MemberLeavingReason, words: str, by: Actor
) -> None:
    """Step out oneself, seat or no seat. With a conflict of interest nothing about the case is met here any more.

    Args:
        conference_id: the conference.
        why: the reason; whoever has no seat steps out with a conflict alone.
        words: in a sentence; may be empty.
        by: a member, a deputy, or whoever works on the case.

    Raises:
        NotVisible: the actor is no part of it.
        ActionNotPossibleError: it has ended.
    """
    seat = lock_case_and_find_seat(conference_id, by)
    own = seat.member
    if own is not None and own.user_id == by.user_id:
        _record_member_leaving(seat, own, why, words, by)
        return
    if own is not None:
        own.bind(UnrecordedKeyAccess(own.case_id))
        own.deputy, own.deputy_signed_at = None, None
        own.save_by(by)
    if why is MemberLeavingReason.CONFLICT:
        _record_conflict_of_interest(seat, own.part if own else MemberAgency.OTHER, words, by)


def _record_conflict_of_interest(seat: ConferenceSeat, part: str, words: str, by: Actor) -> None:
    """Of a deputy, and of whoever works on the case without a seat: kept as a seat that was left at once."""
    conference, now = seat.conference, timezone.now()
    row = ConferenceMember(
        case_id=conference.case_id, conference=conference, part=part, body_id=by.body_id, user_id=by.user_id,
        added_by_id=by.user_id, added_at=now, left_at=now, left_why=MemberLeavingReason.CONFLICT,
    )  # fmt: skip
    row.bind(UnrecordedKeyAccess(conference.case_id))
    row.left_words = words
    row.save_by(by)
    _notify_leads_of_conflict(conference, row, by)


def _record_member_leaving(
    seat: ConferenceSeat, member: ConferenceMember, why: MemberLeavingReason, words: str, by: Actor
) -> None:
    member.bind(UnrecordedKeyAccess(member.case_id))
    member.left_at, member.left_why, member.left_words = timezone.now(), why, words
    member.save_by(by)
    end_disclosures_of_conference(seat.conference, ItemDisclosureEndReason.LEFT, member)
    write_audit_record(who=by.who, verb="stepped out of a conference", about=member.case_id, why=why.label)
    if member.part == MemberAgency.CHAIR and member.deputy_id is not None:
        _seat_deputy_as_chair(member, by)
    if why is MemberLeavingReason.CONFLICT:
        _notify_leads_of_conflict(seat.conference, member, by)


def _seat_deputy_as_chair(left: ConferenceMember, by: Actor) -> None:
    """The deputy takes the chair; who signed as deputy has signed."""
    row = ConferenceMember(
        case_id=left.case_id, conference_id=left.conference_id, part=MemberAgency.CHAIR, body_id=left.body_id,
        user_id=left.deputy_id, signed_at=left.deputy_signed_at, added_by_id=by.user_id, added_at=timezone.now(),
    )  # fmt: skip
    row.bind(UnrecordedKeyAccess(left.case_id)).save_by(by)
    write_audit_record(who=by.who, verb="made the deputy chair of a conference", about=left.case_id)


def _notify_leads_of_conflict(conference: Conference, member: ConferenceMember, by: Actor) -> None:
    """Whoever leads where the case is kept looks who works on it."""
    if member.body_id != conference.case.owner_id:
        return
    leads = User.objects.filter(users_working_for_q([member.body_id], [Role.DUTY_LEAD.value]), is_active=True)
    to = list(leads.exclude(pk=by.user_id).values_list("pk", flat=True))
    queue_message_to_members("conference_conflict", conference, to, f"conflict/{member.pk}")


def _raise_if_body_may_not_sit_for_agency(member: ConferenceMember, conference: Conference) -> None:
    parts = list_agencies_member_may_sit_for(
        member.body.kind, keeps_area=conference.area.kept_by_id == member.body_id
    )
    if member.part not in parts:
        raise ActionNotPossibleError(
            msg(
                "No one of {body} speaks for “{part}”. Choose another agency.",
                body=UserText(member.body.name),
                part=MemberAgency(member.part).label,
            )
        )
    if member.part == MemberAgency.CHAIR and member.user_id is None:
        raise ActionNotPossibleError("A chair needs an account.")


def _raise_if_member_left_with_conflict(member: ConferenceMember, conference: Conference) -> None:
    """Whoever stepped out of the case with a conflict of interest is not asked again, under whatever seat."""
    again = Q(user__isnull=True, body=member.body_id, name__iexact=member.name)
    if numbers := [one for one in (member.user_id, member.deputy_id) if one is not None]:
        again = Q(user__in=numbers)
    if select_seats_left_with_conflict(conference.case_id).filter(again).exists():
        raise ActionNotPossibleError(
            "They left a conference on this case with a conflict of interest. Ask someone else."
        )
