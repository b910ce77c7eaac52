"""What one statement says of a case before its page is built: which parts hold a row at all, counts, who is away.

The parts themselves are read by the queries of their rooms, each as far as the reader's access opens it.
"""

from functools import cache

from handrail.people.cases.panels import CaseLines
from handrail.people.records.queries.known_case_parts import CasePartsKnownEmptyOrFetched
from handrail.people.records.sql_union import (
    build_branch_select_sql,
    build_union_all_sql,
    execute_and_fetch_rows,
    group_rows_by_branch_name,
    quote_table_name,
)
from handrail.people.workspace.day_row_providers_and_case_panels import CASE_PANELS
from handrail.platform.access.case_access import CaseAccess
from handrail.platform.access.today import today

PARTS = {name: part for panel in CASE_PANELS for name, part in panel.parts.items()}
"""Each part with its table and the condition of the rows that the page shows."""


def fetch_case_page_rows_by_branch_name(case_access: CaseAccess) -> CaseLines:
    """The rows, by the sort of their branch. One statement."""
    return group_rows_by_branch_name(
        execute_and_fetch_rows(_build_case_page_sql(), {"case": case_access.file_id, "today": today()})
    )


def make_known_empty_case_parts(lines: CaseLines) -> CasePartsKnownEmptyOrFetched:
    """Which parts hold nothing."""
    there = {line.a for line in lines.get("part", [])}
    return CasePartsKnownEmptyOrFetched(frozenset(PARTS.keys() - there))


@cache
def _build_case_page_sql() -> str:
    parts = [
        build_branch_select_sql(
            "part",
            f"WHERE EXISTS (SELECT 1 FROM {quote_table_name(model)} WHERE {rows() if callable(rows) else rows})",
            a=f"'{name}'",
        )
        for name, (model, rows) in PARTS.items()
    ]
    return build_union_all_sql([*(one for panel in CASE_PANELS for one in panel.branches()), *parts])
