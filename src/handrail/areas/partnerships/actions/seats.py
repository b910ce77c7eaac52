"""Seats and readers: invited, taken, declined, ended."""

from django.core.exceptions import ValidationError
from django.utils import timezone

from handrail.areas.partnerships.checked_words import atomic_action_with_text_check
from handrail.areas.partnerships.invitations import (
    find_user_for_seat_invitation,
    queue_mail_to_seat_holders,
    select_people_of_seat,
)
from handrail.areas.partnerships.models import GroupReader, Seat
from handrail.areas.partnerships.permissions import (
    lock_and_authorise_group,
    lock_and_authorise_row_of_group,
    lock_own_seat,
)
from handrail.areas.partnerships.states import MOST_SEATS, SEATED
from handrail.platform.access.actor import Actor
from handrail.platform.access.today import today
from handrail.platform.audit.actions import write_audit_record
from handrail.platform.kernel.errors import ActionNotPossibleError


@atomic_action_with_text_check
def offer_seat_to_organisation(seat: Seat, *, email: str = "", by: Actor) -> Seat:
    """Offer a seat to an organisation, and to a person there where their address is known.

    Args:
        seat: with its organisation and office.
        email: of the person to invite; where nobody there has it, whoever leads there is invited.
        by: who convenes the group.

    Returns:
        The seat.

    Raises:
        Denied, RecordNotVisibleError: it is not the actor's to run.
        ActionNotPossibleError: the group is closed or full.
        ValidationError: by field.
    """
    group = lock_and_authorise_group(seat.group_id, by)
    if group.seats.filter(state__in=SEATED).count() >= MOST_SEATS:
        raise ActionNotPossibleError("A group has at most 200 seats.")
    seat.state, seat.since = "accepted" if seat.body_id == group.body_id else "invited", today()
    seat.holder_account = find_user_for_seat_invitation(seat.body_id, email)
    seat.save_by(by)
    write_audit_record(
        who=by.who, verb="invited an organisation to a group", about=group.pk, why=str(seat.pk)
    )
    occasion, path = f"seat/{seat.pk}/invited", f"/partnerships/{group.pk}/"
    queue_mail_to_seat_holders("group_invited", [seat], occasion=occasion, path=path)
    return seat


@atomic_action_with_text_check
def change_group_seat(seat: Seat, *, seen: int, by: Actor) -> None:
    """Change office, deputy, part or language of a seat.

    Args:
        seat: as it is to be saved.
        seen: the version that the page showed.
        by: who convenes the group.

    Raises:
        Denied, RecordNotVisibleError: it is not the actor's to run.
        ConcurrentEditError: somebody saved it since.
        ValidationError: by field.
    """
    lock_and_authorise_group(seat.group_id, by)
    seat.save_by(by, seen=seen)
    write_audit_record(who=by.who, verb="changed a seat", about=seat.group_id, why=str(seat.pk))


@atomic_action_with_text_check
def answer_seat_invitation(seat: Seat, *, accepts: bool, seen: int, by: Actor) -> None:
    """Take a seat and say who holds it, in which language; or decline it with a reason.

    Args:
        seat: with holder, deputy, language, or the reason.
        accepts: whether it is taken.
        seen: the version that the page showed.
        by: of the organisation that is invited.

    Raises:
        Denied, RecordNotVisibleError: the seat is another organisation's.
        ConcurrentEditError: somebody saved it since.
        ActionNotPossibleError: a seat that is taken would be declined.
        ValidationError: by field.
    """
    saved = lock_own_seat(seat.pk, by)
    saved.raise_if_seen_version_stale(seen)
    if saved.state == "accepted" and not accepts:
        raise ActionNotPossibleError("This seat is taken. End it instead.")
    saved.holder, saved.deputy_holder, saved.language = seat.holder, seat.deputy_holder, seat.language
    _set_accounts_of_seat_holder_and_deputy(saved, seat)
    if accepts:
        saved.state, saved.why = "accepted", ""
    else:
        saved.state, saved.ended_on, saved.why = "declined", today(), seat.why
    saved.save_by(by, seen=seen)
    write_audit_record(who=by.who, verb=f"{saved.state} a seat", about=saved.group_id, why=str(saved.pk))


@atomic_action_with_text_check
def end_seat(seat: Seat, *, seen: int, by: Actor) -> None:
    """End a seat with a reason: its organisation reads nothing of the group from now on.

    Args:
        seat: with the reason.
        seen: the version that the page showed.
        by: who convenes the group, or of the organisation that leaves.

    Raises:
        Denied, RecordNotVisibleError: it is neither's.
        ConcurrentEditError: somebody saved it since.
    """
    saved = lock_own_seat(seat.pk, by) if _is_seat_of_own_body(seat, by) else _lock_seat_as_convener(seat, by)
    saved.raise_if_seen_version_stale(seen)
    saved.state, saved.ended_on, saved.why = "ended", today(), seat.why
    saved.save_by(by, seen=seen)
    _withdraw_actions_offered_to_seat(saved, by)
    write_audit_record(who=by.who, verb="ended a seat", about=saved.group_id, why=str(saved.pk))


@atomic_action_with_text_check
def add_reading_organisation_of_group(reader: GroupReader, *, by: Actor) -> GroupReader:
    """Let an organisation read papers without a seat. Raises Denied, RecordNotVisibleError, ValidationError."""
    group = lock_and_authorise_group(reader.group_id, by)
    reader.since = today()
    reader.save_by(by)
    write_audit_record(who=by.who, verb="added a reader to a group", about=group.pk, why=str(reader.pk))
    return reader


@atomic_action_with_text_check
def end_reading_right_of_organisation(reader: GroupReader, *, by: Actor) -> None:
    """End reading, from now on. Raises Denied, RecordNotVisibleError."""
    saved = lock_and_authorise_row_of_group(GroupReader.objects.filter(ended_on__isnull=True), reader.pk, by)
    saved.ended_on = timezone.localdate()
    saved.save_by(by)
    write_audit_record(who=by.who, verb="ended a reader of a group", about=saved.group_id, why=str(saved.pk))


def _set_accounts_of_seat_holder_and_deputy(saved: Seat, given: Seat) -> None:
    """The accounts that get the mails: of people who work there and take part."""
    people = set(select_people_of_seat(saved.body_id).values_list("pk", flat=True))
    for name in ("holder_account", "deputy_account"):
        number = getattr(given, f"{name}_id")
        if number is not None and number not in people:
            raise ValidationError({name: "Choose a person from the list"})
        setattr(saved, f"{name}_id", number)


def _is_seat_of_own_body(seat: Seat, by: Actor) -> bool:
    return seat.body_id == by.body_id


def _lock_seat_as_convener(seat: Seat, by: Actor) -> Seat:
    return lock_and_authorise_row_of_group(Seat.objects.filter(state__in=SEATED), seat.pk, by)  # type: ignore[no-any-return]


def _withdraw_actions_offered_to_seat(seat: Seat, by: Actor) -> None:
    """Offers that nobody answered end with the seat; what was accepted is followed up as before."""
    for action in seat.actions.select_for_update().filter(state="offered"):
        action.state, action.answered_on = "withdrawn", today()
        action.why = "The seat ended before it answered."
        action.save_by(by)
