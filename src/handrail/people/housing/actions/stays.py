"""From a hold to a stay and to its end: confirmed, said no to, let go, extended, ended, moved."""

import datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from handrail.directory.housing import nights as run_of
from handrail.people.cases.events.actions.events import EventInput, record_event
from handrail.people.cases.events.actions.person_moves import record_person_moved
from handrail.people.cases.offers.actions import offers
from handrail.people.housing.actions.holds import (
    book_nights_in_unit,
    lock_housing_unit_row,
    make_unsuitable_booking_fields_for_overruled_check,
    raise_unless_unit_available,
    require_valid_hotel_suitability_check,
)
from handrail.people.housing.availability import CHECK_DAYS, MAX_NIGHTS, select_live_stay_nights
from handrail.people.housing.models import Dispute, Stay, StayNight, UnitBooking
from handrail.people.housing.permissions import (
    get_agreement_for_stay,
    lock_case_to_find_place,
    raise_unless_adult,
)
from handrail.people.housing.queries.bookings import attach_bookings, select_nights_of_stay
from handrail.people.housing.search_criteria import format_unit_title, get_search_criteria
from handrail.people.housing.text_choices import (
    HoldEndReason,
    ResponsibleBodyCertainty,
    StayEndReason,
    StayState,
)
from handrail.people.records.models import Case, Need, Offer
from handrail.people.records.models.need_and_offer import MOST_PENCE
from handrail.people.records.text_choices import OfferAnswer
from handrail.platform.access.actor import Actor
from handrail.platform.access.case_access import CaseAccess
from handrail.platform.access.kinds import Kind
from handrail.platform.access.roles import Permission
from handrail.platform.audit.actions import write_audit_record
from handrail.platform.kernel import dates
from handrail.platform.kernel.errors import ActionNotPossibleError
from handrail.platform.kernel.messages import msg, pluralise
from handrail.platform.reference.models import Body

PLACE_OF_SAFETY = "place_of_safety"
MAX_STAY_NIGHTS = 366
CHECK_AGE_TO_STAY = datetime.timedelta(days=CHECK_DAYS)


@transaction.atomic
def confirm_stay(
    *, case_id: UUID, stay_id: UUID, by: Actor, answers_for: str = "", payer: str = "", pays_from: str = ""
) -> None:
    """The person said yes: the hold becomes a stay, and an offer that was accepted.

    Who answers for housing them and who pays comes from an open dispute or the agreement; else from the codes given,
    and without any it is written down as not confirmed, which stops nothing.

    Args:
        case_id: the case.
        stay_id: a hold.
        by: who acts.
        answers_for: the code of the body that answers for housing them.
        payer: the code of the body that pays.
        pays_from: from which budget.

    Raises:
        Denied: the actor may not find a place for this person.
        ActionNotPossibleError: the hold ran out, or is none any more.
    """
    case, case_access, stay = _lock_stay(case_id, stay_id, by)
    raise_unless_adult(case)
    _raise_unless_held(stay)
    agreement = get_agreement_for_stay(stay, case_access, stay.booking.first_night, by)
    raise_unless_unit_available(stay.booking.unit, _list_nights_of_stay(stay), agreement)
    stay.state, stay.confirmed_at, stay.confirmed_by_id = StayState.CONFIRMED, timezone.now(), by.user_id
    stay.booking.held_until = None
    _set_responsible_body_and_payer_of_stay(stay, answers_for, payer, pays_from)
    stay.offer = _record_answered_stay_offer(stay, OfferAnswer.ACCEPTED, "", by)
    _end_overlapping_stays(stay, by)
    _save_stay_as_next_version(stay)
    _record_place_of_safety_event(stay, case_access, "place_of_safety_entered", stay.booking.first_night, by)
    write_audit_record(
        who=by.who, verb="confirmed a place", about=case.pk, why=format_unit_title(stay.booking.unit)
    )


@transaction.atomic
def decline_stay(*, case_id: UUID, stay_id: UUID, reason: str, by: Actor) -> None:
    """The person said no to the place: an offer that was declined, and the bed is free again.

    Args:
        case_id: the case.
        stay_id: a hold.
        reason: the code of the reason.
        by: who acts.

    Raises:
        Denied: the actor may not find a place for this person.
        ActionNotPossibleError: it is no hold any more.
    """
    case, _, stay = _lock_stay(case_id, stay_id, by)
    _raise_unless_held(stay)
    stay.offer = _record_answered_stay_offer(stay, OfferAnswer.DECLINED, reason, by)
    _release_hold_and_nights(stay, HoldEndReason.SAID_NO)
    write_audit_record(
        who=by.who, verb="recorded a refused place", about=case.pk, why=format_unit_title(stay.booking.unit)
    )


@transaction.atomic
def release_hold_on_place(
    *, case_id: UUID, stay_id: UUID, by: Actor, why: HoldEndReason = HoldEndReason.NOT_NEEDED
) -> None:
    """The hold is not needed: the bed is free again at once.

    Args:
        case_id: the case.
        stay_id: a hold.
        by: who acts.
        why: the reason.

    Raises:
        Denied: the actor may not find a place for this person.
        ActionNotPossibleError: it is no hold any more.
    """
    case, _, stay = _lock_stay(case_id, stay_id, by)
    if stay.state != StayState.HELD:
        raise ActionNotPossibleError("That place is no longer held.")
    _release_hold_and_nights(stay, HoldEndReason(why))
    write_audit_record(
        who=by.who, verb="released a place", about=case.pk, why=format_unit_title(stay.booking.unit)
    )


@transaction.atomic
def extend_stay(*, case_id: UUID, stay_id: UUID, nights: int, by: Actor) -> None:
    """Add so many nights after the last. What let them in is asked once more: the agreement, and of a hotel its check.

    Args:
        case_id: the case.
        stay_id: the stay.
        nights: how many.
        by: who acts.

    Raises:
        UnitTakenError: the bed is taken on one of the nights.
        ActionNotPossibleError: with the night at which it must end.
    """
    case, case_access, stay = _lock_stay(case_id, stay_id, by)
    raise_unless_adult(case)
    _raise_unless_confirmed(stay)
    if not 1 <= nights <= MAX_NIGHTS:
        raise ActionNotPossibleError(
            msg("Choose from 1 to {most_nights} more nights.", most_nights=MAX_NIGHTS)
        )
    if run_of.count_nights(stay.booking.first_night, stay.booking.last_night) + nights > MAX_STAY_NIGHTS:
        raise ActionNotPossibleError(
            "A stay cannot be longer than a year: end this one and record where they live."
        )
    if stay.booking.last_night < run_of.get_tonight(timezone.localtime()) - run_of.ONE_NIGHT:
        raise ActionNotPossibleError("That stay has ended. Find a new place.")
    more = run_of.list_nights(stay.booking.last_night + run_of.ONE_NIGHT, nights)
    agreement = get_agreement_for_stay(stay, case_access, more[0], by)
    raise_unless_unit_available(stay.booking.unit, more, agreement)
    if agreement and agreement.most_nights is not None:
        _raise_if_beyond_night_limit(
            agreement.most_nights, run_of.count_nights(stay.booking.first_night, more[-1]), agreement.name
        )
    _raise_if_nights_overlap(stay, more)
    _raise_unless_hotel_suitability_check_recent(stay, more[0])
    wanted = get_search_criteria(case, case_access, phase=Kind.PATHWAY in case_access.kinds, safety=False)
    stay.booking.last_night, stay.version = more[-1], stay.version + 1
    book_nights_in_unit(stay, stay.booking.unit, more, wanted, by, new=False)
    write_audit_record(who=by.who, verb="extended a stay", about=case.pk, why=f"{nights} nights more")


@transaction.atomic
def end_stay(
    *, case_id: UUID, stay_id: UUID, leaving: datetime.date, why: StayEndReason, words: str, by: Actor
) -> None:
    """They leave on that day: nights after it are free again, the outcome of the offer is written down.

    Leaving is a move, as coming was: the safety plan is due for another look.

    Args:
        case_id: the case.
        stay_id: the stay.
        leaving: the day on which they leave.
        why: the reason.
        words: more about it.
        by: who acts.

    Raises:
        Denied: the actor may not find a place for this person.
        ActionNotPossibleError: it has ended, or the day is none on which they can leave.
    """
    case, case_access, stay = _lock_stay(case_id, stay_id, by)
    _raise_unless_confirmed(stay)
    if leaving < stay.booking.first_night:
        raise ActionNotPossibleError(
            msg(
                "The leaving date cannot be before the stay began on {first_night}.",
                first_night=dates.format_long_day(stay.booking.first_night),
            )
        )
    if leaving > run_of.get_leaving_day(stay.booking.last_night):
        raise ActionNotPossibleError(
            msg(
                "The last night is {last_night}. Extend the stay first, or choose an earlier day.",
                last_night=dates.format_long_day(stay.booking.last_night),
            )
        )
    _set_stay_ended(stay, leaving, StayEndReason(why), by)
    stay.bind(case_access).end_words = words
    _save_stay_as_next_version(stay)
    _record_place_of_safety_event(
        stay, case_access, "place_of_safety_left", min(leaving, timezone.localdate()), by
    )
    record_person_moved(case=case, by=by)
    write_audit_record(who=by.who, verb="ended a stay", about=case.pk, why=StayEndReason(why).label)


def _lock_stay(case_id: UUID, stay_id: UUID, by: Actor) -> tuple[Case, CaseAccess, Stay]:
    """The case, then the unit, then the stay, each locked: always in this order."""
    case, case_access = lock_case_to_find_place(case_id, by)
    known = Stay.objects.filter(case=case, pk=stay_id).first()
    if known is None:
        raise ActionNotPossibleError("That stay is not on this case.")
    unit = lock_housing_unit_row(known.booking.unit_id)
    stay = Stay.objects.select_for_update(of=("self",)).get(pk=stay_id)
    stay.booking = UnitBooking.objects.select_for_update(of=("self",)).get(pk=stay.booking_id)
    stay.booking.unit, stay.case = unit, case
    if not case_access.inside and unit.place.provider_id != by.body_id:
        raise ActionNotPossibleError("That stay is not in one of your organisation’s places.")
    return case, case_access, stay


def _raise_unless_held(stay: Stay) -> None:
    title = format_unit_title(stay.booking.unit)
    if stay.state != StayState.HELD:
        raise ActionNotPossibleError(
            msg(
                "{title} is no longer held: {state}.",
                title=title,
                state=StayState(stay.state).label.lower(),
            )
        )
    until = stay.booking.held_until
    if until is not None and until <= timezone.now():
        ran_out = dates.format_time(dates.to_london(until))
        raise ActionNotPossibleError(
            msg(
                "The hold on {title} ended at {ran_out}. Hold it again if it is still free.",
                title=title,
                ran_out=ran_out,
            )
        )


def _raise_unless_confirmed(stay: Stay) -> None:
    if stay.state != StayState.CONFIRMED:
        raise ActionNotPossibleError(
            msg("That stay is {state}, so this cannot be done.", state=StayState(stay.state).label.lower())
        )


def _raise_if_beyond_night_limit(most: int, asked: int, name: str) -> None:
    if asked > most:
        raise ActionNotPossibleError(
            msg(
                "The agreement “{name}” allows up to {most} nights, and this would be {asked}.",
                name=name,
                most=most,
                asked=asked,
            )
        )


def _list_nights_of_stay(stay: Stay) -> tuple[datetime.date, ...]:
    return run_of.list_nights(
        stay.booking.first_night, run_of.count_nights(stay.booking.first_night, stay.booking.last_night)
    )


def _set_responsible_body_and_payer_of_stay(stay: Stay, answers_for: str, payer: str, pays_from: str) -> None:
    booking = stay.booking
    dispute = Dispute.objects.filter(case=stay.case, settled_at__isnull=True).first()
    if dispute is not None:
        booking.standing, booking.answers_for_id, booking.payer_id = (
            ResponsibleBodyCertainty.DISPUTED,
            dispute.tonight_id,
            dispute.payer_id,
        )
        booking.pays_from, booking.rule = dispute.pays_from, dispute.rule
        return
    agreement = booking.agreement
    if agreement is not None:
        booking.standing, booking.answers_for_id = ResponsibleBodyCertainty.AGREED, agreement.answers_id
        booking.payer_id, booking.pays_from = agreement.payer_id, agreement.pays_from
        booking.rule = agreement.name
        return
    bodies = Body.objects.in_bulk([code for code in (answers_for, payer) if code], field_name="code")
    booking.standing = ResponsibleBodyCertainty.UNCONFIRMED
    booking.answers_for, booking.payer = bodies.get(answers_for), bodies.get(payer)
    booking.pays_from = pays_from.strip()


def _record_answered_stay_offer(stay: Stay, answer: OfferAnswer, reason: str, by: Actor) -> Offer:
    """The stay as an offer against the person's need for a place, answered."""
    need = get_or_create_place_need(stay.case, by)
    today = timezone.localdate()
    offer = offers.make_offer(
        case_id=stay.case_id, need_id=need.pk, service_id=stay.booking.unit.place.service_id, on=today, by=by
    )
    offers.answer_offer(
        case_id=stay.case_id,
        offer_id=offer.pk,
        answer=answer,
        on=today,
        reason=reason,
        seen_version=offer.version,
        by=by,
    )
    return offer


def get_or_create_place_need(case: Case, by: Actor) -> Need:
    """The person's need for a place: the newest that is not met, made where nobody has written it down."""
    need = Need.objects.filter(case=case, kind=offers.PLACE_NEED, met_on__isnull=True).order_by("-id").first()
    if need is not None:
        return need
    need = Need.objects.create(
        case=case, kind=offers.PLACE_NEED, opened_on=timezone.localdate(), opened_by_id=by.user_id
    )
    write_audit_record(who=by.who, verb="recorded a need", about=case.pk)
    return need


def _end_overlapping_stays(stay: Stay, by: Actor) -> None:
    """A move: each place that they have on one of its nights is theirs to the night before, and free after it.

    The case is locked, so nobody gives them another meanwhile: one person never has two beds for one night.
    """
    for before in _lock_stays_sharing_a_night(stay):
        leaving = max(stay.booking.first_night, before.booking.first_night)
        if before.state == StayState.CONFIRMED:
            _set_stay_ended(before, leaving, StayEndReason.OTHER_PLACE, by)
        else:  # it ends later than this one begins: the days and the reason that were written down stay
            _release_nights_after(before, leaving)
            _record_stay_offer_result(before, by)
        _save_stay_as_next_version(before)


def _lock_stays_sharing_a_night(stay: Stay) -> list[Stay]:
    """Stays of the person, ended or not, with a night that is this one's too."""
    theirs = Stay.objects.select_for_update(of=("self",)).filter(
        case=stay.case_id, state__in=(StayState.CONFIRMED, StayState.ENDED)
    )
    others = attach_bookings(theirs.exclude(pk=stay.pk).order_by("pk"))
    nights = StayNight.objects.filter(
        booking__in=[other.booking_id for other in others],
        night__gte=stay.booking.first_night,
        night__lte=stay.booking.last_night,
    )
    overlapping = set(nights.values_list("booking", flat=True))
    return [other for other in others if other.booking_id in overlapping]


def _raise_if_nights_overlap(stay: Stay, nights: tuple[datetime.date, ...]) -> None:
    theirs = Stay.objects.filter(case=stay.case_id).exclude(pk=stay.pk)
    rows = select_live_stay_nights(timezone.now()).filter(
        booking__in=list(theirs.values_list("booking_id", flat=True)), night__in=nights
    )
    other = rows.select_related("booking__unit__place").order_by("night").first()
    if other is not None:
        raise ActionNotPossibleError(
            msg(
                "{unit_title} is kept for them from the night of {night}. Choose fewer nights, or "
                "let it go first.",
                unit_title=format_unit_title(other.booking.unit),
                night=dates.format_long_day(other.night),
            )
        )


def _raise_unless_hotel_suitability_check_recent(stay: Stay, night: datetime.date) -> None:
    """A hotel is not stayed at on a check that is a week old."""
    check = require_valid_hotel_suitability_check(stay.case, stay.booking.unit, CHECK_AGE_TO_STAY)
    if check is None:
        return
    stay.check_signed = check
    if stay.booking.unsuitable_from is None:
        for name, value in make_unsuitable_booking_fields_for_overruled_check(check, night).items():
            setattr(stay.booking, name, value)


def _release_nights_after(stay: Stay, leaving: datetime.date) -> None:
    select_nights_of_stay(stay).filter(night__gte=leaving).delete()
    stay.booking.last_night = max(stay.booking.first_night, leaving - run_of.ONE_NIGHT)


def _set_stay_ended(stay: Stay, leaving: datetime.date, why: StayEndReason, by: Actor) -> None:
    _release_nights_after(stay, leaving)
    stay.state, stay.ended_at, stay.ended_by_id, stay.ended_why = (
        StayState.ENDED,
        timezone.now(),
        by.user_id,
        why,
    )
    _record_stay_offer_result(stay, by)


def _record_stay_offer_result(stay: Stay, by: Actor) -> None:
    count = select_nights_of_stay(stay).values("night").distinct().count()
    cost = None if stay.booking.night_pence is None else stay.booking.night_pence * count
    assert stay.offer_id is not None, "the database keeps no stay without one"
    offer = Offer.objects.get(pk=stay.offer_id)
    offers.record_offer_result(
        case_id=stay.case_id,
        offer_id=offer.pk,
        result=msg(
            "Stayed {nights}. {ended_why}.",
            nights=pluralise(count, "night"),
            ended_why=StayEndReason(stay.ended_why).label,
        ),
        cost_pence=cost if cost is None or cost <= MOST_PENCE else None,
        seen_version=offer.version,
        by=by,
    )


def _release_hold_and_nights(stay: Stay, why: HoldEndReason) -> None:
    select_nights_of_stay(stay).delete()
    stay.state, stay.let_go_why, stay.booking.held_until = StayState.LET_GO, why, None
    _save_stay_as_next_version(stay)


def _save_stay_as_next_version(stay: Stay) -> None:
    stay.version += 1
    stay.booking.save()
    stay.save()


def _record_place_of_safety_event(
    stay: Stay, case_access: CaseAccess, event: str, on: datetime.date, by: Actor
) -> None:
    """A place of safety starts and ends a clock. Who may not write on the pathway leaves it to those who may."""
    tells = (
        stay.booking.unit.place.kind == PLACE_OF_SAFETY
        and case_access.may(Permission.RECORD)
        and Kind.PATHWAY in case_access.kinds
    )
    if tells and on <= timezone.localdate():
        record_event(case_id=stay.case_id, happening=EventInput(event, on), by=by)
