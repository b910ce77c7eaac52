"""A body's review: nights that nobody had agreed to pay, nights that did not suit, refusals, disputes; what is planned.

Counts alone. Who stayed is told nowhere here.
"""

import datetime
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, F, Q, QuerySet

from handrail.directory.housing.models import Agreement
from handrail.people.housing.models import Dispute, LostEvidence, Stay, StayNight, UnitBooking
from handrail.people.housing.queries.gap_counts import (
    HousingRefusalCount,
    MissingProvisionCount,
    list_housing_refusal_counts,
    list_missing_provision_counts,
)
from handrail.people.housing.queries.missing_events import count_person_went_missing_events
from handrail.people.housing.text_choices import (
    HoldEndReason,
    ResponsibleBodyCertainty,
    StayState,
    UnsuitableReason,
)
from handrail.platform.access.row_security.system_row_actor import SystemActor, acting_as_system
from handrail.platform.kernel.messages import msg
from handrail.platform.vault.app_sealed_fields import attach_referenced_rows

ENDING_SOON = datetime.timedelta(days=60)
COUNTED_STATES = ("confirmed", "ended")


@dataclass(frozen=True, slots=True)
class HousingReviewFigure:
    """One count with what it means."""

    name: str
    value: int
    means: str


@dataclass(frozen=True, slots=True)
class PlacementCount:
    """How many stays and nights one body answered for and another paid, and how sure that was."""

    answers_for: str
    payer: str
    rule: str
    agreement: str
    standing: str
    standing_words: str
    stays: int
    nights: int
    unagreed: int  # of these, nights in another body's place under no agreement


@dataclass(frozen=True, slots=True)
class HousingReviewGap:
    """Something that the review shows; an action may be made of it."""

    code: str
    words: str
    count: int


@dataclass(frozen=True, slots=True)
class HousingReview:
    """The page of one body over some months."""

    since: datetime.date
    until: datetime.date
    figures: tuple[HousingReviewFigure, ...]
    placements: tuple[PlacementCount, ...]
    unsuitable: tuple[tuple[str, int], ...]
    refusals: tuple[HousingRefusalCount, ...]
    nothing: tuple[MissingProvisionCount, ...]
    gaps: tuple[HousingReviewGap, ...]


@acting_as_system(SystemActor.FIGURES)
def get_housing_review(body_id: int, *, since: datetime.date, until: datetime.date) -> HousingReview:
    """For stays of people whose cases the body holds, stays in its places, and disputes to which it is a party.

    A fixed number of statements.

    Args:
        body_id: the body.
        since: the first day.
        until: the last day.
    """
    stays = _list_stays_of_body(body_id, until)
    booking_ids = [stay.booking_id for stay in stays]
    nights = _select_stayed_nights(since, until).filter(booking__in=booking_ids)
    unsuitable = _count_unsuitable_nights_by_reason(nights.filter(night__gte=F("booking__unsuitable_from")))
    placements = _make_placement_counts(nights, {stay.booking_id: stay.held_for_id for stay in stays})
    lost = LostEvidence.objects.filter(
        stay__in=[stay.pk for stay in stays],
        recorded_at__date__gte=since,
        recorded_at__date__lte=until,
    )
    party = Q(between=body_id) | Q(other=body_id)  # a council disputes about people whose cases others hold
    disputes = Dispute.objects.filter(
        Q(case__owner=body_id) | party, opened_at__date__gte=since, opened_at__date__lte=until
    )
    told = list_housing_refusal_counts(body_id=body_id, since=since, until=until)
    nothing = list_missing_provision_counts(body_id=body_id, since=since, until=until)
    dispute_counts = disputes.aggregate(
        opened=Count("pk"), still_open=Count("pk", filter=Q(settled_at__isnull=True))
    )
    figures = (
        HousingReviewFigure(
            "Nights",
            _count_distinct_nights(nights),
            "Person-nights with a bed",
        ),
        HousingReviewFigure(
            "Unsuitable nights",
            sum(count for _, count in unsuitable),
            "Of these, nights in an unsuitable place",
        ),
        HousingReviewFigure(
            "Missing",
            count_person_went_missing_events(stays, since=since, until=until),
            "Times someone went missing from a place",
        ),
        HousingReviewFigure("Evidence lost", lost.count(), "Times evidence was lost because of the place"),
        HousingReviewFigure(
            "Disputes", dispute_counts["opened"], "Who houses someone, and who did meanwhile"
        ),
        HousingReviewFigure("Refusals", sum(row.count for row in told), "Refusals by organisations"),
    )
    return HousingReview(
        since=since,
        until=until,
        figures=figures,
        placements=placements,
        unsuitable=unsuitable,
        refusals=told,
        nothing=nothing,
        gaps=_make_review_gaps(
            body_id, until, placements, unsuitable, told, nothing, dispute_counts["still_open"]
        ),
    )


@acting_as_system(SystemActor.FIGURES)
def count_unsuitable_nights(
    *, body_id: int | None = None, area: str | None = None, since: datetime.date, until: datetime.date
) -> int:
    """How many nights somebody spent in a place that did not suit them: one statement, no identity.

    Args:
        body_id: the body that holds the cases; any where it is left out.
        area: the code of the area of the places; any where it is left out.
        since: the first night.
        until: the last night.
    """
    rows = _select_stayed_nights(since, until).filter(night__gte=F("booking__unsuitable_from"))
    if body_id is not None:
        theirs = Stay.objects.filter(case__owner=body_id, state__in=COUNTED_STATES)
        rows = rows.filter(booking__in=list(theirs.values_list("booking_id", flat=True)))
    if area is not None:
        rows = rows.filter(unit__place__area=area)
    return _count_distinct_nights(rows)


@acting_as_system(SystemActor.FIGURES)
def count_expired_holds(body_id: int, since: datetime.date) -> int:
    """How many holds came to nothing because the time ran out."""
    rows = Stay.objects.filter(held_for=body_id, held_at__date__gte=since, state=StayState.LET_GO)
    return rows.filter(let_go_why=HoldEndReason.RAN_OUT).count()


def _select_stayed_nights(since: datetime.date, until: datetime.date) -> QuerySet[StayNight]:
    """Nights of stays that were confirmed: those of a hold have an end of it, and one that was let go has none."""
    return StayNight.objects.filter(booking__held_until__isnull=True, night__gte=since, night__lte=until)


def _list_stays_of_body(body_id: int, until: datetime.date) -> list[Stay]:
    """Of people whose cases it holds, and in its places: with their bookings, in three statements."""
    in_its_places = UnitBooking.objects.filter(unit__place__provider=body_id, first_night__lte=until)
    ids = list(in_its_places.values_list("stay_id", flat=True))
    rows = Stay.objects.filter(Q(case__owner=body_id) | Q(pk__in=ids))
    return attach_referenced_rows(rows, "booking", UnitBooking.objects.all())


def _count_distinct_nights(rows: QuerySet[StayNight]) -> int:
    return rows.values("booking", "night").distinct().count()


def _count_unsuitable_nights_by_reason(rows: QuerySet[StayNight]) -> tuple[tuple[str, int], ...]:
    counted: dict[str, int] = {}
    for why, _, _ in rows.values_list("booking__unsuitable_why", "booking", "night").distinct():
        counted[why] = counted.get(why, 0) + 1
    return tuple(
        (UnsuitableReason(why).label, count)
        for why, count in sorted(counted.items(), key=lambda one: -one[1])
    )


def _make_placement_counts(
    rows: QuerySet[StayNight], held_for_by_booking: Mapping[UUID, int]
) -> tuple[PlacementCount, ...]:
    """How many stays and nights by who answered and paid: one statement that counts by booking.

    Args:
        rows: the nights.
        held_for_by_booking: the body whose worker holds each booking.
    """
    counted = rows.order_by().values_list(
        "booking",
        "booking__answers_for__name",
        "booking__payer__name",
        "booking__rule",
        "booking__agreement__name",
        "booking__standing",
        "booking__unit__place__provider",
    )
    stays: Counter[tuple[str, ...]] = Counter()
    nights: Counter[tuple[str, ...]] = Counter()
    unagreed: Counter[tuple[str, ...]] = Counter()
    for booking, answers_for, payer, rule, agreement, standing, provider, slept in counted.annotate(
        slept=Count("night", distinct=True)
    ):
        key = (answers_for or "", payer or "", rule, agreement or "", standing)
        stays[key] += 1
        nights[key] += slept
        if agreement is None and provider != held_for_by_booking[booking]:
            unagreed[key] += slept
    return tuple(
        PlacementCount(
            answers_for=key[0],
            payer=key[1],
            rule=key[2],
            agreement=key[3],
            standing=key[4],
            standing_words=ResponsibleBodyCertainty(key[4]).label,
            stays=stays[key],
            nights=count,
            unagreed=unagreed[key],
        )
        for key, count in sorted(nights.items(), key=lambda item: (-item[1], item[0]))
    )


def _make_review_gaps(
    body_id: int,
    until: datetime.date,
    placements: tuple[PlacementCount, ...],
    unsuitable: tuple[tuple[str, int], ...],
    told: tuple[HousingRefusalCount, ...],
    nothing: tuple[MissingProvisionCount, ...],
    open_disputes: int,
) -> tuple[HousingReviewGap, ...]:
    """In the order in which they hurt."""
    unagreed = sum(row.unagreed for row in placements)
    unpaid = sum(row.nights for row in placements if not row.payer)
    unsure = sum(row.nights for row in placements if row.standing == ResponsibleBodyCertainty.UNCONFIRMED)
    ending = Agreement.objects.filter(
        Q(users=body_id) | Q(provider=body_id) | Q(keeper=body_id),
        last_night__gte=until,
        last_night__lte=until + ENDING_SOON,
    ).distinct()
    found: Iterable[HousingReviewGap] = (
        HousingReviewGap("no_payer", "Nights with no payer recorded", unpaid),
        HousingReviewGap("no_agreement", "Nights in another body’s place without an agreement", unagreed),
        HousingReviewGap("unconfirmed", "Nights with no confirmed responsible body", unsure),
        HousingReviewGap("disputed", "Disputes that are still open", open_disputes),
        HousingReviewGap(
            "unsuitable", "Nights in an unsuitable place", sum(count for _, count in unsuitable)
        ),
        *(
            HousingReviewGap(f"missing_{row.missing}", msg("Unmet: {row}", row=row.words.lower()), row.count)
            for row in _merge_missing_provision_counts(nothing)
        ),
        HousingReviewGap("refused", "Refusals by organisations", sum(row.count for row in told)),
        HousingReviewGap("ending", "Agreements ending within 60 days", ending.count()),
    )
    return tuple(gap for gap in found if gap.count)


def _merge_missing_provision_counts(rows: tuple[MissingProvisionCount, ...]) -> list[MissingProvisionCount]:
    joined: dict[str, MissingProvisionCount] = {}
    for row in rows:
        before = joined.get(row.missing)
        count = row.count + (before.count if before else 0)
        joined[row.missing] = MissingProvisionCount(row.missing, row.words, "", "", "", count)
    return list(joined.values())
