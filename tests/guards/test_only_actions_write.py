"""A change to the database is made in a module named acts or actions, and nowhere else."""

import ast

import pytest

from support.repository import modules

WRITES = {"create", "bulk_create", "bulk_update", "get_or_create", "update_or_create", "delete", "raw_delete"}

# Modules that write although no action: each with its reason.
ALLOWED = {
    "handrail.platform.audit.tamper_evident_rows": "writes the macs of rows that an action makes or revises",
    "handrail.platform.access.versioned": "saves what the action that calls `save_by` has authorised",
    "handrail.platform.reference.load": "brings the reference tables in line with the files that they come from",
    "handrail.people.housing.queries.sql.limited_queryset_sql": "one statement that reads: units in their order",
    "handrail.people.cases.events.case_evaluation": "keeps what the rules answer, in its caller's transaction",
    "handrail.people.cases.append_only_triggers": "puts up the triggers that refuse to change what was answered",
    "handrail.platform.access.lost_device_and_leaver_actions": "an operator's act on the command line",
    "handrail.platform.access.database_cache": "Django's cache, kept in the database of sessions",
    "handrail.platform.access.one_statement": "reads several querysets in one statement, which it puts together",
    "handrail.platform.access.idempotency": "the mark of a form that was sent, in the action's transaction",
    "handrail.platform.access.sessions": "Django's sessions, under keyed hashes of their keys",
    "handrail.platform.signin.session_limits": "saves the session, so that it has a key before it is noted",
    "handrail.platform.audit.checkpoint_copy_stores": "forgets in the cache that a mail was sent, where it was not",
    "handrail.platform.field_indexes": "a migration asks the database which indexes a column has",
    "handrail.platform.vault.checkpoint_copies": "keeps the heads of the chain, as the sealer asks",
    "handrail.platform.audit.sealing": "chains the records of the trail",
    "handrail.platform.vault.key_fingerprints": "notes with which keys an installation was made, or is now",
    "handrail.platform.vault.key_rotation": "wraps keys anew",
    "handrail.platform.vault.master_key_rotation": "wraps keys anew, and removes what the old master key opened",
    "handrail.platform.vault.column_resealing": "seals values anew, which stay what they are",
    "handrail.platform.vault.product_keys": "keeps a key of the product in the key store",
    "handrail.platform.access.authenticator_resealing": "seals secrets anew, which stay what they are",
    "handrail.platform.audit.audit_key_rotation": "signs rows anew that nobody changed",
    "handrail.platform.signin.mac_renewal": "signs rows anew that nobody changed",
    "handrail.platform.audit.triggers": "puts up the triggers that refuse changes to the trail",
    "handrail.platform.audit.sqlite.base": "sets up a connection",
    "handrail.platform.access.row_security.person_row_actor": "asks which files are open, before it is known who acts",
    "handrail.platform.access.row_security.postgresql.base": "says who acts at the beginning of each transaction",
    "handrail.platform.access.row_security.row_policies": "puts up the policies of row-level security",
    "handrail.site.documents": "moves sealed bytes between the database and an object store",
    "handrail.site.database_roles": "grants each role of PostgreSQL its tables",
    "handrail.site.demo_databases": "drops the tables of a demo that begins again",
    "handrail.site.earlier_release": "reads which columns a database has",
    "handrail.people.records.sql_union": "runs the hand-written statements of pages, all of which read",
    "handrail.insight.facts.fact_database": "writes to the embedded DuckDB in memory alone",
    "handrail.insight.monitoring_returns.exact_counts": "counts in SQLite in memory, which is gone at the end",
    "handrail.insight.measures.engines": "fills a temporary table of its own connection, which is gone at the end",
    "handrail.directory.practitioners.share_triggers": "puts up the triggers that keep the shares of a post at 100",
    "handrail.insight.publication.frozen_triggers": "puts up the triggers that refuse to change what was published",
    "handrail.platform.monitoring.job_leases": "takes a job, renews it and gives it back: nothing of a person's",
    "handrail.platform.vault.erasure_list": "adds proved lines of an older list after a restore",
    "handrail.site.backups.database_copies": "copies a database, and fills an empty one",
    "handrail.site.backups.drill": "makes and drops the databases of a drill",
    "handrail.platform.vault.wal_checkpoint": "empties SQLite's log of a key that was destroyed",
}


def writes(module: ast.Module) -> list[int]:
    return [node.lineno for node in ast.walk(module) if isinstance(node, ast.Call) and is_write(node)]


def is_write(call: ast.Call) -> bool:
    if not isinstance(call.func, ast.Attribute):
        return False
    match call.func.attr:
        case "update":  # a queryset's takes names; a dictionary's or a digest's takes a value
            return bool(call.keywords) and not call.args and asks_the_database(call.func.value)
        case "save_by":
            return True
        case "save":  # a model's takes no value; a page's callback does
            return not call.args
        case "execute" | "executemany" | "executescript":
            return not reads(call.args)
        case name:
            return name in WRITES


def asks_the_database(receiver: ast.expr) -> bool:
    managers = ("objects", "_default_manager", "_base_manager")
    return receiver.attr in managers if isinstance(receiver, ast.Attribute) else True


def reads(arguments: list[ast.expr]) -> bool:
    first = arguments[0] if arguments else None
    opening = first.values[0] if isinstance(first, ast.JoinedStr) else first
    return isinstance(opening, ast.Constant) and str(opening.value).upper().startswith("SELECT ")


def is_action(name: str) -> bool:
    return any(part.startswith("actions") or part == "acts" for part in name.split("."))


def found() -> dict[str, list[int]]:
    return {name: lines for name, module in modules() if not is_action(name) and (lines := writes(module))}


def test_only_actions_write():
    assert {name: lines for name, lines in found().items() if name not in ALLOWED} == {}


def test_no_exception_is_stale():
    assert set(ALLOWED) - set(found()) == set()


@pytest.mark.parametrize(
    "line",
    [
        "row.save()",
        "row.save(update_fields=['a'])",
        "row.save_by(actor)",
        "T.objects.create(a=1)",
        "T.objects.filter().update(a=1)",
        "T.objects.update(a=1)",
        "rows.delete()",
        "cursor.execute('DELETE FROM t')",
        "cursor.execute(statement)",
    ],
)
def test_the_guard_sees_each_way_of_writing(line):
    assert writes(ast.parse(line)) == [1]


@pytest.mark.parametrize(
    "line",
    [
        "names.update(more)",
        "page.more.update(a=1)",
        "digest.update(b'')",
        "page.save(answers)",
        "c.execute('SELECT 1')",
    ],
)
def test_the_guard_lets_the_rest_be(line):
    assert writes(ast.parse(line)) == []
