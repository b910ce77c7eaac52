"""Asking a body whether it stands by the words in which it is quoted, and its answer."""

from django.db import transaction
from django.utils import timezone

from handrail.access.actor import Actor
from handrail.access.models import User
from handrail.access.roles import CARDS, Permission
from handrail.assurance.reports.actions.entries import entry_of
from handrail.assurance.reports.permissions import enter, enter_quote
from handrail.assurance.reports.refusals import StaleEntry
from handrail.assurance.reports.states import QuoteState
from handrail.audit.actions import record
from handrail.kernel.refusals import NotNow
from handrail.messages.actions import put_in_outbox
from handrail.reference.models import Governance

ANSWERS = (QuoteState.APPROVED, QuoteState.SUGGESTED, QuoteState.REFUSED)


@transaction.atomic
def ask_owner(*, slug: str, anchor: str, seen_version: int, by: Actor) -> None:
    """Ask the body that told the practice whether the wording stands. The mail says only that there is something."""
    row = entry_of(enter(slug, by), anchor, seen_version)
    if row.practice is None:
        raise NotNow("An editor's text belongs to no body: there is nobody to ask.")
    if row.quote == QuoteState.ASKED:
        raise NotNow("The body was asked already and has not answered yet.")
    row.quote, row.asked_at = QuoteState.ASKED.value, timezone.now()
    row.answered_at, row.answered_by, row.suggested = None, None, ""
    row.version += 1
    row.save()
    put_in_outbox(
        kind="approve_quote",
        occasion=f"quote/{row.pk}/{row.version}",
        about=f"report/{slug}/{anchor}",
        path="/reports/quotes/",
        to=_whom(row.practice.body_id),
    )
    record(who=by.who, verb="asked whether a quote stands", about=None, why=f"{slug}: {anchor}")


@transaction.atomic
def answer_quote(*, entry_id: int, answer: str, words: str, seen_version: int, by: Actor) -> None:
    """Approve the wording, suggest another, or say that the body is not to be quoted, with why."""
    row = enter_quote(entry_id, by)
    if row.version != seen_version:
        raise StaleEntry
    if row.quote != QuoteState.ASKED:
        raise NotNow("This was answered already. The editor asks again if the words change.")
    if answer not in ANSWERS:
        raise NotNow("Choose one of the answers.")
    if answer != QuoteState.APPROVED and not words.strip():
        raise NotNow("Write the words that you suggest, or say why you are not to be quoted.")
    row.quote, row.suggested = (
        QuoteState(answer).value,
        "" if answer == QuoteState.APPROVED else words.strip(),
    )
    row.answered_by_id, row.answered_at = by.user_id, timezone.now()
    row.version += 1
    row.save()
    record(who=by.who, verb="answered whether a quote stands", about=None, why=f"{row.anchor}: {answer}")


def _whom(body_id: int) -> list[int]:
    """Staff of the body, and of the body that has taken its area over since, who may answer."""
    today = timezone.localdate()
    areas = Governance.objects.filter(body=body_id, valid_to__lt=today).values("area")
    heirs = Governance.objects.filter(area__in=areas, valid_from__lte=today, body__isnull=False).exclude(
        valid_to__lt=today
    )
    bodies = {body_id, *heirs.values_list("body_id", flat=True)}
    roles = [role.value for role, card in CARDS.items() if Permission.APPROVE_QUOTES in card.permissions]
    rows = User.objects.filter(body__in=bodies, role__in=roles, is_active=True)
    return list(rows.values_list("pk", flat=True))
