"""Requests for somebody to be sent, in every state; languages, interpreters, choices and professional advice.

Written about now, whatever the hour: whoever is asked is on call from an hour ago until the next morning.
"""

import datetime
from datetime import date, timedelta
from typing import Final

from django.db import transaction
from django.utils import timezone

from handrail.demo.case_writer import DemoLookups
from handrail.demo.simulated_time import use_simulated_clock
from handrail.directory.practitioners.actions.availability import add_availability
from handrail.directory.practitioners.models import Practitioner
from handrail.people.deployment.actions import offers
from handrail.people.deployment.actions.advice import answer_advice, record_advice_use, request_advice
from handrail.people.deployment.actions.informed_choices import record_informed_choice
from handrail.people.deployment.actions.interpreter_bookings import book_interpreter
from handrail.people.deployment.actions.person_languages import add_language_of_supported_person
from handrail.people.deployment.actions.requests import create_deployment_request, name_interim_contact
from handrail.people.deployment.models import (
    AdviceRequest,
    Deployment,
    DeploymentRequest,
    InformedChoice,
    InterpreterBooking,
    PersonLanguage,
)
from handrail.people.deployment.queries.shortlist import make_request_shortlist
from handrail.people.deployment.rules.periods import Period, subtract_periods
from handrail.people.records.models import Case
from handrail.people.records.permissions import get_case_access
from handrail.platform.access.actor import Actor
from handrail.platform.access.key_access import UnrecordedKeyAccess
from handrail.platform.kernel.dates import make_london_time, to_london

POLICE, LANTERN = "lincolnshire-police", "lantern"
CHARITY_LEAD, POLICE_LEAD, CO_ORDINATOR, OFFICER = (
    "gareth.pell",
    "clive.saunders",
    "nell.cartmel",
    "sam.whitlock",
)
OTHER_REGISTERS: Final = ("maud.kershaw", "roy.penhale")
HOUR: Final = timedelta(hours=1)
ON_DUTY: Final = 4
MORNING: Final = 8
"""By the clock of London: until then somebody is on call, at whatever hour the demo is made."""


def load_practitioner_deployments(cast: DemoLookups, today: date) -> None:
    """The demo's part: nothing where it is there already. The raid has raised requests of the force by itself."""
    if AdviceRequest.objects.exists():
        return
    with transaction.atomic():
        now = timezone.now()
        for keeper in (CHARITY_LEAD, POLICE_LEAD, *OTHER_REGISTERS):
            put_register_on_call(cast.actors[keeper], now)
        cases = _list_cases_without_english(cast, LANTERN)
        for number, story in enumerate(_STORIES):
            if number < len(cases):
                story(cases[number], cast, now)
        _write_advice_requests(cast, now)


def _list_cases_without_english(cast: DemoLookups, body: str) -> list[Case]:
    """Open cases of adults in an area who do not speak English best, the newest first."""
    rows = Case.objects.select_related("area", "owner", "person").filter(
        owner=cast.bodies[body], closed_at=None, age="adult"
    )
    rows = rows.exclude(person__language="en")
    return list(rows.filter(restricted_on=None, area__isnull=False).order_by("-opened_at", "reference")[:6])


def put_register_on_call(by: Actor, now: datetime.datetime) -> None:
    """So that at most hours somebody can go: the first few of the register, where their rota says nothing else."""
    people = Practitioner.objects.filter(employer=by.body_id, left_on=None).order_by("name")
    evening = to_london(now - MORNING * HOUR).date()
    morning = make_london_time(evening + timedelta(days=1), datetime.time(MORNING))
    night = Period(now - HOUR, max(now + 12 * HOUR, morning))
    for who in people[: 2 * ON_DUTY]:
        rota = who.periods.filter(starts_at__lt=night.ends_at, ends_at__gt=night.starts_at)
        free = subtract_periods([night], [Period(one.starts_at, one.ends_at) for one in rota])
        spans = [(one.starts_at, one.ends_at) for one in free]
        if spans:
            add_availability(who.pk, kind="on_call", spans=spans, by=by)


def _create_demo_deployment_request(
    case: Case, by: Actor, at: datetime.datetime, **fields: object
) -> DeploymentRequest:
    about = {
        "tasks": ["first_contact"],
        "starts_at": at + HOUR,
        "hours": 2,
        "held_by_id": case.point_of_contact_id,
    }
    with use_simulated_clock(at):
        row = DeploymentRequest(**about | fields)
        row.words = "Ring the desk when you are outside; they are in the family room."
        return create_deployment_request(row, case_id=case.pk, by=by)


def _add_language_of_person(case: Case, by: Actor, tag: str, level: str, choice: str) -> None:
    add_language_of_supported_person(
        PersonLanguage(language=tag, level=level, choice=choice), case_id=case.pk, by=by
    )


def _get_best_spoken_language_tag(case: Case, otherwise: str) -> str:
    """The tag of the language that the case says they speak best, so that the two pages agree."""
    return case.person.language_id or otherwise


def _offer_first_fitting_deployment(case: Case, request: DeploymentRequest, by: Actor) -> Deployment | None:
    """Ask the first who fits; nobody where the hour leaves nobody."""
    made = make_request_shortlist(get_case_access(case, by), case, request)
    if not made.shortlist.fitting:
        return None
    return offers.offer_deployment(
        case_id=case.pk,
        request_id=request.pk,
        practitioner_id=made.shortlist.fitting[0].candidate.practitioner_id,
        why_them="",
        is_contact=False,
        by=by,
    )


def _write_deployment_request_with_preferences(case: Case, cast: DemoLookups, now: datetime.datetime) -> None:
    """Waits five hours: a woman, and not police alone."""
    by = cast.actors[CHARITY_LEAD]
    _add_language_of_person(case, by, _get_best_spoken_language_tag(case, "vi"), "first", "chosen")
    _add_language_of_person(case, by, "en", "A2", "fine")
    _create_demo_deployment_request(
        case, by, now - 5 * HOUR, tasks=["first_contact", "options"],
        gender_wish="rather_woman", police_wish="rather_not", community_wish="none",
    )  # fmt: skip


def _write_unanswered_deployment_offer(case: Case, cast: DemoLookups, now: datetime.datetime) -> None:
    """Offered a little while ago."""
    by = cast.actors[CHARITY_LEAD]
    request = _create_demo_deployment_request(
        case, by, now - HOUR, tasks=["welfare"], starts_at=now + 5 * HOUR
    )
    _offer_first_fitting_deployment(case, request, by)


def _write_unmet_deployment_request(case: Case, cast: DemoLookups, now: datetime.datetime) -> None:
    """Nobody could go: an interim contact, and passed up."""
    by = cast.actors[CHARITY_LEAD]
    request = _create_demo_deployment_request(case, by, now - 9 * HOUR, tasks=["court"])
    request.interim_id, request.unmet_reason = case.point_of_contact_id, "nobody_free"
    request.bind(UnrecordedKeyAccess(case.pk)).passed_up_to = "Head of casework, by telephone"
    name_interim_contact(request, seen=request.version, by=by)


def _load_complete_deployment(case: Case, cast: DemoLookups, now: datetime.datetime) -> None:
    """Explained, chosen, interpreted, and somebody is with the person."""
    by = cast.actors[CHARITY_LEAD]
    language = _get_best_spoken_language_tag(case, "ro")
    _add_language_of_person(case, by, language, "first", "chosen")
    choice = InformedChoice(
        explained_on=timezone.localdate(), language=language, interpreter="phone",
        police="undecided", nrm="yes", services="yes",
    )  # fmt: skip
    choice.words = "I want help first. About the police I will think."
    record_informed_choice(choice, case_id=case.pk, by=by)
    booking = InterpreterBooking(
        talk="consent", language=language, starts_at=now + HOUR, mode="phone", qualification="dpsi",
        relation="none", conflict="clear", person_agrees=True, booked_at=now,
    )  # fmt: skip
    booking.name, booking.agency = "Odile Marchetti-Vance", "Fen Interpreters, register 4471"
    book_interpreter(booking, case_id=case.pk, by=by)
    request = _create_demo_deployment_request(
        case, by, now - 3 * HOUR, tasks=["first_contact", "options"], starts_at=now
    )
    asked = _offer_first_fitting_deployment(case, request, by)
    if asked is not None:
        offers.record_answer_for_practitioner(
            case_id=case.pk, deployment_id=asked.pk, goes=True, cannot_go="", by=by
        )


def _write_deployment_request_waiting_for_visit(
    case: Case, cast: DemoLookups, now: datetime.datetime
) -> None:
    """Waits an hour, for a visit at the same time as others: the plan of the shift shares people out."""
    by = cast.actors[CHARITY_LEAD]
    _add_language_of_person(case, by, _get_best_spoken_language_tag(case, "pl"), "first", "chosen")
    _create_demo_deployment_request(case, by, now - HOUR, tasks=["welfare"], starts_at=now + 2 * HOUR)


def _write_deployment_request_without_rota_cover(
    case: Case, cast: DemoLookups, now: datetime.datetime
) -> None:
    """For a time at which nobody is on the rota: the plan of the shift says what would fix it."""
    by = cast.actors[CHARITY_LEAD]
    _create_demo_deployment_request(
        case, by, now - HOUR, tasks=["options"], starts_at=now + timedelta(days=20), gender_wish="only_woman"
    )


_STORIES: Final = (
    _write_deployment_request_with_preferences,
    _load_complete_deployment,
    _write_unanswered_deployment_offer,
    _write_unmet_deployment_request,
    _write_deployment_request_waiting_for_visit,
    _write_deployment_request_without_rota_cover,
)


def _write_advice_requests(cast: DemoLookups, now: datetime.datetime) -> None:
    """One answered and used, one that waits."""
    asked = AdviceRequest(
        topic="language", question="Which dialect do we ask about where somebody says they speak Kurdish?"
    )
    with use_simulated_clock(now - 30 * HOUR):
        asked = request_advice(asked, to_body_code=POLICE, reference="", by=cast.actors[OFFICER])
    asked.answer = "Ask whether it is Sorani, Kurmanji or Badini, and who told you. One name is not enough."
    asked.minutes = 20
    with use_simulated_clock(now - 26 * HOUR):
        answer_advice(asked, seen=asked.version, by=cast.actors[CO_ORDINATOR])
    asked.used = "yes"
    record_advice_use(asked, seen=asked.version, by=cast.actors[OFFICER])
    waits = AdviceRequest(
        topic="consent", question="May consent to share be asked for again after somebody said no last week?"
    )
    with use_simulated_clock(now - 3 * HOUR):
        request_advice(waits, to_body_code=POLICE, reference="", by=cast.actors["ruth.adeyemi"])
