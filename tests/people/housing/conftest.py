"""An adult's case, flats of a charity under an agreement, and short ways to act on them."""

from collections.abc import Callable

import pytest

from handrail.people.cases.lifecycle.actions import opening
from handrail.people.records.models import Case
from handrail.people.records.text_choices import Age
from support.cast import Cast, tell
from support.housing import Home, a_place, a_unit, an_agreement
from support.worlds import shared_world


@shared_world
def home(cast: Cast) -> Home:
    """The worker's adult, and Flat 2, Rowan."""
    told = tell(cast.worker.actor)
    place = a_place(cast.lead.actor)
    return Home(cast, Case.objects.get(pk=told.case_id), place, a_unit(place), an_agreement(cast))


@pytest.fixture
def adult(cast: Cast) -> Callable[[], Case]:
    """Another adult of the worker's."""

    def opened() -> Case:
        case = opening.open_case(by=cast.worker.actor)
        opening.set_age_group(case_id=case.pk, age=Age.ADULT, by=cast.worker.actor)
        return case

    return opened
