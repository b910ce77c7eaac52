"""A body's review: nights that nobody had agreed to pay, nights that did not suit, refusals, disputes; what is planned.

Counts alone. Who stayed is told nowhere here.
"""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, F, Q, QuerySet

from handrail.directory.housing.models import Agreement
from handrail.kernel.saying import say
from handrail.provision.places.models import (
    Dispute,
    LostEvidence,
    MissingEpisode,
    ReviewAction,
    Stay,
    StayNight,
)
from handrail.provision.places.queries.gaps import GapCount, RefusalCount, nothing_fitted, refusals
from handrail.provision.places.states import LetGoWhy, Standing, StayState, UnsuitableWhy

SOON = datetime.timedelta(days=60)
OURS = ("confirmed", "ended")


@dataclass(frozen=True, slots=True)
class Figure:
    """One count with what it means."""

    name: str
    value: int
    means: str


@dataclass(frozen=True, slots=True)
class Placing:
    """How many stays and nights one body answered for and another paid, and how sure that was."""

    answers_for: str
    payer: str
    rule: str
    standing: str
    standing_words: str
    stays: int
    nights: int


@dataclass(frozen=True, slots=True)
class Gap:
    """Something that the review shows; an action may be made of it."""

    code: str
    words: str
    count: int


@dataclass(frozen=True, slots=True)
class ActionLine:
    """One action of the plan."""

    action_id: UUID
    gap: str
    words: str
    who: str
    by_day: datetime.date
    done_on: datetime.date | None
    outcome: str


@dataclass(frozen=True, slots=True)
class Review:
    """The page of one body over some months."""

    since: datetime.date
    until: datetime.date
    figures: tuple[Figure, ...]
    placings: tuple[Placing, ...]
    unsuitable: tuple[tuple[str, int], ...]
    refusals: tuple[RefusalCount, ...]
    nothing: tuple[GapCount, ...]
    gaps: tuple[Gap, ...]
    actions: tuple[ActionLine, ...]


def review(body_id: int, *, since: datetime.date, until: datetime.date) -> Review:
    """For stays of people whose cases the body holds, and stays in its places: a fixed number of statements."""
    mine = Q(stay__case__owner=body_id) | Q(stay__unit__place__provider=body_id)
    nights = StayNight.objects.filter(
        mine, stay__state__in=OURS, stay__confirmed_at__isnull=False, night__gte=since, night__lte=until
    )
    unsuitable = _unsuitable(nights.filter(night__gte=F("stay__unsuitable_from")))
    placings = _placings(nights)
    missing = MissingEpisode.objects.filter(mine, missing_at__date__gte=since, missing_at__date__lte=until)
    lost = LostEvidence.objects.filter(mine, recorded_at__date__gte=since, recorded_at__date__lte=until)
    disputes = Dispute.objects.filter(
        case__owner=body_id, opened_at__date__gte=since, opened_at__date__lte=until
    )
    told = refusals(body_id=body_id, since=since, until=until)
    nothing = nothing_fitted(body_id=body_id, since=since, until=until)
    open_disputes = disputes.filter(settled_at__isnull=True).count()
    figures = (
        Figure("Nights", _distinct(nights), "Nights that somebody had a bed, each person’s night once"),
        Figure(
            "Unsuitable nights",
            sum(count for _, count in unsuitable),
            "Of these, nights in a place that did not suit",
        ),
        Figure("Missing", missing.count(), "Times that somebody went missing from a place"),
        Figure("Evidence lost", lost.count(), "Times that evidence was lost because of where they were put"),
        Figure("Disputes", disputes.count(), "Over who houses somebody; each named who did meanwhile"),
        Figure("Refusals", sum(row.count for row in told), "Times that a body said no"),
    )
    return Review(
        since=since,
        until=until,
        figures=figures,
        placings=placings,
        unsuitable=unsuitable,
        refusals=told,
        nothing=nothing,
        gaps=_gaps(body_id, until, placings, unsuitable, told, nothing, open_disputes),
        actions=tuple(
            ActionLine(row.pk, row.gap, row.words, row.who, row.by_day, row.done_on, row.outcome)
            for row in ReviewAction.objects.filter(body=body_id)
        ),
    )


def unsuitable_nights(
    *, body_id: int | None = None, area: str | None = None, since: datetime.date, until: datetime.date
) -> int:
    """How many nights somebody spent in a place that did not suit them: one statement, no identity."""
    rows = StayNight.objects.filter(
        stay__confirmed_at__isnull=False,
        stay__state__in=OURS,
        night__gte=since,
        night__lte=until,
    ).filter(night__gte=F("stay__unsuitable_from"))
    if body_id is not None:
        rows = rows.filter(stay__case__owner=body_id)
    if area is not None:
        rows = rows.filter(stay__unit__place__area=area)
    return _distinct(rows)


def holds_that_ran_out(body_id: int, since: datetime.date) -> int:
    """How many holds came to nothing because the time ran out."""
    rows = Stay.objects.filter(held_for=body_id, held_at__date__gte=since, state=StayState.LET_GO)
    return rows.filter(let_go_why=LetGoWhy.RAN_OUT).count()


def _distinct(rows: QuerySet[StayNight]) -> int:
    return rows.values("stay", "night").distinct().count()


def _unsuitable(rows: QuerySet[StayNight]) -> tuple[tuple[str, int], ...]:
    counted: dict[str, int] = {}
    for why, _, _ in rows.values_list("stay__unsuitable_why", "stay", "night").distinct():
        counted[why] = counted.get(why, 0) + 1
    return tuple(
        (UnsuitableWhy(why).label, count) for why, count in sorted(counted.items(), key=lambda one: -one[1])
    )


def _placings(rows: QuerySet[StayNight]) -> tuple[Placing, ...]:
    found = (
        rows.values("stay__answers_for__name", "stay__payer__name", "stay__rule", "stay__standing")
        .annotate(stays=Count("stay", distinct=True), beds=Count("id"))
        .order_by("-beds")
    )
    return tuple(
        Placing(
            answers_for=row["stay__answers_for__name"] or "",
            payer=row["stay__payer__name"] or "",
            rule=row["stay__rule"],
            standing=row["stay__standing"],
            standing_words=Standing(row["stay__standing"]).label,
            stays=row["stays"],
            nights=row["beds"],
        )
        for row in found
    )


def _gaps(
    body_id: int,
    until: datetime.date,
    placings: tuple[Placing, ...],
    unsuitable: tuple[tuple[str, int], ...],
    told: tuple[RefusalCount, ...],
    nothing: tuple[GapCount, ...],
    open_disputes: int,
) -> tuple[Gap, ...]:
    """In the order in which they hurt."""
    unpaid = sum(row.nights for row in placings if not row.payer)
    unsure = sum(row.nights for row in placings if row.standing == Standing.UNCONFIRMED)
    ending = Agreement.objects.filter(
        Q(users=body_id) | Q(provider=body_id) | Q(keeper=body_id),
        last_night__gte=until,
        last_night__lte=until + SOON,
    ).distinct()
    found: Iterable[Gap] = (
        Gap("no_payer", "Nights that nobody is written down as paying for", unpaid),
        Gap("unconfirmed", "Nights for which nobody had confirmed who answers", unsure),
        Gap("disputed", "Disputes that are still open", open_disputes),
        Gap("unsuitable", "Nights in a place that did not suit", sum(count for _, count in unsuitable)),
        *(
            Gap(f"missing_{row.missing}", say("Missing: {row}", row=row.words.lower()), row.count)
            for row in _joined(nothing)
        ),
        Gap("refused", "Times that a body said no", sum(row.count for row in told)),
        Gap("ending", "Agreements that end within sixty days", ending.count()),
    )
    return tuple(gap for gap in found if gap.count)


def _joined(rows: tuple[GapCount, ...]) -> list[GapCount]:
    joined: dict[str, GapCount] = {}
    for row in rows:
        before = joined.get(row.missing)
        count = row.count + (before.count if before else 0)
        joined[row.missing] = GapCount(row.missing, row.words, "", "", "", count)
    return list(joined.values())
