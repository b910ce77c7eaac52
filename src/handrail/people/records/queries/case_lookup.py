"""Finding a case by its reference, with what the actor may see of it."""

import re
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from handrail.people.records.models import Case, Event
from handrail.people.records.national_reference import get_blind_index_scope, normalise_national_reference
from handrail.platform.access import policy
from handrail.platform.access.actor import Actor
from handrail.platform.access.case_access import CaseAccess
from handrail.platform.access.errors import CASE_RESTRICTED_MESSAGE, NotVisible
from handrail.platform.access.kinds import Kind
from handrail.platform.access.policy import CaseFileIdAndOwner
from handrail.platform.access.row_security.system_row_actor import SystemActor, acting_as_system
from handrail.platform.access.today import today
from handrail.platform.kernel.case_references import parse_case_reference
from handrail.platform.kernel.errors import ActionNotPossibleError
from handrail.platform.vault import blind_index

LONGEST_REFERENCE = 40
BARE_NUMBER = re.compile(r"\d{1,8}", re.ASCII)
MOST_OF_A_NUMBER = 5


@dataclass(frozen=True, slots=True)
class CaseOpenToActor:
    """A case that is open to the actor, and what they may see of it."""

    case_id: UUID
    reference: str
    case_access: CaseAccess
    closed: bool = False
    restricted: bool = False
    stage: str = ""

    @property
    def has_died(self) -> bool:
        """Whether their death is recorded; False where the pathway is not open to the actor."""
        return self.stage == "died" and Kind.PATHWAY in self.case_access.kinds

    @property
    def takes_work(self) -> bool:
        """Whether goals, needs and offers may be recorded on it now."""
        return not (self.closed or self.restricted or self.has_died)

    def raise_if_restricted(self) -> None:
        """For what hands the record out: a restricted one is kept, and not used."""
        if self.restricted:
            raise ActionNotPossibleError(CASE_RESTRICTED_MESSAGE)


def get_case_open_to_actor_by_reference(actor: Actor, reference: str) -> CaseOpenToActor:
    """The case of that reference. Raises NotVisible alike for none, and for one that is not open."""
    found = _select_case_columns_by_reference(_normalise_case_reference(reference))
    if not found:
        raise NotVisible
    case_id, kept, owner_id, closed_at, restricted_on, stage = found[0]
    case_access = policy.get_access_to_file(actor, CaseFileIdAndOwner(case_id, owner_id), today())
    return CaseOpenToActor(
        case_id, kept, case_access, closed_at is not None, restricted_on is not None, stage
    )


def _select_case_columns_by_reference(reference: str) -> QuerySet[Any, Any]:
    rows = Case.objects.filter(reference=reference)
    return rows.values_list("pk", "reference", "owner_id", "closed_at", "restricted_on", "stage")


def _normalise_case_reference(reference: str) -> str:
    """As references are kept: with the check letter where none was given, as in older links.

    A null character is in none, and PostgreSQL refuses to be asked about one.
    """
    given = reference[:LONGEST_REFERENCE].replace("\0", "").upper()
    return parse_case_reference(given) or given


@acting_as_system(SystemActor.REFUSALS)
def get_case_id_for_audit(reference: str) -> UUID | None:
    """The file that a reference stands for, whoever asks: for the trail of refusals, and nothing else."""
    return (
        Case.objects.filter(reference=_normalise_case_reference(reference))
        .values_list("pk", flat=True)
        .first()
    )


def find_case_id_in_emergency(typed: str) -> UUID | None:
    """The file of a reference, whoever asks: for the action that asks who may open it, and records it."""
    return get_case_id_for_audit(typed.strip())


def find_visible_case_reference(actor: Actor, typed: str) -> str | None:
    """The reference of the case that somebody typed: ours, or the national one. None where none is open."""
    text = typed.strip()[:LONGEST_REFERENCE]
    if not looks_like_case_reference(text):
        return None
    try:
        return get_case_open_to_actor_by_reference(actor, text).reference
    except NotVisible:
        return _find_visible_reference_by_national_reference(actor, text)


def list_visible_references_with_number(actor: Actor, typed: str) -> list[str]:
    """References that somebody who typed the number alone may mean: “0417” or “417”, of the cases open to them."""
    number = typed.strip()
    if not BARE_NUMBER.fullmatch(number):
        return []
    rows = Case.objects.filter(
        policy.visible_files_q(actor, today()), reference__contains=f"-{int(number):04d}-"
    )
    return list(rows.order_by("reference").values_list("reference", flat=True)[:MOST_OF_A_NUMBER])


def looks_like_case_reference(typed: str) -> bool:
    """Whether it could be a reference: ours and the Home Office's have a digit, a name has none."""
    return any(map(str.isdigit, typed))


def _find_visible_reference_by_national_reference(actor: Actor, text: str) -> str | None:
    key = blind_index.compute_blind_index(
        get_blind_index_scope(actor.body_id), normalise_national_reference(text)
    )
    held = Event.objects.filter(reference_key=key, case__owner=actor.body_id).order_by("id")
    for reference in held.values_list("case__reference", flat=True)[:5]:
        try:
            return get_case_open_to_actor_by_reference(actor, reference).reference
        except NotVisible:
            continue
    return None
