"""Tables that are created at once are those that Django's own operations would create one after the other."""

import pytest
from django.db import models
from django.db.migrations.operations import AddField, AddIndex, CreateModel, RunSQL
from django.db.migrations.state import ProjectState
from django.db.utils import ConnectionHandler

from handrail.platform.table_creation import CompleteTable, CreateTables, create_tables_at_once

APP = "shelving"
SHELF = CreateModel(
    "Shelf", [("id", models.BigAutoField(primary_key=True)), ("code", models.CharField(max_length=4))]
)
BOX = CreateModel(
    "Box",
    [
        ("id", models.BigAutoField(primary_key=True)),
        ("shelf", models.ForeignKey("shelving.Shelf", models.CASCADE, related_name="boxes")),
    ],
    options={"constraints": [models.UniqueConstraint(fields=["shelf"], name="box_one_a_shelf")]},
)
LABEL = AddField("Box", "label", models.CharField(max_length=4, default=""))
TOP = AddField("Shelf", "top", models.ForeignKey("shelving.Box", models.CASCADE, null=True, related_name="+"))
ROOM = CreateModel("Room", [("id", models.BigAutoField(primary_key=True))])


def test_only_models_that_follow_each_other_are_created_together():
    found = create_tables_at_once([SHELF, BOX, LABEL, ROOM, RunSQL("SELECT 1")])
    assert [type(each) for each in found] == [CreateTables, CompleteTable, CreateTables, RunSQL]
    assert [each.describe() for each in (found[0], found[2])] == [
        "Create tables of Shelf, Box",
        "Create tables of Room",
    ]


@pytest.mark.django_db
def test_the_same_tables_stand_as_one_after_the_other_and_go_again():
    before = ProjectState()
    assert list(before.apps.get_models()) == []  # rendered, as the second migration of a run finds it
    after, alone = before.clone(), before.clone()
    together = CreateTables([SHELF, BOX])
    together.state_forwards(APP, after)
    for each in (SHELF, BOX):
        each.state_forwards(APP, alone)
    assert describe(after) == describe(alone)

    made = [ConnectionHandler({"default": MEMORY})["default"] for _ in range(2)]
    with made[0].schema_editor() as editor:
        together.database_forwards(APP, editor, before, after)
    with made[1].schema_editor() as editor:
        for each in (SHELF, BOX):
            each.database_forwards(APP, editor, before, alone)
    assert read_tables(made[0]) == read_tables(made[1]) != []
    with made[0].schema_editor() as editor:
        together.database_backwards(APP, editor, after, before)
    assert read_tables(made[0]) == []
    for one in made:
        one.close()


@pytest.mark.django_db
def test_a_completed_table_is_the_one_that_django_would_make():
    operations = [
        SHELF,
        BOX,
        LABEL,
        TOP,
        AddIndex("Box", models.Index(fields=["label"], name="box_by_label")),
    ]
    quick = run_in_memory(create_tables_at_once(operations))
    assert quick == run_in_memory(operations)
    assert any('"top_id"' in statement for (statement,) in quick)
    assert any("box_by_label" in statement for (statement,) in quick)


def run_in_memory(operations):
    """The tables that stand after these operations, on an empty database."""
    connection = ConnectionHandler({"default": MEMORY})["default"]
    state = ProjectState()
    assert list(state.apps.get_models()) == []
    with connection.schema_editor() as editor:
        for each in operations:
            before = state.clone()
            each.state_forwards(APP, state)
            each.database_forwards(APP, editor, before, state)
    tables = read_tables(connection)
    connection.close()
    return tables


MEMORY = {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}


def describe(state):
    """Each model with its fields, those that point to it too."""
    found = {
        model.__name__: sorted(each.name for each in model._meta.get_fields())
        for model in state.apps.get_models()
    }
    assert found["Shelf"] == ["boxes", "code", "id"]
    return found


def read_tables(connection):
    with connection.cursor() as cursor:
        cursor.execute("SELECT sql FROM sqlite_master WHERE tbl_name LIKE 'shelving%' ORDER BY name")
        return cursor.fetchall()
