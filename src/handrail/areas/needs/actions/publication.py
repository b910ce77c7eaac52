"""Publishing an assessment: its content and its files are kept and never change, and what it replaces is marked."""

import hashlib
import json
from importlib.metadata import version
from typing import Any, Final
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from handrail.areas.needs.models import NeedsAssessment, PublishedNeedsAssessment, PublishedNeedsFile
from handrail.areas.needs.permissions import lock_draft_assessment
from handrail.areas.needs.queries.assessment import AssessmentDetail, fetch_assessment_detail
from handrail.areas.needs.queries.document import build_current_needs_document, fetch_needs_document_sources
from handrail.platform.access.actor import Actor
from handrail.platform.access.roles import Permission
from handrail.platform.audit.actions import write_audit_record
from handrail.platform.documents.document_tree import Document
from handrail.platform.documents.formats import make_all_document_files
from handrail.platform.documents.serialisation import convert_document_to_plain_values
from handrail.platform.kernel.errors import ActionNotPossibleError

NO_FINDING: Final = "The assessment has no finding yet. Add one first."
UNCHECKED: Final = "A second person has not checked a quote yet. Have it checked, or remove it."
CHANGED_MEANWHILE: Final = "Someone has changed this assessment. Read it as it is now, then publish it."
REPLACED_MEANWHILE: Final = "The assessment that this one replaces is not the published one any more."


@transaction.atomic
def publish_needs_assessment(assessment_id: UUID, *, shown: str, by: Actor) -> PublishedNeedsAssessment:
    """Publish a draft and freeze it; the one that it replaces is marked as replaced.

    Args:
        assessment_id: a draft of the actor's body.
        shown: the hash of the draft as the page showed it (`hash_draft`).
        by: the signatory.

    Returns:
        What was published.

    Raises:
        Denied, RecordNotVisibleError: it is not the actor's to publish.
        ActionNotPossibleError: it is published; it has no finding; a quote is unchecked; somebody changed it since.
    """
    row = lock_draft_assessment(assessment_id, Permission.PUBLISH_NEEDS, by)
    detail = fetch_assessment_detail(_get_assessment_for_document(row))
    require_publishable_needs_assessment(detail)
    sources = fetch_needs_document_sources(detail)
    if hash_needs_draft(build_current_needs_document(detail, sources)) != shown:
        raise ActionNotPossibleError(CHANGED_MEANWHILE)
    document = build_current_needs_document(detail, sources, publisher=by.user_name)
    content = convert_document_to_plain_values(document)
    published = PublishedNeedsAssessment.objects.create(
        assessment=row,
        basis=sources.basis.basis,
        content=content,
        sha256=_hash_document_content(content),
        release=version("handrail"),
        at=timezone.now(),
        by_id=by.user_id,
    )
    PublishedNeedsFile.objects.bulk_create(
        PublishedNeedsFile(
            publication=published, format=file.format.code, sha256=file.sha256, content=file.content
        )
        for file in make_all_document_files(document)
    )
    _mark_assessment_replaced(row, by)
    row.state = "published"
    row.save_by(by)
    write_audit_record(who=by.who, verb="published a needs assessment", about=row.pk, why=published.sha256)
    return published


def require_publishable_needs_assessment(detail: AssessmentDetail) -> None:
    """Raise ActionNotPossibleError where something is missing. Findings without evidence cannot be saved at all."""
    if not detail.findings:
        raise ActionNotPossibleError(NO_FINDING)
    if detail.list_unchecked_quotes():
        raise ActionNotPossibleError(UNCHECKED)


def hash_needs_draft(document: Document) -> str:
    """By which the page of whoever publishes and the draft as it stands are held against each other."""
    return _hash_document_content(convert_document_to_plain_values(document))


def _get_assessment_for_document(row: NeedsAssessment) -> NeedsAssessment:
    return NeedsAssessment.objects.select_related("body", "area", "replaces").get(pk=row.pk)


def _mark_assessment_replaced(row: NeedsAssessment, by: Actor) -> None:
    if row.replaces_id is None:
        return
    old = NeedsAssessment.objects.select_for_update(of=("self",)).get(pk=row.replaces_id)
    if old.state != "published":
        raise ActionNotPossibleError(REPLACED_MEANWHILE)
    old.state = "superseded"
    old.save_by(by)


def _hash_document_content(content: Any) -> str:
    return hashlib.sha256(json.dumps(content, sort_keys=True, ensure_ascii=False).encode()).hexdigest()
