"""On PostgreSQL a query that forgets its filter shows nobody's staff to another organisation."""

import datetime
from dataclasses import replace

import pytest
from django.db import ProgrammingError, connection, transaction
from django.utils import timezone

from handrail.directory.practitioners.models import (
    AvailabilityPeriod,
    Practitioner,
    PractitionerLanguage,
    PractitionerSkill,
    PractitionerTraining,
)
from handrail.directory.practitioners.queries.register import (
    get_page_of_practitioner_posts,
    get_practitioner_post,
)
from handrail.platform.access.row_security.person_row_actor import act_as_user_within_block
from handrail.platform.access.row_security.system_row_actor import SystemActor, acting_as_system
from handrail.platform.reference.models import Body
from support.practitioners import NAME, a_register

pytestmark = pytest.mark.django_db
OF_SOMEBODY = (PractitionerLanguage, PractitionerSkill, AvailabilityPeriod, PractitionerTraining)


@pytest.fixture(autouse=True)
def _postgres_alone(on_postgres):
    if not on_postgres:
        pytest.skip("SQLite has no row-level security")


@pytest.fixture
def register(cast):
    """Somebody of Lantern, shared with nobody as yet, with a row in each table."""
    made = a_register(cast)
    day = timezone.localdate()
    PractitionerTraining.objects.create(practitioner=made.who, kind="safeguarding", completed_on=day)
    return made


def far_away(cast):
    """Somebody who acts for an organisation of an area that the register does not serve."""
    body = Body.objects.get(code="north-wales-police")
    return replace(cast.officer.actor, body_id=body.pk, body_code=body.code)


def count():
    return [model.objects.count() for model in (Practitioner, *OF_SOMEBODY)]


def test_an_unfiltered_query_returns_nobodys_staff_to_another_organisation(cast, register):
    with act_as_user_within_block(cast.lead.actor):
        assert count() == [1, 1, 1, 1, 1]
    for other in (cast.outsider, cast.commissioner, cast.officer, cast.collator):
        with act_as_user_within_block(other.actor):
            assert count() == [0, 0, 0, 0, 0]
            with connection.cursor() as cursor:
                cursor.execute(f'SELECT count(*) FROM "{Practitioner._meta.db_table}"')
                assert cursor.fetchone() == (0,)
    with act_as_user_within_block(None):
        assert count() == [0, 0, 0, 0, 0]


def test_whom_an_employer_shares_is_met_by_organisations_of_the_area_alone(cast, register):
    with act_as_user_within_block(cast.officer.actor):
        assert count() == [0, 0, 0, 0, 0]
    Practitioner.objects.update(is_shared=True)
    with act_as_user_within_block(cast.officer.actor):
        assert count() == [1, 1, 1, 1, 1]
    with act_as_user_within_block(far_away(cast)):
        assert count() == [0, 0, 0, 0, 0]


def test_nobody_writes_into_the_register_of_another_organisation(cast, register):
    Practitioner.objects.update(is_shared=True)
    with act_as_user_within_block(cast.officer.actor):
        with pytest.raises(ProgrammingError), transaction.atomic():
            Practitioner.objects.update(name="Someone else")
        with pytest.raises(ProgrammingError), transaction.atomic():
            AvailabilityPeriod.objects.update(ends_at=timezone.now() + datetime.timedelta(days=9))
    with act_as_user_within_block(far_away(cast)):
        assert Practitioner.objects.update(name="Someone else") == 0
        with pytest.raises(ProgrammingError), transaction.atomic():
            PractitionerSkill.objects.create(practitioner=register.who, code="trauma")
    with acting_as_system(SystemActor.LOADER):
        assert Practitioner.objects.get().name == NAME


def test_an_area_that_pays_still_learns_that_a_post_is_filled(cast, register):
    with act_as_user_within_block(cast.commissioner.actor):
        assert get_practitioner_post(cast.commissioner.actor, register.post.pk).state == "filled"
        (row,) = get_page_of_practitioner_posts(cast.commissioner.actor, "").object_list
        assert row.state == "filled"
        assert Practitioner.objects.count() == 0
