"""One person on the registers of two employers: entries with the same `worker_key`, so that rest and overlap count.

An account joins entries by itself. Without one, whoever keeps the one register makes a code, the person takes it to the
other employer, and whoever keeps that register types it. Neither learns anything of the other's entry.
"""

import datetime
import secrets
from typing import Final
from uuid import UUID

from django.contrib.auth.hashers import check_password, make_password
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from handrail.directory.practitioners.actions.register import lock_own_practitioner
from handrail.directory.practitioners.actions.worker_keys import (
    list_register_entry_ids_of_worker,
    set_shared_worker_key_of_register_entries,
)
from handrail.directory.practitioners.models import Practitioner
from handrail.platform.access.actor import Actor
from handrail.platform.access.row_security.system_row_actor import SystemActor, acting_as_system
from handrail.platform.audit.actions import write_audit_record
from handrail.platform.kernel.errors import ActionNotPossibleError
from handrail.platform.kernel.ids import new_id

LETTERS: Final = "ABCDEFGHJKMNPQRSTVWXYZ23456789"
"""None that is read for another."""
CODE_LENGTH: Final = 12
START_LENGTH: Final = 4
"""So much of a code finds the entry. The rest is kept as a slow hash alone: 39 bits."""
VALID_FOR: Final = datetime.timedelta(days=7)
WRONG_CODE: Final = "No practitioner has that code. Check each letter. Codes last 7 days and work once."


@transaction.atomic
def create_employer_link_code(practitioner_id: UUID, *, by: Actor) -> str:
    """A code that the practitioner takes to their other employer; the one of before ends. It is kept as a hash.

    Args:
        practitioner_id: on the actor's register.
        by: who keeps it.

    Returns:
        Three groups of four: “ABCD-EFGH-2345”.

    Raises:
        Denied, NotVisible.
    """
    who = lock_own_practitioner(practitioner_id, by)
    letters = "".join(secrets.choice(LETTERS) for _ in range(CODE_LENGTH))
    Practitioner.objects.filter(pk=who.pk).update(
        link_code_start=letters[:START_LENGTH],
        link_code_hash=make_password(letters),
        link_code_until=timezone.now() + VALID_FOR,
    )
    write_audit_record(who=by.who, verb="created a code for another employer", about=None, why=str(who.pk))
    return "-".join(letters[at : at + 4] for at in range(0, CODE_LENGTH, 4))


@transaction.atomic
def link_practitioner_to_entry_at_other_employer(practitioner_id: UUID, *, code: str, by: Actor) -> None:
    """Say that a practitioner is the person of whom another employer gave the code.

    Args:
        practitioner_id: on the actor's register.
        code: as it was typed; small letters, spaces and dashes do not matter.
        by: who keeps the register.

    Raises:
        Denied, NotVisible; ValidationError for a wrong code; ActionNotPossibleError where both are sent at one time.
    """
    who = lock_own_practitioner(practitioner_id, by)
    letters = "".join(one for one in code.upper() if one.isalnum())
    with acting_as_system(SystemActor.EMPLOYERS):
        other = _find_practitioner_by_link_code(letters, other_than=who.pk)
        if other is None:
            raise ValidationError({"code": WRONG_CODE})
        Practitioner.objects.filter(pk=other.pk).update(
            link_code_start="", link_code_hash="", link_code_until=None
        )
        set_shared_worker_key_of_register_entries(
            list_register_entry_ids_of_worker(who.worker_key), other.worker_key
        )
    write_audit_record(
        who=by.who, verb="linked a practitioner to another employer", about=None, why=str(who.pk)
    )


@transaction.atomic
def end_employer_link(practitioner_id: UUID, *, by: Actor) -> None:
    """Say that it is another person after all. Entries with one account stay linked.

    Args:
        practitioner_id: on the actor's register.
        by: who keeps it.

    Raises:
        Denied, NotVisible, ActionNotPossibleError.
    """
    who = lock_own_practitioner(practitioner_id, by)
    with acting_as_system(SystemActor.EMPLOYERS):
        others = Practitioner.objects.filter(worker_key=who.worker_key).exclude(pk=who.pk)
        if who.account_id and others.filter(account=who.account_id).exists():
            raise ActionNotPossibleError("They use one account for both employers: that is one person.")
        set_shared_worker_key_of_register_entries([who.pk], new_id())
    write_audit_record(who=by.who, verb="ended a link to another employer", about=None, why=str(who.pk))


def _find_practitioner_by_link_code(letters: str, *, other_than: UUID) -> Practitioner | None:
    """Whose open code it is. Where no code begins so, the typed one is hashed all the same: it takes as long."""
    if len(letters) != CODE_LENGTH:
        return None
    rows = Practitioner.objects.exclude(pk=other_than).select_for_update(of=("self",))
    alike = list(rows.filter(link_code_start=letters[:START_LENGTH], link_code_until__gt=timezone.now()))
    if not alike:
        make_password(letters)
    return next((one for one in alike if check_password(letters, one.link_code_hash)), None)
