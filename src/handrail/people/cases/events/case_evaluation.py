"""Asking the rules again after something happened, and keeping what they said.

Called by actions inside their transaction, with the case locked.
"""

import datetime
from dataclasses import dataclass

from django.utils import timezone

from handrail import pathway
from handrail.pathway import History, PathwayStatus
from handrail.pathway.event_order import list_effective_events
from handrail.pathway.prompts import DUTY_CLOCKS, POLICE, PROMPTS
from handrail.people.cases.events.active_prompts import filter_active_prompts
from handrail.people.cases.events.due_wording import DueWording
from handrail.people.cases.events.models import Due
from handrail.people.cases.events.next_due_day import get_next_due_day
from handrail.people.cases.events.pathway_history import build_pathway_history_of_case, get_adulthood_prompt
from handrail.people.cases.events.safety_plan_review import (
    HEARING_EVENTS,
    DangerAssessment,
    DatedPlanReviewTrigger,
    PlanReviewDue,
    evaluate_plan_review_due,
    list_plan_review_triggers_from_danger_checks,
    list_plan_review_triggers_from_events,
    list_plan_review_triggers_from_hearings,
)
from handrail.people.cases.signals import case_recomputed
from handrail.people.records.models import (
    Case,
    Consent,
    DangerCheck,
    Event,
    Offer,
    Person,
    PersonMove,
    SafetyPlan,
    SafetyPlanReview,
)
from handrail.people.records.text_choices import (
    ImmediateDangerOrInjuryAnswer,
    RiskFactor,
    SafetyPlanReviewTrigger,
    YesNoUnsureOrNotAsked,
)
from handrail.platform.access.key_access import UnrecordedKeyAccess

LOCAL_SUPPORT_EVENTS = ("local_support_started", "local_support_ended")
CLOCKS_BY_PROMPT = {rule.code: rule.clocks or DUTY_CLOCKS.get(rule.code, ()) for rule in PROMPTS}


@dataclass(frozen=True, slots=True)
class CaseEvaluation:
    """What the rules read and what they answered, before and after; and what is asked again at eighteen."""

    history: History
    answer: PathwayStatus
    again: pathway.Prompt | None = None


def evaluate_case(case: Case, now: datetime.datetime | None = None) -> CaseEvaluation:
    """What the rules say of the case as it stands. Two queries, three where a date of birth is kept."""
    events = list(Event.objects.filter(case=case).order_by("at", "recorded_at", "id"))
    consents = list(Consent.objects.not_taken_back_for_case(case).order_by("id"))
    told = build_pathway_history_of_case(case, events, consents, get_date_of_birth(case))
    return CaseEvaluation(
        told,
        pathway.evaluate_pathway(told, now or timezone.localtime()),
        get_adulthood_prompt(case, consents, told),
    )


def read_pathway_history_of_case(case: Case) -> History:
    """The history of the case as it stands, and nothing asked or kept."""
    events = list(Event.objects.filter(case=case).order_by("at", "recorded_at", "id"))
    return build_pathway_history_of_case(
        case,
        events,
        list(Consent.objects.not_taken_back_for_case(case).order_by("id")),
        get_date_of_birth(case),
    )


def is_local_support_running(case: Case, on: datetime.date) -> bool:
    """Whether local support had started by that day and has not ended since: another yes then starts nothing."""
    codes = [
        event.event
        for event in list_effective_events(read_pathway_history_of_case(case).events)
        if event.event in LOCAL_SUPPORT_EVENTS and event.at <= on
    ]
    return bool(codes) and codes[-1] == LOCAL_SUPPORT_EVENTS[0]


def recompute_case(case: Case, now: datetime.datetime | None = None) -> CaseEvaluation:
    """Ask the rules, and keep phase, stage and dues; stamp events and offers with the phase of their moment."""
    worked = evaluate_case(case, now)
    _stamp_events_and_offers_with_phase(case, worked.history)
    _update_safety_plan_review_day(case, worked.history)
    rows = build_due_rows(case, worked.answer, worked.again)
    _replace_dues_of_case(case, rows)
    _save_phase_stage_and_next_due(case, worked, rows)
    case_recomputed.send(sender=None, case=case, history=worked.history)
    return worked


def evaluate_case_on_its_last_day(case: Case, history: History) -> PathwayStatus:
    """What the rules say today of a case as it was when it was closed; of an open one, as it is now.

    Args:
        case: the case.
        history: what the rules read of it.
    """
    return pathway.evaluate_pathway(history, timezone.localtime(case.closed_at))


def restamp_closed_case(case: Case) -> bool:
    """Let a closed case and what happened on it have the phases that the rules give today of its last day.

    Dues stay as they were when it was closed. Returns whether the case has another phase or stage than before.
    """
    history = read_pathway_history_of_case(case)
    answer = evaluate_case_on_its_last_day(case, history)
    _stamp_events_and_offers_with_phase(case, history)
    if (case.phase, case.stage) == (answer.phase, answer.stage):
        return False
    case.phase, case.stage = answer.phase, answer.stage
    case.version += 1
    case.save(update_fields=["phase", "stage", "version"])
    return True


def get_date_of_birth(case: Case) -> datetime.date | None:
    """The date of birth where one is kept: the only sealed fact that a rule needs."""
    person = Person.objects.filter(pk=case.pk, date_of_birth__isnull=False).first()
    if person is None:
        return None
    text = person.date_of_birth.decrypt_for(UnrecordedKeyAccess(case.pk))
    return datetime.date.fromisoformat(text) if text else None


def _stamp_events_and_offers_with_phase(case: Case, told: History) -> None:
    reader = pathway.PhaseReader(told)
    phases = reader.list_event_phases()
    for event in Event.objects.filter(case=case):
        phase = phases.get(str(event.pk)) or reader.get_phase_on(event.at)
        if event.phase != phase:
            Event.objects.filter(pk=event.pk).update(phase=phase)
    for offer in Offer.objects.filter(case=case):
        phase = reader.get_phase_when_recorded(offer.offered_on, offer.recorded_at)
        if offer.phase != phase:
            Offer.objects.filter(pk=offer.pk).update(phase=phase)


def _update_safety_plan_review_day(case: Case, told: History) -> None:
    """Bring the day of the plan's next look in line with what happened since the last one."""
    plan = SafetyPlan.objects.filter(case=case, is_newest=True).first()
    if plan is None:
        return
    looked = SafetyPlanReview.objects.filter(plan=plan).order_by("-id").first()
    moves = [
        DatedPlanReviewTrigger(SafetyPlanReviewTrigger.MOVE, at)
        for at in PersonMove.objects.filter(case=case).values_list("at", flat=True)
    ]
    checks = DangerCheck.objects.filter(case=case).order_by("id")
    happened = [
        *list_plan_review_triggers_from_events(told.events),
        *list_plan_review_triggers_from_hearings(_list_hearing_recording_times_and_days(case, told)),
    ]
    due = compute_safety_plan_review_due(
        plan,
        looked,
        [
            *happened,
            *moves,
            *list_plan_review_triggers_from_danger_checks(map(make_danger_assessment_of_check, checks)),
        ],
    )
    if (plan.review_on, plan.review_because) != (due.on, due.why):
        SafetyPlan.objects.filter(pk=plan.pk).update(review_on=due.on, review_because=due.why)


def _list_hearing_recording_times_and_days(
    case: Case, told: History
) -> list[tuple[datetime.datetime, datetime.date]]:
    """When each hearing was written down, and its day: those that nobody has corrected since or taken back."""
    stands = {event.id for event in list_effective_events(told.events)}
    rows = Event.objects.filter(case=case, event__in=HEARING_EVENTS, held_on__isnull=False)
    return [
        (at, day)
        for pk, at, day in rows.values_list("pk", "recorded_at", "held_on")
        if str(pk) in stands and day
    ]


def compute_safety_plan_review_due(
    plan: SafetyPlan, looked: SafetyPlanReview | None, facts: list[DatedPlanReviewTrigger]
) -> PlanReviewDue:
    """When the plan is due again, counted from the last look at it.

    Args:
        plan: the newest version.
        looked: the last look that found it still right, None for none.
        facts: what may make it due sooner.
    """
    if looked is not None:
        return evaluate_plan_review_due(seen=looked.reviewed_at, set_for=looked.next_on, facts=facts)
    return evaluate_plan_review_due(seen=plan.written_at, set_for=plan.asked_for, facts=facts)


def make_danger_assessment_of_check(row: DangerCheck) -> DangerAssessment:
    """A danger check as the rule reads it."""
    worries = tuple(YesNoUnsureOrNotAsked(getattr(row, worry.value)) for worry in RiskFactor)
    return DangerAssessment(row.asked_at, ImmediateDangerOrInjuryAnswer(row.answer), worries)


def _save_phase_stage_and_next_due(case: Case, worked: CaseEvaluation, rows: list[Due]) -> None:
    answer, today = worked.answer, timezone.localdate()
    case.phase, case.stage = answer.phase, answer.stage
    case.changes_on = pathway.find_next_change_day(worked.history, today)
    case.next_due = get_next_due_day(rows, review_on=_get_plan_review_day(case), today=today)
    case.version += 1
    case.save(update_fields=["phase", "stage", "changes_on", "next_due", "version", "age"])


def _replace_dues_of_case(case: Case, rows: list[Due]) -> None:
    Due.objects.filter(case=case).delete()
    Due.objects.bulk_create(rows)


def _get_plan_review_day(case: Case) -> datetime.date | None:
    plans = SafetyPlan.objects.filter(case=case, is_newest=True)
    return plans.values_list("review_on", flat=True).first()


def _has_safety_plan(case: Case) -> bool:
    return SafetyPlan.objects.filter(case=case, is_newest=True).exists()


def build_due_rows(
    case: Case,
    answer: PathwayStatus,
    again: pathway.Prompt | None = None,
    *,
    has_plan: bool | None = None,
    review_day: bool | None = None,
) -> list[Due]:
    """The rows that the answer leaves for lists: every prompt, and every clock that no prompt speaks for.

    Args:
        case: with its owner.
        answer: what the rules say.
        again: what is asked again at eighteen.
        has_plan: whether a safety plan is written; None where the caller does not know it.
        review_day: whether the plan has a day for its next look; None where the caller does not know it.
    """
    if review_day is None or has_plan is None:
        review_day, has_plan = _get_plan_review_day(case) is not None, _has_safety_plan(case)
    active = _list_active_prompts_of_case(case, answer, has_plan=has_plan, review_day=review_day)
    asked = active + ([again] if again else [])
    spoken = {clock for prompt in asked for clock in CLOCKS_BY_PROMPT.get(prompt.code, ())}
    told = [run for run in answer.clocks if not (run.ours and run.clock in spoken)]
    return [_build_clock_due(case, run) for run in told] + [
        _build_prompt_due(case, prompt) for prompt in asked
    ]


def _list_active_prompts_of_case(
    case: Case, answer: PathwayStatus, *, has_plan: bool, review_day: bool
) -> list[pathway.Prompt]:
    # Kept whatever the day: a list asked on a later day leaves out what has lapsed by then.
    return filter_active_prompts(
        answer.next,
        stand_in=case.stand_in_id is not None,
        has_plan=has_plan,
        review_day=review_day,
        today=datetime.date.min,
    )


def _build_clock_due(case: Case, run: pathway.ClockRun) -> Due:
    due = run.due
    return Due(
        case=case,
        sort=Due.Sort.CLOCK,
        code=run.clock,
        run=str(run.event_id)[:64],
        wording=DueWording(run.name if run.ours else run.awaited, run.owner, run.why, run.rule, run.source),
        confidence=run.confidence,
        kind=run.kind,
        ours=run.ours,
        started=_to_date(run.started),
        due_on=_to_date(due),
        due_at=due if isinstance(due, datetime.datetime) else None,
        ended_on=_to_date(run.ended),
    )


def _build_prompt_due(case: Case, prompt: pathway.Prompt) -> Due:
    ours = prompt.who != POLICE or case.owner.kind == "police"
    return Due(
        case=case,
        sort=Due.Sort.PROMPT,
        code=prompt.code,
        run="",
        wording=DueWording(
            prompt.do if ours else prompt.awaited, prompt.who, prompt.why, source=prompt.source
        ),
        ours=ours,
        due_on=_to_date(prompt.by),
    )


def _to_date(moment: datetime.date | datetime.datetime | None) -> datetime.date | None:
    if isinstance(moment, datetime.datetime):
        return timezone.localtime(moment).date() if timezone.is_aware(moment) else moment.date()
    return moment
