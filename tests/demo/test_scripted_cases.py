"""The cases that were drawn by hand stand where they were drawn."""

from datetime import date

import pytest
from django.utils import timezone

from handrail.demo.loader import write_case
from handrail.demo.scripted_cases import make_planned_scripted_cases
from handrail.demo.simulated_time import use_simulated_clock
from handrail.people.records.models import Case
from handrail.platform.access.models import Grant
from support.demo_world import DemoBase, demo_base  # noqa: F401
from support.worlds import shared_world

pytestmark = [pytest.mark.one_engine, pytest.mark.django_db(databases=["default", "keys"])]


@shared_world
def drawn(demo_base: DemoBase) -> date:  # noqa: F811
    """The cases drawn by hand, written, and nobody else's; the day that it was."""
    now, today = timezone.now(), timezone.localdate()
    with use_simulated_clock(now) as clock:
        for case in sorted(make_planned_scripted_cases(today), key=lambda case: case.number):
            write_case(case, demo_base.cast, clock, now)
    return today


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
