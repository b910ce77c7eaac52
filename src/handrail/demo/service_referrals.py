"""Referrals of the demo's people: each way of sending and each answer, from nobody having answered to an outcome."""

from datetime import date, datetime, time, timedelta
from itertools import cycle
from typing import Final, NamedTuple

from django.db import transaction
from django.utils import timezone

from handrail.demo.case_writer import DemoLookups
from handrail.demo.simulated_time import SettableClock, use_simulated_clock
from handrail.people.cases.consent.actions import consents
from handrail.people.cases.consent.actions.consents import ConsentAskingInput, ConsentToSharingInput
from handrail.people.cases.offers.actions import referral_links, referrals
from handrail.people.cases.offers.actions.referral_answers import (
    ReferralAnswerDetails,
    ReferralAnswerInput,
    ReferralOutcomeInput,
)
from handrail.people.cases.offers.actions.referral_sending import SentReferral, send_referral
from handrail.people.cases.offers.actions.referrals import ReferralInput
from handrail.people.cases.offers.models import Referral
from handrail.people.cases.offers.text_choices import (
    ReferralAnswer,
    ReferralDeclineReason,
    ReferralMethod,
    ReferralOutcome,
)
from handrail.people.records.models import Case
from handrail.people.records.text_choices import ConsentAnswer
from handrail.platform.access.actor import Actor
from handrail.platform.access.kinds import Kind


class PlannedServiceReferral(NamedTuple):
    """One referral: so many days ago, to which service, how, and what became of it."""

    days: int
    service: str
    words: str
    method: ReferralMethod
    answer: ReferralAnswer = ReferralAnswer.NONE_YET
    said: str = ""
    reason: str = ""
    by_phone_from: str = ""
    starts_after: int = 0
    outcome: str = ""
    wrong_codes: int = 0


LINK, LETTER, ACCEPTED = ReferralMethod.LINK, ReferralMethod.LETTER, ReferralAnswer.ACCEPTED
REFERRALS_SENT: Final = (
    PlannedServiceReferral(
        31, "Rights clinic", "Owed wages by the packhouse; wants to know what she can claim", LINK,
        ACCEPTED, "Wednesday at two, ask at the desk", starts_after=5,
        outcome="A letter before action was sent, with a list of what is owed"),
    PlannedServiceReferral(
        19, "Settlement applications", "Came before 2020 and never applied", LINK,
        ReferralAnswer.WAITING, "About five weeks"),
    PlannedServiceReferral(12, "Immigration appointment", "Has a passport, no visa; fears being found", LETTER),
    PlannedServiceReferral(
        9, "Counselling at the centre", "Wakes at three every night", LINK,
        ReferralAnswer.DECLINED, reason=ReferralDeclineReason.FULL),
    PlannedServiceReferral(
        4, "Solicitor, first hour", "Police ask for a statement; wants advice first", LETTER,
        ACCEPTED, "On Friday", by_phone_from="Hedda Marlin"),
    PlannedServiceReferral(
        3, "GP registration", "A cough that does not go", LINK,
        ReferralAnswer.ASKS_MORE, "Which language, and can he come in the morning?"),
    PlannedServiceReferral(2, "Midwife", "Twenty weeks, seen by nobody yet", LINK, wrong_codes=2),
)  # fmt: skip
KINDS_SHARED: Final = (Kind.IDENTITY, Kind.NEEDS, Kind.OFFERS, Kind.IMMIGRATION)


def load_service_referrals(cast: DemoLookups, today: date) -> None:
    """Adults of one charity, each referred once, or fewer who are referred again. Done once."""
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
        for case, planned in zip(cycle(cases), REFERRALS_SENT, strict=False):
            _add_service_referral(case, planned, cast, worker, clock, today)


def _add_service_referral(
    case: Case,
    planned: PlannedServiceReferral,
    cast: DemoLookups,
    by: Actor,
    clock: SettableClock,
    today: date,
) -> None:
    service = next(found for key, found in cast.services.items() if key.endswith(f"/{planned.service}"))
    on = _subtract_days(today, planned.days)
    clock.moment = _make_moment(on, 10)
    consents.record_sharing_answer(
        case_id=case.pk,
        said=ConsentAnswer.YES,
        sharing=ConsentToSharingInput(service.provider.code, KINDS_SHARED),
        asked=ConsentAskingInput(on=on, words="Yes, tell them"),
        by=by,
    )
    told = ReferralInput(KINDS_SHARED, planned.words, planned.method)
    sent = send_referral(case_id=case.pk, service_id=service.pk, told=told, on=on, by=by)
    if planned.answer is ReferralAnswer.NONE_YET:
        _chase_referral_or_try_wrong_link_codes(sent, planned, by, clock, today)
        return
    clock.moment = _make_moment(min(on + timedelta(days=2), _subtract_days(today, 1)), 15)
    starts_on = on + timedelta(days=planned.starts_after) if planned.starts_after else None
    details = ReferralAnswerDetails(planned.reason, starts_on, planned.by_phone_from)
    answer = ReferralAnswerInput(planned.answer, planned.said, details)
    if sent.link is None:
        _answer_by_phone(sent.row, answer, by)
        return
    _answer_through_link(sent, answer)
    if planned.outcome:
        clock.moment = _make_moment(on + timedelta(days=16), 16)
        _record_outcome_through_link(sent.row, planned.outcome, by)


def _chase_referral_or_try_wrong_link_codes(
    sent: SentReferral, planned: PlannedServiceReferral, by: Actor, clock: SettableClock, today: date
) -> None:
    """Chased, or tried with codes that were wrong."""
    if sent.link is None:
        clock.moment = _make_moment(_subtract_days(today, 3), 9)
        referrals.record_referral_reminder(referral_id=sent.row.pk, by=by)
        return
    for _ in range(planned.wrong_codes):
        referral_links.open_referral_link(token=sent.link.token, code="not the code")


def _answer_by_phone(row: Referral, said: ReferralAnswerInput, by: Actor) -> None:
    referrals.answer_referral(
        referral_id=row.pk,
        answer=said.answer,
        words=said.words,
        seen_version=row.version,
        by=by,
        details=said.details,
    )


def _answer_through_link(sent: SentReferral, said: ReferralAnswerInput) -> None:
    """As the provider does: the link and the code, then the answer."""
    assert sent.link is not None
    visit = referral_links.open_referral_link(token=sent.link.token, code=sent.link.code).visit_token
    version = Referral.objects.get(pk=sent.row.pk).version
    referral_links.answer_referral_through_link(visit_token=visit, said=said, seen_version=version)
    referral_links.end_referral_link_visit(visit_token=visit)


def _record_outcome_through_link(row: Referral, words: str, by: Actor) -> None:
    """By a second link, since the first opened once."""
    made = referral_links.make_referral_link(referral_id=row.pk, by=by)
    visit = referral_links.open_referral_link(token=made.token, code=made.code).visit_token
    version = Referral.objects.get(pk=row.pk).version
    outcome = ReferralOutcomeInput(ReferralOutcome.HELPED, words, pro_bono=True, hours=3)
    referral_links.record_referral_outcome_through_link(visit_token=visit, said=outcome, seen_version=version)
    referral_links.end_referral_link_visit(visit_token=visit)


def _subtract_days(today: date, days: int) -> date:
    return today - timedelta(days=days)


def _make_moment(day: date, hour: int) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(hour)))
