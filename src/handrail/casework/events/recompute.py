"""Asking the rules again after something happened, and keeping what they said.

Called by actions inside their transaction, with the case locked.
"""

import datetime
from dataclasses import dataclass

from django.utils import timezone

from handrail import pathway
from handrail.casework.case.models import (
    Case,
    Consent,
    DangerCheck,
    Event,
    Moved,
    Offer,
    Person,
    PlanReview,
    SafetyPlan,
)
from handrail.casework.case.sealing import boxes, read
from handrail.casework.case.states import Danger, Sure, Why, Worry
from handrail.casework.events.history import asked_again, history
from handrail.casework.events.models import Due
from handrail.casework.events.next_due import next_due
from handrail.casework.events.review_rule import (
    HEARINGS,
    Checked,
    Fact,
    Review,
    of_checks,
    of_events,
    of_hearings,
    review,
)
from handrail.casework.events.still_asked import still_asked
from handrail.pathway import Answer, History
from handrail.pathway.order import standing
from handrail.pathway.prompts import POLICE, PROMPTS

CLOCKS_OF = {rule.code: rule.clocks for rule in PROMPTS}


@dataclass(frozen=True, slots=True)
class Worked:
    """What the rules read and what they answered, before and after; and what is asked again at eighteen."""

    history: History
    answer: Answer
    again: pathway.Prompt | None = None


def ask(case: Case, now: datetime.datetime | None = None) -> Worked:
    """What the rules say of the case as it stands. Two queries, three where a date of birth is kept."""
    events = list(Event.objects.filter(case=case).order_by("at", "recorded_at", "id"))
    consents = list(Consent.objects.standing_of(case).order_by("id"))
    told = history(case, events, consents, date_of_birth(case))
    return Worked(told, pathway.answer(told, now or timezone.localtime()), asked_again(case, consents, told))


def recompute(case: Case, now: datetime.datetime | None = None) -> Worked:
    """Ask the rules, and keep phase, stage and dues; stamp events and offers with the phase of their day."""
    worked = ask(case, now)
    _stamp(case, worked.history)
    _keep_review(case, worked.history)
    rows = dues(case, worked.answer, worked.again)
    _keep_dues(case, rows)
    _keep_answer(case, worked, rows)
    return worked


def date_of_birth(case: Case) -> datetime.date | None:
    """The date of birth where one is kept: the only sealed fact that a rule needs."""
    person = Person.objects.filter(pk=case.pk, date_of_birth__isnull=False).first()
    if person is None:
        return None
    text = read(boxes([case.pk]).get(case.pk), person, "date_of_birth")
    return datetime.date.fromisoformat(text) if text else None


def _stamp(case: Case, told: History) -> None:
    for event in Event.objects.filter(case=case):
        phase = pathway.phase_on(told, event.at)
        if event.phase != phase:
            Event.objects.filter(pk=event.pk).update(phase=phase)
    for offer in Offer.objects.filter(case=case):
        phase = pathway.phase_on(told, offer.offered_on)
        if offer.phase != phase:
            Offer.objects.filter(pk=offer.pk).update(phase=phase)


def _keep_review(case: Case, told: History) -> None:
    """Bring the day of the plan's next look in line with what happened since the last one."""
    plan = SafetyPlan.objects.filter(case=case, is_newest=True).first()
    if plan is None:
        return
    looked = PlanReview.objects.filter(plan=plan).order_by("-id").first()
    moves = [Fact(Why.MOVE, at) for at in Moved.objects.filter(case=case).values_list("at", flat=True)]
    checks = DangerCheck.objects.filter(case=case).order_by("id")
    happened = [*of_events(told.events), *of_hearings(_hearings(case, told))]
    due = plan_review(plan, looked, [*happened, *moves, *of_checks(map(checked, checks))])
    if (plan.review_on, plan.review_because) != (due.on, due.why):
        SafetyPlan.objects.filter(pk=plan.pk).update(review_on=due.on, review_because=due.why)


def _hearings(case: Case, told: History) -> list[tuple[datetime.datetime, datetime.date]]:
    """When each hearing was written down, and its day: those that nobody has corrected since or taken back."""
    stands = {event.id for event in standing(told.events)}
    rows = Event.objects.filter(case=case, event__in=HEARINGS, held_on__isnull=False)
    return [
        (at, day)
        for pk, at, day in rows.values_list("pk", "recorded_at", "held_on")
        if str(pk) in stands and day
    ]


def plan_review(plan: SafetyPlan, looked: PlanReview | None, facts: list[Fact]) -> Review:
    """When the plan is due again, counted from the last look at it."""
    if looked is not None:
        return review(seen=looked.reviewed_at, set_for=looked.next_on, facts=facts)
    return review(seen=plan.written_at, set_for=plan.asked_for, facts=facts)


def checked(row: DangerCheck) -> Checked:
    """A danger check as the rule reads it."""
    worries = tuple(Sure(getattr(row, worry.value)) for worry in Worry)
    return Checked(row.asked_at, Danger(row.answer), worries)


def _keep_answer(case: Case, worked: Worked, rows: list[Due]) -> None:
    answer, today = worked.answer, timezone.localdate()
    case.phase, case.stage = answer.phase, answer.stage
    case.changes_on = pathway.next_change(worked.history, today)
    case.next_due = next_due(rows, review_on=_review_day(case), today=today)
    case.version += 1
    case.save(update_fields=["phase", "stage", "changes_on", "next_due", "version", "age"])


def _keep_dues(case: Case, rows: list[Due]) -> None:
    Due.objects.filter(case=case).delete()
    Due.objects.bulk_create(rows)


def _review_day(case: Case) -> datetime.date | None:
    plans = SafetyPlan.objects.filter(case=case, is_newest=True)
    return plans.values_list("review_on", flat=True).first()


def dues(
    case: Case, answer: Answer, again: pathway.Prompt | None = None, *, review_day: bool | None = None
) -> list[Due]:
    """The rows that the answer leaves for lists: every prompt, and every clock that no prompt speaks for.

    `review_day` is whether the plan has a day for its next look, for a caller that knows it already.
    """
    if review_day is None:
        review_day = _review_day(case) is not None
    asked = _asked(case, answer, review_day=review_day) + ([again] if again else [])
    spoken = {clock for prompt in asked for clock in CLOCKS_OF.get(prompt.code, ())}
    told = [run for run in answer.clocks if not (run.ours and run.clock in spoken)]
    return [_clock(case, run) for run in told] + [_prompt(case, prompt) for prompt in asked]


def _asked(case: Case, answer: Answer, *, review_day: bool) -> list[pathway.Prompt]:
    # Kept whatever the day: a list asked on a later day leaves out what has lapsed by then.
    return still_asked(
        answer.next,
        stand_in=case.stand_in_id is not None,
        review_day=review_day,
        today=datetime.date.min,
    )


def _clock(case: Case, run: pathway.ClockRun) -> Due:
    due = run.due
    return Due(
        case=case,
        sort=Due.Sort.CLOCK,
        code=run.clock,
        run=str(run.event_id)[:64],
        title=run.name,
        who=run.owner,
        why=run.why,
        rule=run.rule,
        source=run.source,
        confidence=run.confidence,
        kind=run.kind,
        ours=run.ours,
        started=_day(run.started),
        due_on=_day(due),
        due_at=due if isinstance(due, datetime.datetime) else None,
        ended_on=_day(run.ended),
    )


def _prompt(case: Case, prompt: pathway.Prompt) -> Due:
    return Due(
        case=case,
        sort=Due.Sort.PROMPT,
        code=prompt.code,
        run="",
        title=prompt.do,
        who=prompt.who,
        why=prompt.why,
        source=prompt.source,
        ours=prompt.who != POLICE or case.owner.kind == "police",
        due_on=_day(prompt.by),
    )


def _day(moment: datetime.date | datetime.datetime | None) -> datetime.date | None:
    if isinstance(moment, datetime.datetime):
        return timezone.localtime(moment).date() if timezone.is_aware(moment) else moment.date()
    return moment
