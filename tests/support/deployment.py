"""A force that deploys to every victim: its register and rota, cases with a request, and what tests add to them."""

import datetime
from dataclasses import dataclass
from uuid import UUID

from django.utils import timezone

from handrail.directory.practitioners.actions.availability import add_availability
from handrail.directory.practitioners.actions.register import add_language_of_practitioner
from handrail.directory.practitioners.actions.settings import add_dated_deployment_settings
from handrail.directory.practitioners.models import DeploymentSettings, Practitioner, PractitionerLanguage
from handrail.people.cases.lifecycle.actions import opening
from handrail.people.deployment.actions.advice import request_advice
from handrail.people.deployment.actions.interpreter_bookings import book_interpreter
from handrail.people.deployment.actions.offers import offer_deployment
from handrail.people.deployment.actions.person_languages import add_language_of_supported_person
from handrail.people.deployment.actions.requests import create_deployment_request
from handrail.people.deployment.models import (
    AdviceRequest,
    DeploymentRequest,
    InterpreterBooking,
    PersonLanguage,
)
from handrail.people.records.text_choices import Age
from support.permission_table import each
from support.practitioners import make_practitioner

HOUR = datetime.timedelta(hours=1)
WORDS = "She waits at the desk with a small suitcase"
INTERPRETER = "Odile Marchetti-Vance"


def deploy_to_every_victim(by, **more):
    settings = DeploymentSettings(
        since=timezone.localdate(), deploys_to_every_victim=True, accepted_vetting=["mv", "nppv3"], **more
    )
    return add_dated_deployment_settings(settings, by=by)


def on_the_register(by, name, *, languages=(), shift=(-2, 20), kind="on_duty", **more) -> Practitioner:
    """Somebody who fits: vetted, and on duty from two hours ago for most of a day."""
    about = {"vetting_level": "mv", "skills": ["child_lead"], "gender": "woman"} | more
    who = make_practitioner(by, name, **about)
    for tag, level in languages:
        add_language_of_practitioner(
            PractitionerLanguage(practitioner=who, language_id=tag, level=level, known_by="said"), by=by
        )
    if shift:
        now = timezone.now()
        spans = [(now + shift[0] * HOUR, now + shift[1] * HOUR)]
        add_availability(who.pk, kind=kind, spans=spans, by=by)
    return who


def open_adult_case(by):
    case = opening.open_case(by=by)
    opening.set_age_group(case_id=case.pk, age=Age.ADULT, by=by)
    return case


def make_request(by, case_id, *, hours_ahead=1, words="", **more) -> DeploymentRequest:
    about = {"tasks": ["first_contact"], "starts_at": timezone.now() + hours_ahead * HOUR, "hours": 2}
    request = DeploymentRequest(**about | {"held_by_id": by.user_id} | more)
    request.words = words
    return create_deployment_request(request, case_id=case_id, by=by)


def speak(by, case_id, tag="ro", level="first", choice="chosen", **more):
    row = PersonLanguage(language=tag, level=level, choice=choice, **more)
    return add_language_of_supported_person(row, case_id=case_id, by=by)


def offer(by, request, who, *, why="", is_contact=True):
    return offer_deployment(
        case_id=request.case_id,
        request_id=request.pk,
        practitioner_id=who.pk,
        why_them=why,
        is_contact=is_contact,
        by=by,
    )


def make_booking(**more) -> InterpreterBooking:
    about = {
        "talk": "consent", "language": "ro", "starts_at": timezone.now() + HOUR, "mode": "phone",
        "qualification": "dpsi", "relation": "none", "conflict": "clear", "person_agrees": True,
        "booked_at": timezone.now(),
    }  # fmt: skip
    words = {"name": INTERPRETER} | {key: more.pop(key) for key in ("name", "exception") if key in more}
    booking = InterpreterBooking(**about | more)
    for key, text in words.items():
        setattr(booking, key, text)
    return booking


def book(by, case_id, **more):
    return book_interpreter(make_booking(**more), case_id=case_id, by=by)


def ask_for_advice(by, *, question="How is consent asked for where nobody shares a language?", **more):
    advice = AdviceRequest(topic="consent", question=question)
    about = {"to_body_code": "lincolnshire-police", "reference": ""} | more
    return request_advice(advice, **about, by=by)


@dataclass(frozen=True)
class Stage:
    """A request of Lantern's case with an offer, an interpreter, a language and a question; and a second request."""

    case_id: UUID
    reference: str
    arguments: dict[str, list]
    secrets: tuple[str, ...]


def a_stage(cast, told) -> Stage:
    """The worker is asked by the lead of Lantern; a second practitioner is still free for another case."""
    by, worker = cast.lead.actor, cast.worker.actor
    who = on_the_register(by, "Zelda Quince-Marrow", account=cast.colleague, languages=[("ro", "first")])
    other = on_the_register(by, "Nadia Thornbury")
    first = make_request(worker, told.case_id, words=WORDS)
    language = speak(worker, told.case_id)
    asked = offer(by, first, who)
    booking = book(worker, told.case_id)
    question = ask_for_advice(cast.officer.actor)
    case = [told.reference]
    request = [*case, first.pk]
    one = [*case, asked.pk]
    arguments = {
        **each(("case_deployment", "raise_deployment_request", "add_person_language"), case),
        **each(("record_informed_choice", "book_interpreter"), case),
        **each(("deployment_shortlist", "change_deployment_request"), request),
        **each(("withdraw_deployment_request", "name_interim_contact"), request),
        **each(("offer_deployment", "bar_practitioner"), [*request, other.pk]),
        **each(("answer_for_practitioner", "take_back_offer", "record_arrival"), one),
        **each(("stand_down", "told_of_contact", "deployment_feedback"), one),
        **each(("own_deployment", "answer_own_deployment"), [asked.pk]),
        **each(("check_interpreter_again", "interpreter_outcome"), [*case, booking.pk]),
        "remove_person_language": [*case, language.pk],
        **each(("one_advice", "answer_advice", "advice_used"), [question.pk]),
    }
    return Stage(told.case_id, told.reference, arguments, (WORDS, INTERPRETER))
