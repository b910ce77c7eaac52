"""Cases that are alike, an incident with several people, and joined cases."""

from collections.abc import Callable
from datetime import time
from uuid import UUID, uuid4

import pytest
from django.utils import timezone

from handrail.people.cases.lifecycle.actions import opening
from handrail.people.cases.person import actions
from handrail.people.matching.actions.incidents import IncidentInput, IncidentPersonInput, open_incident
from handrail.people.matching.actions.match_searches import store_matches_in_own_body
from handrail.people.matching.actions.pair_verdicts import find_or_create_pair_id, record_pair_verdict
from handrail.people.matching.models import CaseJoin, CasePair, Incident
from handrail.people.matching.text_choices import IncidentFactKind, IncidentSource, PairVerdict
from handrail.people.records.models import Case
from handrail.people.records.text_choices import Age, ImmediateDangerOrInjuryAnswer
from handrail.platform.access.models import User
from support.cases import ago
from support.cast import Cast

WASH, CRIME, HOW, LED = (
    "Glimmer Hand Wash, Quay Row",
    "LCP-8841-26",
    "A neighbour heard shouting",
    "Operation Teasel",
)

FACTS = (WASH, CRIME, HOW, LED)

SHARED = IncidentInput(
    on=ago(2),
    at=time(5, 40),
    area_code="E23000020",
    came_to_light=IncidentSource.POLICE,
    said=(
        (IncidentFactKind.PLACE, WASH),
        (IncidentFactKind.CRIME_REFERENCE, CRIME),
        (IncidentFactKind.CAME_TO_LIGHT, HOW),
        (IncidentFactKind.LED_BY, LED),
    ),
)

FOUND = (
    IncidentPersonInput(
        "Besnik", Age.ADULT, ImmediateDangerOrInjuryAnswer.HURT, "sq", note="cut on the left hand"
    ),
    IncidentPersonInput("Luan", Age.ADULT, note="asks for his brother"),
    IncidentPersonInput("Dritan", Age.UNSURE, note="says he is nineteen"),
    IncidentPersonInput("Ilir", Age.CHILD, note="his shoes do not match"),
)

BORN = "1998-02-03"


def raid(
    by: User,
    people: tuple[IncidentPersonInput, ...] = FOUND,
    token: UUID | None = None,
    shared: IncidentInput = SHARED,
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
    actions.update_some_person_answers(case_id=case.pk, texts=texts, by=by.actor)
    if looks:
        store_matches_in_own_body(case_id=case.pk, by=by.actor)
    return Case.objects.get(pk=case.pk)


@pytest.fixture
def pair(cast: Cast) -> Callable[..., CasePair]:
    """Two cases of the worker that are alike, as a pair."""

    def make(one: str = "Mirela Oprea", two: str = "Mirella Opréa", by: User | None = None) -> CasePair:
        worker = by or cast.worker
        first = named(worker, one, BORN)
        second = named(worker, two, BORN, looks=True)
        return CasePair.objects.get(one__in=[first, second], two__in=[first, second])

    return make


def today():
    return timezone.localdate()


def join(one, two, by, leading=None):
    """Put the two side by side and say that they are one person."""
    pair = find_or_create_pair_id(one_id=one.pk, two_id=two.pk, by=by)
    record_pair_verdict(
        pair_id=pair,
        verdict=PairVerdict.SAME,
        because="The same scar",
        seen=CasePair.objects.get(pk=pair).version,
        by=by,
        leading_id=(leading or one).pk,
    )
    return CaseJoin.objects.filter(parted_at__isnull=True).latest("joined_at")
