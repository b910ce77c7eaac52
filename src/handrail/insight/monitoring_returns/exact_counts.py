"""The exact count of one measure among the cases that the reader's own organisation holds and the reader may see."""

import sqlite3

from handrail.insight.facts.case_fact import COLUMN_TYPES, CaseFact, get_create_table_sql
from handrail.insight.facts.fact_derivation import derive_case_facts
from handrail.insight.facts.queries import iterate_case_histories
from handrail.insight.measures.counting_sql import get_distinct_fact_key_sql
from handrail.insight.measures.measure import Measure
from handrail.insight.publication.months_and_quarters import list_months_of_quarter
from handrail.people.records.models import Case
from handrail.platform.access.actor import Actor
from handrail.platform.access.policy import visible_files_by_access_path_q
from handrail.platform.access.roles import AccessPath
from handrail.platform.access.today import today

_TABLE = "case_facts"


def count_people_of_own_cases(actor: Actor, measure: Measure, quarter: str, *, share: bool) -> int:
    """How many people of the organisation's own cases a measure counts in a quarter, as its definition says.

    Args:
        actor: whose cases: those that their organisation holds and that are open to them.
        measure: what is counted.
        quarter: “2026-Q3”; its months are added up, as they are in published figures.
        share: only those within the measure's share.
    """
    held = visible_files_by_access_path_q(actor, AccessPath.OWNED, today())
    cases = list(Case.objects.filter(held).values_list("pk", flat=True))
    months = set(list_months_of_quarter(quarter))
    facts = [
        fact
        for history in iterate_case_histories(cases)
        for fact in derive_case_facts(history, today())
        if fact.month in months and fact.kind in measure.of
    ]
    return count_facts_in_memory(facts, measure, share=share)


def count_facts_in_memory(facts: list[CaseFact], measure: Measure, *, share: bool) -> int:
    """People, each once a month by their first fact, or each fact of another unit, in SQLite that is gone afterwards.

    Args:
        facts: any number.
        measure: its condition and its share.
        share: only those within the share.
    """
    within = f" AND {measure.share.get_sql()}" if share and measure.share else ""
    sql = (
        "WITH ordered AS (SELECT *, ROW_NUMBER() OVER ("
        f"PARTITION BY pseudonym, month, {get_distinct_fact_key_sql(measure)} ORDER BY nth) AS place"
        f" FROM {_TABLE} WHERE {measure.where.get_sql()}) SELECT COUNT(*) FROM ordered WHERE place = 1{within}"
    )
    connection = sqlite3.connect(":memory:")
    try:
        connection.execute(get_create_table_sql(_TABLE))
        marks = ", ".join("?" * len(COLUMN_TYPES))
        connection.executemany(f"INSERT INTO {_TABLE} VALUES ({marks})", facts)
        ((people,),) = connection.execute(sql).fetchall()
    finally:
        connection.close()
    return int(people)
