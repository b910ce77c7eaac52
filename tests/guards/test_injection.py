"""Nothing that somebody sends becomes part of a statement, a script or a kept piece of a page."""

import ast
import re

from support.repository import ROOT, SRC, modules, text

EXECUTES = {"execute", "executemany", "raw", "RawSQL", "RunSQL", "extra"}
OF_CONSTANTS = {  # made of names of our own tables, functions and columns; values are parameters
    "handrail.demo.actions_index_deferral", "handrail.demo.actions_row_insertion",
    "handrail.directory.practitioners.share_triggers",
    "handrail.insight.facts.actions.export", "handrail.insight.facts.fact_database",
    "handrail.insight.measures.engines", "handrail.insight.measures.other_engines",
    "handrail.insight.monitoring_returns.exact_counts",
    "handrail.insight.publication.frozen_triggers",
    "handrail.people.cases.append_only_triggers", "handrail.people.housing.queries.sql.limited_queryset_sql",
    "handrail.people.records.sql_union", "handrail.platform.access.one_statement",
    "handrail.platform.access.row_security.person_row_actor",
    "handrail.platform.access.row_security.postgresql.base",
    "handrail.platform.access.row_security.row_policies", "handrail.platform.audit.actions",
    "handrail.platform.audit.triggers", "handrail.platform.field_indexes", "handrail.platform.vault.key_locks",
    "handrail.site.backups.drill",
    "handrail.site.database_roles", "handrail.site.demo_databases", "handrail.site.earlier_release",
}  # fmt: skip
DRAWN_ONCE = {"icon", "phase", "state_tag"}
"""Macros whose pieces stay in the memory of the process: shapes and names of states, nothing of anybody."""
MERGES = re.compile(
    r"__proto__|\.prototype\.|setPrototypeOf|for \(\w+ \w+ in |\beval\(|new Function|document\.write|outerHTML"
)


def name_of(call):
    return call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")


def test_a_statement_that_is_no_constant_is_made_where_somebody_looked():
    found = {
        module
        for module, tree in modules()
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and name_of(node) in EXECUTES and node.args
        if not isinstance(node.args[0], ast.Constant)
    }
    assert found == OF_CONSTANTS


def test_pieces_that_are_kept_in_memory_say_nothing_of_anybody():
    used = {
        name for path in SRC.rglob("*.html") for name in re.findall(r"set (\w+) = drawn_once\(", text(path))
    }
    assert used == DRAWN_ONCE


def test_scripts_change_no_prototype_and_run_no_text():
    scripts = list((ROOT / "assets" / "scripts").rglob("*.js"))
    assert [path.name for path in scripts if MERGES.search(text(path))] == []
    assert len(scripts) > 3
