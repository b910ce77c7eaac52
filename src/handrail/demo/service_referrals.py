"""Referrals that were made for people of the demo: answered, waiting, declined, and one that nobody has answered."""

from datetime import date, datetime, time, timedelta
from itertools import cycle
from typing import Final

from django.db import transaction
from django.utils import timezone

from handrail.demo.case_writer import DemoLookups
from handrail.demo.simulated_time import SettableClock, use_simulated_clock
from handrail.people.cases.consent.actions import consents
from handrail.people.cases.consent.actions.consents import ConsentInput, SharingInput
from handrail.people.cases.offers.actions import referrals
from handrail.people.cases.offers.models import Referral
from handrail.people.cases.offers.text_choices import ReferralAnswer, ReferralOutcome
from handrail.people.records.models import Case
from handrail.people.records.text_choices import ConsentAnswer
from handrail.platform.access.actor import Actor
from handrail.platform.access.kinds import Kind

# Days ago, service, what was said, the answer and its words, what came of it and its words.
REFERRALS_SENT: Final = (
    (31, "Rights clinic", "Owed wages by the packhouse; wants to know what she can claim", "accepted",
     "Wednesday at two, ask at the desk", "helped", "A letter before action was sent, with a list of what is owed"),
    (19, "Settlement applications", "Came before 2020 and never applied", "waiting", "About five weeks", "", ""),
    (12, "Immigration appointment", "Has a passport, no visa; fears being found", "", "", "", ""),
    (9, "Council homes list", "A room is needed from the first of the month", "declined",
     "No recourse to public funds", "", ""),
    (4, "Solicitor, first hour", "Police ask for a statement; wants advice first", "accepted", "On Friday", "", ""),
)  # fmt: skip
KINDS_SHARED: Final = (Kind.IDENTITY, Kind.SUPPORT)


def load_service_referrals(cast: DemoLookups, today: date) -> None:
    """Five adults of one charity, each referred once, or fewer who are referred again. Done once."""
    if Referral.objects.exists():
        return
    worker = cast.actors["gareth.pell"]
    cases = Case.objects.filter(
        owner=worker.body_id,
        age="adult",
        closed_at__isnull=True,
        opened_at__date__lt=_subtract_days(today, 35),
    )
    with transaction.atomic(), use_simulated_clock(timezone.now()) as clock:
        for case, sent in zip(cycle(cases), REFERRALS_SENT, strict=False):
            _add_service_referral(case, sent, cast, worker, clock, today)


def _add_service_referral(
    case: Case,
    sent: tuple[int, str, str, str, str, str, str],
    cast: DemoLookups,
    by: Actor,
    clock: SettableClock,
    today: date,
) -> None:
    days, name, words, answer, said, outcome, came = sent
    service = next(found for key, found in cast.services.items() if key.endswith(f"/{name}"))
    on = _subtract_days(today, days)
    clock.moment = _make_moment(on, 10)
    sharing = SharingInput(service.provider.code, KINDS_SHARED)
    consents.record_sharing_answer(
        case_id=case.pk,
        said=ConsentAnswer.YES,
        sharing=sharing,
        asked=ConsentInput(on=on, words="Yes, tell them"),
        by=by,
    )
    told = referrals.ReferralInput(KINDS_SHARED, words)
    row = referrals.create_referral(case_id=case.pk, service_id=service.pk, told=told, on=on, by=by)
    if not answer:
        clock.moment = _make_moment(_subtract_days(today, 3), 9)
        referrals.record_referral_chased(referral_id=row.pk, by=by)
        return
    clock.moment = _make_moment(on + timedelta(days=2), 15)
    row = referrals.answer_referral(
        referral_id=row.pk, answer=ReferralAnswer(answer), words=said, seen_version=row.version, by=by
    )
    if outcome:
        clock.moment = _make_moment(on + timedelta(days=16), 16)
        referrals.record_referral_outcome(
            referral_id=row.pk,
            outcome=ReferralOutcome(outcome),
            words=came,
            pro_bono=True,
            hours=3,
            seen_version=row.version,
            by=by,
        )


def _subtract_days(today: date, days: int) -> date:
    return today - timedelta(days=days)


def _make_moment(day: date, hour: int) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(hour)))
