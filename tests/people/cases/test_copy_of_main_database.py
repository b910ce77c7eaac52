"""A copy of the main database without the keys: nothing that was planted, of any kind, and no coded fact in clear."""

import datetime

import pytest
from django.apps import apps
from django.db import connection
from django.utils import timezone

from handrail.people.cases.offers.actions.circumstances import save_circumstances
from handrail.people.cases.offers.models import Circumstances
from handrail.people.cases.offers.text_choices import ImmigrationStatus, PublicFunds
from handrail.people.cases.person import actions as danger
from handrail.people.contacts.actions.tasks import add_task
from handrail.people.contacts.models import Task
from handrail.people.records.text_choices import Danger, RiskAnswer, RiskFactor
from handrail.people.recovery.actions.goals import record_goal
from handrail.people.recovery.actions.hesitations import record_hesitation
from handrail.people.recovery.models import GoalVersion, Hesitation
from handrail.platform.vault.blind_code import BlindCodeField
from support.full_case import IN_THE_PAPER, IN_THE_REPORT, PLANTED

GOAL, FEAR, TASK = "bake bread for a street", "the inspector drank with him", "ring the clinic on Elm Row"
CODES = {"both", "asylum", "health", "status", "essentials"}
"""Danger, status and needs as they would stand in clear."""


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
    return str(cell)


@pytest.fixture
def planted(cast, full):
    by, case_id = cast.worker.actor, full.told.case_id
    day = datetime.date(2026, 11, 1)
    circumstances = Circumstances(
        case_id=case_id, status=ImmigrationStatus.ASYLUM, public_funds=PublicFunds.NO
    )
    save_circumstances(circumstances, seen=0, by=by)
    worries = {RiskFactor.SELF_HARM: RiskAnswer.YES}
    danger.record_danger_check(case_id=case_id, answer=Danger.BOTH, note="", worries=worries, by=by)
    record_goal(GoalVersion(words=GOAL, on=day), case_id=case_id, by=by)
    record_hesitation(
        Hesitation(case_id=case_id, about="police", words=FEAR, on=day), reasons=["police_before"], by=by
    )
    add_task(Task(case_id=case_id, what=TASK, for_user=cast.worker, due_on=timezone.localdate()), by=by)
    return full


def test_a_copy_of_the_main_database_holds_nothing_that_was_planted(planted):
    words = [word for kind in PLANTED.values() for word in kind]
    words += [*IN_THE_PAPER, *IN_THE_REPORT, GOAL, FEAR, TASK]
    found = [
        (table, word)
        for table, cells in dump_rows()
        for word in words
        for cell in cells
        if word.lower() in cell.lower()
    ]
    assert found == []


def test_no_row_about_the_case_holds_a_coded_fact_in_clear(planted):
    numbers = {str(planted.told.case_id), planted.told.case_id.hex}
    about = [(table, cells) for table, cells in dump_rows() if numbers & set(cells)]
    assert {"records_case", "records_need", "records_dangercheck", "cases_circumstances"} <= {
        table for table, _ in about
    }
    found = {(table, code) for table, cells in about for code in CODES & set(cells)}
    assert found == {
        ("files_paper", "health")
    }  # the kind of information of a document, which decides who sees it


def test_every_coded_column_holds_tokens_alone(planted):
    fields = [
        field
        for model in apps.get_models()
        for field in model._meta.concrete_fields
        if isinstance(field, BlindCodeField)
    ]
    assert len(fields) == 9
    for field in fields:
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT {field.column} FROM {field.model._meta.db_table}")
            assert {cell for (cell,) in cursor.fetchall()} <= set(field.get_table().codes)
