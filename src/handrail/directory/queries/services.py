"""Services of the directory, as plain values."""

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from operator import itemgetter
from typing import Any
from uuid import UUID

from django.db.models import F, Q, QuerySet, Value
from django.utils import timezone

from handrail.directory.case_figures import ServiceBedSpaceCounts, get_case_figure_functions
from handrail.directory.models import Service
from handrail.directory.need_and_service_kinds import get_service_kind
from handrail.directory.service_fit import ServiceEligibility
from handrail.directory.service_states_and_phases import PHASES

PLACE_NEED = "place"


@dataclass(frozen=True, slots=True)
class ServiceRow:
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
    is_counted: bool  # whether its places are counted from units and stays, and typed by nobody

    @property
    def terms(self) -> ServiceEligibility:
        """Who it is for, as `fit` reads it."""
        return ServiceEligibility(**{name: getattr(self, name) for name in ServiceEligibility.__slots__})

    @property
    def full(self) -> bool:
        """Whether no place was free when last asked."""
        return self.free_now == 0


def list_services_in_area(
    *,
    area_code: str,
    phase: str,
    kind: str | None = None,
    states: Sequence[str] = ("open",),
) -> list[ServiceRow]:
    """Services that reach this area in this phase.

    Args:
        area_code: the area.
        phase: a code of PHASES.
        kind: a code of KINDS; None for every kind.
        states: codes of STATES.

    Returns:
        Rows by name, in as many statements however many there are.

    Raises:
        ValueError: there is no such phase.
    """
    if phase not in PHASES:
        raise ValueError(f"{phase!r} is no phase: use one of {', '.join(PHASES)}")
    rows = select_services_with_related().filter(reaches_area_q(area_code), state__in=states, **{phase: True})
    return make_service_rows(rows.filter(kind=kind) if kind else rows)


def list_services_in_states(*, states: Sequence[str] = ("open",)) -> list[ServiceRow]:
    """All services, by name."""
    return make_service_rows(select_services_with_related().filter(state__in=states))


def find_service(service_id: int) -> ServiceRow | None:
    """One service, whatever its state: an old offer may name one that has closed."""
    row = select_services_with_related().filter(id=service_id).first()
    return make_service_rows([row])[0] if row else None


def select_ids_of_open_service_providers() -> QuerySet[Service, int]:
    """Numbers of the bodies that give at least one open service."""
    return Service.objects.filter(state="open").order_by().values_list("provider_id", flat=True)


def reaches_area_q(area_code: str) -> Q:
    """The services that reach an area, as one list of numbers: a planner starts from it, not from all services."""
    here = Service.areas.through.objects.filter(area_id=area_code).values("service_id")
    everywhere = Service.objects.filter(everywhere=True).order_by().values("id")
    return Q(id__in=here.union(everywhere, all=True))


def select_services_with_related() -> QuerySet[Service]:
    """Services with all that a line needs, besides what `make_service_rows` asks for all of them."""
    return Service.objects.select_related("provider")


def make_service_rows(rows: Iterable[Service]) -> list[ServiceRow]:
    """The rows as lines, with two statements more for all of them: their areas and languages, and the places of those
    where people sleep."""
    found = list(rows)
    reach = _fetch_areas_and_languages([row.pk for row in found]) if found else {}
    sleeping = [row.pk for row in found if get_service_kind(row.kind).need == PLACE_NEED]
    counted = get_case_figure_functions().count_places_by_service(sleeping) if sleeping else {}
    return [
        _make_service_row(row, reach.get(row.pk, _ServiceAreasAndLanguages()), counted.get(row.pk))
        for row in found
    ]


@dataclass(slots=True)
class _ServiceAreasAndLanguages:
    """Codes and names of a service's areas, and of the languages spoken there, by name."""

    areas: list[tuple[str, str]] = field(default_factory=list)
    languages: list[tuple[str, str]] = field(default_factory=list)


def _fetch_areas_and_languages(service_ids: Sequence[int]) -> dict[int, _ServiceAreasAndLanguages]:
    """Both in one statement, by the number of the service."""
    areas = Service.areas.through.objects.filter(service__in=service_ids).values_list(
        "service_id", Value("area"), F("area_id"), F("area__name")
    )
    languages = Service.languages.through.objects.filter(service__in=service_ids).values_list(
        "service_id", Value("language"), F("language_id"), F("language__name")
    )
    reach: dict[int, _ServiceAreasAndLanguages] = {}
    for service_id, what, code, name in sorted(areas.union(languages, all=True), key=itemgetter(3)):
        of_service = reach.setdefault(service_id, _ServiceAreasAndLanguages())
        (of_service.areas if what == "area" else of_service.languages).append((code, name))
    return reach


def _make_service_row(
    row: Service, reach: _ServiceAreasAndLanguages, counted: ServiceBedSpaceCounts | None
) -> ServiceRow:
    kind = get_service_kind(row.kind)
    return ServiceRow(
        provider_code=row.provider.code,
        provider_name=row.provider.name,
        kind_name=kind.name,
        need=kind.need,
        areas=tuple(name for _, name in reach.areas),
        area_codes=tuple(code for code, _ in reach.areas),
        languages=tuple(name for _, name in reach.languages),
        language_tags=tuple(tag for tag, _ in reach.languages),
        is_counted=counted is not None,
        **{name: getattr(row, name) for name in _PLAIN} | _make_counted_capacity_values(counted),
    )


def _make_counted_capacity_values(counted: ServiceBedSpaceCounts | None) -> dict[str, Any]:
    """What units and stays say, in the place of what was typed."""
    if counted is None:
        return {}
    places, free = counted
    return {"capacity_rule": "number", "capacity": places, "free_now": free, "free_on": timezone.localdate()}


_DERIVED = (
    "provider_code",
    "provider_name",
    "kind_name",
    "need",
    "areas",
    "area_codes",
    "languages",
    "language_tags",
    "is_counted",
)
_PLAIN = tuple(name for name in ServiceRow.__slots__ if name not in _DERIVED)
