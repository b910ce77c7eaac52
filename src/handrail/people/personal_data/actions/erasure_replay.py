"""After a restore: whoever was erased is erased again, and the list in the key store is made whole."""

from dataclasses import dataclass
from uuid import UUID

from django.db import transaction
from django.db.models.functions import TruncDate

from handrail.people.personal_data.actions.case_file_erasure import erase_case_file
from handrail.people.personal_data.models import ErasureRequest
from handrail.people.personal_data.text_choices import ErasureState
from handrail.people.records.models import Case
from handrail.platform.access.row_security.system_row_actor import SystemActor, acting_as_system
from handrail.platform.audit.actions import write_audit_record
from handrail.platform.audit.actor_snapshot import ActorSnapshot
from handrail.platform.vault import keys

REPLAY = ActorSnapshot("", "The service administrator", "", "this installation", "")


@dataclass(frozen=True, slots=True)
class ErasureReplayResult:
    """Files on the list, records that had come back and were erased again, and lines that the list had lost."""

    listed: int
    erased_again: int
    added: int


@acting_as_system(SystemActor.ERASURE)
def replay_erasures() -> ErasureReplayResult:
    """Work off the list of erasures. Doing it again changes nothing.

    Raises:
        TamperedErasureListError: a line was written by something else; nothing is erased on its word.
    """
    listed = keys.get_erasure_days_by_file_id()
    added = _add_erasures_missing_from_key_store(set(listed))
    again = 0
    for file_id, erased_on in listed.items():
        keys.record_erased_file_and_destroy_key(file_id, erased_on)
        again += _erase_restored_case_again(file_id)
    return ErasureReplayResult(len(listed) + added, again, added)


def _add_erasures_missing_from_key_store(listed: set[UUID]) -> int:
    """Where the key store was restored to an earlier day, the main database still says who was erased."""
    done = ErasureRequest.objects.filter(state=ErasureState.DONE).exclude(file_id__in=listed)
    lost = list(done.values_list("file_id", TruncDate("decided_at")))
    for file_id, erased_on in lost:
        keys.record_erased_file_and_destroy_key(file_id, erased_on)
    return len(lost)


@transaction.atomic
def _erase_restored_case_again(file_id: UUID) -> int:
    case = Case.objects.filter(pk=file_id).only("point_of_contact_id").first()
    if case is None:
        return 0
    write_audit_record(who=REPLAY, verb="erased a record again after a restore", about=file_id)
    erase_case_file(file_id, signed_by=case.point_of_contact_id)
    return 1
