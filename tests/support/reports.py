"""A call that bodies answer themselves, with one submitted practice of Lincolnshire's; and a report of it."""

from datetime import UTC, datetime
from typing import Any

from django.utils import timezone

from handrail.areas.calls.actions.return_content import number_and_save_return_practice
from handrail.areas.calls.actions.return_editions import add_signed_submission_of_return
from handrail.areas.calls.models import Call, CallRecipient, Return
from handrail.areas.calls.practice_input import PracticeInput
from handrail.areas.practices.actions import sort_practice_into_theme_and_section
from handrail.areas.reports.actions import entries, quotes, reports
from handrail.areas.reports.models import ReportEntry
from handrail.platform.access.models import User
from handrail.platform.reference.models import Body
from support.cast import Cast

SLUG = "of-this-year"
OURS = "commissioner-lincolnshire"
TOLD = PracticeInput(
    title="A forum",
    words="A forum of charities and police meets each month.",
    kind="partnership",
    phases=("before", "outside"),
)


def call(cast: Cast, code: str = "this-year") -> Call:
    """Two bodies are asked."""
    at = datetime(2026, 5, 26, 9, tzinfo=UTC)
    row = Call.objects.create(
        code=code,
        title="What do you do together?",
        asked_by=cast.collator.body,
        asked_on=at.date(),
        deadline=datetime(2026, 11, 26, 23, 59, tzinfo=UTC),
        state="open",
        published_at=at,
        changed_at=at,
    )
    for body in (OURS, "commissioner-humberside"):
        CallRecipient.objects.create(call=row, body=Body.objects.get(code=body))
    return row


def submit(cast: Cast, row: Call, told: PracticeInput = TOLD) -> str:
    """The commissioner's office of Lincolnshire submits, its signatory signs, the collator sorts. Returns the key."""
    now = timezone.now()
    asked = CallRecipient.objects.get(call=row, body__code=OURS)
    answer = Return.objects.create(
        asked=asked,
        state="submitted",
        drafted_by=cast.commissioner,
        drafted_at=now,
        signed_by=cast.signatory,
        signed_at=now,
        submitted_at=now,
        first_submitted_at=now,
        changed_at=now,
    )
    entry = number_and_save_return_practice(answer, told.build_unsaved_entry(), cast.commissioner.actor)
    add_signed_submission_of_return(answer)
    sort_practice_into_theme_and_section(
        by=cast.collator.actor, key=entry.key, theme="together", section="partnership"
    )
    return entry.key


def begun(cast: Cast, told: PracticeInput = TOLD) -> tuple[str, str]:
    """A report filled with what was sorted, and the anchor of its one entry."""
    row = call(cast)
    key = submit(cast, row, told)
    reports.begin_report_of_call_for_returns(
        call=row.code, slug=SLUG, title="What areas do together", by=cast.collator.actor
    )
    return SLUG, key


def asked_about(cast: Cast, slug: str, anchor: str, wording: str) -> ReportEntry:
    """The entry reworded, and its body asked."""
    seen = version(anchor)
    by = cast.collator.actor
    entries.reword_report_entry(slug=slug, anchor=anchor, wording=wording, seen=seen, by=by)
    quotes.request_quote_approval(slug=slug, anchor=anchor, seen=seen + 1, by=by)
    return ReportEntry.objects.get(anchor=anchor)


def version(anchor: str) -> int:
    """The version of an entry that a page would have been opened with."""
    return ReportEntry.objects.get(anchor=anchor).version


def answer(entry: ReportEntry, by: User, **said: Any) -> None:
    """A body's answer."""
    seen = ReportEntry.objects.get(pk=entry.pk).version
    quotes.answer_quote_approval_request(entry_id=entry.pk, seen=seen, by=by.actor, **{"words": "", **said})
