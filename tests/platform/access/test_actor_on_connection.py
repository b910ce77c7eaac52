"""A connection is kept from one person to the next and remembers whom it holds: nobody meets another's rows by it."""

import socket
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from unittest.mock import patch

import psycopg
import pytest
from django.core.exceptions import ImproperlyConfigured
from django.db import (
    DatabaseError,
    NotSupportedError,
    OperationalError,
    close_old_connections,
    connection,
    models,
    transaction,
)
from django.test.utils import isolate_apps
from django.urls import reverse

from handrail.people.records.models import Case
from handrail.platform.access.row_security.current_row_actor import SETTINGS
from handrail.platform.access.row_security.person_row_actor import act_as_user_within_block
from handrail.platform.access.row_security.system_row_actor import SystemActor, acting_as_system
from support.row_security import as_owner, table_of

pytestmark = pytest.mark.django_db(transaction=True)
NOBODY = [""] * len(SETTINGS)


@pytest.fixture(autouse=True)
def _postgres_alone(on_postgres):
    if not on_postgres:
        pytest.skip("SQLite has no row-level security")


@pytest.fixture
def seen(cast, told):
    """How many cases each meets: she who holds one, somebody of another organisation, and nobody."""

    def count(who):
        with act_as_user_within_block(getattr(cast, who).actor if who else None):
            return Case.objects.count()

    def assert_each_sees_as_themselves():
        counts = [(who, count(who)) for who in ("outsider", "worker", "", "worker", "outsider")]
        assert counts == [("outsider", 0), ("worker", 1), ("", 0), ("worker", 1), ("outsider", 0)]

    count.assert_as_themselves = assert_each_sees_as_themselves
    return count


def read_session():
    """What the session holds, past the cursors that say who acts."""
    told = ", ".join(f"coalesce(current_setting('handrail.{name}', true), '')" for name in SETTINGS)
    return list(connection.connection.execute(f"SELECT {told}").fetchone())


def count_said(work):
    """How often the connection is told who acts."""
    with patch.object(connection.connection, "execute", wraps=connection.connection.execute) as told:
        work()
    return told.call_count


def fail():
    with connection.cursor() as cursor:
        cursor.execute("SELECT no_such_column FROM records_case")


def test_who_acts_is_said_when_it_changes_and_then_no_more(cast, told):
    def read_all_cases():
        list(Case.objects.all())

    def read_in_transaction():
        with transaction.atomic():
            read_all_cases()
            with transaction.atomic():
                read_all_cases()

    with act_as_user_within_block(cast.worker.actor):
        read_all_cases()
        assert [count_said(work) for work in (read_all_cases, read_in_transaction)] == [0, 0]
    with acting_as_system(SystemActor.SWEEP):
        assert count_said(read_in_transaction) == 1  # until the transaction ends
        assert count_said(read_all_cases) == 1
        assert count_said(read_all_cases) == 0


@pytest.mark.parametrize("first", ["worker", "outsider", ""])
@pytest.mark.parametrize("within", ["worker", "outsider", ""])
def test_a_rollback_brings_nobody_back(first, within, seen):
    seen(first)
    with transaction.atomic():
        assert seen(within) == (within == "worker")
        transaction.set_rollback(True)
    seen.assert_as_themselves()


@pytest.mark.parametrize("first", ["worker", "outsider"])
@pytest.mark.parametrize("within", ["worker", "outsider"])
def test_a_savepoint_that_is_rolled_back_brings_nobody_back(first, within, cast, seen):
    with transaction.atomic(), connection.cursor() as cursor:
        with act_as_user_within_block(getattr(cast, first).actor):
            Case.objects.count()
            cursor.execute("SAVEPOINT by_hand")
            with act_as_user_within_block(getattr(cast, within).actor):
                Case.objects.count()
                cursor.execute("ROLLBACK TO SAVEPOINT by_hand")
                assert Case.objects.count() == (within == "worker")
        with transaction.atomic():
            assert seen(within) == (within == "worker")
            transaction.set_rollback(True)
        seen.assert_as_themselves()
    seen.assert_as_themselves()


def test_after_an_error_each_sees_as_themselves(cast, seen):
    for who in ("worker", "outsider", "worker"):
        with act_as_user_within_block(getattr(cast, who).actor), pytest.raises(DatabaseError):
            fail()
        seen.assert_as_themselves()
        seen(who)
        with pytest.raises(DatabaseError), transaction.atomic():
            fail()
        seen.assert_as_themselves()


def test_nothing_is_believed_after_a_failure_to_say_who_acts(seen):
    assert seen("") == 0
    really = connection.connection.execute

    def say_and_fail(*arguments, **options):
        really(*arguments, **options)
        raise psycopg.OperationalError

    failing = patch.object(connection.connection, "execute", say_and_fail)
    with acting_as_system(SystemActor.SWEEP), failing, pytest.raises(OperationalError):
        Case.objects.count()
    assert seen("") == 0


def test_what_was_said_within_a_transaction_ends_with_it_and_the_session_is_the_same(cast, seen):
    seen("worker")
    before = read_session()
    with transaction.atomic():
        assert seen("outsider") == 0
        assert read_session() != before
    assert read_session() == before
    seen.assert_as_themselves()


def test_a_system_actor_within_a_persons_work_is_nobodys_way_in(cast, seen):
    for way in (transaction.atomic, _no_transaction):
        with act_as_user_within_block(cast.outsider.actor), way():
            assert Case.objects.count() == 0
            with acting_as_system(SystemActor.SWEEP):
                assert Case.objects.count() == 1
                with act_as_user_within_block(cast.outsider.actor):
                    assert Case.objects.count() == 0
                assert Case.objects.count() == 1
            assert Case.objects.count() == 0
        with acting_as_system(SystemActor.SWEEP), pytest.raises(DatabaseError), way():
            fail()
        seen.assert_as_themselves()


@contextmanager
def _no_transaction() -> Iterator[None]:
    yield


def test_a_broken_connection_that_is_opened_again_is_nobodys(seen):
    seen("worker")
    with socket.socket(fileno=connection.connection.fileno()) as line:
        line.shutdown(socket.SHUT_RDWR)
        line.detach()
    with pytest.raises(OperationalError):
        seen("worker")
    close_old_connections()
    with act_as_user_within_block(None):
        connection.ensure_connection()
    assert read_session() == NOBODY
    seen.assert_as_themselves()
    with acting_as_system(SystemActor.SWEEP):
        for _ in range(2):
            assert Case.objects.count() == 1
            connection.close()


def test_a_new_session_that_begins_as_somebody_is_told_otherwise(seen):
    """Who administers the database may have set it for a role; pg_dump is told by PGOPTIONS."""
    connection.close()
    connection.settings_dict["OPTIONS"]["options"] = "-c handrail.system=backup"
    try:
        assert seen("") == 0
        seen.assert_as_themselves()
    finally:
        del connection.settings_dict["OPTIONS"]["options"]
        connection.close()


def test_a_connection_that_is_kept_is_nobodys_between_requests(seen, cast, told, signed_in):
    connection.settings_dict["CONN_MAX_AGE"] = 600
    address = reverse("case", args=[told.reference])
    pages = {who: signed_in(getattr(cast, who)) for who in ("worker", "outsider")}
    kept = None
    try:
        connection.close()
        for who in ("worker", "outsider", "worker", "worker", "outsider"):
            with act_as_user_within_block(None):
                answer = pages[who].get(address)
                assert answer.status_code == (200 if who == "worker" else 404)
                close_old_connections()  # a server does so when a request has been answered
            assert read_session() == NOBODY
            kept = kept or connection.connection
            assert connection.connection is kept
    finally:
        connection.settings_dict["CONN_MAX_AGE"] = 0
        connection.close()


def test_a_transaction_that_was_left_open_ends_with_the_request(seen):
    connection.settings_dict["CONN_MAX_AGE"] = 600
    try:
        seen("worker")
        with connection.cursor() as cursor:
            cursor.execute("BEGIN")
        seen("outsider")
        close_old_connections()
        assert connection.connection is None
    finally:
        connection.settings_dict["CONN_MAX_AGE"] = 0


def test_threads_that_work_at_once_each_see_as_themselves(cast, told):
    together = threading.Barrier(4)

    def work(who):
        with act_as_user_within_block(getattr(cast, who).actor):
            try:
                together.wait(30)
                return {who: {Case.objects.count() for _ in range(20)}}
            finally:
                connection.close()

    with ThreadPoolExecutor(4) as pool:
        found = list(pool.map(work, ["worker", "outsider", "worker", "outsider"]))
    assert found == [{"worker": {1}}, {"outsider": {0}}] * 2


def test_rows_in_portions_are_those_of_whoever_asked(cast, told):
    with act_as_user_within_block(cast.outsider.actor):
        assert list(Case.objects.iterator(1)) == []
        with transaction.atomic():
            assert list(Case.objects.iterator(1)) == []
    with act_as_user_within_block(cast.worker.actor):
        for way in (transaction.atomic, _no_transaction):
            with way():
                assert [case.pk for case in Case.objects.iterator(1)] == [told.case_id]
    with act_as_user_within_block(cast.outsider.actor):
        assert list(Case.objects.iterator(1)) == []


def copy_cases(cursor):
    with cursor.cursor.copy("COPY (SELECT file_id FROM records_case) TO STDOUT") as copying:
        return len(list(copying.rows()))


def stream_cases(cursor):
    return len(list(cursor.cursor.stream("SELECT file_id FROM records_case")))


def change_cases_one_by_one(cursor):
    cursor.executemany("UPDATE records_case SET phase = phase WHERE phase <> %s", [["no"], ["none"]])
    return cursor.rowcount // 2


@pytest.mark.parametrize("work", [copy_cases, stream_cases, change_cases_one_by_one])
def test_every_way_to_send_a_statement_says_who_acts(work: Callable[..., int], cast, seen):
    for who, count in (("worker", 1), ("outsider", 0), ("worker", 1)):
        seen("outsider" if who == "worker" else "worker")
        with act_as_user_within_block(getattr(cast, who).actor), connection.cursor() as cursor:
            assert work(cursor) == count


@pytest.mark.parametrize(
    "way", ["RESET ALL", "DISCARD ALL", "SET handrail.system = 'sweep'", "SET handrail.files = ''"]
)
def test_settings_that_were_changed_by_hand_are_said_again(way, cast, seen):
    for who in ("worker", "outsider"):
        with as_owner(), act_as_user_within_block(getattr(cast, who).actor), connection.cursor() as cursor:
            Case.objects.count()
            cursor.execute(way)
            assert Case.objects.count() == (who == "worker")
    seen.assert_as_themselves()
    connection.close()  # DISCARD ALL forgets the role as well


def test_a_pipeline_is_refused_because_its_end_takes_back_what_was_said(cast, seen):
    with connection.cursor(), connection.connection.pipeline(), pytest.raises(NotSupportedError):
        seen("worker")
    seen.assert_as_themselves()


def test_a_pooler_between_is_refused(cast):
    connection.close()
    with patch.object(psycopg.ConnectionInfo, "backend_pid", 1):  # a pooler gives a number of its own
        with pytest.raises(ImproperlyConfigured, match="PgBouncer"):
            connection.ensure_connection()
        assert connection.connection is None
    connection.ensure_connection()


with isolate_apps("handrail.platform.access"):

    class Widened(models.Model):
        """A table whose column a migration widens while pages are served."""

        code = models.CharField(max_length=5)

        class Meta:
            app_label = "access"


def test_a_column_that_was_widened_meanwhile_is_read_on():
    """Told by no answer that the driver knows: another session did it."""
    with table_of(Widened):
        widen = f"ALTER TABLE {Widened._meta.db_table} ALTER code TYPE varchar(9)"
        for _ in range(4):
            assert list(Widened.objects.filter(code="")) == []
        with as_owner(), connection.cursor() as cursor:
            cursor.execute(f"DO $$ BEGIN {widen}; END $$")
        assert list(Widened.objects.filter(code="")) == []
