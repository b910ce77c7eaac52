"""After 0.2.0 no upgrade stops the code before it: both run side by side while servers change.

Until it is released its initial migrations may be made anew: nothing is frozen, and later migrations are held to the
same from the first one on.
"""

import csv
from hashlib import sha256
from importlib import import_module
from pathlib import Path

import pytest
from django.apps import apps
from django.db import migrations, models
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.state import ModelState, ProjectState

from handrail.site.earlier_release import GONE
from support.repository import ROOT

FIRST = "0001_initial"
TAKES_AWAY = (
    migrations.RemoveField,
    migrations.DeleteModel,
    migrations.RenameField,
    migrations.RenameModel,
    migrations.AlterModelTable,
    migrations.AlterUniqueTogether,
)
MAY_REFUSE = (migrations.AddConstraint, migrations.AlterField, migrations.RunSQL, migrations.RunPython)


def faults_of(migration: migrations.Migration, before: ProjectState | None = None) -> list[str]:
    """What the code before this migration could not live with.

    `harmless_to_old_code` of a migration says, operation by operation, why one that may refuse rows does not.

    Args:
        migration: that was added.
        before: the tables as they were; with them a change of words alone is known as one.
    """
    reasons, faults = getattr(migration, "harmless_to_old_code", {}), []
    for number, operation in enumerate(migration.operations):
        if (
            is_breaking(operation)
            and number not in reasons
            and not changes_words_alone(operation, migration, before)
        ):
            faults.append(f"{number}: {type(operation).__name__}")
        if before is not None:
            operation.state_forwards(migration.app_label, before)
    return faults


def changes_words_alone(
    operation: migrations.operations.base.Operation,
    migration: migrations.Migration,
    before: ProjectState | None,
) -> bool:
    """A label, a hint, a message: the column stays as it is, and no row is refused."""
    if before is None or not isinstance(operation, migrations.AlterField):
        return False
    model = before.models[migration.app_label, operation.model_name_lower]
    return describe_column(model.fields[operation.name]) == describe_column(operation.field)


def describe_column(field: models.Field) -> tuple[object, ...]:
    """What the database knows of a field."""
    _, kind, arguments, options = field.deconstruct()
    words = {*field.non_db_attrs} - {"db_column", "on_delete"}
    column = {name: value for name, value in options.items() if name not in words}
    return kind, arguments, column


def is_breaking(operation: migrations.operations.base.Operation) -> bool:
    if isinstance(operation, migrations.AddField):
        return not can_be_left_out(operation.field)
    return isinstance(operation, TAKES_AWAY + MAY_REFUSE)


def can_be_left_out(field: models.Field) -> bool:
    """Whether a row that does not name the column can still be written."""
    return field.null or field.has_db_default() or field.many_to_many


@pytest.mark.one_engine
def test_no_migration_after_the_first_breaks_the_code_before_it():
    ours = {app.label for app in apps.get_app_configs() if app.name.startswith("handrail.")}
    loader = MigrationLoader(None)
    found = {
        key: faults_of(one, loader.project_state(key, at_end=False))
        for key, one in loader.disk_migrations.items()
        if key[0] in ours and key[1] != FIRST
    }
    assert {key: faults for key, faults in found.items() if faults} == {}


def made(*operations, **more):
    """A migration as somebody might write it."""
    kind = type("Migration", (migrations.Migration,), {"operations": list(operations), **more})
    return kind("0002_next", "cases")


@pytest.mark.parametrize(
    "operation",
    [
        migrations.AddField("case", "colour", models.CharField(max_length=5)),
        migrations.AddField("case", "colour", models.CharField(max_length=5, default="red")),
        migrations.RemoveField("case", "colour"),
        migrations.RenameField("case", "colour", "shade"),
        migrations.DeleteModel("case"),
        migrations.AddConstraint(
            "case", models.CheckConstraint(condition=models.Q(colour="red"), name="red")
        ),
        migrations.AlterField("case", "colour", models.CharField(max_length=2)),
        migrations.RunSQL("UPDATE cases_case SET colour = 'red'"),
    ],
)
def test_what_the_code_before_could_not_live_with_is_found(operation):
    assert faults_of(made(operation)) == [f"0: {type(operation).__name__}"]


@pytest.mark.parametrize(
    "operation",
    [
        migrations.AddField("case", "colour", models.CharField(max_length=5, db_default="red")),
        migrations.AddField("case", "colour", models.CharField(max_length=5, null=True)),
        migrations.CreateModel("colour", [("id", models.BigAutoField(primary_key=True))]),
        migrations.AddIndex("case", models.Index(fields=["colour"], name="by_colour")),
        migrations.RemoveIndex("case", "by_colour"),
        migrations.RemoveConstraint("case", "red"),
    ],
)
def test_what_it_can_live_with_is_let_through(operation):
    assert faults_of(made(operation)) == []


def test_a_reason_lets_one_operation_through_and_no_other():
    wider = migrations.AlterField("case", "colour", models.CharField(max_length=9))
    gone = migrations.RemoveField("case", "shade")
    kept = made(
        wider, gone, harmless_to_old_code={0: "longer than before, so that whatever old code writes fits"}
    )
    assert faults_of(kept) == ["1: RemoveField"]


def test_a_change_of_words_alone_is_let_through_and_one_of_the_column_with_it_is_not():
    def column(**options):
        return models.CharField(**{"max_length": 9, "help_text": "Say which.", **options})

    def state():
        return ProjectState({("cases", "case"): ModelState("cases", "Case", [("colour", column())])})

    words = migrations.AlterField("case", "colour", column(help_text="Choose one.", verbose_name="Which?"))
    moved = migrations.AlterField("case", "colour", column(db_column="shade"))
    shorter = migrations.AlterField("case", "colour", column(help_text="Choose one.", max_length=5))
    assert faults_of(made(words), state()) == []
    assert faults_of(made(words, shorter, moved), state()) == ["1: AlterField", "2: AlterField"]


def test_every_app_of_ours_begins_with_one_migration():
    for app in apps.get_app_configs():
        if app.name.startswith("handrail.") and list(app.get_models()):
            assert import_module(f"{app.name}.migrations.{FIRST}").Migration.initial, app.name


def changed_since_release(listed: str, root: Path) -> list[str]:
    """Which migrations of a release are gone or other than they were (docs/released-migrations.sha256)."""
    return [
        name
        for total, name in (line.split("  ", 1) for line in listed.splitlines())
        if not (path := root / name).is_file() or sha256(path.read_bytes()).hexdigest() != total
    ]


def test_no_migration_that_was_released_has_changed():
    """Databases that ran it will not run it again: a change goes into a migration of its own."""
    listed = (ROOT / "docs" / "released-migrations.sha256").read_text()
    assert changed_since_release(listed, ROOT) == []


def missing_from_list(listed: str, releases: str, initial: int) -> str:
    """What docs/released-migrations.sha256 lacks: a release that is carried on froze every initial migration."""
    carried_on = [
        row["version"] for row in csv.DictReader(releases.splitlines()) if row["carried_on"] == "yes"
    ]
    frozen = sum(line.endswith(f"/{FIRST}.py") for line in listed.splitlines())
    if carried_on and frozen < initial:
        return f"{carried_on[-1]} is released, and {initial - frozen} of {initial} initial migrations are not listed"
    return ""


def test_what_a_release_carries_on_is_frozen():
    """Until 0.2.0 stands in docs/releases.csv with yes, nothing is: 0.1.0 stands there with no."""
    docs = ROOT / "docs"
    listed, releases = (docs / name for name in ("released-migrations.sha256", "releases.csv"))
    assert missing_from_list(listed.read_text(), releases.read_text(), 54) == ""


def test_a_release_whose_migrations_were_not_written_down_is_found():
    columns = "version,commit,day,carried_on\n"
    two = "0  src/a/migrations/0001_initial.py\n0  src/b/migrations/0001_initial.py\n"
    assert missing_from_list("", columns + "0.1.0,a,b,no\n", 2) == ""
    assert "2 of 2" in missing_from_list("", columns + "0.1.0,a,b,no\n0.2.0,a,b,yes\n", 2)
    assert missing_from_list(two, columns + "0.2.0,a,b,yes\n", 2) == ""


def test_no_migration_has_the_name_by_which_a_database_of_0_1_is_known():
    assert [key for key in MigrationLoader(None).disk_migrations if key[1] == GONE] == []


def test_a_released_migration_that_is_changed_or_deleted_is_found_and_a_new_one_is_not(tmp_path):
    for name in ("0001_initial.py", "0002_colour.py", "0003_shade.py"):
        (tmp_path / name).write_text("operations = []\n")
    empty = "158cd90012ccba4c4488347e6810dafb40c37eb083112a45367900df2ec6f94a"
    listed = "".join(f"{empty}  {name}\n" for name in ("0001_initial.py", "0002_colour.py"))
    assert changed_since_release(listed, tmp_path) == []
    (tmp_path / "0001_initial.py").write_text("operations = [None]\n")
    (tmp_path / "0002_colour.py").unlink()
    assert changed_since_release(listed, tmp_path) == ["0001_initial.py", "0002_colour.py"]
