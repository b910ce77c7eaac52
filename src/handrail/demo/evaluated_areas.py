"""Cases of two areas that assess and evaluate, informed choices, and what an investigation team decided on triage.

Cheshire's assessment gathers case figures and Surrey's evaluation compares engagement with and without a navigator.
The drawn caseload follows the published referrals, in which both areas have few: these cases are added beside it
(docs/demo-caseload.md). All of it is invented, and is dated so that the newest published quarter holds it.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, time, timedelta
from itertools import cycle
from typing import Final

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from handrail.demo.case_holding_bodies import get_case_holding_bodies_by_code
from handrail.demo.case_rows import write_cases_in_bulk
from handrail.demo.case_writer import DemoLookups
from handrail.demo.generated_cases import make_planned_case_from_seed
from handrail.demo.plan_types import PlannedCase
from handrail.demo.planned_bodies_and_users import (
    CHESHIRE,
    GREATER_MANCHESTER,
    LINCOLNSHIRE,
    STAND_INS,
    SURREY,
)
from handrail.demo.simulated_time import use_simulated_clock
from handrail.demo.stories import (
    StoryTimeline,
    add_crime_events,
    add_meeting_events,
    tell_declined_nrm,
    tell_in_recovery_period,
    tell_undecided_about_nrm,
)
from handrail.people.cases.lifecycle.actions.opening import set_case_area
from handrail.people.deployment.actions.informed_choices import record_informed_choice
from handrail.people.deployment.models import InformedChoice
from handrail.people.justice.actions.triage import record_triage_decision
from handrail.people.justice.models import TriageDecision
from handrail.people.records.models import Case, ReferenceCounter
from handrail.people.recovery.actions.hesitations import record_hesitation
from handrail.people.recovery.models import Hesitation
from handrail.people.recovery.text_choices import HesitationSubject
from handrail.platform.access.actor import Actor
from handrail.platform.kernel.case_references import format_case_reference
from handrail.platform.kernel.dates import add_months, make_london_time

MORNING, EVENING = time(11, 5), time(23, 58)
FEWEST_CASES: Final = 50
"""In a smaller demo no figure of an area would be more than nought."""
NORTH_WEST, SOUTH_EAST, SURREY_POLICE = "irwell-house", "downland-door", "surrey-police"
CHESHIRE_STORIES: Final = (
    tell_undecided_about_nrm,
    tell_in_recovery_period,
    tell_declined_nrm,
    tell_in_recovery_period,
)
CHESHIRE_CASES, SURREY_CASES = 60, 60
HOLD_BACK: Final = {SOUTH_EAST: 8, SURREY_POLICE: 2}
"""In Surrey one person in so many holds back from the police: of those with a navigator, and of others."""
CHOICES: Final = (  # what was said of the police, the NRM and services, by how many of eleven people
    *(("yes", "yes", "yes"),) * 5,
    *(("undecided", "yes", "yes"),) * 3,
    *(("no", "no", "yes"),) * 2,
    ("undecided", "undecided", "no"),
)
MOST_CHOICES: Final = 44
TRIAGE: Final = (  # route, outcome, reason, facts, words: of nine matters
    *(("nrm", "investigate", "evidence", ("place", "willing"), "The address and the van are known."),) * 5,
    *(("partner", "safeguard", "wish", ("not_willing",), "They want help first. Asked again in six weeks."),)
    * 2,
    *(("report", "develop", "no_line", ("linked",), "Two reports may be the same yard."),) * 2,
)
MOST_TRIAGE: Final = 36


def load_cases_choices_and_triage_of_evaluated_areas(cast: DemoLookups, today: date) -> None:
    """The demo's part: nothing where it is there already."""
    if InformedChoice.objects.exists():
        return
    month = get_middle_month_of_newest_quarter(today)
    if Case.objects.count() >= FEWEST_CASES:
        _write_cases(_plan_cheshire_cases(today, month), cast)
        _write_cases(_plan_surrey_cases(today, month), cast)
        _record_who_holds_back_in_surrey(month)
    leads = {code: cast.actors[key] for code, key in STAND_INS.items() if key in cast.actors}
    with transaction.atomic():
        for area in (SURREY, LINCOLNSHIRE):
            _record_choices(_select_open_cases(area, month).exclude(owner__kind="police"), month)
        for area in (GREATER_MANCHESTER, LINCOLNSHIRE):
            of_force = _select_open_cases(area, month).filter(owner__kind="police", owner__code__in=leads)
            _record_triage(of_force.select_related("owner"), month, leads)


def get_middle_month_of_newest_quarter(today: date) -> date:
    """The first day of the middle month of the newest quarter that is over."""
    quarter = date(today.year, 3 * ((today.month - 1) // 3) + 1, 1)
    return add_months(quarter, -2)


def _select_open_cases(area: str, month: date) -> "QuerySet[Case]":
    """Cases that were open before that month; those of the same story in a mixed order that is always the same."""
    rows = Case.objects.filter(area=area, closed_at=None, restricted_on=None, point_of_contact__isnull=False)
    rows = rows.filter(opened_at__lt=make_london_time(month, MORNING))
    return rows.select_related("point_of_contact", "person").order_by("reference")


def _plan_cheshire_cases(today: date, month: date) -> list[PlannedCase]:
    """Opened in the half-year before, so that what stays unmet for three months falls into both newest quarters."""
    workers = cycle(get_case_holding_bodies_by_code()[NORTH_WEST].workers)
    return [
        make_planned_case_from_seed(
            today,
            f"cheshire:{number}",
            NORTH_WEST,
            CHESHIRE,
            next(workers),
            CHESHIRE_STORIES[number % len(CHESHIRE_STORIES)],
            opened=add_months(month, -7 + number % 6) + timedelta(days=number % 28),
        )
        for number in range(CHESHIRE_CASES)
    ]


def _plan_surrey_cases(today: date, month: date) -> list[PlannedCase]:
    """The crime of each was recorded six months before, by the charity's navigators or by officers."""
    bodies = get_case_holding_bodies_by_code()
    workers = {body: cycle(bodies[body].workers) for body in HOLD_BACK}
    made = []
    for number in range(SURREY_CASES):
        body = (SOUTH_EAST, SURREY_POLICE)[number % 2]
        made.append(
            make_planned_case_from_seed(
                today,
                f"surrey:{number}",
                body,
                SURREY,
                next(workers[body]),
                tell_open_investigation,
                opened=add_months(month, -6) + timedelta(days=number % 20),
            )
        )
    return made


def tell_open_investigation(road: StoryTimeline) -> None:
    """Somebody is met, a crime is recorded, and the investigation goes on."""
    add_meeting_events(road)
    add_crime_events(road)
    road.rest(0, 0)


def _write_cases(cases: Sequence[PlannedCase], cast: DemoLookups) -> None:
    """Each with the next number of the body that holds it, in its own area, where the body stands in another."""
    last = {body: _get_last_number(cast, body) for body in {case.body for case in cases}}
    numbered = []
    for case in sorted(cases, key=lambda each: (each.opened, each.opened_time, each.key)):
        last[case.body] += 1
        numbered.append(replace(case, number=last[case.body]))
    write_cases_in_bulk(numbered, cast, timezone.now())
    for plan in numbered:
        body = cast.bodies[plan.body]
        if body.area_id != plan.area:
            row = Case.objects.get(reference=format_case_reference(str(body.prefix), plan.number))
            with use_simulated_clock(make_london_time(plan.opened, EVENING)):
                set_case_area(case_id=row.pk, area_code=plan.area, by=cast.actors[plan.worker])


def _get_last_number(cast: DemoLookups, body: str) -> int:
    counter = ReferenceCounter.objects.filter(body=cast.bodies[body]).first()
    return counter.last if counter else 0


def _record_who_holds_back_in_surrey(month: date) -> None:
    """Some tell, within the first weeks, why they do not want to go along with the police."""
    day = month - timedelta(days=60)
    for body, one_in in HOLD_BACK.items():
        cases = _select_open_cases(SURREY, month).filter(owner__code=body)
        with transaction.atomic(), use_simulated_clock(make_london_time(day, MORNING)):
            for case in cases[::one_in]:
                row = Hesitation(
                    case_id=case.pk, about=HesitationSubject.POLICE, words="I do not trust them yet.", on=day
                )
                record_hesitation(row, reasons=["police_before"], by=case.point_of_contact.actor)


def _record_choices(cases: Iterable[Case], month: date) -> None:
    """What was explained to each, and what they chose, in one month."""
    for number, case in enumerate(list(cases)[:MOST_CHOICES]):
        day = month + timedelta(days=number % 25)
        police, nrm, services = CHOICES[number % len(CHOICES)]
        choice = InformedChoice(
            explained_on=day,
            language="en",
            interpreter="phone" if number % 3 else "none",
            police=police,
            nrm=nrm,
            services=services,
        )
        with use_simulated_clock(make_london_time(day, MORNING)):
            record_informed_choice(choice, case_id=case.pk, by=case.point_of_contact.actor)


def _record_triage(cases: Iterable[Case], month: date, leads: Mapping[str, Actor]) -> None:
    """The team looked through what was open, in one month; whoever leads it decided."""
    for number, case in enumerate(list(cases)[:MOST_TRIAGE]):
        route, outcome, reason, facts, words = TRIAGE[number % len(TRIAGE)]
        day = month + timedelta(days=number % 25)
        decision = TriageDecision(on=day, route=route, outcome=outcome, reason=reason)
        decision.words = words
        with use_simulated_clock(make_london_time(day, MORNING)):
            record_triage_decision(decision, facts=facts, case_id=case.pk, by=leads[case.owner.code])
