"""Referrals that were made for people of the demo: answered, waiting, declined, and one that nobody has answered."""

from datetime import date, datetime, time, timedelta
from itertools import cycle
from typing import Final

from django.db import transaction
from django.utils import timezone

from handrail.access.actor import Actor
from handrail.access.kinds import Kind
from handrail.casework.case.models import Case
from handrail.casework.case.states import Said
from handrail.casework.consent.actions import consents
from handrail.casework.consent.actions.consents import Asked, Sharing
from handrail.casework.offers.actions import referrals
from handrail.casework.offers.models import Referral
from handrail.casework.offers.states import Answer, Outcome
from handrail.demo.clock import Clock, set_clock
from handrail.demo.writing import Cast

# Days ago, service, what was said, the answer and its words, what came of it and its words.
SENT: Final = (
    (31, "Rights clinic", "Owed wages by the packhouse; wants to know what she can claim", "accepted",
     "Wednesday at two, ask at the desk", "helped", "A letter before action was sent, with a list of what is owed"),
    (19, "Settlement applications", "Came before 2020 and never applied", "waiting", "About five weeks", "", ""),
    (12, "Immigration appointment", "Has a passport, no visa; fears being found", "", "", "", ""),
    (9, "Council homes list", "A room is needed from the first of the month", "declined",
     "No recourse to public funds", "", ""),
    (4, "Solicitor, first hour", "Police ask for a statement; wants advice first", "accepted", "On Friday", "", ""),
)  # fmt: skip
TOLD: Final = (Kind.IDENTITY, Kind.SUPPORT)


def write(cast: Cast, today: date) -> None:
    """Five adults of one charity, each referred once, or fewer who are referred again. Done once."""
    if Referral.objects.exists():
        return
    worker = cast.actors["gareth.pell"]
    cases = Case.objects.filter(
        owner=worker.body_id, age="adult", closed_at__isnull=True, opened_at__date__lt=_ago(today, 35)
    )
    with transaction.atomic(), set_clock(timezone.now()) as clock:
        for case, sent in zip(cycle(cases), SENT, strict=False):
            _refer(case, sent, cast, worker, clock, today)


def _refer(
    case: Case,
    sent: tuple[int, str, str, str, str, str, str],
    cast: Cast,
    by: Actor,
    clock: Clock,
    today: date,
) -> None:
    days, name, words, answer, said, outcome, came = sent
    service = next(found for key, found in cast.services.items() if key.endswith(f"/{name}"))
    on = _ago(today, days)
    clock.moment = _at(on, 10)
    sharing = Sharing(service.provider.code, TOLD)
    consents.record_sharing_answer(
        case_id=case.pk, said=Said.YES, sharing=sharing, asked=Asked(on=on, words="Yes, tell them"), by=by
    )
    told = referrals.Told(TOLD, words)
    row = referrals.refer(case_id=case.pk, service_id=service.pk, told=told, on=on, by=by)
    if not answer:
        clock.moment = _at(_ago(today, 3), 9)
        referrals.chase(referral_id=row.pk, by=by)
        return
    clock.moment = _at(on + timedelta(days=2), 15)
    row = referrals.answer_referral(
        referral_id=row.pk, answer=Answer(answer), words=said, seen_version=row.version, by=by
    )
    if outcome:
        clock.moment = _at(on + timedelta(days=16), 16)
        referrals.record_outcome(
            referral_id=row.pk,
            outcome=Outcome(outcome),
            words=came,
            pro_bono=True,
            hours=3,
            seen_version=row.version,
            by=by,
        )


def _ago(today: date, days: int) -> date:
    return today - timedelta(days=days)


def _at(day: date, hour: int) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(hour)))
