"""What of places belongs on somebody's day: children not placed, holds that run out, stays that end, people missing."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from handrail.directory.housing.nights import ONE_NIGHT, get_tonight
from handrail.people.housing.models import ChildWatch, MissingEpisode, Stay
from handrail.people.housing.queries.child_watch import count_minutes, get_step
from handrail.people.housing.search_criteria import format_unit_title
from handrail.people.housing.states import LIVE_STATES, StayState
from handrail.people.records.models import Case, Need
from handrail.people.records.sealing import get_ciphers, unseal_value
from handrail.platform.access import policy
from handrail.platform.access.actor import Actor
from handrail.platform.access.case_access import CaseAccess
from handrail.platform.access.kinds import Kind
from handrail.platform.access.policy import FileFacts
from handrail.platform.access.roles import Permission
from handrail.platform.access.today import today
from handrail.platform.kernel import dates
from handrail.platform.kernel.messages import msg, pluralise
from handrail.platform.prepared import Asked, many, statement

MAX_ROWS = 20


@dataclass(frozen=True, slots=True)
class PlaceDayRow:
    """One thing about a place that somebody must see to today."""

    sort: str  # child, hold, ends, missing
    reference: str
    called: str
    title: str
    text: str
    stay_id: UUID | None
    urgent: bool


@dataclass(frozen=True, slots=True)
class PlaceDayRows:
    """The rows, and the cases that were shown, for the trail."""

    rows: tuple[PlaceDayRow, ...]
    shown: tuple[UUID, ...]


def get_place_day_rows(actor: Actor, *, cases: Iterable[UUID], now: datetime.datetime) -> PlaceDayRows:
    """Of these open cases, as the door opens them, the most urgent first. The same statements for one and a hundred."""
    if not actor.may(Permission.FIND_PLACE):
        return PlaceDayRows((), ())
    mine = [*cases]
    children = _find_children(mine)
    stays, missing = _find_stays(mine, now)
    told = {case.pk: case for case in (*children, *(row.case for row in stays))}
    seen = policy.access_for_files(
        actor, [FileFacts(key, case.owner_id) for key, case in told.items()], today()
    )
    seen = {key: case_access for key, case_access in seen.items() if case_access.sees(Kind.SUPPORT)}
    names = _read_names(told, seen)
    rows = [
        *(_make_child_row(case, names[case.pk], now) for case in children if case.pk in seen),
        *(
            row
            for stay in stays
            if stay.case_id in seen
            for row in _make_stay_rows(stay, names, stay.pk in missing, now)
        ),
    ]
    return PlaceDayRows(tuple(rows), tuple(seen) if rows else ())


def _find_missing(stays: list[Stay]) -> set[UUID]:
    return set(_missing_statement().column(stays=[row.pk for row in stays])) if stays else set()


@statement
def _missing_statement() -> Asked:
    rows = MissingEpisode.objects.filter(stay__in=many("stays"), found_at__isnull=True)
    return rows.values_list("stay_id")


def _find_children(cases: list[UUID]) -> list[Case]:
    """Children, and people who may be: with a watch that is open, or a need for a place and none ever placed."""
    began: dict[UUID, datetime.datetime | None] = {}
    for case_id, began_at, placed_at in _watched_statement().rows(cases=cases):
        began[case_id] = began_at if placed_at is None else began.get(case_id)
    needing = {*_needing_statement().column(cases=cases)} - began.keys()
    waiting = needing | {key for key, since in began.items() if since}
    waiting = {*_no_adults_statement().column(cases=waiting)} if waiting else waiting
    rows = Case.objects.filter(pk__in=waiting).select_related("person")
    found = list(rows.only("reference", "owner_id", "opened_at", "person__called")) if waiting else []
    for case in found:
        case.began_at = began.get(case.pk)  # type: ignore[attr-defined]
    longest = datetime.datetime.max.replace(tzinfo=datetime.UTC)
    found.sort(key=lambda case: (began.get(case.pk) or longest, case.opened_at))
    return found[:MAX_ROWS]


@statement
def _watched_statement() -> Asked:
    rows = ChildWatch.objects.filter(case_id__in=many("cases"))
    return rows.values_list("case_id", "began_at", "placed_at")


@statement
def _needing_statement() -> Asked:
    rows = Need.objects.filter(case_id__in=many("cases"), kind="place", met_on__isnull=True)
    return rows.values_list("case_id")


@statement
def _no_adults_statement() -> Asked:
    return Case.objects.filter(pk__in=many("cases")).exclude(age="adult").values_list("pk")


def _find_stays(cases: list[UUID], now: datetime.datetime) -> tuple[list[Stay], set[UUID]]:
    """Holds, stays that end by tomorrow, and those from which somebody is missing; the numbers of these last."""
    if not (numbers := _live_stays_statement().column(cases=cases)):
        return [], set()  # as on most days: what follows joins four tables
    full = Stay.objects.filter(pk__in=numbers).select_related("case__person", "unit__place")
    found = list(full.order_by("last_night", "id"))
    missing = _find_missing(found)
    return [row for row in found if row.pk in missing or _is_due(row, now)][:MAX_ROWS], missing


@statement
def _live_stays_statement() -> Asked:
    return Stay.objects.filter(case_id__in=many("cases"), state__in=LIVE_STATES).values_list("pk")


def _is_due(stay: Stay, now: datetime.datetime) -> bool:
    if stay.state == StayState.HELD:
        return stay.held_until is not None and stay.held_until > now
    return stay.state == StayState.CONFIRMED and stay.last_night <= get_tonight(now) + ONE_NIGHT


def _read_names(cases: dict[UUID, Case], seen: dict[UUID, CaseAccess]) -> dict[UUID, str]:
    open_ones = [key for key, case_access in seen.items() if case_access.sees(Kind.IDENTITY)]
    keys = get_ciphers(open_ones) if open_ones else {}
    return {
        key: unseal_value(keys.get(key), "records.Person", "called", key, cases[key].person.called)
        if key in open_ones
        else ""
        for key in seen
    }


def _make_child_row(case: Case, called: str, now: datetime.datetime) -> PlaceDayRow:
    began: datetime.datetime | None = case.began_at  # type: ignore[attr-defined]
    if began is None:
        text = "Nobody has marked a call yet. Ring the council’s emergency duty team."
    else:
        minutes = count_minutes(began, now)
        since = dates.format_time(dates.to_london(began))
        text = msg(
            "Not placed since {since}, {long} ago. {step_at}",
            since=since,
            long=_format_minutes(minutes),
            step_at=get_step(minutes),
        )
    return PlaceDayRow("child", case.reference, called, "Find a child somewhere to sleep", text, None, True)


def _make_stay_rows(
    stay: Stay, names: dict[UUID, str], missing: bool, now: datetime.datetime
) -> Iterable[PlaceDayRow]:
    case, title = stay.case, format_unit_title(stay.unit)
    called = names[stay.case_id]
    if missing:
        yield PlaceDayRow(
            "missing",
            case.reference,
            called,
            msg("Missing from {title}", title=title),
            "The bed is theirs until you end the stay.",
            stay.pk,
            True,
        )
    if stay.state == StayState.HELD:
        until = dates.format_time(dates.to_london(stay.held_until))
        yield PlaceDayRow(
            "hold",
            case.reference,
            called,
            msg("Confirm {title}", title=title),
            msg("Held until {until}, then it is free again.", until=until),
            stay.pk,
            True,
        )
    elif stay.last_night <= get_tonight(now) + ONE_NIGHT:
        yield PlaceDayRow(
            "ends",
            case.reference,
            called,
            msg("{title} ends", title=title),
            msg(
                "The last night is {last_night}. Extend it, or find another place.",
                last_night=dates.format_long_day(stay.last_night),
            ),
            stay.pk,
            stay.last_night <= get_tonight(now),
        )


def _format_minutes(minutes: int) -> str:
    hours, rest = divmod(minutes, 60)
    if not hours:
        return pluralise(minutes, "minute")
    return pluralise(hours, "hour") + (msg(" {rest} minutes", rest=rest) if rest else "")
