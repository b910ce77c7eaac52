"""A call that bodies answer themselves, with one submitted practice of Lincolnshire's; and a report of it."""

from datetime import UTC, datetime
from typing import Any

from django.utils import timezone

from handrail.access.models import User
from handrail.assurance.calls.actions.freezing import freeze
from handrail.assurance.calls.actions.putting import put
from handrail.assurance.calls.models import Asked, Call, Return
from handrail.assurance.calls.values import PracticeTold
from handrail.assurance.practices.actions import sort_practice
from handrail.assurance.reports.actions import entries, quotes, reports
from handrail.assurance.reports.models import Entry
from handrail.reference.models import Body
from support.cast import Cast

SLUG = "of-this-year"
OURS = "commissioner-lincolnshire"
TOLD = PracticeTold(
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
        Asked.objects.create(call=row, body=Body.objects.get(code=body))
    return row


def submit(cast: Cast, row: Call, told: PracticeTold = TOLD) -> str:
    """The commissioner's office of Lincolnshire submits, its signatory signs, the collator sorts. Returns the key."""
    now = timezone.now()
    asked = Asked.objects.get(call=row, body__code=OURS)
    answer = Return.objects.create(
        asked=asked,
        state="submitted",
        drafted_by=cast.commissioner,
        drafted_at=now,
        signed_by=cast.signatory,
        signed_at=now,
        submitted_at=now,
        first_submitted_at=now,
    )
    entry = put(answer, told, cast.commissioner.actor)
    freeze(answer)
    sort_practice(by=cast.collator.actor, key=entry.key, theme="together", section="partnership")
    return entry.key


def begun(cast: Cast, told: PracticeTold = TOLD) -> tuple[str, str]:
    """A report filled with what was sorted, and the anchor of its one entry."""
    row = call(cast)
    key = submit(cast, row, told)
    reports.begin_report(call=row.code, slug=SLUG, title="What areas do together", by=cast.collator.actor)
    return SLUG, key


def asked_about(cast: Cast, slug: str, anchor: str, wording: str) -> Entry:
    """The entry reworded, and its body asked."""
    seen = version(anchor)
    by = cast.collator.actor
    entries.word_entry(slug=slug, anchor=anchor, wording=wording, seen_version=seen, by=by)
    quotes.ask_owner(slug=slug, anchor=anchor, seen_version=seen + 1, by=by)
    return Entry.objects.get(anchor=anchor)


def version(anchor: str) -> int:
    """The version of an entry that a page would have been opened with."""
    return Entry.objects.get(anchor=anchor).version


def answer(entry: Entry, by: User, **said: Any) -> None:
    """A body's answer."""
    seen = Entry.objects.get(pk=entry.pk).version
    quotes.answer_quote(entry_id=entry.pk, seen_version=seen, by=by.actor, **{"words": "", **said})
