"""The bulk loader's rows are those that the actions leave, on forty-eight cases."""

from dataclasses import replace
from datetime import datetime
from functools import cache
from typing import Any
from uuid import UUID

import pytest
from django.db import models

from handrail.demo.case_rows import write_cases_in_bulk
from handrail.demo.case_writer import DemoLookups
from handrail.demo.demo_plan import DemoPlan, make_demo_plan
from handrail.demo.loader import write_base_records_and_get_lookups, write_case
from handrail.demo.plan_types import PlannedCase
from handrail.demo.simulated_time import use_simulated_clock
from handrail.people.cases.consent.models import DutyToNotifyReport
from handrail.people.cases.events.models import Due
from handrail.people.cases.name_search.models import NameKey
from handrail.people.cases.offers.models import Circumstances
from handrail.people.cases.person.models import Channel, SafestContactWay
from handrail.people.contacts.models import Contact
from handrail.people.records.models import (
    Case,
    Consent,
    DangerCheck,
    Event,
    Need,
    Offer,
    Person,
    PersonMove,
    ReferenceCounter,
    SafetyPlan,
    SafetyPlanReview,
)
from handrail.platform.access.key_access import UnrecordedKeyAccess
from handrail.platform.access.models import Grant
from handrail.platform.access.sealed import Sealed
from handrail.platform.audit.macs import compute_record_mac, macs_equal
from handrail.platform.audit.models import Record
from handrail.platform.audit.tamper_evident_rows import TamperEvident
from handrail.platform.kernel.case_references import format_case_reference
from handrail.platform.kernel.dates import LONDON
from handrail.platform.vault.scoped_index_field import ScopedIndexField

pytestmark = [pytest.mark.one_engine, pytest.mark.django_db(databases=["default", "keys"])]

NOW = datetime(2026, 11, 24, 8, 40, tzinfo=LONDON)
TABLES: tuple[tuple[type[models.Model], str], ...] = (
    (Person, "case_id"),
    (Circumstances, "case_id"),
    (NameKey, "case_id"),
    (DangerCheck, "case_id"),
    (Channel, "case_id"),
    (SafetyPlan, "case_id"),
    (SafestContactWay, "case_id"),
    (SafetyPlanReview, "case_id"),
    (PersonMove, "case_id"),
    (Event, "case_id"),
    (Consent, "case_id"),
    (DutyToNotifyReport, "case_id"),
    (Need, "case_id"),
    (Offer, "case_id"),
    (Contact, "case_id"),
    (Due, "case_id"),
    (Grant, "file_id"),
)
SAMPLED = 48
LATER = 5_000  # the numbers under which the same cases are written again


@cache
def _plan() -> DemoPlan:
    return make_demo_plan(NOW.date(), size=200)


def _sample() -> list[PlannedCase]:
    """The heroes, one of each story that is told, and of those drawn after the published figures as many as lack."""
    first = [case for case in _plan().cases if case.story == "hero" or case.key.startswith("handrail:")]
    told = {case.story: case for case in reversed(first) if not case.story.startswith("drawn")}
    stories = [case for story, case in told.items() if story != "hero"]
    drawn = [case for case in first if case.story.startswith("drawn")]
    return [*(case for case in first if case.story == "hero"), *stories, *drawn][:SAMPLED]


def _plain(row: models.Model, key_access: UnrecordedKeyAccess, names: dict[Any, str]) -> dict[str, Any]:
    """The row's facts: sealed text opened, and numbers that were made up replaced by what they point at."""
    facts: dict[str, Any] = {}
    for column in row._meta.concrete_fields:
        if isinstance(column, ScopedIndexField):
            continue  # worked out from made-up numbers, or one of several at random
        value = getattr(row, column.attname)
        if isinstance(column, Sealed):
            value = value.decrypt_for(key_access) if value else None
        facts[column.attname] = names.get(value, value) if isinstance(value, UUID | int | str) else value
    if isinstance(row, Case | Person):
        facts["version"] = "counts saves"
    if isinstance(row, Case):
        facts["reference"] = "its own"
    if isinstance(row, TamperEvident):
        assert row.is_intact
        facts["mac"] = "its own"
    return {**facts, row._meta.pk.attname: "its own"}


def _names(case: Case, rows: dict[type[models.Model], list[models.Model]]) -> dict[Any, str]:
    """What each made-up number stands for, in the order in which the rows were made."""
    names: dict[Any, str] = {case.pk: "the case", str(case.pk): "the case"}
    for table, of_case in rows.items():
        for n, row in enumerate(of_case):
            if isinstance(row.pk, UUID) and row.pk != case.pk:
                names[row.pk] = names[str(row.pk)] = f"{table.__name__} {n}"
    return names


def _everything(reference: str) -> dict[str, list[dict[str, Any]]]:
    case = Case.objects.get(reference=reference)
    rows = {table: [*table._default_manager.filter(**{key: case.pk}).order_by("pk")] for table, key in TABLES}
    names, key_access = _names(case, rows), UnrecordedKeyAccess(case.pk)
    grants = {row.pk: n for n, row in enumerate(rows[Grant])}
    found = {"Case": [_plain(case, key_access, names)]}
    for table, of_case in rows.items():
        facts = [_plain(row, key_access, names) for row in of_case]
        found[table.__name__] = [{**row, "grant_id": grants.get(row.get("grant_id"))} for row in facts]
    found["Record"] = [_entry(row) for row in Record.objects.filter(about=case.pk).order_by("id")]
    found["NameKey"].sort(key=lambda kept: kept["key"])
    found["Due"].sort(key=lambda due: (due["sort"], due["code"], due["run"]))
    return found


def _entry(row: Record) -> dict[str, Any]:
    """A record of the trail, whose mac is its own and right."""
    assert macs_equal(row.mac, compute_record_mac(row))
    made = {"id", "about", "mac"}
    return {
        column.attname: getattr(row, column.attname)
        for column in Record._meta.concrete_fields
        if column.attname not in made
    }


@pytest.fixture
def cast() -> DemoLookups:
    return write_base_records_and_get_lookups(_plan())


def test_the_rows_of_forty_eight_cases_are_those_of_the_actions(cast: DemoLookups) -> None:
    sample = _sample()
    assert len(sample) == SAMPLED
    with use_simulated_clock(NOW) as clock:
        for case in sample:
            write_case(case, cast, clock, NOW)
    again = [replace(case, number=case.number + LATER) for case in sample]
    write_cases_in_bulk(again, cast, NOW)
    for one, other in zip(sample, again, strict=True):
        assert _everything(_reference(cast, other)) == _everything(_reference(cast, one)), one.key


def _reference(cast: DemoLookups, case: PlannedCase) -> str:
    return format_case_reference(cast.bodies[case.body].prefix, case.number)


def test_a_case_opened_afterwards_gets_a_number_of_its_own(cast: DemoLookups) -> None:
    sample = _sample()
    write_cases_in_bulk(sample, cast, NOW)
    last = {counter.body.prefix: counter.last for counter in ReferenceCounter.objects.select_related("body")}
    assert last["LN"] == max(case.number for case in sample if case.body == "lantern")


def test_the_trail_can_be_left_out_for_measuring(cast: DemoLookups) -> None:
    before = Record.objects.count()
    write_cases_in_bulk(_sample()[:2], cast, NOW, trail=False)
    assert Record.objects.count() == before
