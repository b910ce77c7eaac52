"""What is done and asked of databases that were restored, before anybody signs in."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import islice

from django.db import transaction

from handrail.people.personal_data.actions.erasure_replay import REPLAY, ErasureReplayResult, replay_erasures
from handrail.people.records.models import Person
from handrail.platform.access.key_access import UnrecordedKeyAccess
from handrail.platform.audit.actions import write_audit_record
from handrail.platform.audit.sealing import seal_pending_records
from handrail.platform.audit.verification import verify_trail
from handrail.platform.audit.verification_report import VerificationReport
from handrail.platform.kernel.dates import format_day

TRIED = 50  # cases that are looked at for a name that can be opened: of a few, no name is known


@dataclass(frozen=True, slots=True)
class RestoredDatabaseCheckResult:
    """What was found."""

    erasures: ErasureReplayResult
    trail: VerificationReport


def check_restored_databases(made_at: datetime) -> RestoredDatabaseCheckResult:
    """Erase again who was erased, and compare the whole trail.

    Args:
        made_at: when the backup was made, for the record in the trail.

    Raises:
        TamperedErasureListError: a line of the list of erasures was written by something else.
    """
    erasures = replay_erasures()
    with transaction.atomic():
        verb = f"restored the databases from a backup of {format_day(made_at)}"
        write_audit_record(who=REPLAY, verb=verb, about=None, why="handrail restore")
    report = verify_trail()
    seal_pending_records()
    return RestoredDatabaseCheckResult(erasures, report)


def try_to_open_newest_case() -> bool:
    """Open the newest name whose key still exists, show it to nobody, and note it. False where there is none.

    Raises:
        DecryptionError: the master key of this installation is another one.
    """
    for person in islice(_iterate_newest_people(), TRIED):
        access = UnrecordedKeyAccess(person.case_id)
        if access.cipher is None:
            continue  # erased
        person.bind(access)
        person.called.open()
        with transaction.atomic():
            write_audit_record(
                who=REPLAY, verb="opened a name to prove that the keys fit", about=person.case_id
            )
        return True
    return False


def _iterate_newest_people() -> Iterator[Person]:
    return Person.objects.filter(called__isnull=False).order_by("-case_id").iterator(TRIED)
