"""Beginning an assessment, and changing its scope."""

from django.db import transaction

from handrail.areas.needs.actions.refused_texts import raise_if_texts_identify_anyone
from handrail.areas.needs.models import NeedsAssessment
from handrail.areas.needs.permissions import (
    get_local_policing_body_that_may_assess_needs,
    lock_draft_assessment,
)
from handrail.platform.access.actor import Actor
from handrail.platform.access.roles import Permission
from handrail.platform.audit.actions import write_audit_record
from handrail.platform.kernel.errors import ActionNotPossibleError

TEXTS = ("title", "method", "unknowns")
OUT_OF_SCOPE = "A finding is about a phase that you removed. Change or remove the finding first."


def create_draft_assessment(assessment: NeedsAssessment, *, by: Actor) -> NeedsAssessment:
    """Begin an assessment of the body's own area.

    Args:
        assessment: title, period, phases, method; which one it replaces.
        by: of a local policing body.

    Raises:
        Denied: by role.
        ValidationError: by field; where words name somebody, a place, or a count that was not published.
        ActionNotPossibleError: the body has no area.
    """
    raise_if_texts_identify_anyone({name: getattr(assessment, name) for name in TEXTS}, by, counts=False)
    with transaction.atomic():
        body = get_local_policing_body_that_may_assess_needs(by)
        assessment.body, assessment.area_id = body, str(body.area_id)
        _require_replaced_assessment_is_published(assessment)
        assessment.save_by(by)
        write_audit_record(
            who=by.who, verb="began a needs assessment", about=assessment.pk, why=assessment.title
        )
    return assessment


def change_draft_needs_assessment(assessment: NeedsAssessment, *, seen: int, by: Actor) -> None:
    """Change scope, period or method of a draft.

    Args:
        assessment: as it is to be saved.
        seen: the version that the page showed.
        by: who acts.

    Raises:
        Denied, RecordNotVisibleError: it is not the actor's to change.
        ConcurrentEditError: somebody saved it since.
        ValidationError: by field.
        ActionNotPossibleError: it is published, or a finding is about a phase that is out of scope.
    """
    raise_if_texts_identify_anyone({name: getattr(assessment, name) for name in TEXTS}, by, counts=False)
    with transaction.atomic():
        saved = lock_draft_assessment(assessment.pk, Permission.WRITE_NEEDS, by)
        saved.raise_if_seen_version_stale(seen)
        _require_replaced_assessment_is_published(assessment)
        in_scope = dict(assessment.phases)
        phases = saved.findings.values_list("phase", flat=True)
        if any(phase not in in_scope for phase in phases):
            raise ActionNotPossibleError(OUT_OF_SCOPE)
        assessment.save_by(by, seen=seen)
        write_audit_record(who=by.who, verb="changed a needs assessment", about=assessment.pk)


def _require_replaced_assessment_is_published(assessment: NeedsAssessment) -> None:
    if assessment.replaces and assessment.replaces.state != "published":
        raise ActionNotPossibleError("Only a published assessment can be replaced.")
