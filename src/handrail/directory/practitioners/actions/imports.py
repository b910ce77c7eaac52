"""Practitioners of a file, added together once somebody has read the findings."""

from collections.abc import Sequence

from django.db import transaction

from handrail.directory.practitioners.actions.register import add_language_of_practitioner, add_practitioner
from handrail.directory.practitioners.actions.trainings import add_training_of_practitioner
from handrail.directory.practitioners.register_csv import RegisterImportRow
from handrail.platform.access.actor import Actor
from handrail.platform.access.policy import require_permission
from handrail.platform.access.roles import Permission
from handrail.platform.audit.actions import write_audit_record


@transaction.atomic
def add_imported_practitioners(rows: Sequence[RegisterImportRow], *, by: Actor) -> int:
    """Add all of them, or nobody.

    Args:
        rows: without problems, and of nobody who is on the register.
        by: who acts.

    Returns:
        How many were added.

    Raises:
        Denied; ValidationError where somebody was added meanwhile.
    """
    require_permission(by, Permission.EDIT_PRACTITIONERS)
    for row in rows:
        who = add_practitioner(row.practitioner, areas=row.areas, skills=row.skills, by=by)
        for language in row.languages:
            language.practitioner = who
            add_language_of_practitioner(language, by=by)
        for training in sorted(row.trainings, key=lambda one: one.completed_on):
            training.practitioner = who
            add_training_of_practitioner(training, by=by)
    write_audit_record(who=by.who, verb="imported practitioners", about=None, why=str(len(rows)))
    return len(rows)


def record_register_export(count: int, *, by: Actor) -> None:
    """Whoever takes the register away is written down."""
    write_audit_record(who=by.who, verb="exported the register", about=None, outcome="read", why=str(count))
