"""Finding a case by its reference, at the door."""

import re
from dataclasses import dataclass
from uuid import UUID

from handrail.access import policy
from handrail.access.actor import Actor
from handrail.access.denied import NotOpenToYou
from handrail.access.policy import FileFacts
from handrail.access.sight import Sight
from handrail.access.today import today
from handrail.casework.case.models import Case, Event
from handrail.casework.events.national_reference import fold, scope
from handrail.prepared import Asked, given, statement
from handrail.vault import blind

LONGEST_REFERENCE = 40
OURS = re.compile(r"([a-z]{2,4})[-\s]?(\d{1,8})", re.I)


@dataclass(frozen=True, slots=True)
class Found:
    """A case that is open to the actor, and what they may see of it."""

    case_id: UUID
    reference: str
    sight: Sight
    closed: bool = False


def find(actor: Actor, reference: str) -> Found:
    """The case of that reference. Raises NotOpenToYou alike for none, and for one that is not open."""
    found = _of_reference().rows(reference=_folded(reference))
    if not found:
        raise NotOpenToYou
    case_id, kept, owner_id, closed_at = found[0]
    sight = policy.sight(actor, FileFacts(case_id, owner_id), today())
    return Found(case_id, kept, sight, closed_at is not None)


@statement
def _of_reference() -> Asked:
    rows = Case.objects.filter(reference=given("reference"))
    return rows.values_list("pk", "reference", "owner_id", "closed_at")


def _folded(reference: str) -> str:
    """As references are kept. A null character is in none, and PostgreSQL refuses to be asked about one."""
    return reference[:LONGEST_REFERENCE].replace("\0", "").upper()


def number_behind(reference: str) -> UUID | None:
    """The file that a reference stands for, whoever asks: for the trail of those turned away, and nothing else."""
    return Case.objects.filter(reference=_folded(reference)).values_list("pk", flat=True).first()


def search(actor: Actor, typed: str) -> str | None:
    """The reference of the case that somebody typed: ours, or the national one. None where none is open."""
    text = typed.strip()[:LONGEST_REFERENCE]
    if not text:
        return None
    try:
        return find(actor, as_ours(text) or text).reference
    except NotOpenToYou:
        return _by_national_reference(actor, text)


def as_ours(typed: str) -> str:
    """What is made like a reference of ours, as we write it: “ln 417” is LN-0417. Nothing for anything else."""
    made = OURS.fullmatch(typed.strip())
    return f"{made[1].upper()}-{made[2]:>04}" if made else ""


def _by_national_reference(actor: Actor, text: str) -> str | None:
    key = blind.index(scope(actor.body_id), fold(text))
    held = Event.objects.filter(reference_key=key, case__owner=actor.body_id).order_by("id")
    for reference in held.values_list("case__reference", flat=True)[:5]:
        try:
            return find(actor, reference).reference
        except NotOpenToYou:
            continue
    return None
