"""On PostgreSQL the database itself shows no row of a file to whoever may not open it, whatever a query forgets."""

from contextvars import Context

import pytest
from django.db import DatabaseError, ProgrammingError, connection, connections, transaction
from django.urls import reverse
from django.utils import timezone

from handrail.people.cases.lifecycle.actions import opening
from handrail.people.records.models import Case, Event, Person
from handrail.platform.access.kinds import Kind
from handrail.platform.access.models import File, Grant
from handrail.platform.access.row_security import row_policies
from handrail.platform.access.row_security.person_row_actor import act_as_user_within_block
from handrail.platform.access.row_security.system_row_actor import SystemActor, acting_as_system
from support.row_security import as_owner

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _postgres_alone(on_postgres):
    if not on_postgres:
        pytest.skip("SQLite has no row-level security")


def get_setting(name):
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting(%s, true)", [f"handrail.{name}"])
        return cursor.fetchone()[0]


def share(case_id, to, by, kinds=(Kind.CONTACT,)):
    return Grant.objects.create(
        file_id=case_id,
        to_body=to.body,
        kinds=[kind.value for kind in kinds],
        ground="consent",
        since=timezone.localdate(),
        given_at=timezone.now(),
        given_by=by,
    )


@pytest.mark.parametrize("part", ["outsider", "partner", "colleague", "commissioner", "collator", "board"])
def test_a_query_that_forgets_to_filter_returns_nothing_to_whoever_may_open_nothing(part, cast, told):
    with act_as_user_within_block(getattr(cast, part).actor):
        assert list(Case.objects.all()) == []
        assert list(Person.objects.all()) == []
        assert Event.objects.count() == 0
        assert list(File.objects.all()) == []


def test_a_query_without_anybody_acting_returns_nothing(told):
    with act_as_user_within_block(None):
        assert Case.objects.count() == 0
        assert Grant.objects.count() == 0
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM records_person")
            assert cursor.fetchone() == (0,)


@pytest.mark.parametrize("part", ["worker", "lead", "protector"])
def test_whoever_holds_or_is_named_on_a_file_meets_its_rows(part, cast, told):
    with act_as_user_within_block(getattr(cast, part).actor):
        assert [case.pk for case in Case.objects.all()] == [told.case_id]
        assert Person.objects.count() == 1


def test_a_file_that_was_shared_is_there_until_the_sharing_ends(cast, told):
    grant = share(told.case_id, cast.partner, cast.worker)
    with act_as_user_within_block(cast.partner.actor):
        assert [case.pk for case in Case.objects.all()] == [told.case_id]
    grant.revise(ended_at=timezone.now(), ended_by_id=cast.worker.pk)
    with act_as_user_within_block(cast.partner.actor):
        assert list(Case.objects.all()) == []


def test_changing_or_deleting_across_organisations_touches_nothing(cast, told):
    with act_as_user_within_block(cast.outsider.actor):
        assert Case.objects.update(phase="after") == 0
        assert Case.objects.filter(pk=told.case_id).update(owner=cast.outsider.body) == 0
        assert Grant.objects.update(until=timezone.localdate()) == 0
        with connection.cursor() as cursor:
            cursor.execute("DELETE FROM records_person")
            assert cursor.rowcount == 0
    assert Case.objects.get().phase == "before"
    assert Person.objects.count() == 1


def test_nobody_gives_themselves_a_way_in(cast, told):
    with act_as_user_within_block(cast.outsider.actor), pytest.raises(ProgrammingError), transaction.atomic():
        share(told.case_id, cast.outsider, cast.outsider)


def test_nothing_can_be_added_to_a_file_that_is_not_open(cast, told):
    event = Event(
        case_id=told.case_id,
        event="nrm_explained",
        at=timezone.localdate(),
        recorded_at=timezone.now(),
        recorded_by=cast.outsider,
    )
    with act_as_user_within_block(cast.outsider.actor), pytest.raises(ProgrammingError), transaction.atomic():
        event.save(force_insert=True)


def test_nobody_opens_a_file_for_another_organisation(cast):
    with act_as_user_within_block(cast.worker.actor), pytest.raises(ProgrammingError), transaction.atomic():
        File.objects.create(owner=cast.partner.body, opened_at=timezone.now())


@pytest.mark.parametrize("part", ["worker", "lead", "officer"])
def test_a_case_that_was_opened_just_now_is_there_for_whoever_opened_it(part, cast):
    actor = getattr(cast, part).actor
    with act_as_user_within_block(actor):
        assert Case.objects.count() == 0
        case = opening.open_case(by=actor)
        assert Case.objects.get().pk == case.pk
    with act_as_user_within_block(actor):
        assert Case.objects.get().pk == case.pk


def test_pages_asked_for_in_turn_on_one_connection_never_see_as_each_other(cast, told, signed_in):
    pages = {part: signed_in(getattr(cast, part)) for part in ("worker", "outsider", "lead")}
    address = reverse("case", args=[told.reference])
    before = id(connection.connection)
    answers = [
        (part, pages[part].get(address).status_code)
        for part in ("outsider", "worker", "outsider", "lead", "outsider", "worker")
    ]
    assert id(connection.connection) == before
    assert answers == [(part, 404 if part == "outsider" else 200) for part, _ in answers]


def test_another_actor_within_a_transaction_sees_as_themselves_and_the_first_again_afterwards(cast, told):
    with transaction.atomic(), act_as_user_within_block(cast.worker.actor):
        assert Case.objects.count() == 1
        with act_as_user_within_block(cast.outsider.actor):
            assert Case.objects.count() == 0
        with acting_as_system(SystemActor.SWEEP):
            assert get_setting("system") == "sweep"
        assert (get_setting("system"), Case.objects.count()) == ("", 1)


def fail_within_a_savepoint():
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT no_such_column FROM records_case")


def test_an_actor_who_was_named_within_what_was_rolled_back_is_named_again(cast, told):
    with act_as_user_within_block(cast.worker.actor):
        assert Case.objects.count() == 1
    with act_as_user_within_block(cast.outsider.actor):
        with pytest.raises(DatabaseError):
            fail_within_a_savepoint()
        assert Case.objects.count() == 0


@pytest.mark.django_db(transaction=True)
def test_rows_that_are_fetched_in_portions_outside_a_transaction_are_those_of_the_actor(cast, told):
    with act_as_user_within_block(cast.outsider.actor):
        assert list(Case.objects.iterator(1)) == []
    with act_as_user_within_block(cast.worker.actor):
        assert [case.pk for case in Case.objects.iterator(1)] == [told.case_id]


def test_a_thread_of_its_own_is_nobody_until_somebody_is_named(told, cast):
    assert Context().run(Case.objects.count) == 0


def test_the_key_store_is_told_nobodys_name(cast):
    with act_as_user_within_block(cast.worker.actor), connections["keys"].cursor() as cursor:
        cursor.execute("SELECT current_setting('handrail.user', true)")
        assert not cursor.fetchone()[0]


def test_every_table_that_hangs_on_a_file_is_behind_a_policy_and_its_owner_too():
    assert row_policies.list_unprotected_tables(connection) == set()


def test_putting_the_policies_up_again_changes_nothing():
    with as_owner():
        row_policies.install_row_policies(connection)
    assert row_policies.list_unprotected_tables(connection) == set()


def test_the_suite_goes_through_the_serving_role_which_owns_nothing():
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT current_user, (SELECT count(*) FROM pg_class WHERE relowner = current_user::regrole)"
        )
        assert cursor.fetchone() == ("handrail_serve", 0)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE audit_record SET why = ''",
        "DELETE FROM audit_link",
        "TRUNCATE records_case CASCADE",
        "DROP POLICY handrail_file ON records_case",
        "ALTER TABLE records_case DISABLE ROW LEVEL SECURITY",
        "CREATE TABLE of_my_own ()",
    ],
)
def test_the_serving_role_may_not(statement):
    with pytest.raises(ProgrammingError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
