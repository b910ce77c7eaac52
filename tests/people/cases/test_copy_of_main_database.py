"""A copy of the main database without the keys: no planted word of any kind, no coded fact, no way to a place."""

import datetime
import json
import re

import pytest
from django.apps import apps
from django.db import connection
from django.utils import timezone

from handrail.people.cases.events.actions.events import EventInput, record_event
from handrail.people.cases.events.models import Due
from handrail.people.cases.offers.actions.circumstances import save_circumstances
from handrail.people.cases.offers.models import Circumstances
from handrail.people.cases.offers.text_choices import (
    AccompaniedByChildren,
    Gender,
    ImmigrationStatus,
    RecourseToPublicFunds,
)
from handrail.people.cases.person import actions as danger
from handrail.people.contacts.actions.dependants import add_dependant
from handrail.people.contacts.actions.tasks import add_task
from handrail.people.contacts.models import Dependant, Task
from handrail.people.housing.actions.holds import hold_unit
from handrail.people.housing.actions.housing_duty import (
    record_housing_refusal,
    record_night_without_suitable_place,
)
from handrail.people.housing.actions.place_requirements import save_place_requirements
from handrail.people.housing.actions.stays import confirm_stay
from handrail.people.housing.actions.suitability_checks import (
    save_suitability_check_draft,
    sign_suitability_check,
)
from handrail.people.housing.models import PlaceRequirements, Stay, StayNight, UnitBooking
from handrail.people.housing.text_choices import HousingRefusalReason
from handrail.people.records.models import Case, Offer
from handrail.people.records.text_choices import (
    ImmediateDangerOrInjuryAnswer,
    RiskFactor,
    YesNoUnsureOrNotAsked,
)
from handrail.people.recovery.actions.goals import record_goal
from handrail.people.recovery.actions.hesitations import record_hesitation
from handrail.people.recovery.actions.outcome_reviews import record_outcome_review
from handrail.people.recovery.core_outcomes import OUTCOME_CODES
from handrail.people.recovery.models import GoalVersion, Hesitation, OutcomeReview
from handrail.platform.audit.models import Record
from handrail.platform.vault.app_sealed_fields import AppSealedField
from handrail.platform.vault.blind_code import BlindCodeField
from support.full_case import IN_THE_PAPER, IN_THE_REPORT, PLANTED
from support.housing import a_place, a_unit, after, an_agreement
from support.housing_pages import ANSWERS

GOAL, FEAR, TASK = "bake bread for a street", "the inspector drank with him", "ring the clinic on Elm Row"
PLACE, FLAT, HOTEL = "Quillwort House", "Attic room 17", "Hotel Marram"
NIGHTS_AHEAD = 61
CODES = {
    *("both", "asylum", "female", "child", "health", "status", "essentials", OUTCOME_CODES[0]),
    *("police", "police_before", "no_recourse", "too_near", "ground_floor"),
    *("went_missing", "detained", "leave_granted", "vts", "vts_grant", "report_missing"),
    *("before", "during", "after", "outside", "adult", "unsure"),
}
"""Danger, status, needs, who comes with them, what they hold back from, what was refused or missing, what happened
and what is due, where they stand with the NRM, and adult or child, in clear."""
NUMBER = re.compile(r"[0-9a-f]{8}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{12}")


def dump_rows():
    """Every cell of every row of the main database, as text."""
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            for row in cursor.fetchall():
                yield table, [format_cell(cell) for cell in row]


def format_cell(cell):
    if isinstance(cell, bytes | bytearray | memoryview):
        return bytes(cell).decode("utf-8", "replace")
    if isinstance(cell, list | dict):
        return json.dumps(cell)
    return str(cell)


def list_numbers(cells):
    """Every number of a row that could lead to another one."""
    return {found.replace("-", "") for cell in cells for found in NUMBER.findall(cell)}


def list_rows_reached_from(number):
    """All rows that somebody finds who follows numbers from row to row, and those numbers."""
    rows = [(table, cells, list_numbers(cells)) for table, cells in dump_rows()]
    known, size = {number.hex}, 0
    while size != len(known):
        size = len(known)
        for _, _, numbers in rows:
            if not numbers.isdisjoint(known):
                known |= numbers
    return [(table, cells) for table, cells, numbers in rows if not numbers.isdisjoint(known)], known


@pytest.fixture
def planted(cast, full):
    by, case_id = cast.worker.actor, full.told.case_id
    day = datetime.date(2026, 11, 1)
    circumstances = Circumstances(
        case_id=case_id,
        status=ImmigrationStatus.ASYLUM,
        public_funds=RecourseToPublicFunds.NO,
        gender=Gender.FEMALE,
        dependants=AccompaniedByChildren.YES,
    )
    save_circumstances(circumstances, seen=0, by=by)
    worries = {RiskFactor.SELF_HARM: YesNoUnsureOrNotAsked.YES}
    danger.record_danger_check(
        case_id=case_id, answer=ImmediateDangerOrInjuryAnswer.BOTH, note="", worries=worries, by=by
    )
    record_goal(GoalVersion(words=GOAL, on=day), case_id=case_id, by=by)
    record_hesitation(
        Hesitation(case_id=case_id, about="police", words=FEAR, on=day), reasons=["police_before"], by=by
    )
    record_outcome_review(
        OutcomeReview(case_id=case_id, outcome=OUTCOME_CODES[0], on=day, words=GOAL, asker="worker"), by=by
    )
    add_task(Task(case_id=case_id, what=TASK, for_user=cast.worker, due_on=timezone.localdate()), by=by)
    child = Dependant(case_id=case_id, sort="child", where="with", at_risk="yes")
    add_dependant(child, by=by)
    plant_housing(cast, case_id)
    plant_events(case_id, by)
    return full


def plant_events(case_id, by):
    """Given leave, detained, missing: what happened, and what the rules make of it."""
    for event, of in (("leave_granted", "vts"), ("detained", ""), ("went_missing", "")):
        happening = EventInput(event, timezone.localdate(), of=of)
        record_event(case_id=case_id, happening=happening, by=by)


def plant_housing(cast, case_id):
    """A stay in a flat, a hold that was let go, checks of a hotel, a refusal, and a night on which nothing did."""
    by = cast.worker.actor
    an_agreement(cast)
    flat = a_unit(
        a_place(cast.lead.actor, name=PLACE, mix="any", dependants="yes"), FLAT, has=["ground_floor"]
    )
    hotel = a_place(cast.lead.actor, name=HOTEL, kind="hotel")
    needed = PlaceRequirements(case_id=case_id, beds=1, access=["ground_floor"])
    save_place_requirements(needed, risks=[], risk_words="", seen=0, by=by)
    stay = hold_unit(case_id=case_id, unit_id=flat, first_night=after(NIGHTS_AHEAD), nights=3, by=by)
    confirm_stay(case_id=case_id, stay_id=stay, by=by)
    hold_unit(case_id=case_id, unit_id=flat, first_night=after(NIGHTS_AHEAD + 8), nights=1, by=by)
    sign_suitability_check(case_id=case_id, place_id=hotel, answers=ANSWERS, by=by)
    save_suitability_check_draft(case_id=case_id, place_id=hotel, answers={"not_flagged": "yes"}, by=by)
    record_housing_refusal(
        case_id=case_id,
        body="fen-housing",
        body_words="",
        why=HousingRefusalReason.NO_RECOURSE,
        words="",
        said_by="",
        at=timezone.now(),
        by=by,
    )
    record_night_without_suitable_place(case_id=case_id, missing=["too_near"], words="", slept="", by=by)


def test_a_copy_of_the_main_database_holds_nothing_that_was_planted(planted):
    words = [word for kind in PLANTED.values() for word in kind]
    words += [*IN_THE_PAPER, *IN_THE_REPORT, GOAL, FEAR, TASK]
    dues = Due.objects.filter(case=planted.told.case_id)
    assert {"report_missing", "vts_grant"} <= {due.code for due in dues}
    words += [due.wording.title for due in dues]
    found = [
        (table, word)
        for table, cells in dump_rows()
        for word in words
        for cell in cells
        if word.lower() in cell.lower()
    ]
    assert found == []


def test_no_row_that_leads_to_the_case_holds_a_coded_fact_in_clear(planted):
    rows, _ = list_rows_reached_from(planted.told.case_id)
    tables = {table for table, _ in rows}
    assert {
        "records_case",
        "records_need",
        "housing_stay",
        "housing_suitabilitycheck",
        "files_paper",
    } <= tables
    assert {"records_event", "records_offer", "cases_due", "cases_channel"} <= tables
    found = {
        (table, code)
        for table, cells in rows
        for code in CODES
        for cell in cells
        if cell == code or (table != "audit_record" and f'"{code}"' in cell)
    }
    assert found == CLEAR_BY_DECISION
    case = Case.objects.get(pk=planted.told.case_id)
    offers = Offer.objects.filter(case=case).values_list("phase", flat=True)
    assert {case.age, case.phase, *case.events.values_list("phase", flat=True), *offers} <= CODES


CLEAR_BY_DECISION = {("access_grant", "health")}
"""What docs/decisions/coded-facts.md lists as in clear, of the planted codes: the kinds of information of a share."""


def test_nothing_leads_from_the_case_to_where_the_person_sleeps_or_to_their_nights(planted):
    rows, known = list_rows_reached_from(planted.told.case_id)
    assert StayNight.objects.count() == 4
    places = {booking.pk.hex for booking in UnitBooking.objects.all()}
    places |= {booking.unit_id.hex for booking in UnitBooking.objects.all()}
    places |= {booking.unit.place_id.hex for booking in UnitBooking.objects.all()}
    assert places & known == set()
    assert {stay.booking_id.hex for stay in Stay.objects.all()} <= places
    days = {str(night) for night in StayNight.objects.values_list("night", flat=True)}
    assert [(table, cell) for table, cells in rows for cell in cells if cell in days] == []


def test_the_trail_names_neither_place_nor_service_nor_event(planted):
    told = Record.objects.filter(why__isnull=False).values_list("why", flat=True)
    why = [text for text in told if len(text) > 8]
    assert any(PLACE in text for text in why)
    assert any(HOTEL in text for text in why)
    rows = [cell for table, cells in dump_rows() if table == "audit_record" for cell in cells]
    assert [text for text in why for cell in rows if text in cell] == []


def test_every_coded_column_holds_tokens_alone_and_every_sealed_one_opens(planted):
    fields = [field for model in apps.get_models() for field in model._meta.concrete_fields]
    for field in (one for one in fields if isinstance(one, BlindCodeField | AppSealedField)):
        with connection.cursor() as cursor:
            cursor.execute(f'SELECT "{field.column}" FROM "{field.model._meta.db_table}"')
            cells = {cell for (cell,) in cursor.fetchall()} - {None, ""}
        if isinstance(field, BlindCodeField):
            assert cells <= set(field.get_table().codes), field
        else:
            assert all(format_cell(cell).startswith("\ufffdHR1") for cell in cells), field
