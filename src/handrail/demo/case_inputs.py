"""What the acts of a planned case say: the one place where the plan becomes input of the actions.

`case_writer` gives it to the actions; `case_rows` and `audit_trail` lay down as rows what those would leave of it.
"""

from dataclasses import asdict, dataclass
from datetime import date
from typing import Final

from handrail.demo.figure_codes import pick_district
from handrail.demo.plan_types import (
    PlannedCase,
    PlannedConsentAnswer,
    PlannedEvent,
    PlannedOffer,
    PlannedSafetyPlan,
)
from handrail.people.cases.consent.actions.consents import (
    LOCAL_EVENTS,
    NATIONAL_EVENTS,
    NRM_EVENTS,
    ConsentAskingInput,
    ConsentToSharingInput,
)
from handrail.people.cases.consent.actions.duty_to_notify import DutyToNotifyReportInput
from handrail.people.cases.events.actions.events import EventInput
from handrail.people.records.text_choices import ConsentAnswer, ConsentMatter
from handrail.platform.access.kinds import Kind

ANSWERS: Final = {
    "nrm_consent_given": (ConsentMatter.NRM, ConsentAnswer.YES),
    "nrm_consent_declined": (ConsentMatter.NRM, ConsentAnswer.NO),
    "nrm_undecided": (ConsentMatter.NRM, ConsentAnswer.UNDECIDED),
    "nrm_withdrawn": (ConsentMatter.NRM, ConsentAnswer.WITHDRAWN),
    "local_support_started": (ConsentMatter.LOCAL_SUPPORT, ConsentAnswer.YES),
    "local_support_ended": (ConsentMatter.LOCAL_SUPPORT, ConsentAnswer.WITHDRAWN),
    "national_support_declined": (ConsentMatter.NATIONAL_SUPPORT, ConsentAnswer.NO),
}
"""Events that are the answer to a question: they are recorded through the question."""

EVENTS: Final[dict[ConsentMatter, dict[ConsentAnswer, str]]] = {
    ConsentMatter.NRM: NRM_EVENTS,
    ConsentMatter.LOCAL_SUPPORT: LOCAL_EVENTS,
    ConsentMatter.NATIONAL_SUPPORT: NATIONAL_EVENTS,
    ConsentMatter.SHARING: {},
}


@dataclass(frozen=True, slots=True)
class ConsentAnswerInput:
    """One answer of the person: to what, how it was asked, the event that it makes ("" for none), what it shares."""

    matter: ConsentMatter
    said: ConsentAnswer
    asked: ConsentAskingInput
    event: str
    sharing: ConsentToSharingInput | None = None


def make_consent_answer_input(
    case: PlannedCase, what: PlannedEvent | PlannedConsentAnswer
) -> ConsentAnswerInput:
    """The answer that an event or an agreement of the plan stands for."""
    if isinstance(what, PlannedEvent):
        matter, said = ANSWERS[what.event]
        asked = _make_consent_asking_input(case, what.at, what.note)
        return ConsentAnswerInput(matter, said, asked, EVENTS[matter].get(said, ""))
    matter, said = ConsentMatter(what.matter), ConsentAnswer(what.said)
    asked = _make_consent_asking_input(case, what.on, what.words)
    return ConsentAnswerInput(
        matter, said, asked, EVENTS[matter].get(said, ""), _make_sharing_input(matter, what)
    )


def _make_consent_asking_input(case: PlannedCase, on: date, words: str) -> ConsentAskingInput:
    through = case.person.language if case.person.interpreter == "yes" else ""
    return ConsentAskingInput(on=on, interpreter_tag=through, words=words)


def _make_sharing_input(matter: ConsentMatter, what: PlannedConsentAnswer) -> ConsentToSharingInput | None:
    if matter is not ConsentMatter.SHARING:
        return None
    return ConsentToSharingInput(what.to_body, [Kind(kind) for kind in what.kinds], what.until)


def get_identity_texts_by_field(case: PlannedCase) -> dict[str, str]:
    """What is known of who the person is, by field; nothing is written where nothing is known.

    Returns:
        The text of each field of `Person` that is not empty.
    """
    who = case.person
    texts = {
        "called": who.called,
        "full_name": who.full_name,
        "date_of_birth": who.born.isoformat() if who.born else "",
        "where_now": who.where_now,
    }
    return {name: text for name, text in texts.items() if text}


def get_circumstances_by_field(case: PlannedCase) -> dict[str, str]:
    """What services ask, as far as it was said.

    Returns:
        The answer's code by each field of `Circumstances`.
    """
    if case.circumstances is None:
        return {}
    said = asdict(case.circumstances)
    return said | {"district": said["district"] or pick_district(case.key, case.body)}


def get_safety_plan_texts_by_field(safety: PlannedSafetyPlan) -> dict[str, str]:
    """The safety plan's words.

    Returns:
        The text of each field of `SafetyPlan`.
    """
    return {"plan": safety.plan, "watched": safety.watched, "if_missing": safety.if_missing}


def get_offer_answer_day(offer: PlannedOffer) -> date:
    """When an offer was answered: at once, unless the plan says otherwise."""
    return offer.answered_on or offer.on


def make_event_input(event: PlannedEvent, *, first: bool = False) -> EventInput:
    """The event as a worker says it; `first` as it was said before it was put right."""
    day = event.first_said if first and event.first_said else event.at
    return EventInput(event.event, day, event.at_time, event.of, event.referral, event.note)


def make_duty_to_notify_report_input(case: PlannedCase) -> DutyToNotifyReportInput:
    """A report that tells nothing of who the person is."""
    return DutyToNotifyReportInput(
        co_operates=False,
        gender=case.person.gender,
        nationality=case.person.nationality,
        reason="Declined the NRM. Told what it is, in a language they speak.",
        account="Met by the team; signs of exploitation at work. Details are with the team.",
    )


def get_need_key_of_offer(offer_key: str) -> str:
    """`need 2` for `need 2 offer 0`, which belongs to it."""
    return offer_key.partition(" offer")[0]
