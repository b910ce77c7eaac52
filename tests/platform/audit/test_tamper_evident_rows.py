"""What exactly a row's mac covers, and that a change writes this row's evident fields and nothing else."""

import datetime
import json

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from handrail.people.separate_files.models import FileLink
from handrail.platform.access.models import User
from handrail.platform.access.models.membership import Membership
from handrail.platform.access.roles import Role
from handrail.platform.audit.macs import compute_row_mac
from handrail.platform.audit.tamper_evident_rows import TamperedRowError

pytestmark = pytest.mark.django_db(databases=["default", "keys"])
SINCE = datetime.datetime(2026, 11, 3, 9, 30, 0, 250, tzinfo=datetime.UTC)
SINCE_IN_MICROSECONDS = 1_793_698_200_000_250  # 3 November 2026, 9.30 and 250 microseconds, by `date -u +%s`


def written(action):
    """The statements of an action that insert or update."""
    with CaptureQueriesContext(connection) as asked:
        action()
    return [query["sql"] for query in asked if query["sql"].startswith(("INSERT", "UPDATE"))]


def test_the_mac_covers_table_number_revision_and_each_value_in_one_spelling():
    row = Membership(pk=41, user_id=7, body_id=3, role="navigator", since=SINCE, given_by_id=9)
    said = f'["access.Membership",41,1,7,3,"navigator",{SINCE_IN_MICROSECONDS},9,null,null]'
    assert bytes(row.compute_mac()) == compute_row_mac(said)


def test_a_yes_or_no_is_spelt_as_such_and_a_number_of_another_kind_as_text(cast):
    user = cast.worker
    values = [getattr(user, name) for name in User.evident_fields]
    said = ["access.User", user.pk, user.revision, *values]
    assert True in values
    assert bytes(user.mac) == compute_row_mac(json.dumps(said, separators=(",", ":")))
    link = FileLink(keeper_id=7, content="sealed")
    spelt = f'["separate_files.FileLink","{link.pk}",1,7,"sealed",null]'
    assert bytes(link.compute_mac()) == compute_row_mac(spelt)


def test_a_revision_is_one_more_and_writes_what_was_changed_and_no_other_column(cast):
    user = User.objects.get(pk=cast.worker.pk)
    User.objects.filter(pk=user.pk).update(work_phone="01632 960999")  # by somebody else meanwhile
    before = user.revision
    user.revise(role=Role.ADVISER.value)
    kept = User.objects.get(pk=user.pk)
    assert (kept.revision, kept.role, kept.work_phone) == (before + 1, Role.ADVISER.value, "01632 960999")
    assert kept.is_intact


def test_a_row_that_was_tampered_with_is_named_by_table_number_and_revision(cast):
    User.objects.filter(pk=cast.worker.pk).update(role="duty_lead")
    user = User.objects.get(pk=cast.worker.pk)
    with pytest.raises(TamperedRowError, match=rf"^access\.User/{user.pk}/{user.revision}$"):
        user.revise(is_active=False)


def test_saving_a_row_again_writes_the_columns_that_are_asked_for(cast):
    user = User.objects.get(pk=cast.worker.pk)
    User.objects.filter(pk=user.pk).update(work_phone="01632 960999")
    user.last_login = SINCE
    user.save(update_fields=["last_login"])
    assert User.objects.get(pk=user.pk).work_phone == "01632 960999"


def test_a_new_row_with_a_number_of_its_own_is_written_once_and_one_of_the_database_gets_its_mac_alone(cast):
    link = FileLink(keeper=cast.lead, content="sealed", made_at=SINCE)
    assert [sql.split()[0] for sql in written(lambda: link.save(force_insert=True))] == ["INSERT"]
    role = Membership(user=cast.lead, body=cast.officer.body, role="officer", since=SINCE, given_by=cast.lead)
    first, second = written(role.save)
    assert (first.split()[0], second.split()[0]) == ("INSERT", "UPDATE")
    assert "given_by" not in second
    with pytest.raises(Exception, match=r"UNIQUE|unique|duplicate"):
        FileLink(pk=link.pk, keeper=cast.lead, content="x", made_at=SINCE).save(force_insert=True)


def test_many_rows_are_written_so_many_at_a_time(cast):
    def make(number):
        return [
            User(email=f"p{number}-{at}@example.org", name="x", body=cast.worker.body, role=Role.NAVIGATOR)
            for at in range(number)
        ]

    three = [sql.split()[0] for sql in written(lambda: User.bulk_create(make(3), 2))]
    assert three == ["INSERT", "INSERT", "UPDATE", "UPDATE"]
