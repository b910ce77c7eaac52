"""Writing, consulting on, publishing and varying a strategic plan."""

from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from handrail.areas.prevention.evidence_sources import find_title_of_evidence
from handrail.areas.prevention.models import (
    PriorityEvidence,
    Strategy,
    StrategyEdition,
    StrategyPriority,
    StrategyStep,
)
from handrail.areas.prevention.permissions import lock_and_authorise_prevention_record
from handrail.platform.access.actor import Actor
from handrail.platform.access.policy import require_permission
from handrail.platform.access.roles import Permission
from handrail.platform.audit.actions import write_audit_record
from handrail.platform.kernel.errors import ActionNotPossibleError

NEEDED_STEPS = (
    ("consultation", "Record the consultation first."),
    ("panel", "Record the report of the police and crime panel first."),
    ("answer", "Record the answer to the panel first."),
)
MOST_PRIORITIES = 30


@transaction.atomic
def create_draft_strategy(strategy: Strategy, *, by: Actor) -> Strategy:
    """Begin a strategic plan as a draft."""
    require_permission(by, Permission.WRITE_STRATEGY)
    strategy.body_id = by.body_id
    strategy.save_by(by)
    write_audit_record(who=by.who, verb="began a strategic plan", about=strategy.pk)
    return strategy


@transaction.atomic
def change_strategy(strategy: Strategy, *, seen: int, by: Actor) -> None:
    """Change name, aim and days of a plan that is being written.

    Args:
        strategy: as it is to be saved.
        seen: the version that the page showed.
        by: who acts.

    Raises:
        Denied, RecordNotVisibleError: it is not the actor's to work on.
        ConcurrentEditError: somebody saved it since.
        ActionNotPossibleError: it is published.
        ValidationError: by field.
    """
    _lock_open_strategy(strategy.pk, by)
    strategy.save_by(by, seen=seen)
    write_audit_record(who=by.who, verb="changed a strategic plan", about=strategy.pk)


@transaction.atomic
def add_strategy_priority_with_reasons(priority: StrategyPriority, *, by: Actor) -> StrategyPriority:
    """Add a priority with its reasons, under the next number."""
    strategy = _lock_open_strategy(priority.strategy_id, by)
    priority.number = strategy.priorities.count() + 1
    if priority.number > MOST_PRIORITIES:
        raise ActionNotPossibleError("A plan holds at most 30 priorities.")
    priority.save_by(by)
    write_audit_record(who=by.who, verb="added a priority", about=strategy.pk, why=str(priority.number))
    return priority


@transaction.atomic
def change_or_drop_strategy_priority(priority: StrategyPriority, *, seen: int, by: Actor) -> None:
    """Change or drop a priority. Earlier editions keep it as it was.

    Args:
        priority: as it is to be saved.
        seen: the version that the page showed.
        by: who acts.

    Raises:
        Denied, RecordNotVisibleError: it is not the actor's to work on.
        ConcurrentEditError: somebody saved it since.
        ActionNotPossibleError: the plan is published.
        ValidationError: by field.
    """
    _lock_open_strategy(priority.strategy_id, by)
    priority.save_by(by, seen=seen)
    write_audit_record(
        who=by.who, verb="changed a priority", about=priority.strategy_id, why=str(priority.number)
    )


@transaction.atomic
def add_evidence_to_priority(evidence: PriorityEvidence, *, source: str, by: Actor) -> PriorityEvidence:
    """Rest a priority on a signal, a threat or a finding.

    Args:
        evidence: with its priority and words.
        source: “kind:id” of what it rests on.
        by: who acts.

    Raises:
        Denied, RecordNotVisibleError: it is not the actor's to work on.
        ActionNotPossibleError: the plan is published, or the source is not open to the actor or is cited already.
        ValidationError: by field.
    """
    strategy = _lock_open_strategy(evidence.priority.strategy_id, by)
    found = find_title_of_evidence(by, source)
    if found is None:
        raise ActionNotPossibleError("Choose something that is open to you.")
    evidence.kind, _, evidence.ref = source.partition(":")
    evidence.title, evidence.at = found, timezone.now()
    evidence.by_id = by.user_id
    evidence.full_clean(exclude={"priority", "by"}, validate_constraints=False)
    try:
        with transaction.atomic():
            evidence.save()
    except IntegrityError:
        raise ActionNotPossibleError("The priority has that evidence already.") from None
    write_audit_record(who=by.who, verb="rested a priority on evidence", about=strategy.pk, why=evidence.kind)
    return evidence


@transaction.atomic
def record_consultation_or_panel_step_of_strategy(step: StrategyStep, *, by: Actor) -> StrategyStep:
    """Record a consultation, the panel's report or the answer, for the edition that is being written.

    Args:
        step: of a plan that is being written.
        by: who acts.

    Raises:
        Denied, RecordNotVisibleError: it is not the actor's to work on.
        ActionNotPossibleError: the plan is published, or the panel has not reported on it.
        ValidationError: by field.
    """
    strategy = _lock_open_strategy(step.strategy_id, by)
    step.edition = strategy.editions.count() + 1
    done = _list_recorded_strategy_steps(strategy, step.edition)
    if step.step == "answer" and "panel" not in done:
        raise ActionNotPossibleError("Record the report of the police and crime panel first.")
    step.by_id, step.at = by.user_id, timezone.now()
    step.full_clean(exclude={"strategy", "by"})
    step.save()
    write_audit_record(
        who=by.who, verb="recorded a step of a strategic plan", about=strategy.pk, why=step.step
    )
    return step


@transaction.atomic
def publish_strategy(strategy_id: UUID, *, seen: int, by: Actor) -> StrategyEdition:
    """Publish the plan as an edition that stays as it is.

    Args:
        strategy_id: of a plan that is being written.
        seen: the version that the page showed.
        by: who publishes.

    Raises:
        Denied, RecordNotVisibleError: it is not the actor's to work on.
        ConcurrentEditError: somebody saved it since.
        ActionNotPossibleError: it has no priority, or a step is missing.
    """
    strategy = _lock_open_strategy(strategy_id, by)
    number = strategy.editions.count() + 1
    done = _list_recorded_strategy_steps(strategy, number)
    for step, said in NEEDED_STEPS:
        if step not in done:
            raise ActionNotPossibleError(said)
    content = _build_strategy_edition_content(strategy, number)
    if not content["priorities"]:
        raise ActionNotPossibleError("Add a priority first.")
    because, strategy.state, strategy.varied_because = strategy.varied_because, "published", ""
    strategy.save_by(by, seen=seen)
    edition = StrategyEdition(
        strategy=strategy,
        body_id=strategy.body_id,
        number=number,
        content=content,
        because=because,
        by_id=by.user_id,
        at=timezone.now(),
    )
    edition.save()
    write_audit_record(who=by.who, verb="published a strategic plan", about=strategy.pk, why=str(number))
    return edition


@transaction.atomic
def open_strategy_for_variation(strategy_id: UUID, *, why: str, by: Actor) -> None:
    """Open a published plan for a variation. What was published stays beside it.

    Args:
        strategy_id: of a published plan.
        why: the reason, which the next edition carries.
        by: who varies it.

    Raises:
        Denied, RecordNotVisibleError: it is not the actor's to work on.
        ActionNotPossibleError: it is not published.
        ValidationError: no reason.
    """
    strategy = lock_and_authorise_prevention_record(
        Strategy, strategy_id, Permission.WRITE_STRATEGY, by, "strategic plan"
    )
    if strategy.state != "published":
        raise ActionNotPossibleError("This plan is being written already.")
    if not why:
        raise ValidationError({"why": "Say why"})
    strategy.state, strategy.varied_because = "varying", why
    strategy.save_by(by)
    write_audit_record(who=by.who, verb="varied a strategic plan", about=strategy.pk)


def _build_strategy_edition_content(strategy: Strategy, number: int) -> dict[str, Any]:
    """What an edition shows: plain texts and days."""
    priorities = strategy.priorities.filter(is_dropped=False).prefetch_related("evidence")
    steps = strategy.steps.filter(edition=number).order_by("held_on", "pk")
    return {
        "title": strategy.title,
        "aim": strategy.aim,
        "starts_on": strategy.starts_on.isoformat(),
        "ends_on": strategy.ends_on.isoformat(),
        "priorities": [
            {
                "title": row.title,
                "reasons": row.reasons,
                "evidence": [[each.kind, each.title, each.words] for each in row.evidence.all()],
            }
            for row in priorities
        ],
        "steps": [[row.get_step_display(), row.held_on.isoformat(), row.words] for row in steps],
    }


def _list_recorded_strategy_steps(strategy: Strategy, edition: int) -> set[str]:
    return set(strategy.steps.filter(edition=edition).values_list("step", flat=True))


def _lock_open_strategy(strategy_id: UUID, by: Actor) -> Strategy:
    strategy = lock_and_authorise_prevention_record(
        Strategy, strategy_id, Permission.WRITE_STRATEGY, by, "strategic plan"
    )
    if strategy.state == "published":
        raise ActionNotPossibleError("This plan is published. Vary it first, and say why.")
    return strategy
