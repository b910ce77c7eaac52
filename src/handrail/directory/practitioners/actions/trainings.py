"""Trainings: sessions, who completed them, and until when that is valid by the settings of its day."""

import datetime
from collections.abc import Collection

from django.db import transaction

from handrail.directory.practitioners.actions.register import lock_own_practitioner
from handrail.directory.practitioners.models import Practitioner, PractitionerTraining, TrainingSession
from handrail.directory.practitioners.queries.settings import get_deployment_settings
from handrail.platform.access.actor import Actor
from handrail.platform.access.errors import NotVisible
from handrail.platform.access.policy import require_permission
from handrail.platform.access.roles import Permission
from handrail.platform.audit.actions import write_audit_record
from handrail.platform.kernel.dates import add_months
from handrail.platform.kernel.errors import ActionNotPossibleError


@transaction.atomic
def add_training_session(session: TrainingSession, *, by: Actor) -> TrainingSession:
    """Arrange a session of the actor's body. Raises Denied; ValidationError by field."""
    require_permission(by, Permission.EDIT_PRACTITIONERS)
    session.body_id = by.body_id
    session.save_by(by)
    write_audit_record(who=by.who, verb="added a training session", about=None, why=str(session))
    return session


@transaction.atomic
def record_training_attendance(session_id: int, *, attended: Collection[str], by: Actor) -> int:
    """Record who completed a session; whoever is recorded already stays.

    Args:
        session_id: of a session of the actor's body that was held.
        attended: numbers of practitioners of the body.
        by: who acts.

    Returns:
        How many were added.

    Raises:
        Denied, NotVisible, ActionNotPossibleError.
    """
    require_permission(by, Permission.EDIT_PRACTITIONERS)
    rows = TrainingSession.objects.select_for_update(of=("self",))
    session = rows.filter(pk=session_id, body=by.body_id).first()
    if session is None:
        raise NotVisible
    if not session.is_past:
        raise ActionNotPossibleError("The training has not been held yet.")
    found = Practitioner.objects.select_for_update(of=("self",)).filter(
        pk__in=list(attended), employer=by.body_id
    )
    new = found.exclude(trainings__kind=session.kind, trainings__completed_on=session.held_on)
    people = list(new)
    for who in people:
        _save_practitioner_training(
            PractitionerTraining(
                practitioner=who, kind=session.kind, completed_on=session.held_on, session=session
            )
        )
    write_audit_record(
        who=by.who, verb="recorded attendance of a training", about=None, why=f"{session}: {len(people)}"
    )
    return len(people)


@transaction.atomic
def add_training_of_practitioner(training: PractitionerTraining, *, by: Actor) -> PractitionerTraining:
    """Record a training that somebody completed. Raises Denied, NotVisible; ValidationError by field."""
    who = lock_own_practitioner(training.practitioner_id, by)
    training.practitioner = who
    _save_practitioner_training(training)
    write_audit_record(who=by.who, verb="recorded a training", about=None, why=f"{who.pk}: {training.kind}")
    return training


def compute_last_valid_day_of_training(
    body_id: int, kind: str, completed_on: datetime.date
) -> datetime.date | None:
    """The last day of a training by the settings of the day it was completed; None where it does not end.

    Args:
        body_id: whose settings.
        kind: a code of TRAININGS.
        completed_on: the day.
    """
    months = get_deployment_settings(body_id, completed_on).training_months.get(kind)
    return add_months(completed_on, int(months)) if months else None


def _save_practitioner_training(training: PractitionerTraining) -> None:
    """The newest of its kind counts."""
    who = training.practitioner
    if training.valid_until is None and training.completed_on:
        training.valid_until = compute_last_valid_day_of_training(
            who.employer_id, training.kind, training.completed_on
        )
    earlier = who.trainings.filter(kind=training.kind)
    training.is_newest = not earlier.filter(completed_on__gte=training.completed_on).exists()
    training.full_clean(exclude={"practitioner", "session"}, validate_constraints=False)
    if earlier.filter(completed_on=training.completed_on).exists():
        raise ActionNotPossibleError("That training is already recorded for that date.")
    if training.is_newest:
        earlier.filter(is_newest=True).update(is_newest=False)
    training.validate_constraints(exclude={"practitioner"})
    training.save(force_insert=True)
