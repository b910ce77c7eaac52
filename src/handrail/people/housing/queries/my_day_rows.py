"""What of places belongs on somebody's day: children not placed, holds that run out, stays that end, people missing."""

import datetime
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import NamedTuple
from uuid import UUID

from handrail.directory.housing.nights import ONE_NIGHT, get_tonight
from handrail.people.housing.queries.child_placement_search import (
    count_minutes_since,
    get_next_child_placement_step_words,
)
from handrail.people.housing.search_criteria import format_unit_title_from_names
from handrail.people.housing.text_choices import StayState
from handrail.people.records.models import Person
from handrail.platform.access.case_access import CaseAccess, prefetch_file_ciphers
from handrail.platform.access.kinds import Kind
from handrail.platform.access.sealed import open_sealed_value
from handrail.platform.kernel import dates
from handrail.platform.kernel.messages import UserText, msg, pluralise

MAX_ROWS = 20


@dataclass(frozen=True, slots=True)
class HousingDayRow:
    """One thing about a place that somebody must see to today."""

    sort: str  # child, hold, ends, missing
    reference: str
    called: str
    title: str
    text: str
    stay_id: UUID | None
    urgent: bool


@dataclass(frozen=True, slots=True)
class HousingDayResult:
    """The rows, and the cases that were shown, for the trail."""

    rows: tuple[HousingDayRow, ...]
    shown: tuple[UUID, ...]


class HousingDayCase(NamedTuple):
    """What a row says of its case. The name is sealed still."""

    pk: UUID
    reference: str
    opened_at: datetime.datetime
    called: bytes | None


class HousingDayStay(NamedTuple):
    """A place that is held or theirs, and whether somebody is missing from it."""

    pk: UUID
    case_id: UUID
    unit: str
    place: str
    state: str
    held_until: datetime.datetime | None
    last_night: datetime.date
    missing: bool

    @property
    def title(self) -> str:
        """“Flat 2, Rowan”"""
        return format_unit_title_from_names(self.unit, self.place)


type Watch = tuple[UUID, datetime.datetime, datetime.datetime | None]
"""A child's case, since when nobody has placed them, and until when."""


def build_housing_day_result(
    *,
    cases: Mapping[UUID, HousingDayCase],
    watches: Iterable[Watch],
    needing: Collection[UUID],
    stays: Iterable[HousingDayStay],
    accesses: Mapping[UUID, CaseAccess],
    now: datetime.datetime,
) -> HousingDayResult:
    """Of these open cases, as far as they are open to the reader, the most urgent first.

    Args:
        cases: the cases, by number.
        watches: of cases that are not an adult's.
        needing: those cases that are not an adult's and need a place.
        stays: held, or theirs.
        accesses: what the reader may see of each case.
        now: the moment of the page.
    """
    began = get_child_search_begin_by_case_id(watches)
    children = _list_children_without_place(cases, began, needing)
    shown = _filter_stays_shown_today(stays, now)
    told = {case.pk: case for case in (*children, *(cases[stay.case_id] for stay in shown))}
    seen = {key: replace(accesses[key], shown=set()) for key in told if key in accesses}
    seen = {key: case_access for key, case_access in seen.items() if case_access.sees(Kind.HOUSING)}
    names = _read_names_by_case_id(told, seen)
    rows = [
        *(
            _make_child_without_place_row(case, began.get(case.pk), names[case.pk], now)
            for case in children
            if case.pk in seen
        ),
        *(
            row
            for stay in shown
            if stay.case_id in seen
            for row in _iterate_stay_day_rows(stay, cases[stay.case_id].reference, names[stay.case_id], now)
        ),
    ]
    return HousingDayResult(tuple(rows), tuple(seen) if rows else ())


def get_child_search_begin_by_case_id(watches: Iterable[Watch]) -> dict[UUID, datetime.datetime | None]:
    """Since when each child has not been placed, by case; None for one who was.

    Args:
        watches: of cases that are not an adult's.

    Returns:
        The moment by the number of the case.
    """
    began: dict[UUID, datetime.datetime | None] = {}
    for case_id, began_at, placed_at in watches:
        began[case_id] = began_at if placed_at is None else began.get(case_id)
    return began


def list_ids_of_children_without_place(
    began: Mapping[UUID, datetime.datetime | None], needing: Collection[UUID]
) -> set[UUID]:
    """Children, and people who may be: with a watch that is open, or a need for a place and none ever placed.

    Args:
        began: since when each child has not been placed; None for one who was.
        needing: those cases that are not an adult's and need a place.
    """
    return ({*needing} - began.keys()) | {key for key, since in began.items() if since}


def _list_children_without_place(
    cases: Mapping[UUID, HousingDayCase],
    began: Mapping[UUID, datetime.datetime | None],
    needing: Collection[UUID],
) -> list[HousingDayCase]:
    """Who has waited longest first."""
    waiting = list_ids_of_children_without_place(began, needing)
    longest = datetime.datetime.max.replace(tzinfo=datetime.UTC)
    found = sorted(
        (cases[key] for key in waiting), key=lambda case: (began.get(case.pk) or longest, case.opened_at)
    )
    return found[:MAX_ROWS]


def _filter_stays_shown_today(
    stays: Iterable[HousingDayStay], now: datetime.datetime
) -> list[HousingDayStay]:
    """Holds, stays that end by tomorrow, and those from which somebody is missing."""
    ordered = sorted(stays, key=lambda stay: (stay.last_night, stay.pk))
    return [stay for stay in ordered if stay.missing or _is_hold_open_or_stay_ending(stay, now)][:MAX_ROWS]


def _is_hold_open_or_stay_ending(stay: HousingDayStay, now: datetime.datetime) -> bool:
    if stay.state == StayState.HELD:
        return stay.held_until is not None and stay.held_until > now
    return stay.state == StayState.CONFIRMED and stay.last_night <= get_tonight(now) + ONE_NIGHT


def _read_names_by_case_id(
    cases: Mapping[UUID, HousingDayCase], seen: Mapping[UUID, CaseAccess]
) -> dict[UUID, str]:
    prefetch_file_ciphers(case_access for case_access in seen.values() if Kind.IDENTITY in case_access.kinds)
    return {
        key: open_sealed_value(case_access, Person, "called", key, cases[key].called)
        for key, case_access in seen.items()
    }


def _make_child_without_place_row(
    case: HousingDayCase, began: datetime.datetime | None, called: str, now: datetime.datetime
) -> HousingDayRow:
    text = describe_child_without_place(began, now)
    return HousingDayRow(
        "child", case.reference, called, "Find a place for a child tonight", text, None, True
    )


def describe_child_without_place(began: datetime.datetime | None, now: datetime.datetime) -> str:
    """Since when a child waits for a place, and whom to call next; `began` is None where nobody called yet."""
    if began is None:
        return "No call recorded yet. Call the council’s emergency duty team."
    minutes = count_minutes_since(began, now)
    return msg(
        "Waiting for a place since {since} ({long}). {step_at}",
        since=dates.format_time(dates.to_london(began)),
        long=_format_minutes_count(minutes),
        step_at=get_next_child_placement_step_words(minutes),
    )


def _iterate_stay_day_rows(
    stay: HousingDayStay, reference: str, called: str, now: datetime.datetime
) -> Iterable[HousingDayRow]:
    title = stay.title
    if stay.missing:
        yield HousingDayRow(
            "missing",
            reference,
            called,
            msg("Missing from {title}", title=title),
            "The bed stays theirs until you end the stay.",
            stay.pk,
            True,
        )
    if stay.state == StayState.HELD:
        until = dates.format_time(dates.to_london(stay.held_until)) if stay.held_until else ""
        yield HousingDayRow(
            "hold",
            reference,
            called,
            msg("{title}: confirm or release by {until}", title=UserText(title), until=until),
            "",
            stay.pk,
            True,
        )
    elif stay.last_night <= get_tonight(now) + ONE_NIGHT:
        yield HousingDayRow(
            "ends",
            reference,
            called,
            msg("Final night: {title}", title=title),
            msg(
                "The stay ends on {leaving}. Extend it, or find another place.",
                leaving=dates.format_long_day_omitting_same_year(
                    stay.last_night + ONE_NIGHT, get_tonight(now)
                ),
            ),
            stay.pk,
            stay.last_night <= get_tonight(now),
        )


def _format_minutes_count(minutes: int) -> str:
    hours, rest = divmod(minutes, 60)
    if not hours:
        return pluralise(minutes, "minute")
    return pluralise(hours, "hour") + (msg(" {rest} minutes", rest=rest) if rest else "")
