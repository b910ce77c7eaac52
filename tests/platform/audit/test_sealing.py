"""The sealer: everything once, in order, whoever else is at it."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier, Event, Thread
from time import monotonic, sleep

import pytest
from django.db import connection, connections, transaction
from django.utils import timezone

from handrail.platform.audit import checkpoints
from handrail.platform.audit.models import Link, Record
from handrail.platform.audit.sealer import run_sealer
from handrail.platform.audit.sealing import find_oldest_unsealed_at, seal_pending_records
from handrail.platform.audit.verification import verify_trail
from support.trail import lift_guard

pytestmark = pytest.mark.django_db


def in_thread(job):
    def run():
        try:
            return job()
        finally:
            connections.close_all()

    return run


def wait_for(condition):
    end = monotonic() + 120
    while not condition() and monotonic() < end:
        sleep(0.02)
    assert condition()


def test_records_are_sealed_once_in_the_order_they_were_written(write):
    write(5)
    assert (seal_pending_records(), seal_pending_records()) == (5, 0)
    order = list(Link.objects.order_by("sequence").values_list("record_id", flat=True))
    assert order == list(Record.objects.order_by("id").values_list("id", flat=True))


def test_each_batch_writes_one_head(write, heads_file):
    write(7)
    assert seal_pending_records(batch=3) == 7
    written = [checkpoints.parse_checkpoint(line.strip()) for line in heads_file.open()]
    assert [head.sequence for head in written] == [3, 6, 7]
    assert written[-1].digest == bytes(Link.objects.get(pk=7).digest)
    assert heads_file.stat().st_mode & 0o777 == 0o600


def test_nothing_to_seal_writes_nothing(heads_file):
    assert seal_pending_records() == 0
    assert heads_file.read_text() == ""


def test_only_what_is_recent_can_be_sealed_and_the_rest_later(write):
    write(2)
    now = timezone.now()
    write(3)
    assert (seal_pending_records(since=now), seal_pending_records()) == (3, 2)
    assert verify_trail().fault_count == 0


def test_the_oldest_that_waits_is_found_among_what_is_recent(write):
    write(1)
    begin = Record.objects.get().at - timedelta(hours=1)
    assert find_oldest_unsealed_at(begin) == Record.objects.get().at
    seal_pending_records()
    assert find_oldest_unsealed_at(begin) is None
    write(2)
    second, third = Record.objects.order_by("id")[1:]
    assert find_oldest_unsealed_at(begin) == second.at
    assert find_oldest_unsealed_at(third.at + timedelta(seconds=1)) is None


@pytest.mark.django_db(transaction=True)
def test_sealers_at_once_make_one_chain(write):
    write(60)
    barrier = Barrier(4)

    def seal():
        barrier.wait()
        return seal_pending_records(batch=7)

    with ThreadPoolExecutor(4) as pool:
        counts = [job.result() for job in [pool.submit(in_thread(seal)) for _ in range(4)]]
    report = verify_trail()
    assert sum(counts) == report.sealed == 60
    assert (report.fault_count, report.unsealed) == (0, 0)


@pytest.mark.django_db(transaction=True)
def test_verifying_while_records_are_written_and_sealed_finds_no_fault(write):
    write(10)
    stop = Event()

    def work():
        while not stop.is_set():
            write(3)
            seal_pending_records(batch=2)

    thread = Thread(target=in_thread(work))
    thread.start()
    try:
        faults = [verify_trail().faults for _ in range(15)]
    finally:
        stop.set()
        thread.join()
    assert faults == [[]] * 15


@pytest.mark.django_db(transaction=True)
def test_on_sqlite_the_chain_is_on_the_disk_before_its_head_is_written(write, on_postgres):
    if on_postgres:
        pytest.skip("PostgreSQL waits for the disk by itself")
    write(1)
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA synchronous = NORMAL")
        seal_pending_records()
        assert cursor.execute("PRAGMA synchronous").fetchone() == (2,)  # FULL


@pytest.mark.django_db(transaction=True)
def test_the_sealer_goes_on_until_it_is_told_to_stop(write):
    stop = Event()
    thread = Thread(target=in_thread(lambda: run_sealer(stop, 0.02)))
    thread.start()
    try:
        for count in (2, 5):
            write(count - Record.objects.count())
            wait_for(lambda: Link.objects.count() == Record.objects.count())
    finally:
        stop.set()
        thread.join(120)
    assert not thread.is_alive()
    assert verify_trail().sealed == 5


@pytest.mark.django_db(transaction=True)
def test_the_sealer_goes_on_after_a_failure(write, settings, heads_file, caplog):
    settings.AUDIT_HEADS = heads_file / "not a folder yet" / "heads.log"
    write(1)
    stop = Event()
    thread = Thread(target=in_thread(lambda: run_sealer(stop, 0.02)))
    thread.start()
    try:
        wait_for(lambda: "tried again" in caplog.text)
        settings.AUDIT_HEADS.parent.mkdir(parents=True)
        wait_for(lambda: Link.objects.count() == 1)
    finally:
        stop.set()
        thread.join(120)


@pytest.mark.django_db(transaction=True)
def test_a_seal_never_hangs_on_the_callers_transaction(write):
    write(1)
    with pytest.raises(RuntimeError), transaction.atomic():
        seal_pending_records()


@pytest.mark.skipif(connections["default"].vendor != "sqlite", reason="PostgreSQL refuses such a number")
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(("column", "value"), [("id", "no number"), ("mac", "text")])
def test_a_row_that_cannot_be_read_stops_no_sealer(write, caplog, column, value):
    write(1)
    with lift_guard() as connection, connection.cursor() as cursor:
        columns = [field.column for field in Record._meta.concrete_fields]
        chosen = [
            {column: "%s", "id": "'ffffffffffffffffffffffffffffffff'" if column == "mac" else "%s"}.get(
                name, name
            )
            for name in columns
        ]
        cursor.execute(
            f"INSERT INTO audit_record ({', '.join(columns)}) SELECT {', '.join(chosen)} FROM audit_record",
            [value],
        )
    write(2)
    assert seal_pending_records(batch=1) == 3
    said = "A record of the audit trail cannot be sealed: run handrail audit verify. Its number: '"
    assert any(line.startswith(said) and line.endswith("'") for line in caplog.messages)
    assert "unreadable" in {fault.kind for fault in verify_trail().faults}
