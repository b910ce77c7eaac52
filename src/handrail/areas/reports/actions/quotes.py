"""Asking a body whether it approves the words in which it is quoted, and its answer."""

from django.db import transaction
from django.utils import timezone

from handrail.areas.reports.actions.entries import get_entry_of_locked_report
from handrail.areas.reports.kinds_and_states import QuoteApprovalState
from handrail.areas.reports.permissions import (
    lock_and_authorise_quoted_report_entry,
    lock_and_authorise_report,
)
from handrail.platform.access.actor import Actor
from handrail.platform.access.models import User
from handrail.platform.access.models.membership import users_working_for_q
from handrail.platform.access.roles import ROLES, Permission
from handrail.platform.audit.actions import write_audit_record
from handrail.platform.kernel.errors import ActionNotPossibleError
from handrail.platform.outbox.actions.messages import queue_messages
from handrail.platform.reference.models import Governance

ANSWER_STATES = (QuoteApprovalState.APPROVED, QuoteApprovalState.SUGGESTED, QuoteApprovalState.REFUSED)


@transaction.atomic
def request_quote_approval(*, slug: str, anchor: str, seen: int, by: Actor) -> None:
    """Ask the body that told the practice whether it approves the wording. The mail names no words of it.

    Args:
        slug: of the report.
        anchor: of the entry.
        seen: the version that the page showed.
        by: who acts.

    Raises:
        Denied, ReportNotVisible: by role, or there is no such report.
        ConcurrentEditError: somebody saved it since.
        ActionNotPossibleError: it belongs to no body, or the body was asked and has not answered.
    """
    row = get_entry_of_locked_report(lock_and_authorise_report(slug, by), anchor, seen)
    if row.practice is None:
        raise ActionNotPossibleError("This is an editor’s text, so there is no organisation to ask.")
    if row.quote == QuoteApprovalState.ASKED:
        raise ActionNotPossibleError("The organisation has already been asked and has not answered.")
    row.quote, row.asked_at = QuoteApprovalState.ASKED.value, timezone.now()
    row.answered_at, row.answered_by, row.suggested = None, None, ""
    row.save_by(by)
    queue_messages(
        kind="approve_quote",
        occasion=f"quote/{row.pk}/{row.version}",
        about=f"report/{slug}/{anchor}",
        path="/reports/quotes/",
        to=_list_user_ids_to_ask_for_quote_approval(row.practice.body_id),
    )
    write_audit_record(
        who=by.who, verb="asked whether a quote may be used", about=None, why=f"{slug}: {anchor}"
    )


@transaction.atomic
def answer_quote_approval_request(*, entry_id: int, answer: str, words: str, seen: int, by: Actor) -> None:
    """Approve the wording, suggest another, or say that the body is not to be quoted, with why.

    Args:
        entry_id: the number of the entry.
        answer: "approved", "suggested" or "refused".
        words: other words, or why not; needed unless it is approved.
        seen: the version that the page showed.
        by: staff of the body.

    Raises:
        ConcurrentEditError: the wording was changed since.
        ActionNotPossibleError: it was answered already, or words are missing.
    """
    row = lock_and_authorise_quoted_report_entry(entry_id, by)
    row.raise_if_seen_version_stale(seen)
    if row.quote != QuoteApprovalState.ASKED:
        raise ActionNotPossibleError(
            "This has already been answered. The editor will ask again if the wording changes."
        )
    if answer not in ANSWER_STATES:
        raise ActionNotPossibleError("Choose one of the answers.")
    if answer != QuoteApprovalState.APPROVED and not words.strip():
        raise ActionNotPossibleError("Enter the wording you suggest, or why you do not want to be quoted.")
    row.quote, row.suggested = (
        QuoteApprovalState(answer).value,
        "" if answer == QuoteApprovalState.APPROVED else words.strip(),
    )
    row.answered_by_id, row.answered_at = by.user_id, timezone.now()
    row.save_by(by)
    write_audit_record(
        who=by.who, verb="answered whether a quote may be used", about=None, why=f"{row.anchor}: {answer}"
    )


def _list_user_ids_to_ask_for_quote_approval(body_id: int) -> list[int]:
    """Staff of the body, and of the body that has taken its area over since, who may answer."""
    today = timezone.localdate()
    areas = Governance.objects.filter(body=body_id, valid_to__lt=today).values("area")
    successors = Governance.objects.filter(area__in=areas, valid_from__lte=today, body__isnull=False).exclude(
        valid_to__lt=today
    )
    bodies = {body_id, *successors.values_list("body_id", flat=True)}
    roles = [role.value for role, card in ROLES.items() if Permission.APPROVE_QUOTES in card.permissions]
    rows = User.objects.filter(users_working_for_q(bodies, roles), is_active=True)
    return list(rows.values_list("pk", flat=True))
