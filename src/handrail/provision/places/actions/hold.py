"""Holding a unit for a short time: never twice for the same night, and a hold that ran out stops nobody.

What two could want at once is the unit's row, which is locked; what must never be true is the database's own
constraint on bed space and night.
"""

import datetime
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone

from handrail.access.actor import Actor
from handrail.access.kinds import Kind
from handrail.access.sight import Sight
from handrail.audit.actions import record
from handrail.casework.case.models import Case
from handrail.casework.case.sealing import boxes
from handrail.directory.fit import Says
from handrail.directory.housing import nights as run_of
from handrail.directory.housing.kinds import BY_CODE
from handrail.directory.housing.models import Unit
from handrail.directory.housing.queries.agreements import AgreementLine
from handrail.kernel import dates
from handrail.kernel.refusals import NotNow
from handrail.kernel.saying import joined, say, small
from handrail.provision.places.finding import Wanted, reasons_for, unit_title, wanted_for
from handrail.provision.places.holding import AHEAD, CHECK_HOURS, HOLD_MINUTES, MOST_NIGHTS, free_spaces
from handrail.provision.places.models import Stay, StayNight, SuitabilityCheck
from handrail.provision.places.permissions import adults_only, agreement_for, enter_place
from handrail.provision.places.queries.free import still_free
from handrail.provision.places.states import LIVE, LetGoWhy, StayState, UnsuitableWhy

TO_HOLD = datetime.timedelta(hours=CHECK_HOURS)


class Taken(NotNow):
    """Somebody else has it. The text says who, and what is still free."""


@transaction.atomic
def hold(*, case_id: UUID, unit_id: UUID, first_night: datetime.date, nights: int, by: Actor) -> UUID:
    """Hold a unit for half an hour. Returns the stay's id. Raises Taken where somebody else was first."""
    case, sight = enter_place(case_id, by)
    adults_only(case)
    wanted_nights = check_nights(first_night, nights)
    unit = lock_unit(unit_id)
    agreement = _may_be_used(unit, sight, wanted_nights, by)
    wanted = _fits(case, unit, sight)
    check = check_for(case, unit)
    let_lapse(unit, case)
    stay = Stay(
        case=case,
        unit=unit,
        place_kind=unit.place.kind,
        beds=wanted.household.beds,
        first_night=first_night,
        last_night=wanted_nights[-1],
        held_at=timezone.now(),
        held_until=timezone.now() + datetime.timedelta(minutes=HOLD_MINUTES),
        held_by_id=by.user_id,
        held_for_id=by.body_id,
        moving_from=_already(case, first_night, wanted_nights[-1]),
        check_signed=check,
        agreement_id=agreement.agreement_id if agreement else None,
        night_pence=unit.place.night_pence,
        **overruled(check, first_night),
    )
    take(stay, unit, wanted_nights, wanted, by, new=True)
    record(who=by.who, verb="held a place", about=case.pk, why=unit_title(unit))
    return stay.pk


def check_nights(first: datetime.date, count: int) -> tuple[datetime.date, ...]:
    """The nights, if they can be asked for. Raises NotNow."""
    if not 1 <= count <= MOST_NIGHTS:
        raise NotNow(
            say(
                "Choose from 1 to {most_nights} nights. You can extend the stay later.",
                most_nights=MOST_NIGHTS,
            )
        )
    tonight = run_of.tonight(timezone.localtime())
    if first < tonight:
        raise NotNow("That night is over. Choose tonight or a later night.")
    if first > tonight + AHEAD:
        raise NotNow(say("Places can be held up to {days} nights ahead.", days=AHEAD.days))
    return run_of.run(first, count)


def lock_unit(unit_id: UUID) -> Unit:
    """The unit, locked, with its place. Raises NotNow for none."""
    rows = Unit.objects.select_for_update(of=("self",)).select_related("place__zone", "place__provider")
    row = rows.filter(pk=unit_id).first()
    if row is None:
        raise NotNow("Choose a place from the list.")
    return row


def is_to_be_had(unit: Unit, nights: tuple[datetime.date, ...], agreement: AgreementLine | None) -> None:
    """Open, not flagged, not withdrawn, agreed for each of the nights. Raises NotNow, naming the night."""
    title, place = unit_title(unit), unit.place
    if place.state != "open":
        raise NotNow(say("{title} is not open now, so it cannot be held.", title=title))
    if place.flagged_on is not None:
        raise NotNow(
            say(
                "Do not use {name}: it was flagged on {flagged_on}.",
                name=place.name,
                flagged_on=dates.plain(place.flagged_on),
            )
        )
    if nights[0] < unit.open_from:
        raise NotNow(
            say(
                "{title} is open from the night of {open_from}.",
                title=title,
                open_from=dates.in_words(unit.open_from),
            )
        )
    if unit.withdrawn_from is not None and nights[-1] >= unit.withdrawn_from:
        raise NotNow(
            say(
                "{title} was withdrawn from the night of {withdrawn_from}. Choose fewer nights, or "
                "another place.",
                title=title,
                withdrawn_from=dates.in_words(unit.withdrawn_from),
            )
        )
    if agreement and agreement.last_night is not None and nights[-1] > agreement.last_night:
        raise NotNow(
            say(
                "The agreement “{name}” ends: its last night is {last_night}. Choose fewer nights, "
                "or another place.",
                name=agreement.name,
                last_night=dates.in_words(agreement.last_night),
            )
        )
    if agreement and agreement.most_nights is not None and len(nights) > agreement.most_nights:
        raise NotNow(
            say(
                "The agreement “{name}” allows {most_nights} nights at most.",
                name=agreement.name,
                most_nights=agreement.most_nights,
            )
        )


def let_lapse(unit: Unit, case: Case) -> None:
    """Holds of this unit and of this case whose time is over: their nights are free again."""
    now = timezone.now()
    over = Stay.objects.filter(state=StayState.HELD, held_until__lte=now)
    numbers = list(over.filter(unit=unit).values_list("pk", flat=True))
    numbers += list(over.filter(case=case).values_list("pk", flat=True))
    lapse(numbers)


def lapse(numbers: list[UUID]) -> None:
    """The hold came to nothing because its time ran out. Nobody did it, so no act is recorded."""
    if not numbers:
        return
    StayNight.objects.filter(stay__in=numbers, stay__state=StayState.HELD).delete()
    Stay.objects.filter(pk__in=numbers, state=StayState.HELD).update(
        state=StayState.LET_GO, let_go_why=LetGoWhy.RAN_OUT
    )


def take(
    stay: Stay, unit: Unit, nights: tuple[datetime.date, ...], wanted: Wanted, by: Actor, *, new: bool
) -> None:
    """Write the nights down. Raises Taken where one of them is somebody's, whether seen here or by the database."""
    spaces = free_spaces(unit, nights, stay.beds, timezone.now())
    if isinstance(spaces, datetime.date):
        raise _taken(stay, unit, spaces, wanted, by)
    rows = [
        StayNight(stay=stay, unit=unit, space=space, night=night)
        for night, each in spaces.items()
        for space in each
    ]
    try:
        with transaction.atomic():
            stay.save(force_insert=new)
            StayNight.objects.bulk_create(rows)
    except IntegrityError:
        raise _taken(stay, unit, nights[0], wanted, by) from None


def check_for(case: Case, unit: Unit, within: datetime.timedelta = TO_HOLD) -> SuitabilityCheck | None:
    """The signed check that lets a hotel be held, or kept. Raises NotNow, saying what is missing."""
    if not BY_CODE[unit.place.kind].after_check:
        return None
    newest = SuitabilityCheck.objects.filter(
        case=case, place=unit.place, signed_at__gte=timezone.now() - within
    )
    check = newest.order_by("-signed_at").first()
    if check is None:
        age = "" if within == TO_HOLD else say(" The last one is older than {days} days.", days=within.days)
        raise NotNow(say("Finish and sign the check of {place} first.{age}", place=unit.place.name, age=age))
    if not check.suitable and check.overruled_at is None:
        raise NotNow(
            say(
                "The check says that {place} is not suitable. A lead can overrule it, with a reason.",
                place=unit.place.name,
            )
        )
    return check


def overruled(check: SuitabilityCheck | None, first_night: datetime.date) -> dict[str, object]:
    """Nights after a check that said no are counted as unsuitable from the first one."""
    if check is None or check.suitable:
        return {}
    return {"unsuitable_from": first_night, "unsuitable_why": UnsuitableWhy.OVERRULED}


def _may_be_used(
    unit: Unit, sight: Sight, nights: tuple[datetime.date, ...], by: Actor
) -> AgreementLine | None:
    place = unit.place
    agreement = agreement_for(sight, place, nights[0], by)
    is_to_be_had(unit, nights, agreement)
    return agreement


def _fits(case: Case, unit: Unit, sight: Sight) -> Wanted:
    wanted = wanted_for(
        case,
        boxes([case.pk]).get(case.pk),
        phase=Kind.PATHWAY in sight.kinds,
        safety=Kind.SAFETY in sight.kinds,
    )
    against = [reason.words for reason in reasons_for(unit, wanted) if reason.says is Says.NO]
    if against:
        raise NotNow(
            say(
                "{unit_title} does not fit them: {against}.",
                unit_title=unit_title(unit),
                against=small(against[0]),
            )
        )
    return wanted


def _already(case: Case, first: datetime.date, last: datetime.date) -> Stay | None:
    """The stay that this would be a move from. Raises NotNow where a hold is open already."""
    live = Stay.objects.filter(case=case, state__in=LIVE).select_related("unit__place")
    held = next((stay for stay in live if stay.state == StayState.HELD), None)
    if held is not None:
        raise NotNow(
            say(
                "{unit_title} is held for them until {london}. Confirm it or let it go first.",
                unit_title=unit_title(held.unit),
                london=dates.clock_time(dates.london(held.held_until)),
            )
        )
    during = live.filter(first_night__lte=last, last_night__gte=first)
    return during.order_by("first_night", "id").first()


def _taken(stay: Stay, unit: Unit, night: datetime.date, wanted: Wanted, by: Actor) -> Taken:
    title = unit_title(unit)
    rows = StayNight.objects.filter(unit=unit, night=night).exclude(stay=stay.pk)
    other = rows.select_related("stay__held_by").order_by("-stay__held_at").first()
    who = "another organisation"
    if other is not None and other.stay.held_for_id == by.body_id:
        who = say("{held_by} of your organisation", held_by=other.stay.held_by.name)
    free = still_free(stay.case, stay.first_night, stay.last_night, wanted, by, besides=unit.pk)
    also = _still_free(free) if free else (" No other place that fits is free that we know of.")
    when = "" if night == stay.first_night else say(" from the night of {night}", night=dates.in_words(night))
    return Taken(
        say(
            "{title} was taken by {who} a moment ago{when}.{also}", title=title, who=who, when=when, also=also
        )
    )


def _still_free(titles: list[str]) -> str:
    if len(titles) == 1:
        return say(" {title} is still free.", title=titles[0])
    return say(" {titles} are still free.", titles=joined(titles, " and "))
