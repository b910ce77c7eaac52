"""Holding a unit for a short time: never twice for the same night, and a hold that ran out stops nobody.

What two could want at once is the unit's row, which is locked; what must never be true is the database's own
constraint on bed space and night.
"""

import datetime
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone

from handrail.directory.housing import nights as run_of
from handrail.directory.housing.models import Unit
from handrail.directory.housing.place_kinds import PLACE_KINDS_BY_CODE
from handrail.directory.housing.queries.agreements import AgreementDetail
from handrail.directory.service_fit import FitVerdict
from handrail.people.housing.availability import (
    CHECK_HOURS,
    HOLD_MINUTES,
    LOOK_AHEAD,
    MAX_NIGHTS,
    find_free_spaces_or_full_night,
)
from handrail.people.housing.models import Stay, StayNight, SuitabilityCheck, UnitBooking
from handrail.people.housing.permissions import (
    get_agreement_for_place,
    lock_case_to_find_place,
    raise_unless_adult,
)
from handrail.people.housing.queries.bookings import (
    attach_bookings,
    sort_stays_by_first_night,
)
from handrail.people.housing.queries.free_alternatives import list_free_unit_titles
from handrail.people.housing.search_criteria import (
    PlaceSearchCriteria,
    format_unit_title,
    get_search_criteria,
    list_unit_fit_reasons_for_case,
)
from handrail.people.housing.text_choices import LIVE_STATES, HoldEndReason, StayState, UnsuitableReason
from handrail.people.records.models import Case
from handrail.platform.access.actor import Actor
from handrail.platform.access.case_access import CaseAccess
from handrail.platform.access.kinds import Kind
from handrail.platform.audit.actions import write_audit_record
from handrail.platform.kernel import dates
from handrail.platform.kernel.errors import ActionNotPossibleError
from handrail.platform.kernel.messages import join_texts, lower_first, msg

CHECK_AGE_TO_HOLD = datetime.timedelta(hours=CHECK_HOURS)


class UnitTakenError(ActionNotPossibleError):
    """Somebody else has it. The text says who, and what is still free."""


@transaction.atomic
def hold_unit(*, case_id: UUID, unit_id: UUID, first_night: datetime.date, nights: int, by: Actor) -> UUID:
    """Hold a unit for half an hour.

    Args:
        case_id: the case of an adult.
        unit_id: the unit.
        first_night: the first night.
        nights: how many, 1 to MAX_NIGHTS.
        by: who acts.

    Returns:
        The number of the stay.

    Raises:
        Denied: the actor may not find a place for this person.
        UnitTakenError: somebody else was first.
        ActionNotPossibleError: the unit cannot be used, does not fit, or its check is missing.
    """
    case, case_access = lock_case_to_find_place(case_id, by)
    raise_unless_adult(case)
    wanted_nights = list_nights_to_hold_or_raise(first_night, nights)
    unit = lock_housing_unit_row(unit_id)
    agreement = _get_place_agreement_or_raise_if_unusable(unit, case_access, wanted_nights, by)
    wanted = _get_search_criteria_or_raise_if_unit_unfit(case, unit, case_access)
    check = require_valid_hotel_suitability_check(case, unit)
    release_lapsed_holds_of_unit_and_case(unit, case)
    stay = Stay(
        case=case,
        needs_check=PLACE_KINDS_BY_CODE[unit.place.kind].after_check,
        held_at=timezone.now(),
        held_by_id=by.user_id,
        held_for_id=by.body_id,
        moving_from=_get_stay_to_move_from(case, first_night, wanted_nights[-1]),
        check_signed=check,
    )
    stay.booking = UnitBooking(
        stay_id=stay.pk,
        unit=unit,
        beds=wanted.household.beds,
        first_night=first_night,
        last_night=wanted_nights[-1],
        held_until=_compute_end_of_hold(stay.held_at),
        held_by_name=by.user_name,
        held_for_id=by.body_id,
        agreement_id=agreement.agreement_id if agreement else None,
        night_pence=unit.place.night_pence,
        **make_unsuitable_booking_fields_for_overruled_check(check, first_night),
    )
    book_nights_in_unit(stay, unit, wanted_nights, wanted, by, new=True)
    write_audit_record(who=by.who, verb="held a place", about=case.pk, why=format_unit_title(unit))
    return stay.pk


def _compute_end_of_hold(held_at: datetime.datetime) -> datetime.datetime:
    """To the minute: the moment itself would lead from the bed to the case."""
    return (held_at + datetime.timedelta(minutes=HOLD_MINUTES)).replace(second=0, microsecond=0)


def list_nights_to_hold_or_raise(first: datetime.date, count: int) -> tuple[datetime.date, ...]:
    """The nights, if they can be asked for.

    Returns:
        Each night, in order.

    Raises:
        ActionNotPossibleError: too many, over, or too far ahead.
    """
    if not 1 <= count <= MAX_NIGHTS:
        raise ActionNotPossibleError(
            msg(
                "Choose from 1 to {most_nights} nights. You can extend the stay later.",
                most_nights=MAX_NIGHTS,
            )
        )
    tonight = run_of.get_tonight(timezone.localtime())
    if first < tonight:
        raise ActionNotPossibleError("That night is over. Choose tonight or a later night.")
    if first > tonight + LOOK_AHEAD:
        raise ActionNotPossibleError(
            msg("Places can be held up to {days} nights ahead.", days=LOOK_AHEAD.days)
        )
    return run_of.list_nights(first, count)


def lock_housing_unit_row(unit_id: UUID) -> Unit:
    """The unit, locked, with its place. Raises ActionNotPossibleError for none."""
    rows = Unit.objects.select_for_update(of=("self",)).select_related("place__zone", "place__provider")
    row = rows.filter(pk=unit_id).first()
    if row is None:
        raise ActionNotPossibleError("Choose a place from the list.")
    return row


def raise_unless_unit_available(
    unit: Unit, nights: tuple[datetime.date, ...], agreement: AgreementDetail | None
) -> None:
    """Open, not flagged, not withdrawn, agreed for each of the nights.

    Args:
        unit: the unit, with its place.
        nights: the nights, in order.
        agreement: the one under which it is used, if it needs one.

    Raises:
        ActionNotPossibleError: it is not; the sentence names the night.
    """
    title, place = format_unit_title(unit), unit.place
    if place.state != "open":
        raise ActionNotPossibleError(msg("{title} is not open now, so it cannot be held.", title=title))
    if place.flagged_on is not None:
        raise ActionNotPossibleError(
            msg(
                "Do not use {name}: it was flagged on {flagged_on}.",
                name=place.name,
                flagged_on=dates.format_day(place.flagged_on),
            )
        )
    if nights[0] < unit.open_from:
        raise ActionNotPossibleError(
            msg(
                "{title} is open from the night of {open_from}.",
                title=title,
                open_from=dates.format_long_day(unit.open_from),
            )
        )
    if unit.withdrawn_from is not None and nights[-1] >= unit.withdrawn_from:
        raise ActionNotPossibleError(
            msg(
                "{title} was withdrawn from the night of {withdrawn_from}. Choose fewer nights, or "
                "another place.",
                title=title,
                withdrawn_from=dates.format_long_day(unit.withdrawn_from),
            )
        )
    if agreement and agreement.last_night is not None and nights[-1] > agreement.last_night:
        raise ActionNotPossibleError(
            msg(
                "The last night of the agreement “{name}” is {last_night}. Choose fewer nights or another place.",
                name=agreement.name,
                last_night=dates.format_long_day(agreement.last_night),
            )
        )
    if agreement and agreement.most_nights is not None and len(nights) > agreement.most_nights:
        raise ActionNotPossibleError(
            msg(
                "The agreement “{name}” allows up to {most_nights} nights.",
                name=agreement.name,
                most_nights=agreement.most_nights,
            )
        )


def release_lapsed_holds_of_unit_and_case(unit: Unit, case: Case) -> None:
    """Holds of this unit and of this case whose time is over: their nights are free again.

    A hold of another case keeps its state until the sweep comes by (expired_holds.py): that case is not open here.
    """
    now = timezone.now()
    StayNight.objects.filter(unit=unit, booking__held_until__lte=now).delete()
    held = attach_bookings(Stay.objects.filter(case=case, state=StayState.HELD))
    mark_holds_lapsed([stay.booking for stay in held if _is_hold_over(stay.booking, now)])


def _is_hold_over(booking: UnitBooking, now: datetime.datetime) -> bool:
    return booking.held_until is not None and booking.held_until <= now


def mark_holds_lapsed(bookings: list[UnitBooking]) -> None:
    """The holds came to nothing because their time ran out. Nobody did it, so no act is recorded."""
    if not bookings:
        return
    StayNight.objects.filter(booking__in=bookings).delete()
    UnitBooking.objects.filter(pk__in=[booking.pk for booking in bookings]).update(held_until=None)
    Stay.objects.filter(pk__in=[booking.stay_id for booking in bookings], state=StayState.HELD).update(
        state=StayState.LET_GO, let_go_why=HoldEndReason.RAN_OUT
    )


def book_nights_in_unit(
    stay: Stay,
    unit: Unit,
    nights: tuple[datetime.date, ...],
    wanted: PlaceSearchCriteria,
    by: Actor,
    *,
    new: bool,
) -> None:
    """Write the nights down.

    Args:
        stay: the stay, saved with them.
        unit: the locked unit.
        nights: the nights, in order.
        wanted: what the household needs, to name what else is free.
        by: who acts.
        new: whether the stay is not in the database yet.

    Raises:
        UnitTakenError: one of them is somebody's, whether seen here or by the database.
    """
    spaces = find_free_spaces_or_full_night(unit, nights, stay.booking.beds, timezone.now())
    if isinstance(spaces, datetime.date):
        raise _build_unit_taken_error(stay, unit, spaces, wanted, by)
    rows = [
        StayNight(booking=stay.booking, unit=unit, space=space, night=night)
        for night, each in spaces.items()
        for space in each
    ]
    try:
        with transaction.atomic():
            stay.booking.save(force_insert=new)
            stay.save(force_insert=new)
            StayNight.objects.bulk_create(rows)
    except IntegrityError:
        raise _build_unit_taken_error(stay, unit, nights[0], wanted, by) from None


def require_valid_hotel_suitability_check(
    case: Case, unit: Unit, within: datetime.timedelta = CHECK_AGE_TO_HOLD
) -> SuitabilityCheck | None:
    """The signed check that lets a hotel be held, or kept.

    Args:
        case: the case.
        unit: the unit, with its place.
        within: how old the check may be.

    Returns:
        None where the place needs none.

    Raises:
        ActionNotPossibleError: there is none, or it says no and nobody overruled it.
    """
    if not PLACE_KINDS_BY_CODE[unit.place.kind].after_check:
        return None
    newest = SuitabilityCheck.objects.filter(case=case, signed_at__gte=timezone.now() - within)
    of_place = (row for row in newest.order_by("-signed_at") if row.place_id == unit.place_id)
    check = next(of_place, None)
    if check is None:
        age = (
            ""
            if within == CHECK_AGE_TO_HOLD
            else msg(" The last one is more than {days} days old.", days=within.days)
        )
        raise ActionNotPossibleError(
            msg("Finish and sign the check of {place} first.{age}", place=unit.place.name, age=age)
        )
    if not check.suitable and check.overruled_at is None:
        raise ActionNotPossibleError(
            msg(
                "The check found {place} not suitable. A lead can overrule it, with a reason.",
                place=unit.place.name,
            )
        )
    return check


def make_unsuitable_booking_fields_for_overruled_check(
    check: SuitabilityCheck | None, first_night: datetime.date
) -> dict[str, object]:
    """Nights after a check that said no are counted as unsuitable from the first one.

    Returns:
        The fields of the booking that say so, with their values; empty where the check said yes.
    """
    if check is None or check.suitable:
        return {}
    return {"unsuitable_from": first_night, "unsuitable_why": UnsuitableReason.OVERRULED}


def _get_place_agreement_or_raise_if_unusable(
    unit: Unit, case_access: CaseAccess, nights: tuple[datetime.date, ...], by: Actor
) -> AgreementDetail | None:
    place = unit.place
    agreement = get_agreement_for_place(case_access, place, nights[0], by)
    raise_unless_unit_available(unit, nights, agreement)
    return agreement


def _get_search_criteria_or_raise_if_unit_unfit(
    case: Case, unit: Unit, case_access: CaseAccess
) -> PlaceSearchCriteria:
    wanted = get_search_criteria(
        case,
        case_access,
        phase=Kind.PATHWAY in case_access.kinds,
        safety=Kind.SAFETY in case_access.kinds,
    )
    against = [
        reason.words
        for reason in list_unit_fit_reasons_for_case(unit, wanted)
        if reason.says is FitVerdict.NO
    ]
    if against:
        raise ActionNotPossibleError(
            msg(
                "{unit_title} does not fit them: {against}.",
                unit_title=format_unit_title(unit),
                against=lower_first(against[0]),
            )
        )
    return wanted


def _get_stay_to_move_from(case: Case, first: datetime.date, last: datetime.date) -> Stay | None:
    """The stay that this would be a move from. Raises ActionNotPossibleError where a hold is open already."""
    live = attach_bookings(Stay.objects.filter(case=case, state__in=LIVE_STATES))
    held = next((stay for stay in live if stay.state == StayState.HELD), None)
    if held is not None:
        until = held.booking.held_until
        assert until is not None, "a hold has an end until it is over"
        raise ActionNotPossibleError(
            msg(
                "{unit_title} is held for them until {london}. Confirm it or let it go first.",
                unit_title=format_unit_title(held.booking.unit),
                london=dates.format_time(dates.to_london(until)),
            )
        )
    during = (stay for stay in live if stay.booking.first_night <= last and stay.booking.last_night >= first)
    return next(iter(sort_stays_by_first_night(during)), None)


def _build_unit_taken_error(
    stay: Stay, unit: Unit, night: datetime.date, wanted: PlaceSearchCriteria, by: Actor
) -> UnitTakenError:
    title = format_unit_title(unit)
    booking = stay.booking
    taken = StayNight.objects.filter(unit=unit, night=night).exclude(booking=booking.pk)
    newest = taken.select_related("booking").order_by(F("booking__held_until").desc(nulls_last=True))
    other = newest.first()
    who = "another organisation"
    if other is not None and other.booking.held_for_id == by.body_id:
        who = msg("{held_by} of your organisation", held_by=other.booking.held_by_name)
    free = list_free_unit_titles(
        stay.case, booking.first_night, booking.last_night, wanted, by, besides=unit.pk
    )
    also = _describe_free_alternatives(free) if free else (" No other suitable place is known to be free.")
    when = (
        ""
        if night == booking.first_night
        else msg(" from the night of {night}", night=dates.format_long_day(night))
    )
    return UnitTakenError(
        msg(
            "{title} was taken by {who} a moment ago{when}.{also}", title=title, who=who, when=when, also=also
        )
    )


def _describe_free_alternatives(titles: list[str]) -> str:
    if len(titles) == 1:
        return msg(" {title} is still free.", title=titles[0])
    return msg(" {titles} are still free.", titles=join_texts(titles, " and "))
