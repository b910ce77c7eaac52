"""The cases that were drawn by hand stand where they were drawn."""

from datetime import date

import pytest
from django.utils import timezone

from handrail.demo.demo_plan import make_demo_plan
from handrail.demo.loader import write_base_records_and_get_lookups, write_case
from handrail.demo.scripted_cases import make_planned_scripted_cases
from handrail.demo.simulated_time import use_simulated_clock
from handrail.people.records.models import Case
from handrail.platform.access.models import Grant
from support.worlds import shared_world

pytestmark = [pytest.mark.one_engine, pytest.mark.django_db(databases=["default", "keys"])]


def _heroes() -> date:
    """The cases drawn by hand, and nobody else's. Returns today."""
    now = timezone.now()
    cast = write_base_records_and_get_lookups(make_demo_plan(timezone.localdate(), size=1))
    with use_simulated_clock(now) as clock:
        for case in sorted(make_planned_scripted_cases(timezone.localdate()), key=lambda case: case.number):
            write_case(case, cast, clock, now)
    return timezone.localdate()


@shared_world
def drawn() -> date:
    """Written; the day that it was."""
    return _heroes()


def test_what_was_agreed_opens_the_door_and_no_more(drawn: date) -> None:
    today = drawn
    mirela = Case.objects.get(reference="LN-0417-M")
    grants = Grant.objects.live(today).filter(file_id=mirela.pk, to_body__isnull=False)
    assert [(grant.to_body.code, grant.kinds) for grant in grants if grant.to_body] == [
        ("lincolnshire-police", ["contact", "pathway"])
    ]
    assert mirela.point_of_contact.name == "Ruth Adeyemi"


@pytest.mark.usefixtures("drawn")
def test_the_navigators_cases_stand_where_they_were_drawn() -> None:
    stood = dict(
        Case.objects.filter(point_of_contact__email="ruth.adeyemi@example.org").values_list(
            "reference", "phase"
        )
    )
    drawn = {
        "LN-0417-M": "during",
        "LN-0398-D": "before",
        "LN-0352-D": "after",
        "LN-0211-Y": "during",
        "LN-0405-Q": "during",
        "LN-0340-C": "after",
        "LN-0400-B": "outside",
    }
    assert {reference: stood[reference] for reference in drawn} == drawn
