"""The databases themselves refuse to change the trail."""

import pytest
from django.db import DatabaseError, IntegrityError, ProgrammingError, connection, models, transaction
from django.test.utils import isolate_apps

from handrail.platform.audit import triggers
from handrail.platform.audit.models import Link, Record
from handrail.platform.audit.sealing import seal_pending_records
from support.row_security import as_owner
from support.trail import stops_down

pytestmark = pytest.mark.django_db
only_sqlite = pytest.mark.skipif(
    "sqlite" not in connection.vendor, reason="SQLite's own ways round a trigger"
)


@pytest.fixture(autouse=True)
def _trail(db, write):
    write(3)
    seal_pending_records()


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
            triggers.install_audit_triggers(connection)
    assert triggers.find_missing_triggers(connection) == set()
    assert Record.objects.count() == 3


def test_tests_that_play_the_attacker_put_the_stops_up_again():
    with stops_down():
        Record.objects.all().delete()
    with as_owner(), pytest.raises(IntegrityError), transaction.atomic():
        Link.objects.all().delete()


class Engine:
    """Stands for an engine that takes down what it is told, and answers with the names of triggers."""

    def __init__(self, vendor, names=()):
        self.vendor, self.names, self.told = vendor, names, []

    def cursor(self):
        return self

    def __enter__(self):
        return self

    def __exit__(self, *_):
        return None

    def execute(self, sql):
        self.told.append(" ".join(sql.split()))

    def fetchall(self):
        return [(name,) for name in self.names]


STOP = "BEGIN SELECT RAISE(ABORT, 'The audit trail is only ever added to.'); END"
ON_SQLITE = [
    f"CREATE TRIGGER audit_record_no_update BEFORE UPDATE ON audit_record {STOP}",
    f"CREATE TRIGGER audit_record_no_delete BEFORE DELETE ON audit_record {STOP}",
    "CREATE TRIGGER audit_record_no_replace BEFORE INSERT ON audit_record"
    f" WHEN EXISTS (SELECT 1 FROM audit_record WHERE id = NEW.id) {STOP}",
    f"CREATE TRIGGER audit_link_no_update BEFORE UPDATE ON audit_link {STOP}",
    f"CREATE TRIGGER audit_link_no_delete BEFORE DELETE ON audit_link {STOP}",
    "CREATE TRIGGER audit_link_no_replace BEFORE INSERT ON audit_link"
    f" WHEN EXISTS (SELECT 1 FROM audit_link WHERE sequence = NEW.sequence OR record_id = NEW.record_id) {STOP}",
]
ON_POSTGRES = [
    "CREATE OR REPLACE FUNCTION audit_refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION"
    " 'The audit trail is only ever added to.' USING ERRCODE = 'integrity_constraint_violation'; END $$",
    "CREATE TRIGGER audit_record_stop BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_record"
    " EXECUTE FUNCTION audit_refuse()",
    "ALTER TABLE audit_record ENABLE ALWAYS TRIGGER audit_record_stop",
    "CREATE TRIGGER audit_link_stop BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_link"
    " EXECUTE FUNCTION audit_refuse()",
    "ALTER TABLE audit_link ENABLE ALWAYS TRIGGER audit_link_stop",
]


@pytest.mark.parametrize(("vendor", "told"), [("sqlite", ON_SQLITE), ("postgresql", ON_POSTGRES)])
def test_each_engine_is_told_in_its_own_words(vendor, told):
    """Whichever engine the suite runs on: the stops of the other one are not left to its own run."""
    engine = Engine(vendor)
    triggers.install_audit_triggers(engine)
    assert engine.told == told
    names = {line.split()[2] for line in told if line.startswith("CREATE TRIGGER")}
    assert triggers.get_expected_trigger_names(vendor) == names
    away = Engine(vendor)
    triggers.uninstall(away)
    on = " ON {}" if vendor == "postgresql" else ""
    assert away.told == [
        f"DROP TRIGGER IF EXISTS {line.split()[2]}" + on.format(line.split(" ON ")[1].split()[0])
        for line in told
        if line.startswith("CREATE TRIGGER")
    ]
    asked = {
        "sqlite": "SELECT name FROM sqlite_master WHERE type = 'trigger'",
        "postgresql": "SELECT tgname FROM pg_trigger WHERE tgenabled = 'A' AND NOT tgisinternal",
    }
    one, *others = sorted(names)
    missing = Engine(vendor, [one, "of_another_table"])
    assert triggers.find_missing_triggers(missing) == {*others}
    assert missing.told == [asked[vendor]]
