"""A case with something planted in every place from which it could leak, and the addresses of its pages."""

import datetime
from dataclasses import dataclass, field

from django.utils import timezone

from handrail.directory.actions import add_service
from handrail.pathway.clocks import RULES
from handrail.people.cases.consent.actions import consents, duty_to_notify
from handrail.people.cases.consent.actions.consents import ConsentAskingInput, ConsentToSharingInput
from handrail.people.cases.events.actions import events
from handrail.people.cases.events.actions.events import EventInput
from handrail.people.cases.lifecycle.actions.papers import attach_document_to_case
from handrail.people.cases.offers.actions import offers
from handrail.people.cases.person import actions
from handrail.people.cases.person.channel_safety import ChannelSafety
from handrail.people.records.models import Event
from handrail.people.records.text_choices import (
    ConsentAnswer,
    ContactChannelKind,
    ImmediateDangerOrInjuryAnswer,
    InterpretationMode,
    OfferAnswer,
    OwnOrBestInterestsDecision,
)
from handrail.platform.access.actor import Actor
from handrail.platform.access.kinds import Kind
from handrail.platform.files.models import Paper
from handrail.platform.reference.models import Body
from support import cast as told_words
from support.cast import Cast, Told, tell
from support.worlds import shared_world

PLANTED: dict[Kind, tuple[str, ...]] = {
    Kind.IDENTITY: (told_words.NAME, told_words.FULL_NAME),
    Kind.CONTACT: (
        told_words.NUMBER,
        "after nine, say it is the dentist",
        told_words.PLACE,
        "by the font at noon",
    ),
    Kind.SAFETY: (
        told_words.PLAN,
        "limping on the left",
        "the cousin holds the phone",
        "ring her sister Ilka",
    ),
    Kind.PATHWAY: ("PLANT4477NRM",),
    Kind.NOTES: ("cried when the van passed",),
    Kind.NEEDS: ("a warm coat for the bus",),
    Kind.HOUSING: ("a room with a bolt inside", "moved in on Friday"),
    Kind.OWN_WORDS: ("too far from church",),
    Kind.HEALTH: ("cannot lift the left arm",),
    Kind.IMMIGRATION: ("the visa ran out in May",),
    Kind.CONSENT: (
        "my own words about help",
        "her guardian Oluchi",
        "she cannot weigh it today",
        "Rusu, by number LL-2231",
        "Sister Agnete of Saint Hugh",
    ),
}
IN_THE_PAPER = ("planted-name.txt", "planted description of it", "planted words of the doctor")
"""What a paper about health is called, is said to be, and holds."""
IN_THE_REPORT = ("Ruritanian", "afraid of the uncle", "picked leeks without pay", "CRIME-PLANT-9")
"""What the Duty to Notify report holds: for those who may record, and nobody else."""


@dataclass(slots=True)
class Full:
    """The case, and what its addresses need."""

    told: Told
    arguments: dict[str, list[object]] = field(default_factory=dict)


@shared_world
def full(cast: Cast) -> Full:
    """An adult who said no to the NRM, with a need, an answered offer, a report and local support."""
    told = tell(cast.worker.actor)
    here = {"case_id": told.case_id, "by": cast.worker.actor}
    _say_the_rest(here)
    event_id = _say_what_happened(here)
    offer_id, need_id = _help(here)
    grant = consents.record_sharing_answer(
        said=ConsentAnswer.YES,
        sharing=ConsentToSharingInput("north-wales-police", [Kind.SAFETY]),
        asked=ConsentAskingInput(on=_today()),
        **here,
    )
    paper_id = a_paper(told, cast.worker.actor)
    one = {
        "open_question": ["danger"],
        "record_event": ["nrm_explained"],
        "correct_event": [event_id],
        "take_back": [event_id],
        "answer": ["nrm"],
        "service_state": [_own_service(cast.worker.actor)],
        "end_share": [grant.pk],
        "make_offer": [need_id],
        "need_met": [need_id],
        "need_again": [need_id],
        "answer_offer": [offer_id],
        "offer_result": [offer_id],
        "reach": ["call"],
        "paper": [paper_id],
        "take_back_paper": [paper_id],
        "set_length": [next(rule.clock for rule in RULES if rule.settable)],
        "contradicting_cases": ["two-beds-one-night"],
    }
    return Full(told, one)


def share(full: Full, cast: Cast, body: str, *kinds: Kind) -> None:
    """Let a body see these kinds, with the person's consent."""
    consents.record_sharing_answer(
        case_id=full.told.case_id,
        said=ConsentAnswer.YES,
        sharing=ConsentToSharingInput(body, kinds),
        asked=ConsentAskingInput(on=_today()),
        by=cast.worker.actor,
    )


def _today() -> datetime.date:
    return timezone.localdate()


def _say_the_rest(here: dict) -> None:
    _, note, _, safest = PLANTED[Kind.CONTACT]
    actions.record_safest_contact_way(how=safest, **here)
    actions.record_contact_channel(
        kind=ContactChannelKind.CALL, safe=ChannelSafety.YES, detail=told_words.NUMBER, note=note, **here
    )
    plan_text, danger, watched, missing = PLANTED[Kind.SAFETY]
    actions.record_danger_check(answer=ImmediateDangerOrInjuryAnswer.HURT, note=danger, **here)
    actions.write_safety_plan(
        plan=plan_text, watched=watched, if_missing=missing, review_on=_today(), seen_number=1, **here
    )


def _say_what_happened(here: dict) -> object:
    reference, note = PLANTED[Kind.PATHWAY][0], PLANTED[Kind.NOTES][0]
    happening = EventInput("nrm_reference_issued", _today(), national_reference=reference, note=note)
    events.record_event(happening=happening, **here)
    words, who, why, interpreter, asker = PLANTED[Kind.CONSENT]
    asked = ConsentAskingInput(
        _today(),
        "ro",
        words=words,
        capacity=OwnOrBestInterestsDecision.BEST_INTERESTS,
        decided_by=who,
        decided_why=why,
        through=InterpretationMode.PHONE,
        interpreted_by=interpreter,
        asked_by=asker,
    )
    consents.record_local_support_answer(said=ConsentAnswer.YES, asked=asked, **here)
    consents.record_nrm_answer(said=ConsentAnswer.NO, asked=ConsentAskingInput(on=_today()), **here)
    nationality, reason, account, crime = IN_THE_REPORT
    report = duty_to_notify.DutyToNotifyReportInput(False, "female", nationality, reason, account, crime)
    duty_to_notify.prepare_duty_to_notify_report(report=report, **here)
    return Event.objects.get(case=here["case_id"], event="nrm_reference_issued").pk


def _help(here: dict) -> tuple[object, object]:
    for code, kind in (("essentials", Kind.NEEDS), ("health", Kind.HEALTH), ("status", Kind.IMMIGRATION)):
        offers.record_need(kind=code, words=PLANTED[kind][0], on=_today(), **here)
    (need_words, result), (reason,) = PLANTED[Kind.HOUSING], PLANTED[Kind.OWN_WORDS]
    need = offers.record_need(kind="place", words=need_words, on=_today(), **here)
    service = a_room(here["by"])
    offer = offers.make_offer(need_id=need.pk, service_id=service, on=_today(), **here)
    offers.answer_offer(
        offer_id=offer.pk, answer=OfferAnswer.DECLINED, on=_today(), reason=reason, seen_version=1, **here
    )
    offers.record_offer_result(offer_id=offer.pk, result=result, cost_pence=62_50, seen_version=2, **here)
    return offer.pk, need.pk


def a_paper(told: Told, by: Actor) -> object:
    """A paper about health, with planted words in its name, its description and its content."""
    name, description, content = IN_THE_PAPER
    paper = attach_document_to_case(
        case_id=told.case_id,
        kind=Kind.HEALTH,
        name=name,
        data=content.encode(),
        description=description,
        by=by,
    )
    Paper.objects.filter(pk=paper.pk).update(scan="clean", scanned_at=timezone.now())
    return paper.pk


def a_room(by: object) -> int:
    """A service that can be offered anywhere, at any time."""
    return add_service(
        by=by,
        provider_id=Body.objects.get(code="harbour").pk,
        name="Room at Fen House",
        kind="flat",
        phases=["before", "during", "after", "outside"],
        state="open",
        everywhere=True,
    )


def _own_service(by: Actor) -> int:
    """A service of the worker's own organisation."""
    return add_service(
        by=by, provider_id=by.body_id, name="Drop-in", kind="group", phases=["before"], everywhere=True
    )
