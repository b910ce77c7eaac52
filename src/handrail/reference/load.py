"""Brings the reference tables in line with the files under data/. Running it again changes nothing."""

import csv
from collections.abc import Iterable, Sequence
from datetime import date
from importlib.resources import files
from typing import Any

from django.db import models, transaction

from handrail.reference.models import Area, AreaName, Body, Governance, Language, LanguageName
from handrail.reference.naming import key

DATA = files("handrail.reference") / "data"
Row = dict[str, str]


@transaction.atomic
def load_all() -> None:
    """Load everything. Bodies that others added stay as they are; a row that left the files stays, too."""
    _put(Area, "code", [_area(row) for row in _rows("areas.csv")])
    _put(AreaName, "key", [_area_name(row) for row in _rows("area_names.csv")])
    _put(Language, "tag", [_language(row) for row in _rows("languages.csv")])
    _put(LanguageName, "key", _language_names())
    _put(Body, "code", [_body(row) for row in _rows("bodies.csv")], keep=("parent",))
    _governance()


def _rows(name: str) -> list[Row]:
    return list(csv.DictReader((DATA / name).read_text(encoding="utf-8").splitlines()))


def _put[M: models.Model](model: type[M], by: str, rows: Sequence[M], keep: Sequence[str] = ()) -> None:
    """Insert or update on the natural key, in one statement."""
    update = [f.name for f in model._meta.concrete_fields if not f.primary_key and f.name not in (by, *keep)]
    model._default_manager.bulk_create(
        rows, update_conflicts=True, unique_fields=[by], update_fields=update, batch_size=400
    )


def _area(row: Row) -> Area:
    return Area(**{**row, "tile_x": int(row["tile_x"]), "tile_y": int(row["tile_y"])})


def _area_name(row: Row) -> AreaName:
    return AreaName(key=key(row["name"]), name=row["name"], area_id=row["area"])


def _language(row: Row) -> Language:
    return Language(**{**row, "signed": row["signed"] == "1"})


def _language_names() -> list[LanguageName]:
    """The known names themselves, in English and Welsh, and after them the names met in the field."""
    own = [(row[column], row["tag"], "") for row in _rows("languages.csv") for column in ("name_cy", "name")]
    met = [(row["name"], row["tag"], row["note"]) for row in _rows("language_names.csv")]
    found = {key(name): (name, tag, note) for name, tag, note in (*own, *met) if name}
    return [
        LanguageName(key=k, name=name, language_id=tag, note=note) for k, (name, tag, note) in found.items()
    ]


def _body(row: Row) -> Body:
    return Body(
        **_texts(row, "code", "name", "name_cy", "kind", "duty_basis", "form_name"),
        **_texts(row, "source", "confidence", "note"),
        area_id=row["area"] or None,
        prefix=row["prefix"] or None,
        first_responder=row["first_responder"] == "1",
        duty_to_notify=bool(row["duty_basis"]),
        valid_from=_day(row["valid_from"]),
        valid_to=_day(row["valid_to"]),
    )


def _governance() -> None:
    """Written anew when it differs: its rows have no name of their own that a change would keep."""
    bodies = dict(Body.objects.values_list("code", "id"))
    wanted = [_rule_of(row, bodies) for row in _rows("governance.csv")]
    if _facts(wanted) != _facts(Governance.objects.all()):
        Governance.objects.all().delete()
        Governance.objects.bulk_create(wanted)


def _rule_of(row: Row, bodies: dict[str, int]) -> Governance:
    return Governance(
        **_texts(row, "body_name", "kind", "title_of_lead", "from_precision", "to_precision"),
        **_texts(row, "from_confidence", "to_confidence", "source", "confidence", "note"),
        area_id=row["area"],
        body_id=bodies[row["body"]] if row["body"] else None,
        valid_from=_day(row["valid_from"]),
        valid_to=_day(row["valid_to"]),
        planned=row["planned"] == "1",
        end_planned=row["end_planned"] == "1",
    )


def _facts(rows: Iterable[Governance]) -> set[tuple[Any, ...]]:
    names = [field.attname for field in Governance._meta.concrete_fields if not field.primary_key]
    return {tuple(getattr(row, name) for name in names) for row in rows}


def _texts(row: Row, *names: str) -> dict[str, str]:
    return {name: row[name] for name in names}


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None
