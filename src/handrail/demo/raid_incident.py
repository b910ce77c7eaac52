"""A raid at an invented car wash: five people, one of whom the force knew, and one whom Lantern may know."""

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from typing import Final
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from handrail.demo.case_writer import DemoLookups
from handrail.demo.simulated_time import use_simulated_clock
from handrail.people.cases.lifecycle.actions import opening
from handrail.people.cases.person import actions
from handrail.people.matching.actions import incident_facts
from handrail.people.matching.actions.incidents import IncidentInput, IncidentPersonInput, open_incident
from handrail.people.matching.actions.match_searches import (
    set_match_sweep_start,
    store_matches_in_own_and_other_bodies,
    store_matches_in_own_body,
)
from handrail.people.matching.models import Incident, IncidentFact, IncidentMember
from handrail.people.matching.text_choices import IncidentFactKind, IncidentSource
from handrail.people.records.models import Person
from handrail.people.records.text_choices import Age, ImmediateDangerOrInjuryAnswer, YesNoOrNotAsked
from handrail.platform.access.actor import Actor
from handrail.platform.access.key_access import UnrecordedKeyAccess

TOKEN: Final = UUID("5d0c8f0e-3c77-4b52-9d5e-6a1d1b7c2f10")
OFFICER: Final = "holly.marsh"
DAYS_AGO: Final = 9
AT: Final = time(5, 40)
LINCOLNSHIRE: Final = "E23000020"
RAID_FACTS: Final = (
    (IncidentFactKind.PLACE, "Bluebell Hand Car Wash, the yard behind the tyre shop, Holbeach"),
    (IncidentFactKind.CAME_TO_LIGHT, "A customer saw two of them asleep in the store at six in the morning"),
    (IncidentFactKind.CRIME_REFERENCE, "26000417733"),
    (IncidentFactKind.LED_BY, "Lincolnshire Police with the council’s licensing officers"),
)
LATER_FACT: Final = (
    "The owner of the yard says the wash pays its rent in cash, to a man who comes on Mondays."
)
PEOPLE_FOUND: Final = (
    IncidentPersonInput(
        "Gezim",
        Age.ADULT,
        ImmediateDangerOrInjuryAnswer.NEITHER,
        "sq",
        YesNoOrNotAsked.YES,
        "Paid in food since the spring",
    ),
    IncidentPersonInput(
        "Luan",
        Age.ADULT,
        ImmediateDangerOrInjuryAnswer.HURT,
        "sq",
        YesNoOrNotAsked.YES,
        "Burn from the cleaner on his right hand, seen by a nurse",
    ),
    IncidentPersonInput(
        "Dung",
        Age.UNSURE,
        ImmediateDangerOrInjuryAnswer.UNSURE,
        "vi",
        YesNoOrNotAsked.YES,
        "Says he is nineteen, looks younger",
    ),
    IncidentPersonInput(
        "man with the grey cap",
        None,
        ImmediateDangerOrInjuryAnswer.NOT_ASKED,
        "",
        YesNoOrNotAsked.NOT_ASKED,
        "Would not speak to anybody yet",
    ),
    IncidentPersonInput(
        "Sofiya",
        Age.ADULT,
        ImmediateDangerOrInjuryAnswer.NEITHER,
        "bg",
        YesNoOrNotAsked.NO,
        "Came to look for somebody who worked there",
    ),
)
LEARNED_NAMES: Final[Mapping[str, tuple[str, str]]] = {
    "Gezim": ("Hoti Gëzim", "1999-05-07"),
    "Sofiya": ("Sofiya Petkov", "2001-06-21"),
}
"""Full names and birth dates as they were told two days later."""
KNOWN_NAME: Final = ("Gezim Hoti", "1999-07-05")
"""Whom the force had met before, written by somebody else, with day and month the other way round."""


def load_raid(cast: DemoLookups, today: date) -> None:
    """The raid, and whom its people are like. Done once."""
    if Incident.objects.exists():
        return
    by = cast.actors[OFFICER]
    with transaction.atomic(), use_simulated_clock(timezone.now()) as clock:
        clock.moment = _make_aware_moment_days_ago(today, DAYS_AGO + 26, time(15, 10))
        _open_case_of_known_person(by)
        day = today - timedelta(days=DAYS_AGO)
        clock.moment = _make_aware_moment_days_ago(today, DAYS_AGO, time(8, 5))
        shared = IncidentInput(day, AT, LINCOLNSHIRE, IncidentSource.PUBLIC, RAID_FACTS)
        opened = open_incident(token=TOKEN, shared=shared, people=PEOPLE_FOUND, by=by)
        clock.moment = _make_aware_moment_days_ago(today, DAYS_AGO - 2, time(11, 30))
        learned = _add_learned_names_and_get_case_ids(opened.incident_id, by)
        later = incident_facts.add_incident_fact(
            incident_id=opened.incident_id, kind=IncidentFactKind.LATER, words=LATER_FACT, by=by
        )
        crime = IncidentFact.objects.get(
            incident=opened.incident_id, kind=IncidentFactKind.CRIME_REFERENCE
        ).pk
        incident_facts.copy_incident_facts_to_cases(
            incident_id=opened.incident_id, fact_ids=[crime, later], case_ids=[learned["Gezim"]], by=by
        )
        store_matches_in_own_body(case_id=learned["Gezim"], by=by)
        store_matches_in_own_and_other_bodies(case_id=learned["Sofiya"])
    set_match_sweep_start(
        timezone.now()
    )  # people drawn from lists of names are alike by chance: nobody is asked about them


def _open_case_of_known_person(by: Actor) -> None:
    case = opening.open_case(by=by, age=Age.ADULT)
    full_name, born = KNOWN_NAME
    texts = {"called": "Gezim", "full_name": full_name, "date_of_birth": born}
    actions.update_some_person_answers(
        case_id=case.pk, texts=texts, language_tag="sq", interpreter=YesNoOrNotAsked.YES, by=by
    )


def _add_learned_names_and_get_case_ids(incident_id: UUID, by: Actor) -> dict[str, UUID]:
    """Full names and birth dates of those who told them; their cases, by what they are called."""
    numbers = list(IncidentMember.objects.filter(incident=incident_id).values_list("case_id", flat=True))
    found = {}
    for row in Person.objects.filter(pk__in=numbers).opened_for(UnrecordedKeyAccess.get_by_key_id(numbers)):
        called = row.called.open()
        if called in LEARNED_NAMES:
            full_name, born = LEARNED_NAMES[called]
            actions.update_some_person_answers(
                case_id=row.pk, texts={"full_name": full_name, "date_of_birth": born}, by=by
            )
            found[called] = row.pk
    return found


def _make_aware_moment_days_ago(today: date, days: int, hour: time) -> datetime:
    return timezone.make_aware(datetime.combine(today - timedelta(days=days), hour))
