"""Incidents with people, and cases whose people are alike."""

from collections.abc import Callable
from datetime import time
from uuid import UUID, uuid4

import pytest
from django.utils import timezone

from casework.conftest import ago
from handrail.access.models import User
from handrail.casework.case.models import Case
from handrail.casework.case.states import Age, Danger
from handrail.casework.people.actions import person
from handrail.casework.whole.actions import opening
from handrail.linking.actions.incidents import FoundPerson, Shared, open_incident
from handrail.linking.actions.looking import look
from handrail.linking.models import Incident, Pair
from handrail.linking.states import CameToLight, FactKind
from support.cast import Cast
from support.worlds import shared_world

WASH, CRIME, HOW, LED = (
    "Glimmer Hand Wash, Quay Row",
    "LCP-8841-26",
    "A neighbour heard shouting",
    "Operation Teasel",
)
FACTS = (WASH, CRIME, HOW, LED)
SHARED = Shared(
    on=ago(2),
    at=time(5, 40),
    area_code="E23000020",
    came_to_light=CameToLight.POLICE,
    said=(
        (FactKind.PLACE, WASH),
        (FactKind.CRIME_REFERENCE, CRIME),
        (FactKind.CAME_TO_LIGHT, HOW),
        (FactKind.LED_BY, LED),
    ),
)
FOUND = (
    FoundPerson("Besnik", Age.ADULT, Danger.HURT, "sq", note="cut on the left hand"),
    FoundPerson("Luan", Age.ADULT, note="asks for his brother"),
    FoundPerson("Dritan", Age.UNSURE, note="says he is nineteen"),
    FoundPerson("Ilir", Age.CHILD, note="his shoes do not match"),
)
BORN = "1998-02-03"


def raid(
    by: User, people: tuple[FoundPerson, ...] = FOUND, token: UUID | None = None, shared: Shared = SHARED
) -> Incident:
    """An incident with its people."""
    opened = open_incident(token=token or uuid4(), shared=shared, people=people, by=by.actor)
    return Incident.objects.get(pk=opened.incident_id)


def cases_of(incident: Incident) -> list[Case]:
    """In the order in which they were opened."""
    return list(Case.objects.filter(pk__in=incident.members.values("case")).order_by("reference"))


def named(by: User, full_name: str, born: str = "", called: str = "", *, looks: bool = False) -> Case:
    """A case of somebody of this name."""
    case = opening.open_case(by=by.actor, age=Age.ADULT)
    texts = {"full_name": full_name, "called": called, "date_of_birth": born}
    person.say_who(case_id=case.pk, texts=texts, by=by.actor)
    if looks:
        look(case_id=case.pk, by=by.actor)
    return Case.objects.get(pk=case.pk)


@shared_world
def incident(cast: Cast) -> Incident:
    """Four people whom the worker found."""
    return raid(cast.worker)


@pytest.fixture
def pair(cast: Cast) -> Callable[..., Pair]:
    """Two cases of the worker that are alike, as a pair."""

    def make(one: str = "Mirela Oprea", two: str = "Mirella Opréa", by: User | None = None) -> Pair:
        worker = by or cast.worker
        first = named(worker, one, BORN)
        second = named(worker, two, BORN, looks=True)
        return Pair.objects.get(one__in=[first, second], two__in=[first, second])

    return make


def today():
    return timezone.localdate()
