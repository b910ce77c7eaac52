"""The hand-written statements: values are parameters, and nobody else's rows are in them."""

import datetime

import pytest

from handrail.people.contacts.actions import tasks
from handrail.people.contacts.models import Task
from handrail.people.records import sql_union as lines
from handrail.people.records.models import Case
from handrail.people.records.queries.case_lookup import get_case_open_to_actor_by_reference
from handrail.people.records.queries.known_case_parts import NOTHING
from handrail.people.workspace.queries.sql.case_page import (
    PARTS,
    fetch_case_page_rows_by_branch_name,
    make_known_empty_case_parts,
)
from handrail.people.workspace.queries.sql.my_day import fetch_day_rows_by_branch_name
from handrail.platform.access.policy import visible_files_q
from support.cast import tell


def today():
    return datetime.date.today()  # noqa: DTZ011 - the day of the machine that runs the tests


def test_codes_are_written_out_and_nothing_else_is():
    assert lines.build_code_list_sql(["open", "handed"]) == "('handed', 'open')"
    with pytest.raises(ValueError, match="Not codes"):
        lines.build_code_list_sql(["open') OR (1=1"])


def test_a_branch_fills_the_columns_that_there_are():
    with pytest.raises(ValueError, match="No such columns"):
        lines.build_branch_select_sql("due", "FROM x", name="x.name")


def test_the_values_of_a_queryset_become_parameters(cast):
    cases = Case.objects.filter(visible_files_q(cast.worker.actor, today()), reference="LN%s'0001")
    text, values = lines.embed_queryset_sql(cases.values("file_id"), "open")
    assert "LN" not in text
    assert "LN%s'0001" in values.values()
    assert all(f"%({name})s" in text for name in values)
    assert (
        lines.execute_and_fetch_rows(
            lines.build_union_all_sql(
                [lines.build_branch_select_sql("x", f"FROM ({text}) AS x", case_id="x.file_id")]
            ),
            values,
        )
        == []
    )


def test_what_a_queryset_opens_is_found_through_it(cast, told):
    rows = Case.objects.filter(visible_files_q(cast.worker.actor, today())).values("file_id")
    text, values = lines.embed_queryset_sql(rows, "open")
    found = lines.execute_and_fetch_rows(
        lines.build_union_all_sql(
            [lines.build_branch_select_sql("x", f"FROM ({text}) AS x", case_id="x.file_id")]
        ),
        values,
    )
    assert [line.case_id for line in found] == [told.case_id]


@pytest.mark.parametrize("team", [False, True])
def test_a_day_holds_no_case_of_another_body(cast, told, team):
    tasks.add_task(Task(case_id=told.case_id, what="Ring", due_on=today()), by=cast.worker.actor)
    ours = fetch_day_rows_by_branch_name(cast.lead.actor, team=True)
    assert [line.case_id for line in ours["case"]] == [told.case_id]
    assert [line.case_id for line in ours["task"]] == [told.case_id]
    theirs = fetch_day_rows_by_branch_name(cast.neighbour.actor, team=team)
    assert {line.case_id for found in theirs.values() for line in found} <= {None}


def test_a_case_on_which_somebody_is_named_twice_is_found_once(cast, told):
    Case.objects.filter(pk=told.case_id).update(stand_in=cast.worker)
    assert [
        line.case_id for line in fetch_day_rows_by_branch_name(cast.worker.actor, team=False)["case"]
    ] == [told.case_id]


def test_only_the_parts_that_hold_a_row_are_known_to(cast, told):
    def known():
        return make_known_empty_case_parts(
            fetch_case_page_rows_by_branch_name(
                get_case_open_to_actor_by_reference(cast.worker.actor, told.reference).case_access
            )
        )

    assert not known().has("task")
    assert known().has("channel")
    tasks.add_task(Task(case_id=told.case_id, what="Ring", due_on=today()), by=cast.worker.actor)
    assert known().has("task")
    assert all(NOTHING.has(part) for part in PARTS)


def test_what_is_known_of_a_case_is_of_that_case(cast, told):
    tasks.add_task(Task(case_id=told.case_id, what="Ring", due_on=today()), by=cast.worker.actor)
    other = tell(cast.worker.actor)
    assert not make_known_empty_case_parts(
        fetch_case_page_rows_by_branch_name(
            get_case_open_to_actor_by_reference(cast.worker.actor, other.reference).case_access
        )
    ).has("task")
