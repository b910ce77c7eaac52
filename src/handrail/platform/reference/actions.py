"""Saying what this database is for; organisations that lists name."""

from django.utils import timezone

from handrail.platform.reference.models import Body, InventedDataMarker


def mark_database_as_demo_data_only(*, seed: str) -> None:
    """Mark the database as holding only what is invented. Cannot be taken back."""
    InventedDataMarker.objects.get_or_create(id=1, defaults={"seed": seed, "begun_at": timezone.now()})


def mark_part_of_demo_data_as_written(part: str, about: str = "") -> None:
    """A part of the invented caseload is complete: in the transaction that writes the part.

    Args:
        part: its name.
        about: what the next load compares.
    """
    marker = InventedDataMarker.objects.select_for_update().get()
    marker.parts[part] = about
    marker.save(update_fields=["parts"])


def mark_demo_data_as_completely_written() -> None:
    """The invented caseload has been written to its end."""
    InventedDataMarker.objects.filter(finished_at__isnull=True).update(finished_at=timezone.now())


def add_organisation_from_list(*, code: str, name: str, kind: str, source: str) -> int:
    """Add an organisation that somebody's list names. What is known of it is as sure as that list.

    Args:
        code: its own, as no other body has it.
        name: in full.
        kind: a code of the kinds of bodies.
        source: the list.

    Returns:
        The row's number.
    """
    row = Body.objects.create(code=code, name=name, kind=kind, source=source, confidence="secondary")
    return row.pk
