"""Brings the reference tables in line with the files under data/. Running it again changes nothing."""

import csv
from collections.abc import Iterable, Sequence
from datetime import date
from importlib.resources import files
from typing import Any

from django.db import models, transaction

from handrail.platform.reference.models import Area, AreaName, Body, Governance, Language, LanguageName
from handrail.platform.reference.name_matching import make_match_key

DATA = files("handrail.platform.reference") / "data"
CsvRow = dict[str, str]


@transaction.atomic
def load_reference_data() -> None:
    """Load everything. Bodies that others added stay as they are; a row that left the files stays, too."""
    _upsert_on_natural_key(
        Area, "code", [_make_area_of_row(row) for row in _read_reference_rows_of_file("areas.csv")]
    )
    _upsert_on_natural_key(
        AreaName, "key", [_make_area_name(row) for row in _read_reference_rows_of_file("area_names.csv")]
    )
    _upsert_on_natural_key(
        Language, "tag", [_make_language_of_row(row) for row in _read_reference_rows_of_file("languages.csv")]
    )
    _upsert_on_natural_key(LanguageName, "key", _make_language_names())
    _upsert_on_natural_key(
        Body,
        "code",
        [_make_body_of_row(row) for row in _read_reference_rows_of_file("bodies.csv")],
        keep=("parent", "successor"),
    )
    _load_governance()


def _read_reference_rows_of_file(name: str) -> list[CsvRow]:
    return list(csv.DictReader((DATA / name).read_text(encoding="utf-8").splitlines()))


def _upsert_on_natural_key[M: models.Model](
    model: type[M], by: str, rows: Sequence[M], keep: Sequence[str] = ()
) -> None:
    """Insert or update on the natural key, in one statement."""
    update = [f.name for f in model._meta.concrete_fields if not f.primary_key and f.name not in (by, *keep)]
    model._default_manager.bulk_create(
        rows, update_conflicts=True, unique_fields=[by], update_fields=update, batch_size=400
    )


def _make_area_of_row(row: CsvRow) -> Area:
    return Area(**{**row, "tile_x": int(row["tile_x"]), "tile_y": int(row["tile_y"])})


def _make_area_name(row: CsvRow) -> AreaName:
    return AreaName(key=make_match_key(row["name"]), name=row["name"], area_id=row["area"])


def _make_language_of_row(row: CsvRow) -> Language:
    return Language(**{**row, "signed": row["signed"] == "1"})


def _make_language_names() -> list[LanguageName]:
    """The known names themselves, in English and Welsh, and after them the names met in the field."""
    own = [
        (row[column], row["tag"], "")
        for row in _read_reference_rows_of_file("languages.csv")
        for column in ("name_cy", "name")
    ]
    met = [
        (row["name"], row["tag"], row["note"]) for row in _read_reference_rows_of_file("language_names.csv")
    ]
    found = {make_match_key(name): (name, tag, note) for name, tag, note in (*own, *met) if name}
    return [
        LanguageName(key=k, name=name, language_id=tag, note=note) for k, (name, tag, note) in found.items()
    ]


def _make_body_of_row(row: CsvRow) -> Body:
    return Body(
        **_pick_columns_of_row(row, "code", "name", "name_cy", "kind", "duty_basis", "form_name"),
        **_pick_columns_of_row(row, "source", "confidence", "note"),
        area_id=row["area"] or None,
        prefix=row["prefix"] or None,
        first_responder=row["first_responder"] == "1",
        duty_to_notify=bool(row["duty_basis"]),
        valid_from=_parse_day(row["valid_from"]),
        valid_to=_parse_day(row["valid_to"]),
    )


def _load_governance() -> None:
    """Written anew when it differs: its rows have no name of their own that a change would keep."""
    bodies = dict(Body.objects.values_list("code", "id"))
    wanted = [_make_governance_of_row(row, bodies) for row in _read_reference_rows_of_file("governance.csv")]
    if _get_governance_value_tuples(wanted) != _get_governance_value_tuples(Governance.objects.all()):
        Governance.objects.all().delete()
        Governance.objects.bulk_create(wanted)


def _make_governance_of_row(row: CsvRow, bodies: dict[str, int]) -> Governance:
    return Governance(
        **_pick_columns_of_row(row, "body_name", "kind", "title_of_lead", "from_precision", "to_precision"),
        **_pick_columns_of_row(row, "from_confidence", "to_confidence", "source", "confidence", "note"),
        area_id=row["area"],
        body_id=bodies[row["body"]] if row["body"] else None,
        valid_from=_parse_day(row["valid_from"]),
        valid_to=_parse_day(row["valid_to"]),
        planned=row["planned"] == "1",
        end_planned=row["end_planned"] == "1",
    )


def _get_governance_value_tuples(rows: Iterable[Governance]) -> set[tuple[Any, ...]]:
    names = [field.attname for field in Governance._meta.concrete_fields if not field.primary_key]
    return {tuple(getattr(row, name) for name in names) for row in rows}


def _pick_columns_of_row(row: CsvRow, *names: str) -> dict[str, str]:
    return {name: row[name] for name in names}


def _parse_day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None
