"""Many cases at once: the rows that the actions would leave, built in memory and written together.

A test holds these rows, the trail among them, against those of the actions.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any
from uuid import uuid4

from django.db import models
from django.utils import timezone

from handrail import pathway
from handrail.demo.actions_bulk_row_writes import (
    BodyEncryptionKeysAndDeadlineLengths,
    create_missing_body_encryption_keys_and_read_all,
    write_case_rows_in_bulk,
)
from handrail.demo.actions_row_insertion import InsertOnlyTableRow
from handrail.demo.audit_trail import iterate_audit_records_of_planned_acts
from handrail.demo.case_act_timetable import list_ordered_acts_of_case
from handrail.demo.case_inputs import (
    ConsentAnswerInput,
    get_circumstances_by_field,
    get_identity_texts_by_field,
    get_need_key_of_offer,
    get_offer_answer_day,
    get_safety_plan_texts_by_field,
    make_consent_answer_input,
    make_duty_to_notify_report_input,
    make_event_input,
)
from handrail.demo.case_writer import DemoLookups
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
from handrail.people.cases.consent.actions.consents import ConsentToSharingInput
from handrail.people.cases.consent.models import DutyToNotifyReport
from handrail.people.cases.events.adulthood_review import is_childhood_answer
from handrail.people.cases.events.case_evaluation import (
    build_due_rows,
    compute_safety_plan_review_due,
    make_danger_assessment_of_check,
)
from handrail.people.cases.events.next_due_day import get_next_due_day
from handrail.people.cases.events.pathway_history import build_pathway_history_of_case, get_adulthood_prompt
from handrail.people.cases.events.safety_plan_review import (
    PLACE_SERVICE_KINDS,
    DatedPlanReviewTrigger,
    list_plan_review_triggers_from_danger_checks,
    list_plan_review_triggers_from_events,
)
from handrail.people.cases.name_search.actions_name_index import make_name_index_numbers
from handrail.people.cases.name_search.models import NameKey
from handrail.people.cases.offers.models import Circumstances
from handrail.people.cases.person.models import Channel, SafestContactWay
from handrail.people.contacts.models import Contact
from handrail.people.contacts.text_choices import ContactState
from handrail.people.records.models import (
    Case,
    Consent,
    DangerCheck,
    Event,
    Need,
    Offer,
    Person,
    PersonMove,
    SafetyPlan,
    SafetyPlanReview,
)
from handrail.people.records.text_choices import (
    ConsentAnswer,
    ImmediateDangerOrInjuryAnswer,
    OfferAnswer,
    SafetyPlanReviewTrigger,
)
from handrail.platform.access.grounds import GrantGround
from handrail.platform.access.key_access import UnrecordedKeyAccess
from handrail.platform.access.kinds import ALL_KINDS, SHAREABLE_KINDS
from handrail.platform.access.models import File, Grant
from handrail.platform.access.sealed import SealedModel
from handrail.platform.kernel.case_references import format_case_reference
from handrail.platform.kernel.ids import new_id


def write_cases_in_bulk(
    cases: Iterable[PlannedCase], cast: DemoLookups, now: datetime, *, trail: bool = True
) -> None:
    """Build the rows of these cases and write them, in one go for all.

    Args:
        cases: the plans.
        cast: everybody and everything that they point at.
        now: the moment up to which they have come.
        trail: whether their trail is written too.
    """
    cases = list(cases)
    keys = create_missing_body_encryption_keys_and_read_all({case.body for case in cases})
    built = [CaseRowBuilder(cast, case, keys, trail).build(now) for case in cases]
    write_case_rows_in_bulk([row for rows in built for row in rows])


@dataclass(slots=True)
class CaseRowBuilder:
    """Builds the rows of one case: the same verbs as the loader's writer, without a database."""

    cast: DemoLookups
    case: PlannedCase
    keys: BodyEncryptionKeysAndDeadlineLengths
    trail: bool = True
    now: datetime = field(init=False)
    moment: datetime = field(init=False)
    access: UnrecordedKeyAccess = field(init=False)
    row: Case = field(init=False)
    rows: list[models.Model | InsertOnlyTableRow] = field(default_factory=list)
    made: dict[str, Any] = field(default_factory=dict)

    def build(self, now: datetime) -> list[models.Model | InsertOnlyTableRow]:
        """Every act of the timetable, and then what the rules say of it now."""
        self.now, acts = now, list_ordered_acts_of_case(self.case, now)
        for act in acts:
            self.moment = act.moment
            do: Callable[[Any, str], None] = getattr(self, act.verb)
            do(act.what, act.key)
        self._evaluate_rules()
        if self.trail:
            self.rows += iterate_audit_records_of_planned_acts(self.cast, self.case, self.row.file_id, acts)
        return self.rows

    @property
    def user_id(self) -> int:
        return self.cast.actors[self.case.worker].user_id

    def open_case(self, case: PlannedCase, _key: str) -> None:
        owner, number = self.cast.bodies[case.body], uuid4()
        key, self.access = self.keys.new_file(number, case.body, self.moment)
        self.row = Case(
            file_id=number,
            owner=owner,
            reference=format_case_reference(str(owner.prefix), case.number),
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
            **get_identity_texts_by_field(case),
        )
        self.rows.append(person.bind(self.access).seal())
        self.rows += [
            InsertOnlyTableRow(NameKey, case_id=self.row.pk, key=key)
            for key in sorted(make_name_index_numbers(self.row.owner_id, person))
        ]

    def say_circumstances(self, case: PlannedCase, _key: str) -> None:
        self.rows.append(
            Circumstances(case=self.row, version=1, **get_circumstances_by_field(case), **self._changed())
        )

    def set_contacts(self, case: PlannedCase, _key: str) -> None:
        stand_in = self.cast.actors[case.stand_in].user_id
        self._name(stand_in, "Stand-in")
        self.row.stand_in_id = stand_in

    def say_danger(self, danger: PlannedDangerCheck, _key: str) -> None:
        self._add(DangerCheck, {"note": danger.note}, answer=danger.answer, **danger.worries, **self._asked())
        self.row.danger = ImmediateDangerOrInjuryAnswer(danger.answer)

    def say_safest(self, case: PlannedCase, _key: str) -> None:
        self._add(SafestContactWay, {"how": case.safest}, **self._asked())

    def tell_facts(self, case: PlannedCase, _key: str) -> None:
        self.row.told = sorted(case.facts)

    def say_channel(self, channel: PlannedContactChannel, _key: str) -> None:
        texts = {"detail": channel.detail, "note": channel.note}
        self._add(Channel, texts, kind=channel.kind, safe=channel.safe, **self._asked())

    def write_safety_plan(self, safety: PlannedSafetyPlan, _key: str) -> None:
        self._add(
            SafetyPlan,
            get_safety_plan_texts_by_field(safety),
            number=1,
            asked_for=safety.review_on,
            written_at=self.moment,
            written_by_id=self.user_id,
        )

    def keep_safety_plan(self, safety: PlannedSafetyPlan, _key: str) -> None:
        self._add(
            SafetyPlanReview,
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

    def answer(self, what: PlannedEvent | PlannedConsentAnswer, _key: str) -> None:
        answer = make_consent_answer_input(self.case, what)
        facts: dict[str, Any] = {}
        if answer.event:
            facts["event"] = self._event(answer.event, answer.asked.on)
        if answer.sharing:
            facts |= {
                "to_body": self.cast.bodies[answer.sharing.body_code],
                "kinds": [kind.value for kind in answer.sharing.kept],
                "until": answer.sharing.until,
                "grant": self._grant(answer, answer.sharing) if answer.said is ConsentAnswer.YES else None,
            }
        self._consent(answer, **facts)

    def notify(self, event: PlannedEvent, _key: str) -> None:
        prepared = make_duty_to_notify_report_input(self.case)
        texts = {name: getattr(prepared, name) for name in REPORT_FACTS}
        sent = self._happened(event)
        kept = self._add(
            DutyToNotifyReport,
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
            need=self.made[get_need_key_of_offer(key)],
            service=self.cast.services[offer.service],
            offered_on=offer.on,
            offered_by_id=self.user_id,
            recorded_at=self.moment,
            **self._changed(),
        )

    def answer_offer(self, offer: PlannedOffer, key: str) -> None:
        row = self.made[key]
        row.answer, row.answered_on, row.answered_to_id = (
            offer.answer,
            get_offer_answer_day(offer),
            self.user_id,
        )
        row.reason = offer.reason
        row.seal()
        self._touch(row)
        if offer.answer == OfferAnswer.ACCEPTED and row.service.kind in PLACE_SERVICE_KINDS:
            self._add(PersonMove, {}, at=self.moment, by_id=self.user_id)

    def record_result(self, offer: PlannedOffer, key: str) -> None:
        row = self.made[key]
        row.result, row.cost_pence = offer.result, offer.cost_pence
        row.seal()
        self._touch(row)

    def hold_contact(self, held: HeldContactWithVictim, _key: str) -> None:
        self._add(
            Contact,
            {"despite": ""},
            channel=held.channel,
            says=held.says,
            on=held.on,
            with_user_id=self.user_id,
            state=ContactState.HELD,
            made_at=self.moment,
            made_by_id=self.user_id,
            **self._changed(),
        )

    def meet_need(self, day: date, key: str) -> None:
        self.made[key].met_on = day

    def _touch(self, row: Offer) -> None:
        row.version, row.changed_at, row.changed_by_id = row.version + 1, self.moment, self.user_id

    def _asked(self) -> dict[str, Any]:
        return {"asked_at": self.moment, "asked_by_id": self.user_id}

    def _changed(self) -> dict[str, Any]:
        return {"changed_at": self.moment, "changed_by_id": self.user_id}

    def _add[M: models.Model](self, model: type[M], texts: dict[str, str], **facts: Any) -> M:
        row = model(id=new_id(), case_id=self.row.pk, **facts, **texts)
        if isinstance(row, SealedModel):
            row.bind(self.access).seal()
        self.rows.append(row)
        return row

    def _happened(
        self, event: PlannedEvent, *, first: bool = False, supersedes: Event | None = None
    ) -> Event:
        said = make_event_input(event, first=first)
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

    def _consent(self, answer: ConsentAnswerInput, **facts: Any) -> None:
        asked, born = answer.asked, self.case.person.born
        self._add(
            Consent,
            {"words": asked.words},
            matter=answer.matter,
            said=answer.said,
            asked_on=asked.on,
            of_child=is_childhood_answer(
                age=self.row.age, age_asked=self.row.age_asked, born=born, on=asked.on
            ),
            asked_by_id=self.user_id,
            interpreter=self.cast.languages.get(asked.interpreter_tag),
            recorded_at=self.moment,
            **facts,
        )

    def _name(self, user_id: int, because: str) -> None:
        kinds = sorted(kind.value for kind in ALL_KINDS)
        self.rows.append(self._opened(kinds, GrantGround.WORK, because, to_user_id=user_id))

    def _grant(self, answer: ConsentAnswerInput, sharing: ConsentToSharingInput) -> Grant:
        grant = self._opened(
            [kind.value for kind in SHAREABLE_KINDS if kind in sharing.kept],
            GrantGround.CONSENT,
            f"Agreed on {answer.asked.on:%-d %B %Y}",
            to_body=self.cast.bodies[sharing.body_code],
            until=sharing.until,
        )
        self.rows.append(grant)
        return grant

    def _opened(self, kinds: list[str], ground: GrantGround, because: str, **to: Any) -> Grant:
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

    def _evaluate_rules(self) -> None:
        """What recompute keeps: phase, stage, dues, and the phase of each event's and offer's day."""
        settings = self.keys.settings(self.row.owner_id)
        told = build_pathway_history_of_case(
            self.row, self._sorted_events(), self._of(Consent), self.case.person.born, settings
        )
        review_on = self._review(told)
        answer = pathway.evaluate_pathway(told, timezone.localtime(self.now))
        self._stamp(told)
        due_rows = build_due_rows(
            self.row,
            self._drop_completed_prompts(answer, review_on),
            get_adulthood_prompt(self.row, self._of(Consent), told),
            has_plan=any(self._of(SafetyPlan)),
            review_day=review_on is not None,
        )
        self.rows += due_rows
        case = self.row
        case.phase, case.stage = answer.phase, answer.stage
        case.changes_on = pathway.find_next_change_day(told, timezone.localdate(self.now))
        case.next_due = get_next_due_day(due_rows, review_on=review_on, today=timezone.localdate(self.now))

    def _review(self, told: pathway.History) -> date | None:
        """When the plan is due for its next look, which is kept on it."""
        plan = next(iter(self._of(SafetyPlan)), None)
        if plan is None:
            return None
        moves = [
            DatedPlanReviewTrigger(SafetyPlanReviewTrigger.MOVE, move.at) for move in self._of(PersonMove)
        ]
        checks = list_plan_review_triggers_from_danger_checks(
            map(make_danger_assessment_of_check, self._of(DangerCheck))
        )
        looked = next(iter(self._of(SafetyPlanReview)), None)
        due = compute_safety_plan_review_due(
            plan, looked, [*list_plan_review_triggers_from_events(told.events), *moves, *checks]
        )
        plan.review_on, plan.review_because = due.on, due.why
        return due.on

    def _drop_completed_prompts(
        self, answer: pathway.PathwayStatus, review_on: date | None
    ) -> pathway.PathwayStatus:
        """A plan with a day for its next look answers that prompt; recompute finds it in the database."""
        if review_on is None:
            return answer
        return replace(answer, next=tuple(prompt for prompt in answer.next if prompt.code != "safety_plan"))

    def _stamp(self, told: pathway.History) -> None:
        reader = pathway.PhaseReader(told)
        by_event = reader.list_event_phases()
        for row in self._of(Event):
            row.phase = by_event.get(str(row.pk)) or reader.get_phase_on(row.at)
        for offer in self._of(Offer):
            offer.phase = reader.get_phase_when_recorded(offer.offered_on, offer.recorded_at)

    def _sorted_events(self) -> list[Event]:
        return sorted(self._of(Event), key=lambda row: (row.at, row.recorded_at, row.pk))

    def _of[M: models.Model](self, model: type[M]) -> list[M]:
        return [row for row in self.rows if isinstance(row, model)]


REPORT_FACTS = ("nationality", "reason", "account", "crime_reference")
