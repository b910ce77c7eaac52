"""Records of what was done, read and refused."""

from copy import copy
from datetime import UTC, datetime
from uuid import uuid4

import pytest
import time_machine
from django.core.exceptions import ImproperlyConfigured
from django.db import IntegrityError, connection, transaction

from handrail.platform.audit.actions import (
    record_page_read_and_cases_shown_on_it,
    write_audit_record,
    write_audit_record_of_read,
    write_read_records_of_files,
)
from handrail.platform.audit.audit_keys import get_audit_key
from handrail.platform.audit.models import Record
from handrail.platform.audit.queries import AuditTrailRow, count_records_by_outcome, list_records_about
from handrail.platform.audit.request_limits import SEARCH_VERB, SEARCHES_STOPPED_VERB, is_over_search_limit
from handrail.platform.kernel.errors import KeysDoNotFitError
from support.trail import ANN, FILE

pytestmark = pytest.mark.django_db


class PageFailed(Exception):
    pass


@pytest.mark.django_db(transaction=True)
def test_a_writes_record_dies_with_its_transaction():
    def page():
        with transaction.atomic():
            write_audit_record(who=ANN, verb="open a case", about=FILE)
            raise PageFailed

    with pytest.raises(PageFailed):
        page()
    assert not Record.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_a_reads_record_lives_when_the_page_fails_later():
    def page():
        write_audit_record_of_read(who=ANN, verb="look at the case", about=FILE, shown=["name"])
        with transaction.atomic():
            raise PageFailed

    with pytest.raises(PageFailed):
        page()
    assert [look.outcome for look in list_records_about(FILE, 5)] == ["read"]


@pytest.mark.django_db(transaction=True)
def test_a_reads_record_refuses_to_hang_on_another_transaction():
    with pytest.raises(RuntimeError), transaction.atomic():
        write_audit_record_of_read(who=ANN, verb="look at the case", about=FILE)


def test_a_record_keeps_who_what_when_and_why_in_words():
    with time_machine.travel(datetime(2026, 4, 1, 22, 15, tzinfo=UTC), tick=False):
        write_audit_record_of_read(
            who=ANN, verb="look at the case", about=FILE, shown=["name", "phone"], why="on duty"
        )
    assert list_records_about(FILE, 1) == [
        AuditTrailRow(
            at=datetime(2026, 4, 1, 22, 15, tzinfo=UTC),
            user_name="Ann Field",
            body_name="North Police",
            role="first responder",
            verb="look at the case",
            outcome="read",
            shown=("name", "phone"),
            why="on duty",
        )
    ]


def test_looks_come_newest_first_and_no_more_than_asked(write):
    with time_machine.travel(datetime(2026, 4, 1, tzinfo=UTC), tick=False):
        write(5)  # all in one moment
    assert [look.verb for look in list_records_about(FILE, 3)] == ["verb 4", "verb 3", "verb 2"]


def test_looks_at_other_files_are_left_out(write):
    write(2)
    write(1, about=uuid4())
    write(1, about=None)
    assert (len(list_records_about(FILE, 10)), sum(count_records_by_outcome(FILE).values())) == (2, 2)


def test_looks_are_served_by_an_index(write):
    write(3)
    like = Record.objects.latest("id")
    others = [copy(like) for _ in range(300)]  # among so many no planner prefers another index
    for other in others:
        other.pk, other.about = uuid4(), uuid4()
    Record.objects.bulk_create(others)
    newest = Record.objects.filter(about=FILE).order_by("-id")[:3]
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE audit_record")
            cursor.execute("SET LOCAL enable_bitmapscan = off")
            cursor.execute("SET LOCAL enable_sort = off")
    plan = newest.explain()
    assert "audit_about_newest" in plan
    assert "sort" not in plan.lower()
    assert "b-tree" not in plan.lower()


def test_an_unknown_outcome_is_refused():
    with pytest.raises(IntegrityError), transaction.atomic():
        write_audit_record(who=ANN, verb="look", about=FILE, outcome="maybe")


def test_a_short_audit_key_is_refused(settings, write):
    settings.AUDIT_KEY = "secret"
    with pytest.raises(ImproperlyConfigured, match="HANDRAIL_AUDIT_KEY"):
        get_audit_key()
    with pytest.raises(KeysDoNotFitError, match="HANDRAIL_AUDIT_KEY"):
        write()


def test_a_record_points_at_nothing_that_could_take_it_along():
    assert not [field for field in Record._meta.get_fields() if field.is_relation]


def page_of(files, kinds=("identity",)):
    record_page_read_and_cases_shown_on_it(
        who=ANN, verb="viewed: my day", shown=["looks"], why="due", of_each=[(files, kinds)]
    )


@pytest.mark.django_db(transaction=True)
def test_a_page_leaves_one_record_of_itself_and_one_of_each_case_that_it_showed_closely():
    files = [FILE, uuid4()]
    with time_machine.travel(datetime(2026, 4, 1, 22, 15, tzinfo=UTC), tick=False):
        page_of(files)
    rows = Record.objects.order_by("id")
    page, *of_cases = rows
    assert (page.about, page.verb, page.outcome, page.shown, page.why) == (
        None, "viewed: my day", "read", ["looks"], "due",
    )  # fmt: skip
    assert [row.about for row in of_cases] == files
    assert {(row.verb, row.outcome, tuple(row.shown), row.why) for row in of_cases} == {
        ("viewed: my day", "read", ("identity",), "")
    }
    assert {row.at for row in rows} == {datetime(2026, 4, 1, 22, 15, tzinfo=UTC)}


@pytest.mark.django_db(transaction=True)
def test_each_file_of_a_list_has_its_record_with_the_moment():
    files = [FILE, uuid4()]
    with time_machine.travel(datetime(2026, 4, 1, 22, 15, tzinfo=UTC), tick=False):
        write_read_records_of_files(who=ANN, verb="listed", about=files, shown=["looks"])
    rows = list(Record.objects.order_by("id"))
    assert [(row.about, row.verb, row.at.hour, row.shown) for row in rows] == [
        (file, "listed", 22, ["looks"]) for file in files
    ]


@pytest.mark.django_db(transaction=True)
def test_records_of_a_page_refuse_to_hang_on_another_transaction():
    with pytest.raises(RuntimeError), transaction.atomic():
        page_of([FILE])


@pytest.mark.django_db(transaction=True)
def test_pages_that_are_read_count_as_no_search_and_the_trail_names_the_limit(settings):
    settings.REFUSALS_AT_MOST, settings.SEARCHES_AT_MOST = 0, 3
    for _ in range(9):
        write_audit_record(who=ANN, verb="viewed: my day", about=None, outcome="read")
    assert not is_over_search_limit(ANN)
    for _ in range(3):
        write_audit_record(who=ANN, verb=SEARCH_VERB, about=None, outcome="read")
    assert is_over_search_limit(ANN)
    stopped = Record.objects.get(verb=SEARCHES_STOPPED_VERB)
    assert (stopped.outcome, stopped.why) == ("refused", "3 in ten minutes")


def test_a_record_without_a_reason_keeps_nothing_and_one_with_a_reason_keeps_it_sealed():
    field = Record._meta.get_field("why")
    assert field.null
    assert field.get_prep_value("") is None
    assert b"duty" not in field.get_prep_value("on duty")
