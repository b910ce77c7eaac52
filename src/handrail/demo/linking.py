"""A raid at an invented car wash: five people, one of whom the force knew, and one whom Lantern may know."""

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from typing import Final
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from handrail.access.actor import Actor
from handrail.casework.case.models import Person
from handrail.casework.case.sealing import boxes, read
from handrail.casework.case.states import Age, Danger, YesNo
from handrail.casework.people.actions import person
from handrail.casework.whole.actions import opening
from handrail.demo.clock import set_clock
from handrail.demo.writing import Cast
from handrail.linking.actions import facts
from handrail.linking.actions.incidents import FoundPerson, Shared, open_incident
from handrail.linking.actions.looking import begin_at, look, look_everywhere
from handrail.linking.models import Fact, Incident, Member
from handrail.linking.states import CameToLight, FactKind

TOKEN: Final = UUID("5d0c8f0e-3c77-4b52-9d5e-6a1d1b7c2f10")
OFFICER: Final = "holly.marsh"
DAYS_AGO: Final = 9
AT: Final = time(5, 40)
LINCOLNSHIRE: Final = "E23000020"
SAID: Final = (
    (FactKind.PLACE, "Bluebell Hand Car Wash, the yard behind the tyre shop, Holbeach"),
    (FactKind.CAME_TO_LIGHT, "A customer saw two of them asleep in the store at six in the morning"),
    (FactKind.CRIME_REFERENCE, "26000417733"),
    (FactKind.LED_BY, "Lincolnshire Police with the council’s licensing officers"),
)
LATER: Final = "The owner of the yard says the wash pays its rent in cash, to a man who comes on Mondays."
PEOPLE: Final = (
    FoundPerson("Gezim", Age.ADULT, Danger.NEITHER, "sq", YesNo.YES, "Paid in food since the spring"),
    FoundPerson(
        "Luan",
        Age.ADULT,
        Danger.HURT,
        "sq",
        YesNo.YES,
        "Burn from the cleaner on his right hand, seen by a nurse",
    ),
    FoundPerson("Dung", Age.UNSURE, Danger.UNSURE, "vi", YesNo.YES, "Says he is nineteen, looks younger"),
    FoundPerson(
        "man with the grey cap", None, Danger.NOT_ASKED, "", YesNo.NOT_ASKED, "Would not speak to anybody yet"
    ),
    FoundPerson(
        "Sofiya", Age.ADULT, Danger.NEITHER, "bg", YesNo.NO, "Came to look for somebody who worked there"
    ),
)
LEARNED: Final[Mapping[str, tuple[str, str]]] = {
    "Gezim": ("Hoti Gëzim", "1999-05-07"),
    "Sofiya": ("Sofiya Petkov", "2001-06-21"),
}
"""Full names and birth dates as they were told two days later."""
KNOWN: Final = ("Gezim Hoti", "1999-07-05")
"""Whom the force had met before, written by somebody else, with day and month the other way round."""


def write(cast: Cast, today: date) -> None:
    """The raid, and whom its people are like. Done once."""
    if Incident.objects.exists():
        return
    by = cast.actors[OFFICER]
    with transaction.atomic(), set_clock(timezone.now()) as clock:
        clock.moment = _at(today, DAYS_AGO + 26, time(15, 10))
        _known_before(by)
        day = today - timedelta(days=DAYS_AGO)
        clock.moment = _at(today, DAYS_AGO, time(8, 5))
        shared = Shared(day, AT, LINCOLNSHIRE, CameToLight.PUBLIC, SAID)
        opened = open_incident(token=TOKEN, shared=shared, people=PEOPLE, by=by)
        clock.moment = _at(today, DAYS_AGO - 2, time(11, 30))
        learned = _learn(opened.incident_id, by)
        later = facts.add_fact(incident_id=opened.incident_id, kind=FactKind.LATER, words=LATER, by=by)
        crime = Fact.objects.get(incident=opened.incident_id, kind=FactKind.CRIME_REFERENCE).pk
        facts.copy_facts(
            incident_id=opened.incident_id, fact_ids=[crime, later], case_ids=[learned["Gezim"]], by=by
        )
        look(case_id=learned["Gezim"], by=by)
        look_everywhere(case_id=learned["Sofiya"])
    begin_at(
        timezone.now()
    )  # people drawn from lists of names are alike by chance: nobody is asked about them


def _known_before(by: Actor) -> None:
    case = opening.open_case(by=by, age=Age.ADULT)
    full_name, born = KNOWN
    texts = {"called": "Gezim", "full_name": full_name, "date_of_birth": born}
    person.say_who(case_id=case.pk, texts=texts, language_tag="sq", interpreter=YesNo.YES, by=by)


def _learn(incident_id: UUID, by: Actor) -> dict[str, UUID]:
    """Full names and birth dates of those who told them; their cases, by what they are called."""
    numbers = list(Member.objects.filter(incident=incident_id).values_list("case_id", flat=True))
    keys, found = boxes(numbers), {}
    for row in Person.objects.filter(pk__in=numbers):
        called = read(keys[row.pk], row, "called")
        if called in LEARNED:
            full_name, born = LEARNED[called]
            person.say_who(case_id=row.pk, texts={"full_name": full_name, "date_of_birth": born}, by=by)
            found[called] = row.pk
    return found


def _at(today: date, days: int, hour: time) -> datetime:
    return timezone.make_aware(datetime.combine(today - timedelta(days=days), hour))
