"""Putting one practice into a return, for every way in which it may come."""

from django.utils import timezone

from handrail.areas.calls.inputs import PracticeInput
from handrail.areas.calls.models import Return, ReturnEntry
from handrail.areas.calls.states import EVALUATED, PHASES, PRACTICE_KINDS, PRACTICE_STATES, get_codes
from handrail.platform.access.actor import Actor
from handrail.platform.kernel.errors import ActionNotAllowed
from handrail.platform.kernel.messages import join_texts, msg
from handrail.platform.reference.models import Area

COPIED_FIELDS = (
    "title", "words", "kind", "state", "since", "evidence", "evaluated",
    "safe_venue", "section_hint", "source_paragraph",
)  # fmt: skip
MAX_TEXT_LENGTH = 4000


def add_practice_entry(row: Return, told: PracticeInput, by: Actor) -> ReturnEntry:
    """Add a practice to a return that the caller has locked."""
    check_practice_input(told)
    number = row.next_entry
    row.next_entry += 1
    row.save(update_fields=["next_entry"])
    entry = ReturnEntry(of=row, number=number, key=told.key or _make_entry_key(row, number))
    fill_practice_entry(entry, told, by)
    entry.save(force_insert=True)
    return entry


def fill_practice_entry(entry: ReturnEntry, told: PracticeInput, by: Actor) -> None:
    """Write what was told onto the row, without saving it."""
    for name in COPIED_FIELDS:
        setattr(entry, name, getattr(told, name))
    for phase in PHASES:
        setattr(entry, phase, phase in told.phases)
    entry.area_id = told.area or entry.of.asked.body.area_id
    entry.changed_by_id, entry.changed_at = by.user_id, timezone.now()


def check_practice_input(told: PracticeInput) -> None:
    """Refuse what no list knows, and what says nothing."""
    if not told.title.strip() or not told.words.strip():
        raise ActionNotAllowed("Say what the practice is called, and what is done.")
    if len(told.title) > 120 or len(told.words) > MAX_TEXT_LENGTH:
        raise ActionNotAllowed(
            msg(
                "Keep the name to 120 characters and the words to {most_words}.",
                most_words=f"{MAX_TEXT_LENGTH:,}",
            )
        )
    for value, known in (
        (told.kind, get_codes(PRACTICE_KINDS)),
        (told.state, get_codes(PRACTICE_STATES)),
        (told.evaluated, get_codes(EVALUATED)),
    ):
        if value not in known:
            raise ActionNotAllowed(
                msg(
                    "“{value}” is not known here. Choose from: {known}.", value=value, known=join_texts(known)
                )
            )
    if strange := sorted(set(told.phases) - set(PHASES)):
        raise ActionNotAllowed(
            msg(
                "“{strange}” is no phase. Choose from: {phases}.",
                strange=strange[0],
                phases=join_texts(PHASES),
            )
        )
    if told.area and not Area.objects.filter(code=told.area).exists():
        raise ActionNotAllowed(msg("“{area}” is no police force area.", area=told.area))


def _make_entry_key(row: Return, number: int) -> str:
    call, body = row.asked.call.code, row.asked.body.code
    return f"{call[:30].strip('-')}-{body}-{number}"[:80]
