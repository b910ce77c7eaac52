"""Everybody who might go, with all that the rules need to know of them, for one request or for a whole shift.

Two statements whatever the number: the register's rows, and one union of what hangs on them (areas, skills, languages,
trainings, rota, what they are sent to, what is known of them and each case). One person may be on the registers of two
employers: what they work for the other counts for rest and overlap, and nothing else of it is read.
"""

import datetime
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import (
    FETCH_RAISE,
    DateTimeField,
    Exists,
    F,
    OuterRef,
    Q,
    QuerySet,
    TextField,
    UUIDField,
    Value,
)
from django.db.models.functions import Cast

from handrail.directory.practitioners.codes import AvailabilityKind
from handrail.directory.practitioners.models import (
    AvailabilityPeriod,
    Practitioner,
    PractitionerLanguage,
    PractitionerSkill,
    PractitionerTraining,
)
from handrail.people.deployment.booked_time import merge_quarter_hours_into_periods
from handrail.people.deployment.languages.spoken import LEVEL_BY_CODE, SpokenLanguage, SpokenLevelSource
from handrail.people.deployment.models import BarredPractitioner, BookedQuarterHour, Deployment
from handrail.people.deployment.rules.facts import PractitionerCertificate
from handrail.people.deployment.rules.periods import Period, RotaPeriod
from handrail.people.deployment.rules.rest import AVERAGE_OVER
from handrail.people.deployment.text_choices import PractitionerBarReason
from handrail.platform.access.actor import Actor
from handrail.platform.access.row_security.system_row_actor import SystemActor, acting_as_system

type Rows = QuerySet[Any, Any]

AHEAD = datetime.timedelta(days=3)
AROUND = datetime.timedelta(days=1)
WORK = (AvailabilityKind.ON_DUTY.value, AvailabilityKind.CALLED_OUT.value)
COLUMNS = ("who", "worker", "sort", "first", "second", "third", "begins", "finishes")


class CandidateRelatedRows(NamedTuple):
    """What hangs on one practitioner. `elsewhere`: when they work for another employer.

    `known`: by the number of a case, what is known of them and it: codes of PractitionerBarReason and DeploymentState.
    """

    areas: frozenset[str] = frozenset()
    skills: frozenset[str] = frozenset()
    languages: tuple[SpokenLanguage, ...] = ()
    trainings: tuple[PractitionerCertificate, ...] = ()
    rota: tuple[RotaPeriod, ...] = ()
    elsewhere: tuple[Period, ...] = ()
    sent: tuple[Period, ...] = ()
    known: Mapping[UUID, frozenset[str]] = {}


class CandidateUnionRow(NamedTuple):
    """One row of the union."""

    who: UUID
    worker: UUID | None
    sort: str
    first: str
    second: str
    third: str
    begins: datetime.datetime | None
    finishes: datetime.datetime | None


def select_practitioners_for_candidates(actor: Actor, area_code: str = "") -> QuerySet[Practitioner]:
    """Whom the actor may see and who have not left, by name.

    Args:
        actor: whoever makes the shortlist.
        area_code: where somebody is needed; empty for every area.
    """
    rows = Practitioner.objects.visible_to(actor).current()
    if area_code:
        served = Practitioner.areas.through.objects.filter(area=area_code, practitioner=OuterRef("pk"))
        rows = rows.filter(Exists(served))
    return (
        rows.select_related("employer", "base_area", "post__base_area")
        .order_by("name", "id")
        .fetch_mode(FETCH_RAISE)
    )


@acting_as_system(SystemActor.DEPLOYMENT)
def fetch_candidate_related_rows(
    practitioners: Collection[Practitioner], when: Period, case_ids: Collection[UUID] = ()
) -> dict[UUID, CandidateRelatedRows]:
    """What hangs on each, in one statement. As the system: rotas of another employer, and other leads' bookings.

    Args:
        practitioners: that the actor may see.
        when: the time or shift; the rota is fetched for 17 weeks before it, over which working hours are averaged.
        case_ids: cases that are open to the actor.

    Returns:
        By the practitioner's number.
    """
    numbers = [row.pk for row in practitioners]
    workers = [row.worker_key for row in practitioners]
    branches = [
        *_list_rota_and_booking_union_branches(numbers, workers, when),
        *_list_register_union_branches(numbers),
    ]
    if case_ids:
        branches += _list_case_union_branches(numbers, case_ids)
    by_who, by_worker = (defaultdict[UUID, list[CandidateUnionRow]](list) for _ in range(2))
    for row in branches[0].union(*branches[1:], all=True).order_by():
        detail = CandidateUnionRow(*row)
        by_who[detail.who].append(detail)
        if detail.worker:
            by_worker[detail.worker].append(detail)
    return {
        row.pk: _make_candidate_related_rows(
            by_who.get(row.pk, ()), by_worker.get(row.worker_key, ()), row.pk
        )
        for row in practitioners
    }


def _list_rota_and_booking_union_branches(
    numbers: list[UUID], workers: list[UUID], when: Period
) -> list[Rows]:
    """The rota and what is booked: their own, and that of the same person elsewhere. The first names all types."""
    periods = AvailabilityPeriod.objects.filter(
        Q(practitioner__in=numbers) | Q(practitioner__worker_key__in=workers, kind__in=WORK),
        ends_at__gt=when.starts_at - AVERAGE_OVER,
        starts_at__lt=when.ends_at + AHEAD,
    )
    quarters = BookedQuarterHour.objects.filter(
        worker_key__in=workers,
        starts_at__gte=when.starts_at - AROUND,
        starts_at__lt=when.ends_at + AROUND,
    )
    return [
        _make_candidate_union_branch(
            periods,
            "period",
            "kind",
            worker="practitioner__worker_key",
            begins="starts_at",
            finishes="ends_at",
        ),
        _make_candidate_union_branch(quarters, "quarter", worker="worker_key", begins="starts_at"),
    ]


def _list_register_union_branches(numbers: list[UUID]) -> list[Rows]:
    mine = {"practitioner__in": numbers}
    return [
        _make_candidate_union_branch(Practitioner.areas.through.objects.filter(**mine), "area", "area_id"),
        _make_candidate_union_branch(PractitionerSkill.objects.filter(**mine), "skill", "code"),
        *(
            _make_candidate_union_branch(
                PractitionerLanguage.objects.filter(known_by=source, **mine),
                source.value,
                "language_id",
                "level",
                "dialect",
            )
            for source in SpokenLevelSource
        ),
        _make_candidate_union_branch(
            PractitionerTraining.objects.filter(is_newest=True, **mine), "training", "kind", "valid_until"
        ),
    ]


def _list_case_union_branches(numbers: list[UUID], case_ids: Collection[UUID]) -> list[Rows]:
    of_both = {"practitioner__in": numbers, "case__in": case_ids}
    barred = BarredPractitioner.objects.filter(**of_both)
    return [
        *(
            _make_candidate_union_branch(barred.filter(why=why), why.value, "case_id")
            for why in PractitionerBarReason
        ),
        _make_candidate_union_branch(Deployment.objects.filter(**of_both), "state", "case_id", "state"),
    ]


def _make_candidate_union_branch(
    rows: Rows, sort: str, *texts: str, worker: str = "", begins: str = "", finishes: str = ""
) -> Rows:
    """Rows of one sort, all columns as text besides numbers and moments."""
    names = ("first", "second", "third")
    columns: dict[str, Any] = {name: Value("", TextField()) for name in names}
    columns |= {name: Cast(text, TextField()) for name, text in zip(names, texts, strict=False)}
    columns["who"], columns["sort"] = F("practitioner_id"), Value(sort, TextField())
    columns["worker"] = F(worker) if worker else Value(None, UUIDField())
    for name, field in (("begins", begins), ("finishes", finishes)):
        columns[name] = F(field) if field else Value(None, DateTimeField())
    renamed = {f"{name}_column": columns[name] for name in COLUMNS}
    branch: Rows = rows.order_by().annotate(**renamed).values_list(*renamed)
    return branch


def _make_candidate_related_rows(
    own: Iterable[CandidateUnionRow], of_worker: Iterable[CandidateUnionRow], who: UUID
) -> CandidateRelatedRows:
    sorts = defaultdict[str, list[CandidateUnionRow]](list)
    for one in own:
        sorts[one.sort].append(one)
    others = [one for one in of_worker if one.who != who]
    quarters = {one.begins for one in (*sorts["quarter"], *others) if one.sort == "quarter" and one.begins}
    known = defaultdict[UUID, set[str]](set)
    for one in (*sorts["person"], *sorts["conflict"]):
        known[UUID(one.first)].add(one.sort)
    for one in sorts["state"]:
        known[UUID(one.first)].add(one.second)
    return CandidateRelatedRows(
        areas=frozenset(one.first for one in sorts["area"]),
        skills=frozenset(one.first for one in sorts["skill"]),
        languages=tuple(
            SpokenLanguage(one.first, LEVEL_BY_CODE[one.second], source, one.third)
            for source in SpokenLevelSource
            for one in sorts[source.value]
        ),
        trainings=tuple(_make_certificate_of_row(one) for one in sorts["training"]),
        rota=tuple(
            RotaPeriod(AvailabilityKind(one.first), _make_period_of_row(one)) for one in sorts["period"]
        ),
        elsewhere=tuple(_make_period_of_row(one) for one in others if one.sort == "period"),
        sent=tuple(merge_quarter_hours_into_periods(quarters)),
        known={case: frozenset(codes) for case, codes in known.items()},
    )


def _make_period_of_row(row: CandidateUnionRow) -> Period:
    assert row.begins is not None
    assert row.finishes is not None
    return Period(row.begins, row.finishes)


def _make_certificate_of_row(row: CandidateUnionRow) -> PractitionerCertificate:
    return PractitionerCertificate(row.first, datetime.date.fromisoformat(row.second) if row.second else None)
