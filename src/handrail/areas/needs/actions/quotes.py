"""Words that a person gave for publication, and the second reader without whom they are not published."""

from uuid import UUID

from django.db import transaction
from django.utils import timezone

from handrail.areas.needs.actions.refused_texts import raise_if_texts_identify_anyone
from handrail.areas.needs.models import EvidenceQuote, NeedsEvidence
from handrail.areas.needs.permissions import lock_draft_assessment
from handrail.platform.access.actor import Actor
from handrail.platform.access.roles import Permission
from handrail.platform.audit.actions import write_audit_record
from handrail.platform.followups.permissions import RecordNotVisibleError
from handrail.platform.kernel.errors import ActionNotPossibleError

NO_CONSENT = (
    "No one agreed to publication of their words in this evidence. Change its consent first, if someone did."
)
TAKEN_IN = "Only typed evidence can have quotes, not a figure or a survey."
WROTE_IT = "You entered these words. Another person checks them."
MAY_QUOTE = ("interview", "provider")


def add_quote(evidence: NeedsEvidence, quote: EvidenceQuote, *, by: Actor) -> EvidenceQuote:
    """Enter words that somebody gave for publication.

    Args:
        evidence: interviews or a provider's words, with consent to publication.
        quote: words, who says them in general words, the day of consent.
        by: who enters them.

    Raises:
        Denied, RecordNotVisibleError: the assessment is not the actor's.
        ValidationError: by field; where words name somebody, a place, or a count that was not published.
        ActionNotPossibleError: it is published, or nobody agreed to publication.
    """
    raise_if_texts_identify_anyone({"words": quote.words, "who": quote.who}, by)
    with transaction.atomic():
        lock_draft_assessment(evidence.assessment_id, Permission.WRITE_NEEDS, by)
        saved = NeedsEvidence.objects.get(pk=evidence.pk)
        if saved.kind not in MAY_QUOTE:
            raise ActionNotPossibleError(TAKEN_IN)
        if saved.consent != "publication":
            raise ActionNotPossibleError(NO_CONSENT)
        quote.evidence, quote.written_by_id = saved, by.user_id
        quote.checked_by = quote.checked_at = None
        quote.save_by(by)
        write_audit_record(
            who=by.who, verb="entered a quote of needs", about=saved.assessment_id, why=str(saved.number)
        )
    return quote


@transaction.atomic
def confirm_quote_anonymous(assessment_id: UUID, quote_id: int, *, seen: int, by: Actor) -> None:
    """Say, as a second reader, that the person gave these words for publication and that they point at nobody.

    Args:
        assessment_id: a draft.
        quote_id: not checked yet.
        seen: the version that the page showed: what was read is what is checked.
        by: another person of the body who writes or publishes.

    Raises:
        Denied, RecordNotVisibleError: the assessment is not the actor's.
        ConcurrentEditError: somebody changed the words since.
        ActionNotPossibleError: the actor entered them, or they are checked already.
    """
    lock_draft_assessment(assessment_id, Permission.CHECK_QUOTES, by)
    quote = _get_evidence_quote(assessment_id, quote_id)
    quote.raise_if_seen_version_stale(seen)
    if quote.written_by_id == by.user_id:
        raise ActionNotPossibleError(WROTE_IT)
    if quote.checked_by_id:
        raise ActionNotPossibleError("These words are checked already.")
    quote.checked_by_id, quote.checked_at = by.user_id, timezone.now()
    quote.save_by(by, seen=seen)
    write_audit_record(who=by.who, verb="checked a quote of needs", about=assessment_id, why=str(quote_id))


@transaction.atomic
def remove_quote(assessment_id: UUID, quote_id: int, *, by: Actor) -> None:
    """Take words out of a draft, as where somebody withdraws their consent.

    Args:
        assessment_id: a draft.
        quote_id: of the words.
        by: who writes.

    Raises:
        Denied, RecordNotVisibleError: the assessment is not the actor's, or the words are gone.
        ActionNotPossibleError: it is published.
    """
    lock_draft_assessment(assessment_id, Permission.WRITE_NEEDS, by)
    _get_evidence_quote(assessment_id, quote_id).delete()
    write_audit_record(who=by.who, verb="removed a quote of needs", about=assessment_id, why=str(quote_id))


def _get_evidence_quote(assessment_id: UUID, quote_id: int) -> EvidenceQuote:
    found = EvidenceQuote.objects.filter(evidence__assessment=assessment_id, pk=quote_id).first()
    if found is None:
        raise RecordNotVisibleError("quote")
    return found
