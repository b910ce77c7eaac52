"""The page of places in one statement: the cases of a scope that are about a place, and what the rooms say of each."""

from django.core.exceptions import EmptyResultSet
from django.db.models import F, QuerySet

from handrail.people.cases.case_filter import PATHS_BY_SCOPE, CaseFilter, CaseScope, filter_cases
from handrail.people.housing.queries.places_of_people import concerns_place_q, list_place_branch_sqls
from handrail.people.matching.queries.joined_cases import build_case_joins_branch_sql
from handrail.people.records.models import Case, Person
from handrail.people.records.sql_union import (
    SqlRow,
    build_branch_select_sql,
    build_union_all_sql,
    embed_queryset_sql,
    execute_and_fetch_rows,
    group_rows_by_branch_name,
    quote_table_name,
)
from handrail.platform.access import policy
from handrail.platform.access.actor import Actor
from handrail.platform.access.kinds import Kind
from handrail.platform.access.today import today

MOST_CASES = 1_000
"""Of more, those that were opened last are looked at, and the page says so."""
COLUMNS = ("file_id", "owner_id", "reference", "age", "danger", "stage", "restricted_on")


def fetch_place_rows_by_branch_name(actor: Actor, scope: CaseScope) -> dict[str, list[SqlRow]]:
    """Every row, by its branch; `case` are the cases themselves, one more than MOST_CASES where there are more.

    Args:
        actor: who reads.
        scope: whose cases.

    Returns:
        The rows by the name of their branch.
    """
    try:
        cases, values = embed_queryset_sql(_select_cases_about_place(actor, scope), "mine")
    except EmptyResultSet:  # the scope opens no housing to the role at all
        return {}
    branches = [_build_case_branch_sql(), build_case_joins_branch_sql(), *list_place_branch_sqls()]
    statement = build_union_all_sql(branches, before=f"WITH mine AS MATERIALIZED ({cases}) ")
    return group_rows_by_branch_name(execute_and_fetch_rows(statement, {**values, "body": actor.body_id}))


def _select_cases_about_place(actor: Actor, scope: CaseScope) -> QuerySet[Case, tuple[object, ...]]:
    """Open cases of the scope whose housing is open to the actor by it: nothing else may tell who needs a place."""
    path = PATHS_BY_SCOPE[scope]
    cases = filter_cases(actor, CaseFilter(scope)).filter(
        policy.visible_files_by_access_path_q(actor, path, today(), Kind.HOUSING), concerns_place_q()
    )
    named = cases.annotate(contact=F("point_of_contact__name"), holder=F("owner__name"))
    return named.order_by("-opened_at", "pk").values_list(*COLUMNS, "contact", "holder")[: MOST_CASES + 1]


def _build_case_branch_sql() -> str:
    return build_branch_select_sql(
        "case",
        f"FROM mine LEFT JOIN {quote_table_name(Person)} p ON p.case_id = mine.file_id",
        case_id="mine.file_id",
        number="mine.owner_id",
        a="mine.reference",
        b="mine.age",
        c="mine.danger",
        d="mine.stage",
        e="mine.contact",
        f="mine.holder",
        sealed="p.called",
        flag="mine.restricted_on IS NOT NULL",
    )
