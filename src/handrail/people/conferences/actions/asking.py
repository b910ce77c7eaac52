"""Asking for a conference, accepting or returning it, and what the person says before and after."""

import datetime
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from handrail.people.cases.consent.actions.consents import (
    ConsentAskingInput,
    ConsentToSharingInput,
    record_conference_sharing_consent_answer,
)
from handrail.people.cases.events.actions.events import EventInput, save_event_in_locked_case
from handrail.people.conferences.actions.slice_ends import (
    end_consented_disclosures_to_agency,
    end_disclosures_of_conference,
    end_enforcement_seats_without_consent,
)
from handrail.people.conferences.actions.telling import list_member_account_ids, queue_message_to_members
from handrail.people.conferences.agreements import (
    does_person_refuse_conference,
    find_agreed_information_kinds_by_agency,
)
from handrail.people.conferences.models import Conference, ConferenceArea, ConferenceMember
from handrail.people.conferences.permissions import lock_case_and_find_seat, select_seats_left_with_conflict
from handrail.people.conferences.rules import (
    compute_conference_due_moment,
    is_repeat,
    list_agencies_member_may_sit_for,
)
from handrail.people.conferences.text_choices import (
    ENDED_STATES,
    ConferenceBasis,
    ConferenceState,
    ItemDisclosureEndReason,
    MemberAgency,
    PersonParticipation,
)
from handrail.people.records.models import Case, Event
from handrail.people.records.permissions import lock_and_authorise_case_by_id
from handrail.people.records.queries.child_cases import is_child_or_age_unsure_case
from handrail.people.records.text_choices import ConsentAnswer
from handrail.platform.access.actor import Actor
from handrail.platform.access.body_and_colleague_choices import select_users_of_body
from handrail.platform.access.key_access import UnrecordedKeyAccess
from handrail.platform.access.kinds import Kind
from handrail.platform.access.models import User
from handrail.platform.access.roles import Permission
from handrail.platform.access.row_security.system_row_actor import SystemActor, acting_as_system
from handrail.platform.access.today import today
from handrail.platform.audit.actions import write_audit_record
from handrail.platform.kernel.dates import add_years, to_london
from handrail.platform.kernel.errors import ActionNotPossibleError
from handrail.platform.kernel.messages import UserText, msg

NEVER_A_CHILD = (
    "They may be under 18. Conferences are for adults: call children’s social care at the council first."
)
ONE_OPEN = "A conference about this person is open already."
CONSENT_EVENT = "conference_consent_given"
AGREED = (ConferenceBasis.CONSENT.value, ConferenceBasis.BEST_INTERESTS.value)


def has_open_conference(case_id: UUID) -> bool:
    """Whether a conference about the person has not ended: there is one at a time."""
    return Conference.objects.filter(case=case_id).exclude(state__in=ENDED_STATES).exists()


@transaction.atomic
def request_conference(conference: Conference, *, case_id: UUID, area_id: UUID, by: Actor) -> Conference:
    """Ask for a conference about an adult; the chair and whoever asks are its first members.

    Args:
        conference: grounds, basis, when they were identified and agreed; unsaved.
        case_id: the case.
        area_id: the council area whose conference it is.
        by: who asks.

    Returns:
        The saved conference, with the moment by which it should be held.

    Raises:
        Denied, NotVisible: the case is not open to the actor for this.
        ActionNotPossibleError: they may be a child, one is open already, or the area holds none.
        ValidationError: by field.
    """
    case, _ = lock_and_authorise_case_by_id(case_id, by, Permission.SHARE, Kind.CONSENT, Kind.SAFETY)
    if is_child_or_age_unsure_case(case.pk):
        raise ActionNotPossibleError(NEVER_A_CHILD)
    if has_open_conference(case.pk):
        raise ActionNotPossibleError(ONE_OPEN)
    if select_seats_left_with_conflict(case.pk).filter(user=by.user_id).exists():
        raise ActionNotPossibleError(
            "You left a conference on this case with a conflict of interest. A colleague asks for the conference."
        )
    area = ConferenceArea.objects.in_use().filter(pk=area_id).first()
    if area is None:
        raise ActionNotPossibleError("Choose a council area that holds conferences.")
    now = timezone.now()
    conference.case, conference.area = case, area
    conference.asked_by_id, conference.from_body_id, conference.asked_at = by.user_id, by.body_id, now
    conference.state = ConferenceState.ASKED
    conference.due_at = compute_conference_due_moment(conference.identified_at, conference.agreed_at)
    earlier = Conference.objects.filter(case=case).values_list("asked_at", flat=True)
    conference.is_repeat = is_repeat(today(), [to_london(at).date() for at in earlier])
    _raise_if_conference_basis_incomplete(conference)
    conference.bind(UnrecordedKeyAccess(case.pk))
    conference.save_by(by)
    add_first_members(conference, area, by, now)
    _record_consent_event_on_pathway(conference, case, by)
    write_audit_record(
        who=by.who, verb="asked for a case conference", about=case.pk, why=conference.get_basis_display()
    )
    queue_message_to_members(
        "conference_asked", conference, list_member_account_ids(conference, part=MemberAgency.CHAIR), "asked"
    )
    return conference


@transaction.atomic
@acting_as_system(SystemActor.CONFERENCES)
def accept_or_return_conference(*, conference_id: UUID, accepts: bool, words: str, by: Actor) -> None:
    """Accept it, or return it with a reason. Protection that is under way goes on in either case.

    Args:
        conference_id: the conference.
        accepts: False returns it to whoever asked.
        words: why it is returned.
        by: the chair or the deputy.

    Raises:
        NotVisible: the actor does not chair it.
        ActionNotPossibleError: it was answered already, or no reason is given.
    """
    seat = lock_case_and_find_seat(conference_id, by)
    seat.require_chairs()
    conference = seat.conference
    if conference.state != ConferenceState.ASKED:
        raise ActionNotPossibleError("It was answered already. Look at it again.")
    if not accepts and not words.strip():
        raise ActionNotPossibleError("Say why it is returned.")
    conference.bind(UnrecordedKeyAccess(conference.case_id))
    conference.state = ConferenceState.ACCEPTED if accepts else ConferenceState.RETURNED
    conference.answer_words = words
    conference.save_by(by)
    if not accepts:
        end_disclosures_of_conference(conference, ItemDisclosureEndReason.CLOSED)
    verb = "accepted a case conference" if accepts else "returned a case conference"
    write_audit_record(who=by.who, verb=verb, about=conference.case_id)
    queue_message_to_members("conference_answered", conference, [conference.asked_by_id], "answered")


@transaction.atomic
@acting_as_system(SystemActor.CONFERENCES)
def save_person_participation_choice(conference: Conference, *, seen: int, by: Actor) -> None:
    """How the person wants to take part, who speaks for them, and their words, which come first.

    Args:
        conference: as it was filled in.
        seen: the version that the page showed.
        by: whoever works on the case.

    Raises:
        NotVisible: the actor does not work on it.
        ActionNotPossibleError: it has ended, or nobody is named who speaks for them.
        ConcurrentEditError, ValidationError: as ever.
    """
    lock_case_and_find_seat(conference.pk, by).require_works_on_case()
    if conference.choice == PersonParticipation.REPRESENTED and not conference.speaker:
        raise ActionNotPossibleError("Name who speaks for them.")
    if conference.choice != Conference.objects.get(pk=conference.pk).choice:
        conference.choice_at = timezone.now()
    conference.words_at = timezone.now() if conference.words else None
    conference.save_by(by, seen=seen)
    if does_person_refuse_conference(conference):
        end_consented_disclosures_to_agency(conference, None, ())
    write_audit_record(
        who=by.who, verb="recorded how the person takes part in a conference", about=conference.case_id
    )


@transaction.atomic
@acting_as_system(SystemActor.CONFERENCES)
def record_consent_to_tell_agency(
    *,
    conference_id: UUID,
    said: ConsentAnswer,
    sharing: ConsentToSharingInput,
    asked: ConsentAskingInput,
    by: Actor,
) -> int:
    """What the person says of telling one agency. A no, or less than before, ends what was cut on their agreement.

    Args:
        conference_id: the conference.
        said: the answer.
        sharing: the agency and the kinds of information.
        asked: how it was asked for.
        by: whoever works on the case.

    Returns:
        How many parts of slices, and seats of immigration enforcement, ended by it.

    Raises:
        Denied, NotVisible: the actor may not record it.
        ActionNotPossibleError: with what to say differently.
    """
    seat = lock_case_and_find_seat(conference_id, by)
    seat.require_works_on_case()
    record_conference_sharing_consent_answer(
        case_id=seat.conference.case_id, said=said, sharing=sharing, asked=asked, by=by
    )
    kept = sharing.kept if said is ConsentAnswer.YES else ()
    ended = end_consented_disclosures_to_agency(
        seat.conference, sharing.body_code, [kind.value for kind in kept]
    )
    agreed = find_agreed_information_kinds_by_agency(seat.conference.case_id)
    return ended + end_enforcement_seats_without_consent(seat.conference, agreed, by)


def _raise_if_conference_basis_incomplete(conference: Conference) -> None:
    if conference.basis == ConferenceBasis.CONSENT:
        if not conference.knows_police_record_crimes:
            raise ActionNotPossibleError(
                "Tell them first that police may record a crime that is named at a conference, and tick it."
            )
        return
    if not (conference.decided_by and conference.decided_why and conference.review_on):
        raise ActionNotPossibleError(
            "Without their own agreement, name who decided, why, and the day on which it is reviewed."
        )
    if not today() <= conference.review_on <= add_years(today(), 1):
        raise ValidationError({"review_on": "Enter a day from today to a year from now"})


def add_first_members(
    conference: Conference, area: ConferenceArea, by: Actor, now: datetime.datetime
) -> None:
    """The chair with the deputy, and whoever asks.

    Args:
        conference: as it was saved.
        area: the council area whose conference it is.
        by: who asks.
        now: the moment.

    Raises:
        ActionNotPossibleError: nobody can chair there.
    """
    chair, deputy = _find_chair_and_deputy(area, conference.case_id)
    people = [(MemberAgency.CHAIR, area.kept_by_id, chair, deputy)]
    if by.user_id not in (chair.pk, deputy.pk if deputy else None):
        parts = list_agencies_member_may_sit_for(by.body_kind, keeps_area=False)
        part = parts[0] if parts else MemberAgency.OTHER
        people.append((part, by.body_id, User.objects.get(pk=by.user_id), None))
    for part, body_id, user, deputy in people:
        row = ConferenceMember(
            case_id=conference.case_id, conference=conference, part=part, body_id=body_id, user=user,
            deputy=deputy, added_by_id=by.user_id, added_at=now,
        )  # fmt: skip
        row.bind(UnrecordedKeyAccess(conference.case_id)).save_by(by)


def _find_chair_and_deputy(area: ConferenceArea, case_id: UUID) -> tuple[User, User | None]:
    """Whoever chairs for the organisation that keeps the area: both work there, without a conflict of interest."""
    there = select_users_of_body(area.kept_by_id, Permission.JOIN_CONFERENCE)
    there = there.exclude(
        pk__in=select_seats_left_with_conflict(case_id).filter(user__isnull=False).values("user")
    )
    found = {user.pk: user for user in there.filter(pk__in=[area.chair_id, area.deputy_id or area.chair_id])}
    if area.chair_id not in found:
        raise ActionNotPossibleError(
            msg(
                "The chair in {area} no longer works for {body}, or has a conflict of interest. "
                "Ask a duty lead there to name a new chair.",
                area=UserText(area.name),
                body=UserText(area.kept_by.name),
            )
        )
    return found[area.chair_id], found.get(area.deputy_id or 0)


def _record_consent_event_on_pathway(conference: Conference, case: Case, by: Actor) -> None:
    """The event of the pathway that starts its clock, where it is not there yet."""
    there = any(row.event == CONSENT_EVENT for row in Event.objects.filter(case=case))
    if conference.basis in AGREED and not there:
        at = to_london(conference.agreed_at)
        save_event_in_locked_case(case, EventInput(CONSENT_EVENT, at.date(), at.time()), by)
