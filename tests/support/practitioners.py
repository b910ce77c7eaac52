"""A register of Lantern with one practitioner who has the worker's account, and what tests add to it."""

import datetime
from dataclasses import dataclass

from django.utils import timezone

from handrail.directory.practitioners.actions.availability import add_availability
from handrail.directory.practitioners.actions.register import (
    add_language_of_practitioner,
    add_practitioner,
    add_practitioner_post,
)
from handrail.directory.practitioners.actions.trainings import add_training_session
from handrail.directory.practitioners.models import (
    AvailabilityPeriod,
    Post,
    Practitioner,
    PractitionerLanguage,
    TrainingSession,
)
from support.cast import LINCOLNSHIRE

HUMBERSIDE = "E23000012"
NAME = "Zelda Quince-Marrow"


@dataclass(frozen=True)
class Register:
    """What is there."""

    post: Post
    who: Practitioner
    language: PractitionerLanguage
    period: AvailabilityPeriod
    session: TrainingSession


def make_practitioner(by, name="Nobody Special", **more):
    areas, skills = more.pop("areas", [LINCOLNSHIRE]), more.pop("skills", [])
    about = {"role": "navigator", "side": "support"} | more
    return add_practitioner(Practitioner(name=name, **about), areas=areas, skills=skills, by=by)


def a_register(cast) -> Register:
    by = cast.lead.actor
    today = timezone.localdate()
    post = Post(title="Regional navigator", role="navigator", side="support", started_on=today, before=True)
    add_practitioner_post(post, shares={LINCOLNSHIRE: 60, HUMBERSIDE: 40}, by=by)
    who = make_practitioner(by, NAME, account=cast.worker, post=post, skills=["court"], gender="woman")
    language = PractitionerLanguage(practitioner=who, language_id="lt", level="first", known_by="said")
    add_language_of_practitioner(language, by=by)
    starts = timezone.now() + datetime.timedelta(days=1)
    span = (starts, starts + datetime.timedelta(hours=8))
    (period,) = add_availability(who.pk, kind="on_duty", spans=[span], by=by)
    session = add_training_session(TrainingSession(kind="safeguarding", held_on=today), by=by)
    return Register(post, who, language, period, session)


def practitioner_arguments(register) -> dict[str, list]:
    who = [register.who.pk]
    return {
        "practitioner": who,
        "change_practitioner": who,
        "add_practitioner_language": who,
        "remove_practitioner_language": [*who, register.language.pk],
        "add_practitioner_training": who,
        "practitioner_availability": who,
        "make_link_code": who,
        "link_practitioner": who,
        "end_employer_link": who,
        "remove_practitioner_period": [*who, register.period.pk],
        "remove_own_period": [register.period.pk],
        "record_attendance": [register.session.pk],
        "post": [register.post.pk],
        "change_post": [register.post.pk],
    }
