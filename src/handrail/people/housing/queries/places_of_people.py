"""Of many people at once: who needs a place, who is held one, and who stays where until when."""

import datetime
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum, StrEnum
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import Exists, F, OuterRef, Q

from handrail.directory.housing.nights import get_tonight
from handrail.directory.models import Service
from handrail.people.cases.danger_prompt import NOW_IN_DANGER
from handrail.people.cases.events.models import Due
from handrail.people.cases.offers.homes import (
    HOUSES,
    HomeEvent,
    find_day_they_moved_in,
    find_day_they_were_gone,
    has_left_since,
)
from handrail.people.housing.models import ChildPlacementSearch, Stay
from handrail.people.housing.queries.bookings import attach_bookings
from handrail.people.housing.queries.missing_events import (
    build_person_missing_since_subquery,
    is_person_missing_from_booking,
)
from handrail.people.housing.queries.my_day_rows import (
    get_child_search_begin_by_case_id,
    list_ids_of_children_without_place,
)
from handrail.people.housing.queries.sql.place_branches import (
    EVENT,
    MAKE_SAFE,
    build_accepted_home_branch_sql,
    build_child_search_branch_sql,
    build_make_safe_branch_sql,
    build_moves_branch_sql,
    build_open_place_need_branch_sql,
)
from handrail.people.housing.text_choices import LIVE_STATES, StayEndReason, StayState
from handrail.people.records.models import Need, Offer
from handrail.people.records.sql_union import SqlRow
from handrail.platform.vault.app_sealed_fields import AppSealedReference

SERVICE: AppSealedReference = Offer._meta.get_field("service")
HOME_KINDS = {*HOUSES, "hotel_room"}
"""Services that are a place to sleep: help to find one is not."""


class PlaceList(StrEnum):
    """Which list of the page somebody stands in, as the address says it."""

    NEEDED = "needed"
    HELD = "held"
    STAYING = "staying"


class PlaceNeedReason(IntEnum):
    """Why somebody needs a place, the most pressing first."""

    CHILD = 0
    DANGER = 1
    UNSAFE = 2
    STAY_OVER = 3
    NEED = 4


class AcceptedHome(NamedTuple):
    """A place that they accepted outside these bookings; `since` is empty until an event says that they moved in."""

    service: Service
    accepted_on: datetime.date
    since: datetime.date | None


class CaseForPlaces(NamedTuple):
    """What is asked of a case, as far as it is open to the reader."""

    case_id: UUID
    is_adult: bool
    in_danger: bool
    has_died: bool
    sees_pathway: bool
    sees_danger: bool


class PlaceLine(NamedTuple):
    """Somebody in one of the lists. Of a need: why, since when, and the stay or hold that was the last."""

    case_id: UUID
    list: PlaceList
    order: tuple[Any, ...]
    stay: Stay | None = None
    is_missing: bool = False
    home: AcceptedHome | None = None
    reason: PlaceNeedReason | None = None
    needed_since: datetime.date | None = None
    searched_since: datetime.datetime | None = None

    @property
    def is_bed(self) -> bool:
        """Whether there is a bed for tonight: what was accepted elsewhere is none until they moved in."""
        return (self.stay is not None and self.reason is None) or bool(self.home and self.home.since)


@dataclass(frozen=True, slots=True)
class PlaceFacts:
    """What is recorded of places, by case. `needs` by number, each with its day; `searches`: since when a child has not
    been placed, None once they are.
    """

    needs: Mapping[UUID, Mapping[UUID, datetime.date]]
    searches: Mapping[UUID, datetime.datetime | None]
    children: Collection[UUID]
    unsafe: Collection[UUID]
    moves: Mapping[UUID, Sequence[HomeEvent]]
    homes: Mapping[UUID, Sequence[tuple[Service, datetime.date]]]
    stays: Mapping[UUID, Sequence[Stay]]


def concerns_place_q() -> Q:
    """Cases with an open need, a hold or a stay, a child to be placed, or somebody to be made safe."""
    case = OuterRef("pk")
    need = Need.objects.filter(case=case, kind="place", met_on__isnull=True)
    stay = Stay.objects.filter(case=case, state__in=LIVE_STATES)
    search = ChildPlacementSearch.objects.filter(case=case, placed_at__isnull=True)
    due = Due.objects.filter(case=case, code=MAKE_SAFE, ended_on__isnull=True)
    return (
        Q(Exists(need)) | Q(Exists(stay)) | Q(Exists(search)) | Q(Exists(due)) | Q(danger__in=NOW_IN_DANGER)
    )


def list_place_branch_sqls() -> list[str]:
    """What a statement about many cases reads for these lists."""
    return [
        build_open_place_need_branch_sql(adults=True),
        build_child_search_branch_sql(),
        build_make_safe_branch_sql(),
        build_accepted_home_branch_sql(),
        build_moves_branch_sql(),
    ]


def build_place_facts(
    lines: Mapping[str, Sequence[SqlRow]], *, children: Collection[UUID], open_cases: Collection[UUID]
) -> PlaceFacts:
    """What the branches said, with the stays and services that they lead to: three statements at most.

    Args:
        lines: the rows of the branches.
        children: the cases of those who are not known to be adults.
        open_cases: the cases whose housing is open to the reader; of others nothing is read.
    """
    needs: dict[UUID, dict[UUID, datetime.date]] = {}
    for line in lines.get("needs_place", ()):
        needs.setdefault(line.case_id, {})[line.pk] = line.day
    searches = get_child_search_begin_by_case_id(
        (line.case_id, line.moment, line.end) for line in lines.get("watch", ())
    )
    moves: dict[UUID, list[HomeEvent]] = {}
    for line in sorted(lines.get("move", ()), key=lambda row: row.pk):
        moves.setdefault(line.case_id, []).append(HomeEvent(EVENT.decode(line.a), line.day, line.moment))
    return PlaceFacts(
        needs=needs,
        searches=searches,
        children=list_ids_of_children_without_place(searches, needs.keys() & {*children}),
        unsafe={line.case_id for line in lines.get(MAKE_SAFE, ())},
        moves=moves,
        homes=_fetch_accepted_services(
            [line for line in lines.get("home", ()) if line.case_id in open_cases]
        ),
        stays=_fetch_stays_by_case_id(open_cases),
    )


def _fetch_accepted_services(lines: Sequence[SqlRow]) -> dict[UUID, list[tuple[Service, datetime.date]]]:
    opened = [(line, SERVICE.open(line.sealed)) for line in lines]
    services = Service.objects.in_bulk({number for _, number in opened}) if opened else {}
    found: dict[UUID, list[tuple[Service, datetime.date]]] = {}
    for line, number in opened:
        if number in services:
            found.setdefault(line.case_id, []).append((services[number], line.day))
    return found


def _fetch_stays_by_case_id(cases: Collection[UUID]) -> dict[UUID, list[Stay]]:
    """What is held or theirs, and the newest of the others, each with its booking."""
    newest = Stay.objects.filter(case=OuterRef("case")).order_by("-id")
    rows = Stay.objects.filter(case__in=cases).filter(
        Q(state__in=LIVE_STATES) | ~Exists(newest.filter(id__gt=OuterRef("id")))
    )
    found: dict[UUID, list[Stay]] = {}
    told = rows.select_related("held_by").annotate(
        missing_since=build_person_missing_since_subquery(), need_id=F("offer__need_id")
    )
    for stay in attach_bookings(told.order_by("id") if cases else ()):
        found.setdefault(stay.case_id, []).append(stay)
    return found


def list_place_lines(case: CaseForPlaces, facts: PlaceFacts, now: datetime.datetime) -> list[PlaceLine]:
    """Where one person stands: with what is held or theirs, or what they need; nothing where neither is so.

    Args:
        case: the case.
        facts: of all cases.
        now: the moment of the page.
    """
    stays = facts.stays.get(case.case_id, ())
    lines = list(_iterate_lines_of_stays(stays, now))
    if not lines and (home := _find_home(case, facts)):
        lines.append(_make_line_of_home(case.case_id, home))
    needed = _find_need(case, facts, stays, lines)
    return [needed, *lines] if needed else lines


def _iterate_lines_of_stays(stays: Iterable[Stay], now: datetime.datetime) -> Iterator[PlaceLine]:
    for stay in stays:
        booking, until = stay.booking, stay.booking.held_until
        if stay.state == StayState.HELD and until is not None and until > now:
            yield PlaceLine(stay.case_id, PlaceList.HELD, (until.timestamp(), stay.pk), stay)
        elif stay.state == StayState.CONFIRMED and booking.last_night >= get_tonight(now):
            is_missing = is_person_missing_from_booking(booking, stay.missing_since)  # type: ignore[attr-defined]
            order = (not is_missing, booking.last_night.toordinal(), stay.pk)
            yield PlaceLine(stay.case_id, PlaceList.STAYING, order, stay, is_missing)


def _find_home(case: CaseForPlaces, facts: PlaceFacts) -> AcceptedHome | None:
    """Where they live by what they accepted and what happened since, else what they accepted last and have not left."""
    events = facts.moves.get(case.case_id, ()) if case.sees_pathway else ()
    accepted = sorted(facts.homes.get(case.case_id, ()), key=lambda one: one[1], reverse=True)
    homes = [
        AcceptedHome(service, on, find_day_they_moved_in(service.kind, on, events))
        for service, on in accepted
        if service.kind in HOME_KINDS and not has_left_since(on, events)
    ]
    return next((home for home in homes if home.since), next(iter(homes), None))


def _make_line_of_home(case_id: UUID, home: AcceptedHome) -> PlaceLine:
    """After those whose last night is known, the newest first; where they have not moved in, after all holds."""
    newest = -(home.since or home.accepted_on).toordinal()
    if home.since:
        return PlaceLine(case_id, PlaceList.STAYING, (True, datetime.date.max.toordinal(), newest), home=home)
    return PlaceLine(case_id, PlaceList.HELD, (float("inf"), newest), home=home)


def _find_need(
    case: CaseForPlaces, facts: PlaceFacts, stays: Sequence[Stay], lines: Sequence[PlaceLine]
) -> PlaceLine | None:
    """A child whom nobody has placed, whatever else is recorded; else whoever has no bed and is not away.

    Children, and who may be one, come first. Whoever accepted a place and has not moved in is listed only where it
    presses.
    """
    if case.has_died:
        return None
    if case.case_id in facts.children:
        since = facts.searches.get(case.case_id)
        order = (PlaceNeedReason.CHILD, since.timestamp() if since else float("inf"), 0)
        return PlaceLine(
            case.case_id, PlaceList.NEEDED, order, reason=PlaceNeedReason.CHILD, searched_since=since
        )
    needs = facts.needs.get(case.case_id, {})
    needed_since = max(needs.values(), default=None)
    is_placed = not case.is_adult and case.case_id in facts.searches
    gone = find_day_they_were_gone(facts.moves.get(case.case_id, ()))
    if (
        is_placed
        or any(line.is_bed for line in lines)
        or (gone and (needed_since is None or needed_since <= gone))
    ):
        return None
    last = stays[-1] if stays else None
    reason = _get_reason(case, facts, last, needs)
    if reason is None or (lines and reason > PlaceNeedReason.UNSAFE):
        return None
    newest = max(
        (day for day in (needed_since, last and last.booking.last_night) if day), default=datetime.date.min
    )
    return PlaceLine(
        case.case_id,
        PlaceList.NEEDED,
        (reason if case.is_adult else PlaceNeedReason.CHILD, float("inf"), -newest.toordinal()),
        stay=last,
        reason=reason,
        needed_since=needed_since,
    )


def _get_reason(
    case: CaseForPlaces, facts: PlaceFacts, last: Stay | None, needs: Collection[UUID]
) -> PlaceNeedReason | None:
    if case.in_danger:
        return PlaceNeedReason.DANGER
    # After the first weeks it is asked while danger is open.
    may_know = case.sees_pathway and case.sees_danger
    if may_know and case.case_id in facts.unsafe:
        return PlaceNeedReason.UNSAFE
    if last and last.state in LIVE_STATES:  # a hold that ran out, a last night that is past
        return PlaceNeedReason.STAY_OVER
    if not needs or (last and _has_moved_on(last, needs)):
        return None
    return PlaceNeedReason.STAY_OVER if last else PlaceNeedReason.NEED


def _has_moved_on(last: Stay, needs: Collection[UUID]) -> bool:
    """Whether they left for somewhere of their choice, and no need is open but the one that the stay answered."""
    return last.ended_why == StayEndReason.MOVED_ON and {*needs} == {last.need_id}  # type: ignore[attr-defined]
