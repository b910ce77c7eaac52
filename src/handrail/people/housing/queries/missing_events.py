"""Missing, as the pathway has it: a case's `went_missing` that nobody has corrected, taken back or followed by `found`.

One truth for My day, the stay, the review and the rules, wherever it was recorded.
"""

import datetime
from collections.abc import Iterable
from uuid import UUID

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce

from handrail.directory.housing.nights import get_tonight
from handrail.people.housing.models import MissingEpisode, Stay, UnitBooking
from handrail.people.records.models import Event
from handrail.people.records.sql_union import build_code_list_sql, quote_table_name

WENT_MISSING, FOUND = "went_missing", "found"
COUNTED_STATES = ("confirmed", "ended")


def select_went_missing_events_without_found() -> QuerySet[Event]:
    """Those after which nobody was found."""
    same_day = Q(at=OuterRef("at")) & (
        Q(at_time__gte=Coalesce(OuterRef("at_time"), Value(datetime.time.min)))
        | Q(at_time__isnull=True, recorded_at__gt=OuterRef("recorded_at"))
    )
    found = Event.objects.filter(case=OuterRef("case"), event=FOUND, corrections__isnull=True)
    later = found.filter(Q(at__gt=OuterRef("at")) | same_day)
    return Event.objects.filter(event=WENT_MISSING, corrections__isnull=True).exclude(Exists(later))


def build_person_missing_since_subquery() -> Subquery:
    """Annotates stays with the day since which the person is missing: from the stay, if that had begun by then."""
    newest = select_went_missing_events_without_found().filter(case=OuterRef("case")).order_by("-at")
    return Subquery(newest.values("at")[:1])


def is_person_missing_from_booking(booking: UnitBooking, missing_since: datetime.date | None) -> bool:
    """Whether somebody who is missing since a day went missing after the stay had begun."""
    return missing_since is not None and missing_since >= booking.first_night


def get_night_of_event(at: datetime.date, at_time: datetime.time | None) -> datetime.date:
    """The night of what happened then: before six it is still the one that began the day before."""
    return get_tonight(datetime.datetime.combine(at, at_time or datetime.time(12)))


def count_person_went_missing_events(
    stays: Iterable[Stay], *, since: datetime.date, until: datetime.date
) -> int:
    """How often somebody went missing during one of these stays, each time once, wherever it was recorded.

    Args:
        stays: the stays, with their bookings.
        since: the first day.
        until: the last day.
    """
    told = list(stays)
    lived_in: dict[UUID, list[UnitBooking]] = {}
    for stay in told:
        if stay.state in COUNTED_STATES:
            lived_in.setdefault(stay.case_id, []).append(stay.booking)
    episodes = MissingEpisode.objects.filter(stay__in=[stay.pk for stay in told], event__isnull=False)
    of_stay = set(episodes.values_list("event_id", flat=True))
    rows = Event.objects.filter(event=WENT_MISSING, corrections__isnull=True, at__gte=since, at__lte=until)
    return sum(
        bool({event, corrected} & of_stay)
        or any(
            each.first_night <= get_night_of_event(at, at_time) <= each.last_night
            for each in lived_in.get(case_id, ())
        )
        for event, corrected, case_id, at, at_time in rows.values_list(
            "pk", "supersedes_id", "case_id", "at", "at_time"
        )
    )


def build_person_missing_since_sql(stay: str) -> str:
    """`build_person_missing_since_subquery` as SQL of My day. `stay`: the alias of the stay's table."""
    event, codes = quote_table_name(Event), Event._meta.get_field("event")
    missing = build_code_list_sql(codes.list_tokens(WENT_MISSING))
    found = build_code_list_sql(codes.list_tokens(FOUND))
    stands = "NOT EXISTS (SELECT 1 FROM {table} c WHERE c.supersedes_id = {alias}.id)"
    return (
        f"(SELECT MAX(w.at) FROM {event} w WHERE w.case_id = {stay}.case_id AND w.event IN {missing} "
        f"AND {stands.format(table=event, alias='w')} "
        f"AND NOT EXISTS (SELECT 1 FROM {event} f WHERE f.case_id = w.case_id AND f.event IN {found} "
        f"AND {stands.format(table=event, alias='f')} AND (f.at > w.at OR f.at = w.at AND "
        "(f.at_time >= COALESCE(w.at_time, '00:00:00') OR f.at_time IS NULL AND f.recorded_at > w.recorded_at))))"
    )


def find_found_event_after_missing(missing: Event) -> Event | None:
    """The first `found` after somebody went missing; None while they are missing."""
    rows = Event.objects.filter(
        case=missing.case_id, event=FOUND, corrections__isnull=True, at__gte=missing.at
    )
    ordered = rows.order_by("at", F("at_time").asc(nulls_last=True), "recorded_at")
    same = (Q(at__gt=missing.at), Q(at_time__gte=missing.at_time or datetime.time.min))
    return ordered.filter(
        same[0] | same[1] | Q(at_time__isnull=True, recorded_at__gt=missing.recorded_at)
    ).first()
