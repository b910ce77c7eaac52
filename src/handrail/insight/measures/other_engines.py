"""Engines beside DuckDB and PostgreSQL: ClickHouse embedded (chdb) and Spark in local mode, where they are installed.

Both are given the facts by this process and keep them in memory; what Spark must lay down while it sorts goes into a
folder that is deleted with the session.
"""

import json
import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from tempfile import TemporaryDirectory
from typing import Any, Final

from handrail.insight.facts.case_fact import COLUMN_TYPES
from handrail.insight.facts.fact_database import TABLE, FactDatabase

ROWS_AT_ONCE: Final = 100_000
type Rows = list[tuple[Any, ...]]


class EngineNotInstalledError(Exception):
    """The package of an engine is not there; the message names the optional dependency that brings it."""


def run_on_clickhouse(database: FactDatabase, statements: Sequence[str]) -> list[Rows]:
    """The same statements on chdb, in memory."""
    try:
        from chdb.session import Session  # noqa: PLC0415 - optional, and large
    except ImportError:
        raise EngineNotInstalledError("clickhouse needs chdb: install handrail[clickhouse].") from None
    session = Session()
    try:
        columns = ", ".join(f"{name} {kind}" for name, kind in COLUMN_TYPES.items())
        session.query(f"CREATE OR REPLACE TABLE {TABLE} ({columns}) ENGINE = Memory")
        for some in _iterate_fact_column_batches(database):
            lines = "\n".join("\t".join(map(str, row)) for row in some)
            session.query(f"INSERT INTO {TABLE} FORMAT TSV {lines}\n")
        return [_read_json_lines(session.query(sql, "JSONCompactEachRow").bytes()) for sql in statements]
    finally:
        session.query(f"DROP TABLE IF EXISTS {TABLE}")
        session.close()


def _read_json_lines(answer: bytes) -> Rows:
    return [
        tuple(int(cell) if _is_clickhouse_number(cell) else cell for cell in json.loads(line))
        for line in answer.splitlines()
    ]


def _is_clickhouse_number(cell: Any) -> bool:
    """ClickHouse writes counts of 64 bits as text; no code of ours is digits alone."""
    return isinstance(cell, int) or cell.isdecimal()


def run_on_spark(database: FactDatabase, statements: Sequence[str]) -> list[Rows]:
    """The same statements on Spark in this machine's memory: in local mode, without its page and without a network."""
    with _open_spark_session() as session:
        fields = ", ".join(
            f"{name} {'INT' if kind == 'INTEGER' else 'STRING'}" for name, kind in COLUMN_TYPES.items()
        )
        rows = database.fetch(f"SELECT {', '.join(COLUMN_TYPES)} FROM {TABLE}")
        session.createDataFrame(rows, fields).cache().createOrReplaceTempView(TABLE)
        return [[tuple(row) for row in session.sql(sql).collect()] for sql in statements]


@contextmanager
def _open_spark_session() -> Iterator[Any]:
    try:
        from pyspark.sql import SparkSession  # noqa: PLC0415 - optional, and large
    except ImportError:
        raise EngineNotInstalledError("spark needs Java and pyspark: install handrail[spark].") from None
    with TemporaryDirectory(prefix="handrail-spark-") as folder:
        os.environ.setdefault("SPARK_LOCAL_IP", "127.0.0.1")
        os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
        session = (
            SparkSession.builder.master("local[*]")
            .appName("handrail")
            .config("spark.local.dir", folder)
            .config("spark.sql.warehouse.dir", folder)
            .config("spark.ui.enabled", "false")
            .config("spark.driver.bindAddress", "127.0.0.1")
            .config("spark.driver.host", "127.0.0.1")
            .config("spark.sql.shuffle.partitions", "4")
            .getOrCreate()
        )
        try:
            yield session
        finally:
            session.stop()


def _iterate_fact_column_batches(database: FactDatabase) -> Iterator[Rows]:
    """All facts in batches, a column after the other as COLUMN_TYPES names them."""
    found = database.connection.execute(f"SELECT {', '.join(COLUMN_TYPES)} FROM {TABLE}")
    while some := found.fetchmany(ROWS_AT_ONCE):
        yield some
