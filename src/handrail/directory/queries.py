"""What can be offered to a person, here and now. Answers are plain values."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from handrail.directory.kinds import kind as kind_of
from handrail.directory.models import Service
from handrail.directory.states import PHASES


@dataclass(frozen=True, slots=True)
class ServiceLine:
    id: int
    name: str
    provider_id: int
    provider_code: str
    provider_name: str
    kind: str
    kind_name: str
    need: str
    state: str
    phases: tuple[str, ...]
    everywhere: bool
    areas: tuple[str, ...]
    languages: tuple[str, ...]
    hours: str
    how_to_refer: str
    cost_note: str
    pro_bono: bool
    safe_house: bool


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
    here = Q(everywhere=True) | Q(
        id__in=Service.areas.through.objects.filter(area_id=area_code).values("service_id")
    )
    rows = _rows().filter(here, state__in=states, **{phase: True})
    return [_line(row) for row in (rows.filter(kind=kind) if kind else rows)]


def services(*, states: Sequence[str] = ("open",)) -> list[ServiceLine]:
    """All services, by name."""
    return [_line(row) for row in _rows().filter(state__in=states)]


def service(service_id: int) -> ServiceLine | None:
    """One service, whatever its state: an old offer may name one that has closed."""
    row = _rows().filter(id=service_id).first()
    return _line(row) if row else None


def _rows() -> QuerySet[Service]:
    return Service.objects.select_related("provider").prefetch_related("areas", "languages")


def _line(row: Service) -> ServiceLine:
    kind = kind_of(row.kind)
    return ServiceLine(
        provider_code=row.provider.code,
        provider_name=row.provider.name,
        kind_name=kind.name,
        need=kind.need,
        areas=tuple(area.name for area in row.areas.all()),
        languages=tuple(language.name for language in row.languages.all()),
        **{name: getattr(row, name) for name in _PLAIN},
    )


_DERIVED = ("provider_code", "provider_name", "kind_name", "need", "areas", "languages")
_PLAIN = tuple(name for name in ServiceLine.__slots__ if name not in _DERIVED)
