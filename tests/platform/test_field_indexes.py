"""A migration drops the indexes that Django made for foreign keys, and no other."""

from contextlib import closing
from itertools import groupby
from operator import itemgetter

import pytest
from django.apps import apps
from django.db import connection, models
from django.db.migrations.operations import CreateModel
from django.db.migrations.state import ProjectState
from django.db.utils import ConnectionHandler

from handrail.platform.field_indexes import DropFieldIndexes
from support.row_security import as_owner

APP = "shelving"
MEMORY = {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}
SHELF = CreateModel("Shelf", [("code", models.CharField(max_length=4, primary_key=True))])
BOX = CreateModel(
    "Box",
    [
        ("id", models.BigAutoField(primary_key=True)),
        ("shelf", models.ForeignKey("shelving.Shelf", models.CASCADE, related_name="boxes")),
        ("below", models.ForeignKey("self", models.CASCADE, null=True, related_name="above")),
    ],
    options={"indexes": [models.Index(fields=["shelf"], name="box_by_shelf")]},
)


SQLITE = """SELECT i.name, c.name FROM pragma_index_list(%s) AS i JOIN pragma_index_info(i.name) AS c
    WHERE NOT i."unique" ORDER BY i.name, c.seqno"""
POSTGRES = """SELECT i.indexrelid, a.attname FROM pg_index AS i, unnest(i.indkey) WITH ORDINALITY AS k(number, place)
    JOIN pg_attribute AS a ON a.attnum = k.number
    WHERE i.indrelid = %s::regclass AND a.attrelid = i.indrelid AND NOT i.indisunique ORDER BY i.indexrelid, k.place"""


def list_indexed_columns(database, table):
    """The columns of each index that keeps no two rows apart; a text has two on PostgreSQL."""
    with database.cursor() as cursor:
        cursor.execute(SQLITE if database.vendor == "sqlite" else POSTGRES, [table])
        rows = cursor.fetchall()
    return sorted([column for _, column in index] for _, index in groupby(rows, itemgetter(0)))


@pytest.fixture
def empty(db):
    """A database in which tables can be made: SQLite makes none while it checks foreign keys."""
    if connection.vendor == "sqlite":
        with closing(ConnectionHandler({"default": MEMORY})["default"]) as made:
            yield made
    else:
        with as_owner():
            yield connection


def test_the_index_of_a_field_goes_and_one_that_has_a_name_or_is_of_another_field_stays(empty):
    drop, state = DropFieldIndexes({"Box": ["shelf"]}), ProjectState()
    with empty.schema_editor() as editor:
        for operation in (SHELF, BOX):
            before = state.clone()
            operation.state_forwards(APP, state)
            operation.database_forwards(APP, editor, before, state)
    before = state.clone()
    assert before.apps.get_model(APP, "Box")._meta.get_field("shelf").db_index
    text_has = 1 if empty.vendor == "sqlite" else 2
    assert list_indexed_columns(empty, "shelving_box") == [["below_id"], *[["shelf_id"]] * (text_has + 1)]

    drop.state_forwards(APP, state)
    assert not state.models[APP, "box"].fields["shelf"].db_index
    with empty.schema_editor() as editor:
        drop.database_forwards(APP, editor, before, state)
    assert list_indexed_columns(empty, "shelving_box") == [["below_id"], ["shelf_id"]]


@pytest.mark.django_db
def test_a_foreign_key_has_an_index_of_its_own_where_its_model_says_so_and_nowhere_else():
    wrong = []
    for model in apps.get_models():
        if not model.__module__.startswith("handrail.") or model._meta.app_label == "vault":
            continue
        alone = [
            columns[0]
            for columns in list_indexed_columns(connection, model._meta.db_table)
            if len(columns) == 1
        ]
        declared = {each.fields[0].lstrip("-") for each in model._meta.indexes if len(each.fields) == 1}
        wrong += [
            str(field)
            for field in model._meta.local_fields
            if isinstance(field, models.ForeignKey)
            and not field.unique
            and field.name not in declared
            and (field.column in alone) is not field.db_index
        ]
    assert wrong == []
