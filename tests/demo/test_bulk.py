"""The bulk loader's rows are those that the actions leave, but for the trail."""

from datetime import datetime
from typing import Any
from uuid import UUID

import pytest
from django.db import models

from handrail.access.models import File, Grant
from handrail.audit.models import Record
from handrail.casework.models import (
    Case,
    Channel,
    Consent,
    DangerCheck,
    Due,
    Event,
    NameKey,
    Need,
    Notification,
    Offer,
    Person,
    ReferenceCounter,
    SafetyPlan,
)
from handrail.demo.bulk import write_all
from handrail.demo.clock import set_clock
from handrail.demo.kinds import PlannedCase
from handrail.demo.load import set_the_scene, write_one
from handrail.demo.plan import make
from handrail.demo.writing import Cast
from handrail.kernel.dates import LONDON
from handrail.vault import keys, place
from handrail.vault.fields import SealedField

pytestmark = pytest.mark.django_db(databases=["default", "keys"])

NOW = datetime(2026, 11, 24, 8, 40, tzinfo=LONDON)
PLAN = make(NOW.date())
TABLES: tuple[tuple[type[models.Model], str], ...] = (
    (Person, "case_id"),
    (NameKey, "case_id"),
    (DangerCheck, "case_id"),
    (Channel, "case_id"),
    (SafetyPlan, "case_id"),
    (Event, "case_id"),
    (Consent, "case_id"),
    (Notification, "case_id"),
    (Need, "case_id"),
    (Offer, "case_id"),
    (Due, "case_id"),
    (Grant, "file_id"),
)
STORIES = ("said_no_notified", "settled", "child_recovering", "turning_18", "withdrew", "in_court")


def _sample() -> list[PlannedCase]:
    """The heroes, and one of each story that is told differently."""
    told = {case.story: case for case in reversed(PLAN.cases)}
    return [case for case in PLAN.cases if case.story == "hero"] + [told[story] for story in STORIES]


def _plain(row: models.Model, case_id: UUID, names: dict[Any, str]) -> dict[str, Any]:
    """The row's facts: sealed text opened, and numbers that were made up replaced by what they point at."""
    facts: dict[str, Any] = {}
    for column in row._meta.concrete_fields:
        value = getattr(row, column.attname)
        if isinstance(column, SealedField) and value is not None:
            value = keys.box(case_id).open(bytes(value), place(row._meta.label, column.name, row.pk))
        facts[column.attname] = names.get(value, value) if isinstance(value, UUID | int | str) else value
    if isinstance(row, Case | Person):
        facts["version"] = "counts saves"
    return {**facts, row._meta.pk.attname: "its own"}


def _names(case: Case) -> dict[Any, str]:
    """What each made-up number stands for, in the order in which the rows were made."""
    names: dict[Any, str] = {case.pk: "the case", str(case.pk): "the case"}
    for table, key in TABLES:
        for n, row in enumerate(table._default_manager.filter(**{key: case.pk}).order_by("pk")):
            if isinstance(row.pk, UUID) and row.pk != case.pk:
                names[row.pk] = names[str(row.pk)] = f"{table.__name__} {n}"
    return names


def _grants(case: Case) -> dict[int, int]:
    return {
        pk: n
        for n, pk in enumerate(
            Grant.objects.filter(file_id=case.pk).order_by("pk").values_list("pk", flat=True)
        )
    }


def _everything(reference: str) -> dict[str, list[dict[str, Any]]]:
    case = Case.objects.get(reference=reference)
    names, grants = _names(case), _grants(case)
    found = {"Case": [_plain(case, case.pk, names)]}
    for table, key in TABLES:
        rows = [
            _plain(row, case.pk, names)
            for row in table._default_manager.filter(**{key: case.pk}).order_by("pk")
        ]
        found[table.__name__] = [{**row, "grant_id": grants.get(row.get("grant_id"))} for row in rows]
    found["NameKey"].sort(key=lambda kept: kept["key"])
    found["Due"].sort(key=lambda due: (due["sort"], due["code"], due["run"]))
    return found


@pytest.fixture
def cast() -> Cast:
    return set_the_scene(PLAN)


def test_the_rows_are_those_of_the_actions(cast: Cast) -> None:
    sample = _sample()
    references = [f"{cast.bodies[case.body].prefix}-{case.number:04d}" for case in sample]
    with set_clock(NOW) as clock:
        for case in sample:
            write_one(case, cast, clock, NOW)
    of_actions = {reference: _everything(reference) for reference in references}
    _throw_away()
    write_all(sample, cast, NOW)
    for reference in references:
        assert _everything(reference) == of_actions[reference], reference


def _throw_away() -> None:
    NameKey.objects.all().delete()
    Consent.objects.all().delete()
    Notification.objects.all().delete()
    Event.objects.filter(supersedes__isnull=False).delete()
    for table in (
        Due,
        Offer,
        Need,
        Event,
        SafetyPlan,
        Channel,
        DangerCheck,
        Person,
        Case,
        Grant,
        File,
        ReferenceCounter,
    ):
        table._default_manager.all().delete()


def test_a_case_opened_afterwards_gets_a_number_of_its_own(cast: Cast) -> None:
    sample = _sample()
    write_all(sample, cast, NOW)
    last = {counter.body.prefix: counter.last for counter in ReferenceCounter.objects.select_related("body")}
    assert last["LN"] == max(case.number for case in sample if case.body == "lantern")


def test_the_trail_is_left_out(cast: Cast) -> None:
    before = Record.objects.count()
    write_all(_sample()[:2], cast, NOW)
    assert Record.objects.count() == before
