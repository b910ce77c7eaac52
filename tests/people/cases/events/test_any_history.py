"""Whatever is recorded, in whatever order, the case is kept: no clock is kept twice, no text outgrows its column."""

import datetime

from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from handrail.pathway.event_vocabulary import EVENT_KINDS_BY_CODE
from handrail.people.cases.events.actions import events
from handrail.people.cases.events.actions.events import EventInput
from handrail.people.cases.events.models import Due
from handrail.people.cases.lifecycle.actions import opening
from handrail.people.cases.lifecycle.queries.case_detail import get_case_detail
from handrail.people.cases.person import actions
from handrail.people.records.models import Case
from handrail.people.records.queries.case_lookup import get_case_open_to_actor_by_reference
from handrail.people.records.text_choices import Age
from handrail.platform.access.actions import create_account
from handrail.platform.access.roles import Role
from handrail.platform.reference.models import Body
from handrail.platform.vault.blind_code import BlindCodeField

CODES = sorted(set(EVENT_KINDS_BY_CODE) - {"entered_in_error"})
happenings = st.tuples(
    st.sampled_from(CODES),
    st.integers(0, 1500),
    st.randoms(use_true_random=False),
    st.sampled_from([None, 1, 2]),
)


class TestAnyHistory(TestCase):
    """Each example is rolled back."""

    databases = "__all__"

    @settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
    @given(
        age=st.sampled_from(Age),
        born=st.one_of(st.none(), st.dates(datetime.date(1960, 1, 1), datetime.date(2020, 1, 1))),
        area=st.sampled_from(["E23000020", "E23000014", "W15000003"]),
        told=st.lists(happenings, max_size=14),
    )
    def test_it_is_kept_and_shown(self, age, born, area, told):
        force = Body.objects.get(code="lincolnshire-police")
        by = create_account(
            email="a@example.org", name="A", body=force, role=Role.OFFICER, password=None
        ).actor
        case = opening.open_case(by=by, identified=timezone.now() - datetime.timedelta(days=1600))
        opening.set_age_group(case_id=case.pk, age=age, by=by)
        opening.set_case_area(case_id=case.pk, area_code=area, by=by)
        if born:
            actions.update_some_person_answers(
                case_id=case.pk, texts={"date_of_birth": born.isoformat()}, by=by
            )
        for code, days, chance, referral in told:
            of = (
                chance.choice(list(EVENT_KINDS_BY_CODE[code].choices))
                if EVENT_KINDS_BY_CODE[code].choices
                else ""
            )
            at = timezone.localdate() - datetime.timedelta(days=days)
            happening = EventInput(code, at, of=of, referral=referral)
            events.record_event(case_id=case.pk, happening=happening, by=by)
        _fits(case)
        page = get_case_detail(get_case_open_to_actor_by_reference(by, case.reference).case_access)
        assert page.standing.answer.phase == Case.objects.get(pk=case.pk).phase


def _fits(case):
    """SQLite keeps any length; PostgreSQL would have refused."""
    for due in Due.objects.filter(case=case):
        for column in Due._meta.concrete_fields:
            longest = None if isinstance(column, BlindCodeField) else getattr(column, "max_length", None)
            assert longest is None or len(getattr(due, column.name)) <= longest, (column.name, due.code)
