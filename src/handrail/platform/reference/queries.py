"""What may be asked of the reference data. Answers are plain values."""

from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from handrail.platform.reference.models import (
    Area,
    AreaName,
    Body,
    Governance,
    InventedDataMarker,
    Language,
    LanguageName,
)
from handrail.platform.reference.name_matching import make_match_key


@dataclass(frozen=True, slots=True)
class AreaRow:
    code: str
    name: str
    name_cy: str
    region: str
    nation: str
    force_name: str
    force_name_cy: str
    form_name: str
    tile_x: int
    tile_y: int
    source: str
    confidence: str


@dataclass(frozen=True, slots=True)
class BodyRow:
    id: int
    code: str
    name: str
    name_cy: str
    kind: str
    area_code: str | None
    prefix: str | None
    first_responder: bool
    duty_to_notify: bool
    duty_basis: str
    form_name: str
    valid_from: date | None
    valid_to: date | None
    source: str
    confidence: str
    note: str


@dataclass(frozen=True, slots=True)
class LanguageRow:
    tag: str
    name: str
    name_cy: str
    signed: bool


@dataclass(frozen=True, slots=True)
class GovernanceRow:
    """Who governs an area on a day. Where `planned` is true it is announced and not law: say so."""

    area_code: str
    body_code: str | None
    body_name: str
    kind: str
    title_of_lead: str
    valid_from: date | None
    valid_to: date | None
    planned: bool
    end_planned: bool
    source: str
    confidence: str
    note: str


def list_areas() -> tuple[AreaRow, ...]:
    """All areas, for maps and tables.

    Returns:
        Rows by name.
    """
    return tuple(_make_area_row(row) for row in Area.objects.all())


def list_area_codes_and_names() -> tuple[tuple[str, str], ...]:
    """All areas for a list to choose from, without the rest of their rows.

    Returns:
        Code and name of each, by name.
    """
    return tuple((code, name) for code, name in _select_area_codes_and_names())


def _select_area_codes_and_names() -> QuerySet[Any, Any]:
    return Area.objects.values_list("code", "name")


def find_area_by_code(code: str) -> AreaRow | None:
    """One area by its code."""
    row = Area.objects.filter(code=code).first()
    return _make_area_row(row) if row else None


def find_area_by_name(name: str) -> AreaRow | None:
    """The area that a name means: its own, its force's, or one met in reports. None where it is no area."""
    row = AreaName.objects.select_related("area").filter(key=make_match_key(name)).first()
    return _make_area_row(row.area) if row else None


def list_bodies(
    kind: str | None = None,
    *,
    area_code: str | None = None,
    first_responder: bool | None = None,
    on: date | None = None,
) -> tuple[BodyRow, ...]:
    """The bodies that meet every condition that is given.

    Args:
        kind: a code of the kinds of bodies.
        area_code: the area that they work in.
        first_responder: whether they refer to the NRM.
        on: a day on which they exist; without it also those that have ended.

    Returns:
        Rows by name.
    """
    rows = Body.objects.all() if on is None else _filter_in_force(Body.objects.all(), on)
    wanted = {"kind": kind, "area_id": area_code, "first_responder": first_responder}
    return tuple(
        _make_body_row(row) for row in rows.filter(**{k: v for k, v in wanted.items() if v is not None})
    )


def find_body_by_code(code: str) -> BodyRow | None:
    """One body by its code."""
    row = Body.objects.filter(code=code).first()
    return _make_body_row(row) if row else None


def list_languages() -> tuple[LanguageRow, ...]:
    """All languages, for choosing and for matching of names.

    Returns:
        Rows by name.
    """
    return tuple(_make_language_row(row) for row in Language.objects.all())


def find_language_by_tag(tag: str) -> LanguageRow | None:
    """One language by its tag."""
    row = Language.objects.filter(tag=tag).first()
    return _make_language_row(row) if row else None


def find_language_by_name(name: str) -> LanguageRow | None:
    """The language that a name means, in English, Welsh or as workers write it."""
    row = LanguageName.objects.select_related("language").filter(key=make_match_key(name)).first()
    return _make_language_row(row.language) if row else None


def find_governing_body(area_code: str, on: date) -> GovernanceRow | None:
    """Who governs the area on that day, announced rows included and marked as `planned`."""
    row = _select_governance_in_force(on).filter(area_id=area_code).first()
    return _make_governance_row(row) if row else None


def list_governing_bodies(on: date) -> tuple[GovernanceRow, ...]:
    """Who governs policing in each area on a day.

    Returns:
        One row for each area.
    """
    return tuple(_make_governance_row(row) for row in _select_governance_in_force(on))


def count_areas_by_governance_kind(on: date) -> Counter[str]:
    """How many areas are governed by each kind of body on that day."""
    return Counter(row.kind for row in list_governing_bodies(on))


def is_database_of_demo_data_only() -> bool:
    """Whether this database says of itself that everything in it is invented."""
    return InventedDataMarker.objects.exists()


def is_demo_data_completely_written() -> bool:
    """Whether the invented caseload was written to its end."""
    return InventedDataMarker.objects.filter(finished_at__isnull=False).exists()


def get_written_parts_of_demo_data() -> dict[str, str]:
    """Parts of the invented caseload that are complete.

    Returns:
        By name, what the next load compares: "" where that is nothing.
    """
    marker = InventedDataMarker.objects.first()
    return dict(marker.parts) if marker else {}


def _select_governance_in_force(on: date) -> QuerySet[Governance]:
    return _filter_in_force(Governance.objects.select_related("body"), on)


def _filter_in_force[R: (QuerySet[Governance], QuerySet[Body])](rows: R, on: date) -> R:
    began = Q(valid_from__isnull=True) | Q(valid_from__lte=on)
    return rows.filter(began, Q(valid_to__isnull=True) | Q(valid_to__gte=on))


def _make_area_row(row: Area) -> AreaRow:
    return AreaRow(**{name: getattr(row, name) for name in AreaRow.__slots__})


def _make_body_row(row: Body) -> BodyRow:
    own = {name: getattr(row, name) for name in BodyRow.__slots__ if name != "area_code"}
    return BodyRow(area_code=row.area_id, **own)


def _make_language_row(row: Language) -> LanguageRow:
    return LanguageRow(row.tag, row.name, row.name_cy, row.signed)


def _make_governance_row(row: Governance) -> GovernanceRow:
    return GovernanceRow(
        area_code=row.area_id,
        body_code=row.body.code if row.body else None,
        **{
            name: getattr(row, name)
            for name in GovernanceRow.__slots__
            if name not in ("area_code", "body_code")
        },
    )
