"""Where statements run: DuckDB in this process, or another engine with the same answers (docs/scaling.md)."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any, Final

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db import connection, transaction

from handrail.insight.facts.case_fact import COLUMN_TYPES, get_create_table_sql
from handrail.insight.facts.fact_database import TABLE, FactDatabase
from handrail.insight.facts.stored_facts import open_stored_facts
from handrail.insight.measures.counting_sql import (
    CountKey,
    TrueCount,
    add_true_counts,
    build_counting_statements,
)
from handrail.insight.measures.measure import Measure
from handrail.insight.measures.other_engines import EngineNotInstalledError, run_on_clickhouse, run_on_spark

type RunStatements = Callable[[FactDatabase, Sequence[str]], list[list[tuple[Any, ...]]]]


def count_stored_facts(measures: Iterable[Measure], first_month: str, last_month: str) -> list[TrueCount]:
    """Count measures over the stored facts, on the engine that the settings name.

    Args:
        measures: any of the catalogue.
        first_month: “2026-01”.
        last_month: the same or later.

    Returns:
        Cells that hold somebody.

    Raises:
        ImproperlyConfigured: the settings name no engine that there is.
        MissingOrWrongFactFileError: a file of facts is missing or was changed.
    """
    with open_stored_facts(first_month) as database:
        return count_facts(database, measures, first_month, last_month)


def count_facts(
    database: FactDatabase,
    measures: Iterable[Measure],
    first_month: str,
    last_month: str,
    *,
    engine: str = "",
) -> list[TrueCount]:
    """The same over facts that are in memory already.

    Args:
        database: with the facts.
        measures: any of the catalogue.
        first_month: “2026-01”.
        last_month: the same or later.
        engine: one of ENGINES; the settings' where it is empty.

    Returns:
        Cells that hold somebody; each once.
    """
    statements = build_counting_statements(measures, first_month, last_month)
    run = _get_counting_engine(engine or settings.INSIGHT_ENGINE)
    try:
        answers = run(database, [each.sql for each in statements])
    except EngineNotInstalledError as error:
        raise ImproperlyConfigured(f"HANDRAIL_INSIGHT_ENGINE: {error}") from None
    counts = dict[CountKey, int]()
    for statement, rows in zip(statements, answers, strict=True):
        add_true_counts(statement, rows, counts)
    return [TrueCount(*key, people) for key, people in counts.items() if people]


def _run_on_duckdb(database: FactDatabase, statements: Sequence[str]) -> list[list[tuple[Any, ...]]]:
    return [database.fetch(sql) for sql in statements]


def _run_on_postgresql(database: FactDatabase, statements: Sequence[str]) -> list[list[tuple[Any, ...]]]:
    """In a temporary table of this connection, which nobody else reads and which is gone at its end."""
    columns = ", ".join(COLUMN_TYPES)
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"DROP TABLE IF EXISTS {TABLE}")
        cursor.execute(get_create_table_sql(TABLE, temporary=True))
        with cursor.copy(f"COPY {TABLE} ({columns}) FROM STDIN") as copy:
            for row in database.fetch(f"SELECT {columns} FROM {TABLE}"):
                copy.write_row(row)
        answers = []
        for sql in statements:
            cursor.execute(sql)
            answers.append(cursor.fetchall())
        cursor.execute(f"DROP TABLE {TABLE}")
    return answers


ENGINES: Final[dict[str, RunStatements]] = {
    "duckdb": _run_on_duckdb,
    "postgresql": _run_on_postgresql,
    "clickhouse": run_on_clickhouse,
    "spark": run_on_spark,
}


def _get_counting_engine(name: str) -> RunStatements:
    if name not in ENGINES or (name == "postgresql" and connection.vendor != "postgresql"):
        raise ImproperlyConfigured(
            f"HANDRAIL_INSIGHT_ENGINE is {name!r}. Set it to duckdb, clickhouse or spark, or to postgresql where the"
            " main database is one."
        )
    return ENGINES[name]
