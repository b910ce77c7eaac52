"""Whatever is recorded, in whatever order, the case is kept: no clock is kept twice, no text outgrows its column."""

import datetime

from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from handrail.access.actions import invite
from handrail.access.roles import Role
from handrail.casework.case.models import Case
from handrail.casework.case.states import Age
from handrail.casework.events.actions import events
from handrail.casework.events.actions.events import Happening
from handrail.casework.events.models import Due
from handrail.casework.lists.queries.finding import find
from handrail.casework.people.actions import person
from handrail.casework.whole.actions import opening
from handrail.casework.whole.queries.case_page import case_page
from handrail.pathway.vocabulary import KINDS
from handrail.reference.models import Body

CODES = sorted(set(KINDS) - {"entered_in_error"})
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
        by = invite(email="a@example.org", name="A", body=force, role=Role.OFFICER, password=None).actor
        case = opening.open_case(by=by, identified=timezone.now() - datetime.timedelta(days=1600))
        opening.say_age(case_id=case.pk, age=age, by=by)
        opening.say_area(case_id=case.pk, area_code=area, by=by)
        if born:
            person.say_who(case_id=case.pk, texts={"date_of_birth": born.isoformat()}, by=by)
        for code, days, chance, referral in told:
            of = chance.choice(list(KINDS[code].choices)) if KINDS[code].choices else ""
            at = timezone.localdate() - datetime.timedelta(days=days)
            happening = Happening(code, at, of=of, referral=referral)
            events.record_event(case_id=case.pk, happening=happening, by=by)
        _fits(case)
        page = case_page(find(by, case.reference).sight)
        assert page.standing.answer.phase == Case.objects.get(pk=case.pk).phase


def _fits(case):
    """SQLite keeps any length; PostgreSQL would have refused."""
    for due in Due.objects.filter(case=case):
        for column in Due._meta.concrete_fields:
            longest = getattr(column, "max_length", None)
            assert longest is None or len(getattr(due, column.name)) <= longest, (column.name, due.code)
