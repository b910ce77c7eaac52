"""What can be offered to a person, here and now. Answers are plain values."""

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q, QuerySet

from handrail.directory.fit import Terms
from handrail.directory.kinds import kind as kind_of
from handrail.directory.models import Service
from handrail.directory.states import PHASES


@dataclass(frozen=True, slots=True)
class ServiceLine:
    """One service, without whoever works there."""

    id: int
    key: UUID
    name: str
    description: str
    provider_id: int
    provider_code: str
    provider_name: str
    keeper_id: int | None
    kind: str
    kind_name: str
    need: str
    state: str
    waits_for: str
    expected_on: datetime.date | None
    pilot_until: datetime.date | None
    phases: tuple[str, ...]
    nrm_point: str
    ages: str
    min_age: int | None
    max_age: int | None
    genders: str
    dependants: str
    public_funds: str
    status_rule: str
    rule_note: str
    everywhere: bool
    areas: tuple[str, ...]
    area_codes: tuple[str, ...]
    languages: tuple[str, ...]
    language_tags: tuple[str, ...]
    interpreters: str
    capacity_rule: str
    capacity: int | None
    free_now: int | None
    free_on: datetime.date | None
    hours: str
    cost: str
    cost_pence: int | None
    cost_note: str
    pro_bono: bool
    how_to_refer: str
    contact_phone: str
    contact_email: str
    website: str
    address: str
    town: str
    postcode: str
    safe_house: bool
    public: bool
    source: str
    assured_on: datetime.date | None
    changed_at: datetime.datetime | None
    changed_by: str
    version: int

    @property
    def terms(self) -> Terms:
        """Who it is for, as `fit` reads it."""
        return Terms(**{name: getattr(self, name) for name in Terms.__slots__})

    @property
    def full(self) -> bool:
        """Whether no place was free when last asked."""
        return self.free_now == 0


def services_for(
    *,
    area_code: str,
    phase: str,
    kind: str | None = None,
    states: Sequence[str] = ("open",),
) -> list[ServiceLine]:
    """Services that reach this area in this phase, by name: three statements, however many there are."""
    if phase not in PHASES:
        raise ValueError(f"{phase!r} is no phase: use one of {', '.join(PHASES)}")
    rows = rows_with_all().filter(reaches(area_code), state__in=states, **{phase: True})
    return lines(rows.filter(kind=kind) if kind else rows)


def services(*, states: Sequence[str] = ("open",)) -> list[ServiceLine]:
    """All services, by name."""
    return lines(rows_with_all().filter(state__in=states))


def service(service_id: int) -> ServiceLine | None:
    """One service, whatever its state: an old offer may name one that has closed."""
    row = rows_with_all().filter(id=service_id).first()
    return line(row) if row else None


def reaches(area_code: str) -> Q:
    """The services that reach an area, as one list of numbers: a planner starts from it, not from all services."""
    here = Service.areas.through.objects.filter(area_id=area_code).values("service_id")
    everywhere = Service.objects.filter(everywhere=True).order_by().values("id")
    return Q(id__in=here.union(everywhere, all=True))


def rows_with_all() -> QuerySet[Service]:
    """Services with all that a line needs."""
    return Service.objects.select_related("provider").prefetch_related("areas", "languages")


def lines(rows: Iterable[Service]) -> list[ServiceLine]:
    """The rows as lines."""
    return [line(row) for row in rows]


def line(row: Service) -> ServiceLine:
    """One row as a line."""
    kind = kind_of(row.kind)
    areas, languages = list(row.areas.all()), list(row.languages.all())
    return ServiceLine(
        provider_code=row.provider.code,
        provider_name=row.provider.name,
        kind_name=kind.name,
        need=kind.need,
        areas=tuple(area.name for area in areas),
        area_codes=tuple(area.code for area in areas),
        languages=tuple(language.name for language in languages),
        language_tags=tuple(language.tag for language in languages),
        **{name: getattr(row, name) for name in _PLAIN},
    )


_DERIVED = (
    "provider_code",
    "provider_name",
    "kind_name",
    "need",
    "areas",
    "area_codes",
    "languages",
    "language_tags",
)
_PLAIN = tuple(name for name in ServiceLine.__slots__ if name not in _DERIVED)
