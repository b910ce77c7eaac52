"""One planned case written through the actions that people use, each act at its own moment."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Final
from uuid import UUID

from handrail.demo.case_act_timetable import list_ordered_acts_of_case
from handrail.demo.case_inputs import (
    get_circumstances_by_field,
    get_identity_texts_by_field,
    get_need_key_of_offer,
    get_offer_answer_day,
    get_safety_plan_texts_by_field,
    make_consent_answer_input,
    make_duty_to_notify_report_input,
    make_event_input,
)
from handrail.demo.contacts_and_met_needs import HeldContactWithVictim
from handrail.demo.plan_types import (
    PlannedCase,
    PlannedConsentAnswer,
    PlannedContactChannel,
    PlannedDangerCheck,
    PlannedEvent,
    PlannedNeed,
    PlannedOffer,
    PlannedSafetyPlan,
)
from handrail.demo.simulated_time import SettableClock
from handrail.directory.models import Service
from handrail.people.cases.consent.actions import consents, duty_to_notify
from handrail.people.cases.events.actions import clock_lengths_and_facts, events
from handrail.people.cases.lifecycle.actions import opening
from handrail.people.cases.offers.actions import met_needs, offers
from handrail.people.cases.offers.actions.circumstances import save_circumstances
from handrail.people.cases.offers.models import Circumstances
from handrail.people.cases.person import actions
from handrail.people.cases.person.channel_safety import ChannelSafety
from handrail.people.contacts.actions.contacts import record_unplanned_contact
from handrail.people.contacts.models import Contact
from handrail.people.contacts.text_choices import ContactState
from handrail.people.records.text_choices import (
    Age,
    ConsentMatter,
    ContactChannelKind,
    ImmediateDangerOrInjuryAnswer,
    OfferAnswer,
    RiskFactor,
    YesNoOrNotAsked,
    YesNoUnsureOrNotAsked,
)
from handrail.platform.access.actor import Actor
from handrail.platform.reference.models import Body, Language

type RecordAnswer = Callable[..., object]
RECORD_ANSWER: Final[dict[ConsentMatter, RecordAnswer]] = {
    ConsentMatter.NRM: consents.record_nrm_answer,
    ConsentMatter.LOCAL_SUPPORT: consents.record_local_support_answer,
    ConsentMatter.NATIONAL_SUPPORT: consents.record_national_support_answer,
    ConsentMatter.SHARING: consents.record_sharing_answer,
}


@dataclass(frozen=True, slots=True)
class DemoLookups:
    """Everybody and everything that cases point at, fetched once."""

    actors: Mapping[str, Actor]
    bodies: Mapping[str, Body]
    languages: Mapping[str, Language]
    services: Mapping[str, Service]


@dataclass(slots=True)
class CaseWriter:
    """Writes one case; remembers what later acts refer to."""

    cast: DemoLookups
    case: PlannedCase
    clock: SettableClock
    case_id: UUID = field(default_factory=lambda: UUID(int=0))
    made: dict[str, UUID] = field(default_factory=dict)
    versions: dict[str, int] = field(default_factory=dict)

    def write(self, now: datetime) -> UUID:
        """Every act of the case's timetable. Returns the case's number."""
        for act in list_ordered_acts_of_case(self.case, now):
            self.clock.moment = act.moment
            do: Callable[[Any, str], None] = getattr(self, act.verb)
            do(act.what, act.key)
        return self.case_id

    @property
    def by(self) -> Actor:
        return self.cast.actors[self.case.worker]

    def open_case(self, case: PlannedCase, _key: str) -> None:
        self.case_id = opening.open_case(by=self.by, identified=self.clock.moment).pk

    def say_age(self, case: PlannedCase, _key: str) -> None:
        opening.set_age_group(case_id=self.case_id, age=Age(case.person.age), by=self.by)

    def tell_facts(self, case: PlannedCase, _key: str) -> None:
        clock_lengths_and_facts.set_clock_start_facts_of_case(
            case_id=self.case_id, facts=case.facts, by=self.by
        )

    def say_who(self, case: PlannedCase, _key: str) -> None:
        who = case.person
        actions.update_some_person_answers(
            case_id=self.case_id,
            texts=get_identity_texts_by_field(case),
            language_tag=who.language,
            interpreter=YesNoOrNotAsked(who.interpreter),
            by=self.by,
        )

    def say_circumstances(self, case: PlannedCase, _key: str) -> None:
        said = Circumstances(case_id=self.case_id, **get_circumstances_by_field(case))
        save_circumstances(said, seen=0, by=self.by)

    def set_contacts(self, case: PlannedCase, _key: str) -> None:
        opening.set_point_of_contact_and_stand_in(
            case_id=self.case_id,
            point_of_contact_id=self.by.user_id,
            stand_in_id=self.cast.actors[case.stand_in].user_id,
            by=self.by,
        )

    def say_danger(self, danger: PlannedDangerCheck, _key: str) -> None:
        actions.record_danger_check(
            case_id=self.case_id,
            answer=ImmediateDangerOrInjuryAnswer(danger.answer),
            note=danger.note,
            worries={RiskFactor(code): YesNoUnsureOrNotAsked(said) for code, said in danger.worries.items()},
            by=self.by,
        )

    def say_safest(self, case: PlannedCase, _key: str) -> None:
        actions.record_safest_contact_way(case_id=self.case_id, how=case.safest, by=self.by)

    def keep_safety_plan(self, safety: PlannedSafetyPlan, _key: str) -> None:
        actions.confirm_safety_plan(
            case_id=self.case_id, seen_number=1, review_on=safety.review_on, by=self.by
        )

    def say_channel(self, channel: PlannedContactChannel, _key: str) -> None:
        actions.record_contact_channel(
            case_id=self.case_id,
            kind=ContactChannelKind(channel.kind),
            safe=ChannelSafety(channel.safe),
            detail=channel.detail,
            note=channel.note,
            by=self.by,
        )

    def write_safety_plan(self, safety: PlannedSafetyPlan, _key: str) -> None:
        actions.write_safety_plan(
            case_id=self.case_id,
            **get_safety_plan_texts_by_field(safety),
            review_on=safety.review_on,
            seen_number=0,
            by=self.by,
        )

    def record_event(self, event: PlannedEvent, key: str) -> None:
        done = events.record_event(
            case_id=self.case_id, happening=make_event_input(event, first=True), by=self.by
        )
        self.made[key] = done.event_id

    def correct_event(self, event: PlannedEvent, key: str) -> None:
        events.record_event(
            case_id=self.case_id, happening=make_event_input(event), by=self.by, supersedes=self.made[key]
        )

    def answer(self, what: PlannedEvent | PlannedConsentAnswer, _key: str) -> None:
        answer = make_consent_answer_input(self.case, what)
        shared = {"sharing": answer.sharing} if answer.sharing else {}
        RECORD_ANSWER[answer.matter](
            case_id=self.case_id, said=answer.said, asked=answer.asked, by=self.by, **shared
        )

    def notify(self, event: PlannedEvent, key: str) -> None:
        kept = duty_to_notify.prepare_duty_to_notify_report(
            case_id=self.case_id, report=make_duty_to_notify_report_input(self.case), by=self.by
        )
        duty_to_notify.mark_duty_to_notify_report_sent(
            case_id=self.case_id, notification_id=kept.pk, happening=make_event_input(event), by=self.by
        )

    def record_need(self, need: PlannedNeed, key: str) -> None:
        made = offers.record_need(
            case_id=self.case_id, kind=need.kind, words=need.words, on=need.on, by=self.by
        )
        self.made[key] = made.pk

    def make_offer(self, offer: PlannedOffer, key: str) -> None:
        made = offers.make_offer(
            case_id=self.case_id,
            need_id=self.made[get_need_key_of_offer(key)],
            service_id=self.cast.services[offer.service].pk,
            on=offer.on,
            by=self.by,
        )
        self.made[key], self.versions[key] = made.pk, made.version

    def answer_offer(self, offer: PlannedOffer, key: str) -> None:
        offers.answer_offer(
            case_id=self.case_id,
            offer_id=self.made[key],
            answer=OfferAnswer(offer.answer),
            on=get_offer_answer_day(offer),
            reason=offer.reason,
            seen_version=self.versions[key],
            by=self.by,
        )
        self.versions[key] += 1

    def hold_contact(self, held: HeldContactWithVictim, _key: str) -> None:
        contact = Contact(
            case_id=self.case_id, channel=held.channel, says=held.says, on=held.on, state=ContactState.HELD
        )
        record_unplanned_contact(contact, by=self.by)

    def meet_need(self, day: date, key: str) -> None:
        met_needs.mark_need_met(case_id=self.case_id, need_id=self.made[key], on=day, by=self.by)

    def record_result(self, offer: PlannedOffer, key: str) -> None:
        offers.record_offer_result(
            case_id=self.case_id,
            offer_id=self.made[key],
            result=offer.result,
            cost_pence=offer.cost_pence,
            seen_version=self.versions[key],
            by=self.by,
        )
