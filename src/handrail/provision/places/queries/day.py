"""What of places belongs on somebody's day: children not placed, holds that run out, stays that end, people missing."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from handrail.access import policy
from handrail.access.actor import Actor
from handrail.access.kinds import Kind
from handrail.access.policy import FileFacts
from handrail.access.roles import Permission
from handrail.access.sight import Sight
from handrail.access.today import today
from handrail.casework.case.models import Case, Need
from handrail.casework.case.sealing import boxes, unsealed
from handrail.directory.housing.nights import ONE, tonight
from handrail.kernel import dates
from handrail.kernel.saying import counted, say
from handrail.prepared import Asked, many, statement
from handrail.provision.places.finding import unit_title
from handrail.provision.places.models import ChildWatch, MissingEpisode, Stay
from handrail.provision.places.queries.child import minutes_of, step_at
from handrail.provision.places.states import LIVE, StayState

MOST = 20


@dataclass(frozen=True, slots=True)
class PlaceRow:
    """One thing about a place that somebody must see to today."""

    sort: str  # child, hold, ends, missing
    reference: str
    called: str
    title: str
    text: str
    stay_id: UUID | None
    urgent: bool


@dataclass(frozen=True, slots=True)
class PlaceDay:
    """The rows, and the cases that were shown, for the trail."""

    rows: tuple[PlaceRow, ...]
    shown: tuple[UUID, ...]


def places_today(actor: Actor, *, cases: Iterable[UUID], now: datetime.datetime) -> PlaceDay:
    """Of these open cases, as the door opens them, the most urgent first. The same statements for one and a hundred."""
    if not actor.may(Permission.FIND_PLACE):
        return PlaceDay((), ())
    mine = [*cases]
    children = _children(mine)
    stays, missing = _stays(mine, now)
    told = {case.pk: case for case in (*children, *(row.case for row in stays))}
    seen = policy.sights(actor, [FileFacts(key, case.owner_id) for key, case in told.items()], today())
    seen = {key: sight for key, sight in seen.items() if sight.sees(Kind.SUPPORT)}
    names = _names(told, seen)
    rows = [
        *(_child(case, names[case.pk], now) for case in children if case.pk in seen),
        *(
            row
            for stay in stays
            if stay.case_id in seen
            for row in _rows(stay, names, stay.pk in missing, now)
        ),
    ]
    return PlaceDay(tuple(rows), tuple(seen) if rows else ())


def _missing(stays: list[Stay]) -> set[UUID]:
    return set(_missing_from().column(stays=[row.pk for row in stays])) if stays else set()


@statement
def _missing_from() -> Asked:
    rows = MissingEpisode.objects.filter(stay__in=many("stays"), found_at__isnull=True)
    return rows.values_list("stay_id")


def _children(cases: list[UUID]) -> list[Case]:
    """Children, and people who may be: with a watch that is open, or a need for a place and none ever placed."""
    began: dict[UUID, datetime.datetime | None] = {}
    for case_id, began_at, placed_at in _watched().rows(cases=cases):
        began[case_id] = began_at if placed_at is None else began.get(case_id)
    needing = {*_needing().column(cases=cases)} - began.keys()
    waiting = needing | {key for key, since in began.items() if since}
    waiting = {*_no_adults().column(cases=waiting)} if waiting else waiting
    rows = Case.objects.filter(pk__in=waiting).select_related("person")
    found = list(rows.only("reference", "owner_id", "opened_at", "person__called")) if waiting else []
    for case in found:
        case.began_at = began.get(case.pk)  # type: ignore[attr-defined]
    longest = datetime.datetime.max.replace(tzinfo=datetime.UTC)
    found.sort(key=lambda case: (began.get(case.pk) or longest, case.opened_at))
    return found[:MOST]


@statement
def _watched() -> Asked:
    rows = ChildWatch.objects.filter(case_id__in=many("cases"))
    return rows.values_list("case_id", "began_at", "placed_at")


@statement
def _needing() -> Asked:
    rows = Need.objects.filter(case_id__in=many("cases"), kind="place", met_on__isnull=True)
    return rows.values_list("case_id")


@statement
def _no_adults() -> Asked:
    return Case.objects.filter(pk__in=many("cases")).exclude(age="adult").values_list("pk")


def _stays(cases: list[UUID], now: datetime.datetime) -> tuple[list[Stay], set[UUID]]:
    """Holds, stays that end by tomorrow, and those from which somebody is missing; the numbers of these last."""
    if not (numbers := _live_of().column(cases=cases)):
        return [], set()  # as on most days: what follows joins four tables
    full = Stay.objects.filter(pk__in=numbers).select_related("case__person", "unit__place")
    found = list(full.order_by("last_night", "id"))
    missing = _missing(found)
    return [row for row in found if row.pk in missing or _shows(row, now)][:MOST], missing


@statement
def _live_of() -> Asked:
    return Stay.objects.filter(case_id__in=many("cases"), state__in=LIVE).values_list("pk")


def _shows(stay: Stay, now: datetime.datetime) -> bool:
    if stay.state == StayState.HELD:
        return stay.held_until is not None and stay.held_until > now
    return stay.state == StayState.CONFIRMED and stay.last_night <= tonight(now) + ONE


def _names(cases: dict[UUID, Case], seen: dict[UUID, Sight]) -> dict[UUID, str]:
    open_ones = [key for key, sight in seen.items() if sight.sees(Kind.IDENTITY)]
    keys = boxes(open_ones) if open_ones else {}
    return {
        key: unsealed(keys.get(key), "casework.Person", "called", key, cases[key].person.called)
        if key in open_ones
        else ""
        for key in seen
    }


def _child(case: Case, called: str, now: datetime.datetime) -> PlaceRow:
    began: datetime.datetime | None = case.began_at  # type: ignore[attr-defined]
    if began is None:
        text = "Nobody has marked a call yet. Ring the council’s emergency duty team."
    else:
        minutes = minutes_of(began, now)
        since = dates.clock_time(dates.london(began))
        text = say(
            "Not placed since {since}, {long} ago. {step_at}",
            since=since,
            long=_long(minutes),
            step_at=step_at(minutes),
        )
    return PlaceRow("child", case.reference, called, "Find a child somewhere to sleep", text, None, True)


def _rows(stay: Stay, names: dict[UUID, str], missing: bool, now: datetime.datetime) -> Iterable[PlaceRow]:
    case, title = stay.case, unit_title(stay.unit)
    called = names[stay.case_id]
    if missing:
        yield PlaceRow(
            "missing",
            case.reference,
            called,
            say("Missing from {title}", title=title),
            "The bed is theirs until you end the stay.",
            stay.pk,
            True,
        )
    if stay.state == StayState.HELD:
        until = dates.clock_time(dates.london(stay.held_until))
        yield PlaceRow(
            "hold",
            case.reference,
            called,
            say("Confirm {title}", title=title),
            say("Held until {until}, then it is free again.", until=until),
            stay.pk,
            True,
        )
    elif stay.last_night <= tonight(now) + ONE:
        yield PlaceRow(
            "ends",
            case.reference,
            called,
            say("{title} ends", title=title),
            say(
                "The last night is {last_night}. Extend it, or find another place.",
                last_night=dates.in_words(stay.last_night),
            ),
            stay.pk,
            stay.last_night <= tonight(now),
        )


def _long(minutes: int) -> str:
    hours, rest = divmod(minutes, 60)
    if not hours:
        return counted(minutes, "minute")
    return counted(hours, "hour") + (say(" {rest} minutes", rest=rest) if rest else "")
