"""Putting one practice into a return, for every way in which it may come."""

from django.utils import timezone

from handrail.access.actor import Actor
from handrail.assurance.calls.models import Entry, Return
from handrail.assurance.calls.states import EVALUATED, PHASES, PRACTICE_KINDS, PRACTICE_STATES, codes
from handrail.assurance.calls.values import PracticeTold
from handrail.kernel.refusals import NotNow
from handrail.kernel.saying import joined, say
from handrail.reference.models import Area

PLAIN = (
    "title", "words", "kind", "state", "since", "evidence", "evaluated",
    "safe_venue", "section_hint", "source_paragraph",
)  # fmt: skip
MOST_WORDS = 4000


def put(row: Return, told: PracticeTold, by: Actor) -> Entry:
    """Add a practice to a return that the caller has locked."""
    check(told)
    number = row.next_entry
    row.next_entry += 1
    row.save(update_fields=["next_entry"])
    entry = Entry(of=row, number=number, key=told.key or _key(row, number))
    fill(entry, told, by)
    entry.save(force_insert=True)
    return entry


def fill(entry: Entry, told: PracticeTold, by: Actor) -> None:
    """Write what was told onto the row, without saving it."""
    for name in PLAIN:
        setattr(entry, name, getattr(told, name))
    for phase in PHASES:
        setattr(entry, phase, phase in told.phases)
    entry.area_id = told.area or entry.of.asked.body.area_id
    entry.changed_by_id, entry.changed_at = by.user_id, timezone.now()


def check(told: PracticeTold) -> None:
    """Refuse what no list knows, and what says nothing."""
    if not told.title.strip() or not told.words.strip():
        raise NotNow("Say what the practice is called, and what is done.")
    if len(told.title) > 120 or len(told.words) > MOST_WORDS:
        raise NotNow(
            say(
                "Keep the name to 120 characters and the words to {most_words}.", most_words=f"{MOST_WORDS:,}"
            )
        )
    for value, known in (
        (told.kind, codes(PRACTICE_KINDS)),
        (told.state, codes(PRACTICE_STATES)),
        (told.evaluated, codes(EVALUATED)),
    ):
        if value not in known:
            raise NotNow(
                say("“{value}” is not known here. Choose from: {known}.", value=value, known=joined(known))
            )
    if strange := sorted(set(told.phases) - set(PHASES)):
        raise NotNow(
            say("“{strange}” is no phase. Choose from: {phases}.", strange=strange[0], phases=joined(PHASES))
        )
    if told.area and not Area.objects.filter(code=told.area).exists():
        raise NotNow(say("“{area}” is no police force area.", area=told.area))


def _key(row: Return, number: int) -> str:
    call, body = row.asked.call.code, row.asked.body.code
    return f"{call[:30].strip('-')}-{body}-{number}"[:80]
