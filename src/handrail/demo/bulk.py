"""Many cases at once: the rows that the actions would leave, built in memory and written together.

A test holds these rows, the trail among them, against those of the actions.
"""

from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass, field, replace
from datetime import date, datetime
from typing import Any
from uuid import uuid4

from django.db import models
from django.utils import timezone

from handrail import pathway
from handrail.access.grounds import Ground
from handrail.access.kinds import ALL, SHAREABLE
from handrail.access.models import File, Grant
from handrail.casework.case.models import (
    Case,
    Consent,
    DangerCheck,
    Event,
    Moved,
    Need,
    Offer,
    Person,
    PlanReview,
    SafetyPlan,
)
from handrail.casework.case.sealing import seal
from handrail.casework.case.states import Danger, Matter, OfferAnswer, Said, Why
from handrail.casework.consent.actions.consents import LOCAL_EVENTS, NATIONAL_EVENTS, NRM_EVENTS
from handrail.casework.consent.models import Notification
from handrail.casework.events.eighteen import said_as_child
from handrail.casework.events.history import asked_again, history
from handrail.casework.events.next_due import next_due
from handrail.casework.events.recompute import checked, dues, plan_review
from handrail.casework.events.review_rule import PLACES, Fact, of_checks, of_events
from handrail.casework.names.actions import keys_of
from handrail.casework.names.models import NameKey
from handrail.casework.offers.models import Circumstances
from handrail.casework.people.models import Channel, SafestContact
from handrail.demo.actions_bulk import Keys, body_keys, write
from handrail.demo.actions_rows import Plain
from handrail.demo.kinds import (
    PlannedAgreement,
    PlannedCase,
    PlannedChannel,
    PlannedDanger,
    PlannedEvent,
    PlannedNeed,
    PlannedOffer,
    PlannedSafety,
)
from handrail.demo.timetable import timetable
from handrail.demo.trail import records
from handrail.demo.writing import SAID_BY_EVENT, Cast, happening, need_key, report, who_texts
from handrail.kernel.ids import new_id
from handrail.vault.box import Box


def write_all(cases: Iterable[PlannedCase], cast: Cast, now: datetime, *, trail: bool = True) -> None:
    """Build the rows of these cases and write them, with their trail or without."""
    cases = list(cases)
    keys = body_keys({case.body for case in cases})
    built = [Builder(cast, case, keys, trail).build(now) for case in cases]
    write([row for rows in built for row in rows])


@dataclass(slots=True)
class Builder:
    """Builds the rows of one case: the same verbs as the loader's writer, without a database."""

    cast: Cast
    case: PlannedCase
    keys: Keys
    trail: bool = True
    now: datetime = field(init=False)
    moment: datetime = field(init=False)
    box: Box = field(init=False)
    row: Case = field(init=False)
    rows: list[models.Model | Plain] = field(default_factory=list)
    made: dict[str, Any] = field(default_factory=dict)

    def build(self, now: datetime) -> list[models.Model | Plain]:
        """Every act of the timetable, and then what the rules say of it now."""
        self.now, acts = now, timetable(self.case, now)
        for act in acts:
            self.moment = act.moment
            do: Callable[[Any, str], None] = getattr(self, act.verb)
            do(act.what, act.key)
        self._ask_the_rules()
        if self.trail:
            self.rows += records(self.cast, self.case, self.row.file_id, acts)
        return self.rows

    @property
    def user_id(self) -> int:
        return self.cast.actors[self.case.worker].user_id

    def open_case(self, case: PlannedCase, _key: str) -> None:
        owner, number = self.cast.bodies[case.body], uuid4()
        key, self.box = self.keys.new_file(number, case.body, self.moment)
        self.row = Case(
            file_id=number,
            owner=owner,
            reference=f"{owner.prefix}-{case.number:04d}",
            area=owner.area,
            jurisdiction=owner.area.nation if owner.area else "england",
            point_of_contact_id=self.user_id,
            opened_at=self.moment,
            opened_by_id=self.user_id,
        )
        self.rows += [key, File(id=number, owner=owner, opened_at=self.moment)]
        self._name(self.user_id, "Opened the case")
        self.rows.append(self.row)
        london = timezone.localtime(self.moment)
        self._event("identified", london.date(), at_time=london.time().replace(second=0, microsecond=0))

    def say_age(self, case: PlannedCase, _key: str) -> None:
        self.row.age, self.row.age_asked = case.person.age, True

    def say_who(self, case: PlannedCase, _key: str) -> None:
        person = Person(
            case=self.row,
            language=self.cast.languages.get(case.person.language),
            interpreter=case.person.interpreter,
            version=3,  # adult or child was said first, and both count
            **self._changed(),
        )
        seal(self.box, person, **who_texts(case))
        self.rows.append(person)
        self.rows += [
            Plain(NameKey, case_id=self.row.pk, key=key)
            for key in sorted(keys_of(self.row.owner_id, person, self.box))
        ]

    def say_circumstances(self, case: PlannedCase, _key: str) -> None:
        said = asdict(case.circumstances) if case.circumstances else {}
        self.rows.append(Circumstances(case=self.row, version=1, **said, **self._changed()))

    def set_contacts(self, case: PlannedCase, _key: str) -> None:
        stand_in = self.cast.actors[case.stand_in].user_id
        self._name(stand_in, "Stand-in")
        self.row.stand_in_id = stand_in

    def say_danger(self, danger: PlannedDanger, _key: str) -> None:
        self._add(DangerCheck, {"note": danger.note}, answer=danger.answer, **danger.worries, **self._asked())
        self.row.danger = Danger(danger.answer)

    def say_safest(self, case: PlannedCase, _key: str) -> None:
        self._add(SafestContact, {"how": case.safest}, **self._asked())

    def tell_facts(self, case: PlannedCase, _key: str) -> None:
        self.row.told = sorted(case.facts)

    def say_channel(self, channel: PlannedChannel, _key: str) -> None:
        texts = {"detail": channel.detail, "note": channel.note}
        self._add(Channel, texts, kind=channel.kind, safe=channel.safe, **self._asked())

    def write_safety_plan(self, safety: PlannedSafety, _key: str) -> None:
        texts = {"plan": safety.plan, "watched": safety.watched, "if_missing": safety.if_missing}
        self._add(
            SafetyPlan,
            texts,
            number=1,
            asked_for=safety.review_on,
            written_at=self.moment,
            written_by_id=self.user_id,
        )

    def keep_safety_plan(self, safety: PlannedSafety, _key: str) -> None:
        self._add(
            PlanReview,
            {},
            plan=self._of(SafetyPlan)[-1],
            next_on=safety.review_on,
            reviewed_at=self.moment,
            reviewed_by_id=self.user_id,
        )

    def record_event(self, event: PlannedEvent, key: str) -> None:
        self.made[key] = self._happened(event, first=True)

    def correct_event(self, event: PlannedEvent, key: str) -> None:
        self._happened(event, supersedes=self.made[key])

    def answer_nrm(self, event: PlannedEvent, _key: str) -> None:
        said = SAID_BY_EVENT[event.event]
        row = self._event(NRM_EVENTS[said], event.at)
        self._consent(Matter.NRM, said, event.at, event.note, event=row)

    def answer_local(self, event: PlannedEvent, _key: str) -> None:
        said = SAID_BY_EVENT[event.event]
        row = self._event(LOCAL_EVENTS[said], event.at)
        self._consent(Matter.LOCAL_SUPPORT, said, event.at, event.note, event=row)

    def decline_national(self, event: PlannedEvent, _key: str) -> None:
        row = self._event(NATIONAL_EVENTS[Said.NO], event.at)
        self._consent(Matter.NATIONAL_SUPPORT, Said.NO, event.at, event.note, event=row)

    def agree_national_support(self, agreement: PlannedAgreement, _key: str) -> None:
        said = Said(agreement.said)
        row = self._event(NATIONAL_EVENTS[said], agreement.on)
        self._consent(Matter.NATIONAL_SUPPORT, said, agreement.on, agreement.words, event=row)

    def agree_sharing(self, agreement: PlannedAgreement, _key: str) -> None:
        said = Said(agreement.said)
        grant = self._grant(agreement) if said is Said.YES else None
        self._consent(
            Matter.SHARING,
            said,
            agreement.on,
            agreement.words,
            to_body=self.cast.bodies[agreement.to_body],
            kinds=list(agreement.kinds),
            until=agreement.until,
            grant=grant,
        )

    def notify(self, event: PlannedEvent, _key: str) -> None:
        prepared = report(self.case)
        texts = {name: getattr(prepared, name) for name in REPORT}
        sent = self._happened(event)
        kept = self._add(
            Notification,
            texts,
            co_operates=prepared.co_operates,
            gender=prepared.gender,
            prepared_at=self.moment,
            prepared_by_id=self.user_id,
            sent_event=sent,
            sent_by_id=self.user_id,
        )
        self.made["notification"] = kept

    def record_need(self, need: PlannedNeed, key: str) -> None:
        self.made[key] = self._add(
            Need, {"words": need.words}, kind=need.kind, opened_on=need.on, opened_by_id=self.user_id
        )

    def make_offer(self, offer: PlannedOffer, key: str) -> None:
        self.made[key] = self._add(
            Offer,
            {},
            need=self.made[need_key(key)],
            service=self.cast.services[offer.service],
            offered_on=offer.on,
            offered_by_id=self.user_id,
            recorded_at=self.moment,
            **self._changed(),
        )

    def answer_offer(self, offer: PlannedOffer, key: str) -> None:
        row = self.made[key]
        row.answer, row.answered_on, row.answered_to_id = offer.answer, offer.answered_on, self.user_id
        seal(self.box, row, reason=offer.reason)
        self._touch(row)
        if offer.answer == OfferAnswer.ACCEPTED and row.service.kind in PLACES:
            self._add(Moved, {}, at=self.moment, by_id=self.user_id)

    def record_result(self, offer: PlannedOffer, key: str) -> None:
        row = self.made[key]
        seal(self.box, row, result=offer.result)
        row.cost_pence = offer.cost_pence
        self._touch(row)

    def _touch(self, row: Offer) -> None:
        row.version, row.changed_at, row.changed_by_id = row.version + 1, self.moment, self.user_id

    def _asked(self) -> dict[str, Any]:
        return {"asked_at": self.moment, "asked_by_id": self.user_id}

    def _changed(self) -> dict[str, Any]:
        return {"changed_at": self.moment, "changed_by_id": self.user_id}

    def _add[M: models.Model](self, model: type[M], texts: dict[str, str], **facts: Any) -> M:
        row = model(id=new_id(), case_id=self.row.pk, **facts)
        seal(self.box, row, **texts)
        self.rows.append(row)
        return row

    def _happened(
        self, event: PlannedEvent, *, first: bool = False, supersedes: Event | None = None
    ) -> Event:
        said = happening(event, first=first)
        return self._event(
            said.event,
            said.at,
            at_time=said.at_time,
            of=said.of,
            referral=said.referral,
            note=said.note,
            supersedes=supersedes,
        )

    def _event(self, event: str, at: date, *, note: str = "", **facts: Any) -> Event:
        return self._add(
            Event,
            {"note": note},
            event=event,
            at=at,
            recorded_at=self.moment,
            recorded_by_id=self.user_id,
            **facts,
        )

    def _consent(self, matter: Matter, said: Said, on: date, words: str, **facts: Any) -> None:
        who = self.case.person
        self._add(
            Consent,
            {"words": words},
            matter=matter,
            said=said,
            asked_on=on,
            of_child=said_as_child(age=self.row.age, age_asked=self.row.age_asked, born=who.born, on=on),
            asked_by_id=self.user_id,
            interpreter=self.cast.languages.get(who.language) if who.interpreter == "yes" else None,
            recorded_at=self.moment,
            **facts,
        )

    def _name(self, user_id: int, because: str) -> None:
        kinds = sorted(kind.value for kind in ALL)
        self.rows.append(self._opened(kinds, Ground.WORK, because, to_user_id=user_id))

    def _grant(self, agreement: PlannedAgreement) -> Grant:
        grant = self._opened(
            [kind.value for kind in SHAREABLE if kind.value in agreement.kinds],
            Ground.CONSENT,
            f"Said yes on {agreement.on:%-d %B %Y}",
            to_body=self.cast.bodies[agreement.to_body],
            until=agreement.until,
        )
        self.rows.append(grant)
        return grant

    def _opened(self, kinds: list[str], ground: Ground, because: str, **to: Any) -> Grant:
        return Grant(
            file_id=self.row.file_id,
            kinds=kinds,
            ground=ground.value,
            because=because,
            since=timezone.localdate(self.moment),
            given_at=self.moment,
            given_by_id=self.user_id,
            **to,
        )

    def _ask_the_rules(self) -> None:
        """What recompute keeps: phase, stage, dues, and the phase of each event's and offer's day."""
        settings = self.keys.settings(self.row.owner_id)
        told = history(self.row, self._sorted_events(), self._of(Consent), self.case.person.born, settings)
        review_on = self._review(told)
        answer = pathway.answer(told, timezone.localtime(self.now))
        self._stamp(told)
        due_rows = dues(
            self.row,
            self._without_what_is_done(answer, review_on),
            asked_again(self.row, self._of(Consent), told),
            review_day=review_on is not None,
        )
        self.rows += due_rows
        case = self.row
        case.phase, case.stage = answer.phase, answer.stage
        case.changes_on = pathway.next_change(told, timezone.localdate(self.now))
        case.next_due = next_due(due_rows, review_on=review_on, today=timezone.localdate(self.now))

    def _review(self, told: pathway.History) -> date | None:
        """When the plan is due for its next look, which is kept on it."""
        plan = next(iter(self._of(SafetyPlan)), None)
        if plan is None:
            return None
        moves = [Fact(Why.MOVE, move.at) for move in self._of(Moved)]
        checks = of_checks(map(checked, self._of(DangerCheck)))
        looked = next(iter(self._of(PlanReview)), None)
        due = plan_review(plan, looked, [*of_events(told.events), *moves, *checks])
        plan.review_on, plan.review_because = due.on, due.why
        return due.on

    def _without_what_is_done(self, answer: pathway.Answer, review_on: date | None) -> pathway.Answer:
        """A plan with a day for its next look answers that prompt; recompute finds it in the database."""
        if review_on is None:
            return answer
        return replace(answer, next=tuple(prompt for prompt in answer.next if prompt.code != "safety_plan"))

    def _stamp(self, told: pathway.History) -> None:
        phases = Phases(told)
        for row in self._of(Event):
            row.phase = phases.on(row.at)
        for offer in self._of(Offer):
            offer.phase = phases.on(offer.offered_on)

    def _sorted_events(self) -> list[Event]:
        return sorted(self._of(Event), key=lambda row: (row.at, row.recorded_at, row.pk))

    def _of[M: models.Model](self, model: type[M]) -> list[M]:
        return [row for row in self.rows if isinstance(row, model)]


@dataclass(slots=True)
class Phases:
    """The phase of each day, asked once a day."""

    told: pathway.History
    known: dict[date, str] = field(default_factory=dict)

    def on(self, day: date) -> str:
        if day not in self.known:
            self.known[day] = pathway.phase_on(self.told, day)
        return self.known[day]


REPORT = ("nationality", "reason", "account", "crime_reference")
