"""What the page of tonight shows: free bed spaces by night, holds with the time left, stays that end soon."""

import datetime
from collections.abc import Mapping, Sequence
from typing import NamedTuple
from uuid import UUID

from handrail.directory.housing.models import Place, Unit
from handrail.directory.housing.nights import get_tonight, list_nights
from handrail.people.housing.queries.stays_in_own_units import OwnUnitStay
from handrail.platform.documents.charts import DrawingSvgWithAltText, make_drawing_svg_with_alt_text
from handrail.platform.documents.document_tree import LineChart
from handrail.platform.kernel.messages import Phrase, msg, pluralise
from handrail.platform.ui import formatting

NIGHTS_SHOWN = 7
NIGHTS_CHARTED_BACK = 21
SOON = datetime.timedelta(days=3)  # a stay that ends sooner is listed
BAR_HEIGHT = 32  # pixels of a night's bar when every bed space is taken
type TakenSpaces = Mapping[tuple[UUID, datetime.date], int]


class UnitNightCell(NamedTuple):
    """One unit on one night. `look`: free, part, taken or out."""

    look: str
    words: str


class UnitNightsRow(NamedTuple):
    """A unit with its next nights."""

    unit: str
    place: str
    beds: str
    cells: list[UnitNightCell]


class NightBedSpaceTotal(NamedTuple):
    """All units on one night. `bar` is the height of what is taken, of BAR_HEIGHT."""

    day: str
    words: str
    free: int
    spaces: int
    bar: int


class UnitHoldRow(NamedTuple):
    """Somebody holds a unit for now. `left` says how long."""

    unit: str
    place: str
    left: str
    until: str
    held_by: str
    reference: str
    href: str


class EndingStayRow(NamedTuple):
    """A stay whose last night is near, with the state and words of its tag."""

    unit: str
    place: str
    last: str
    state: str
    words: str
    reference: str
    href: str


class TonightKeyFigure(NamedTuple):
    """One of the figures at the head."""

    name: str
    value: str
    means: str
    still: bool = False


def get_shown_nights(now: datetime.datetime) -> tuple[datetime.date, ...]:
    """Tonight and those after it.

    Returns:
        Their days, tonight first.
    """
    return list_nights(get_tonight(now), NIGHTS_SHOWN)


def list_unit_nights_rows(
    units: Sequence[tuple[Place, Unit]], nights: Sequence[datetime.date], taken: TakenSpaces
) -> list[UnitNightsRow]:
    """Each unit by night.

    Args:
        units: with their places.
        nights: in order.
        taken: bed spaces that somebody has.

    Returns:
        A row for each unit, with a cell for each night.
    """
    return [
        UnitNightsRow(
            unit.name,
            place.name,
            pluralise(unit.beds, "bed space"),
            [_make_unit_night_cell(place, unit, night, taken.get((unit.pk, night), 0)) for night in nights],
        )
        for place, unit in units
    ]


def list_night_totals(
    units: Sequence[tuple[Place, Unit]], nights: Sequence[datetime.date], taken: TakenSpaces
) -> list[NightBedSpaceTotal]:
    """All units together, night by night.

    Args:
        units: with their places.
        nights: in order.
        taken: bed spaces that somebody has.

    Returns:
        A total for each night; what is out of use counts neither as free nor as a space.
    """
    totals = []
    for night in nights:
        usable = [(place, unit) for place, unit in units if _is_unit_usable_on_night(place, unit, night)]
        spaces = sum(unit.beds for _, unit in usable)
        free = sum(_count_free_bed_spaces(unit, taken.get((unit.pk, night), 0)) for _, unit in usable)
        bar = round(BAR_HEIGHT * (spaces - free) / spaces) if spaces else 0
        words = msg("{taken} of {spaces} taken", taken=spaces - free, spaces=spaces)
        totals.append(
            NightBedSpaceTotal(formatting.format_short_weekday_and_day(night), words, free, spaces, bar)
        )
    return totals


def get_charted_nights(tonight: datetime.date) -> tuple[datetime.date, ...]:
    """Three weeks back and a week ahead.

    Returns:
        Their days, the oldest first.
    """
    first = tonight - datetime.timedelta(days=NIGHTS_CHARTED_BACK)
    return list_nights(first, NIGHTS_CHARTED_BACK + NIGHTS_SHOWN)


def draw_occupancy_chart(totals: Sequence[NightBedSpaceTotal]) -> DrawingSvgWithAltText | None:
    """Bed spaces taken by night as a line; nothing where none was taken."""
    taken = [(total.day, total.spaces - total.free) for total in totals]
    if not any(count for _, count in taken):
        return None
    now = taken[NIGHTS_CHARTED_BACK]
    alt = msg(
        "Bed spaces taken by night: {first} on {first_day}, {now} tonight, {last} on {last_day}.",
        first=taken[0][1],
        first_day=taken[0][0],
        now=now[1],
        last=taken[-1][1],
        last_day=taken[-1][0],
    )
    return make_drawing_svg_with_alt_text(LineChart(tuple(taken)), alt)


def list_unit_hold_rows(
    stays: Sequence[OwnUnitStay], places: Mapping[UUID, tuple[Place, Unit]], now: datetime.datetime
) -> list[UnitHoldRow]:
    """Holds, the one that runs out first at the top.

    Args:
        stays: in one's own units.
        places: place and unit by the unit's number.
        now: what the time left is counted from.

    Returns:
        A row for each.
    """
    held = [(stay.booking.held_until, stay) for stay in stays if stay.booking.held_until is not None]
    rows = []
    for until, stay in sorted(held, key=lambda one: (one[0], one[1].booking.pk)):
        place, unit = places[stay.booking.unit_id]
        row = UnitHoldRow(
            unit.name,
            place.name,
            format_time_left_of_hold(until - now),
            formatting.format_time(until),
            stay.booking.held_by_name,
            stay.reference,
            stay.href,
        )
        rows.append(row)
    return rows


def list_ending_stay_rows(
    stays: Sequence[OwnUnitStay], places: Mapping[UUID, tuple[Place, Unit]], tonight: datetime.date
) -> list[EndingStayRow]:
    """Stays that end tonight or in the next days, the first at the top.

    Args:
        stays: in one's own units.
        places: place and unit by the unit's number.
        tonight: the night that it is.

    Returns:
        A row for each.
    """
    ending = [stay for stay in stays if not stay.is_held and stay.booking.last_night < tonight + SOON]
    return [
        EndingStayRow(
            places[stay.booking.unit_id][1].name,
            places[stay.booking.unit_id][0].name,
            format_final_night(stay.booking.last_night, tonight),
            *make_last_night_tag(stay.booking.last_night, tonight),
            stay.reference,
            stay.href,
        )
        for stay in sorted(ending, key=lambda one: (one.booking.last_night, one.booking.pk))
    ]


def format_final_night(last: datetime.date, tonight: datetime.date) -> Phrase:
    """“Final night: tonight”"""
    if last == tonight:
        return msg("Final night: tonight")
    return msg("Final night: {day}", day=formatting.format_long_day_omitting_current_year(last))


def make_last_night_tag(last: datetime.date, tonight: datetime.date) -> tuple[str, str]:
    """How near the last night of a stay is.

    Args:
        last: the last night.
        tonight: the night that it is.

    Returns:
        The tag's state and its words.
    """
    if last == tonight:
        return "today", "Ends tonight"
    return ("soon", "Ends soon") if last < tonight + SOON else ("met", "Staying")


def list_tonight_figures(
    tonight: NightBedSpaceTotal, holds: int, ending: int, last: datetime.date
) -> list[TonightKeyFigure]:
    """The head of the page.

    Args:
        tonight: the total of tonight.
        holds: how many holds there are.
        ending: how many stays end soon.
        last: the last night that is soon.

    Returns:
        Three figures.
    """
    return [
        TonightKeyFigure(
            "Free tonight",
            str(tonight.free),
            msg("of {spaces}", spaces=pluralise(tonight.spaces, "bed space")),
            not tonight.free,
        ),
        TonightKeyFigure("Held now", str(holds), "awaiting confirmation", not holds),
        TonightKeyFigure(
            "Stays ending soon",
            str(ending),
            msg("final night on or before {day}", day=formatting.format_short_weekday_and_day(last)),
            not ending,
        ),
    ]


def _is_unit_usable_on_night(place: Place, unit: Unit, night: datetime.date) -> bool:
    """Open, not flagged and not withdrawn."""
    is_withdrawn = unit.withdrawn_from is not None and night >= unit.withdrawn_from
    return place.state == "open" and not place.flagged_on and not is_withdrawn and night >= unit.open_from


def _count_free_bed_spaces(unit: Unit, taken: int) -> int:
    beds: int = unit.beds
    if unit.whole:
        return 0 if taken else beds
    return max(0, beds - taken)


def _make_unit_night_cell(place: Place, unit: Unit, night: datetime.date, taken: int) -> UnitNightCell:
    free = _count_free_bed_spaces(unit, taken)
    if taken and not free:
        return UnitNightCell("taken", "Not free")
    if not _is_unit_usable_on_night(place, unit, night):
        return UnitNightCell("out", "Not open")
    if taken:
        return UnitNightCell("part", msg("{free} free", free=free))
    return UnitNightCell("free", "Free")


def format_time_left_of_hold(left: datetime.timedelta) -> Phrase:
    """“12 minutes left”"""
    minutes = max(1, int(left.total_seconds()) // 60)
    return msg("{minutes} left", minutes=pluralise(minutes, "minute"))
