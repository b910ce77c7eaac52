"""What of places belongs on somebody's day: children not placed, holds that run out, stays that end, people missing."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from handrail.access import policy
from handrail.access.actor import Actor
from handrail.access.kinds import Kind
from handrail.access.policy import FileFacts
from handrail.access.roles import Permission
from handrail.access.sight import Sight
from handrail.access.today import today
from handrail.casework.models import Case, Need
from handrail.casework.sealing import boxes, unsealed
from handrail.directory.housing.nights import ONE, tonight
from handrail.kernel import dates
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
    mine = Case.objects.filter(pk__in=[*cases], closed_at__isnull=True)
    children = list(_children(mine))
    stays = list(_stays(mine, now))
    missing = _missing(stays)
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
    rows = MissingEpisode.objects.filter(stay__in=[row.pk for row in stays], found_at__isnull=True)
    return set(rows.values_list("stay_id", flat=True)) if stays else set()


def _children(cases: QuerySet[Case]) -> QuerySet[Case]:
    """Children, and people who may be: with a watch that is open, or a need for a place and none ever placed."""
    watches = ChildWatch.objects.filter(case=OuterRef("pk"))
    needs = Need.objects.filter(case=OuterRef("pk"), kind="place", met_on__isnull=True)
    waiting = Exists(watches.filter(placed_at__isnull=True)) | (Exists(needs) & ~Exists(watches))
    rows = cases.exclude(age="adult").filter(waiting).select_related("person")
    began = watches.filter(placed_at__isnull=True).values("began_at")[:1]
    return rows.annotate(began_at=began).order_by("began_at", "opened_at")[:MOST]


def _stays(cases: QuerySet[Case], now: datetime.datetime) -> QuerySet[Stay]:
    """Holds, stays that end by tomorrow, and those from which somebody is missing."""
    missing = Exists(MissingEpisode.objects.filter(stay=OuterRef("pk"), found_at__isnull=True))
    soon = Q(state=StayState.CONFIRMED, last_night__lte=tonight(now) + ONE)
    rows = Stay.objects.filter(Q(state=StayState.HELD, held_until__gt=now) | soon | missing, case__in=cases)
    return (
        rows.filter(state__in=LIVE)
        .select_related("case__person", "unit__place")
        .order_by("last_night", "id")[:MOST]
    )


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
        text = f"Not placed since {since}, {_long(minutes)} ago. {step_at(minutes)}"
    return PlaceRow("child", case.reference, called, "Find a child somewhere to sleep", text, None, True)


def _rows(stay: Stay, names: dict[UUID, str], missing: bool, now: datetime.datetime) -> Iterable[PlaceRow]:
    case, title = stay.case, unit_title(stay.unit)
    called = names[stay.case_id]
    if missing:
        yield PlaceRow(
            "missing",
            case.reference,
            called,
            f"Missing from {title}",
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
            f"Confirm {title}",
            f"Held until {until}, then it is free again.",
            stay.pk,
            True,
        )
    elif stay.last_night <= tonight(now) + ONE:
        yield PlaceRow(
            "ends",
            case.reference,
            called,
            f"{title} ends",
            f"The last night is {dates.in_words(stay.last_night)}. Extend it, or find another place.",
            stay.pk,
            stay.last_night <= tonight(now),
        )


def _long(minutes: int) -> str:
    hours, rest = divmod(minutes, 60)
    if not hours:
        return f"{minutes} minute{'s' if minutes != 1 else ''}"
    return f"{hours} hour{'s' if hours != 1 else ''}" + (f" {rest} minutes" if rest else "")
