"""`worker_key` is the same on every entry of one person, whoever the employers are."""

from collections.abc import Collection
from uuid import UUID

from handrail.directory.practitioners.models import Practitioner
from handrail.directory.practitioners.signals import worker_key_changed
from handrail.platform.access.row_security.system_row_actor import SystemActor, acting_as_system


@acting_as_system(SystemActor.EMPLOYERS)
def link_register_entries_of_account(practitioner: Practitioner) -> None:
    """Whoever has one account is one person; another account than before is another person."""
    if practitioner.account_id is None:
        return
    others = Practitioner.objects.filter(account=practitioner.account_id).exclude(pk=practitioner.pk)
    key = others.values_list("worker_key", flat=True).first()
    if key is not None and key != practitioner.worker_key:
        set_shared_worker_key_of_register_entries([practitioner.pk], key)
        practitioner.worker_key = key


@acting_as_system(SystemActor.EMPLOYERS)
def is_on_register_of_other_employer(practitioner: Practitioner) -> bool:
    """Whether another employer has an entry of the same person; never whose."""
    return (
        Practitioner.objects.filter(worker_key=practitioner.worker_key).exclude(pk=practitioner.pk).exists()
    )


def list_register_entry_ids_of_worker(worker_key: UUID) -> list[UUID]:
    """The numbers of every entry of one person."""
    return list(Practitioner.objects.filter(worker_key=worker_key).values_list("pk", flat=True))


def set_shared_worker_key_of_register_entries(practitioner_ids: Collection[UUID], worker_key: UUID) -> None:
    """Make entries one person's, and tell the rooms that keep the key."""
    Practitioner.objects.filter(pk__in=practitioner_ids).update(worker_key=worker_key)
    worker_key_changed.send(sender=None, practitioner_ids=practitioner_ids, worker_key=worker_key)
