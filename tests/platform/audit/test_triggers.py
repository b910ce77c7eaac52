"""The databases themselves refuse to change the trail."""

import pytest
from django.db import DatabaseError, IntegrityError, ProgrammingError, connection, models, transaction
from django.test.utils import isolate_apps

from handrail.platform.audit import triggers
from handrail.platform.audit.models import Link, Record
from handrail.platform.audit.sealing import seal_pending
from support.row_security import as_owner
from support.trail import stops_down

pytestmark = pytest.mark.django_db
only_sqlite = pytest.mark.skipif(
    "sqlite" not in connection.vendor, reason="SQLite's own ways round a trigger"
)


@pytest.fixture(autouse=True)
def _trail(db, write):
    write(3)
    seal_pending()


def run(sql):
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)


ATTEMPTS = [
    lambda: Record.objects.update(verb="nothing"),
    lambda: Record.objects.all().delete(),
    lambda: Record.objects.first().save(),
    lambda: Link.objects.update(is_head=True),
    lambda: Link.objects.filter(sequence=3).delete(),
    lambda: run("UPDATE audit_record SET why = '' WHERE verb = 'verb 1'"),
    lambda: run("DELETE FROM audit_link"),
]


@pytest.mark.parametrize("attempt", ATTEMPTS)
def test_changing_or_deleting_is_refused_to_the_owner_too(attempt):
    with as_owner(), pytest.raises(IntegrityError, match="only ever added to"), transaction.atomic():
        attempt()
    assert (Record.objects.count(), Link.objects.count()) == (3, 3)


@pytest.mark.skipif("postgresql" not in connection.vendor, reason="SQLite has no roles")
@pytest.mark.parametrize("attempt", ATTEMPTS)
def test_the_role_that_serves_has_no_right_to_try(attempt):
    with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
        attempt()
    assert (Record.objects.count(), Link.objects.count()) == (3, 3)


@pytest.mark.skipif("postgresql" not in connection.vendor, reason="SQLite has no TRUNCATE")
@pytest.mark.parametrize("table", triggers.TABLES)
def test_emptying_a_table_is_refused(table):
    with as_owner(), pytest.raises(IntegrityError, match="only ever added to"):
        run(f"TRUNCATE {table}")


@only_sqlite
@pytest.mark.parametrize(
    "sql",
    [
        "INSERT OR REPLACE INTO audit_record SELECT * FROM audit_record",
        "INSERT OR REPLACE INTO audit_link SELECT * FROM audit_link",
        "INSERT OR REPLACE INTO audit_link SELECT sequence + 10, record_id, is_head, digest FROM audit_link",
        "INSERT OR REPLACE INTO audit_record (rowid, id, at, user_id, user_name, body_code, body_name, role, verb,"
        " outcome, shown, why, rows, network, device, mac)"
        " SELECT rowid, 'new', at, '', '', '', '', '', '', outcome, '[]', '', '[]', '', '', mac"
        " FROM audit_record LIMIT 1",
        "UPDATE OR REPLACE audit_link SET sequence = 1 WHERE sequence = 2",
    ],
)
def test_replacing_a_row_is_refused(sql):
    with pytest.raises(IntegrityError, match="only ever added to"):
        run(sql)


@only_sqlite
@pytest.mark.parametrize(
    "sql",
    [
        *(f"DROP TRIGGER {name}" for name in sorted(triggers.get_expected_trigger_names("sqlite"))),
        "DROP TRIGGER IF EXISTS main.AUDIT_RECORD_NO_UPDATE",
        "DROP TABLE audit_record",
        'DROP TABLE "audit_link"',
        "ALTER TABLE audit_record RENAME TO old",
        "ALTER TABLE audit_record DROP COLUMN why",
        "PRAGMA writable_schema = ON",
        "PRAGMA main.writable_schema(1)",
        "PRAGMA recursive_triggers = OFF",
    ],
)
def test_taking_the_stops_away_is_refused(sql):
    with pytest.raises(DatabaseError, match="not authorized"):
        run(sql)
    assert triggers.find_missing_triggers(connection) == set()


def test_all_stops_are_up():
    assert triggers.find_missing_triggers(connection) == set()


with isolate_apps("handrail.platform.audit"):

    class Other(models.Model):
        words = models.TextField()

        class Meta:
            app_label = "audit"


def test_migrations_may_rebuild_other_tables_and_the_guard_is_back_afterwards(transactional_db):
    longer = models.CharField(max_length=9, null=True)
    longer.set_attributes_from_name("words")
    with as_owner(), connection.schema_editor() as editor:
        editor.create_model(Other)
        editor.alter_field(Other, Other._meta.get_field("words"), longer, strict=True)
        editor.delete_model(Other)
    assert triggers.find_missing_triggers(connection) == set()
    if connection.vendor == "sqlite":
        with pytest.raises(DatabaseError, match="not authorized"):
            run("DROP TRIGGER audit_record_no_update")


def test_a_migration_that_rebuilds_the_trail_puts_the_stops_up_again(transactional_db):
    field = Record._meta.get_field("role")
    shorter = models.CharField(max_length=200)
    shorter.set_attributes_from_name("role")
    for old, new in ((field, shorter), (shorter, field)):
        with as_owner(), connection.schema_editor() as editor:
            triggers.uninstall(connection)
            editor.alter_field(Record, old, new, strict=True)
            triggers.install(connection)
    assert triggers.find_missing_triggers(connection) == set()
    assert Record.objects.count() == 3


def test_tests_that_play_the_attacker_put_the_stops_up_again():
    with stops_down():
        Record.objects.all().delete()
    with as_owner(), pytest.raises(IntegrityError), transaction.atomic():
        Link.objects.all().delete()
