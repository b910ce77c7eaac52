"""Tables that are created at once are those that Django's own operations would create one after the other."""

import pytest
from django.db import models
from django.db.migrations.operations import AddField, CreateModel
from django.db.migrations.state import ProjectState
from django.db.utils import ConnectionHandler

from handrail.platform.table_creation import CreateTables, create_tables_at_once

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
ROOM = CreateModel("Room", [("id", models.BigAutoField(primary_key=True))])


def test_only_models_that_follow_each_other_are_created_together():
    found = create_tables_at_once([SHELF, BOX, LABEL, ROOM])
    assert [type(each) for each in found] == [CreateTables, AddField, CreateTables]
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
        cursor.execute("SELECT sql FROM sqlite_master WHERE name LIKE 'shelving%' ORDER BY name")
        return cursor.fetchall()
