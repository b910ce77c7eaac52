"""More of one service than a list shows: the history of its states, and its contact person."""

import datetime
from dataclasses import dataclass

from django.db.models import FETCH_RAISE

from handrail.directory.models import Service, ServiceContact, ServiceStatus
from handrail.directory.service_states_and_phases import STATES


@dataclass(frozen=True, slots=True)
class ServiceStatusRow:
    """The state of a service from a day on."""

    state: str
    words: str
    since: datetime.date
    waits_for: str
    note: str
    said_at: datetime.datetime
    said_by: str


def list_status_history(service_id: int) -> tuple[ServiceStatusRow, ...]:
    """The states of a service, newest first.

    Returns:
        One for each state that was recorded.
    """
    rows = ServiceStatus.objects.filter(service=service_id)
    return tuple(
        ServiceStatusRow(
            state=row.state,
            words=dict(STATES)[row.state],
            since=row.since,
            waits_for=row.waits_for,
            note=row.note,
            said_at=row.said_at,
            said_by=row.said_by,
        )
        for row in rows
    )


def find_service_contact(service_id: int) -> ServiceContact | None:
    """The one person to ask for at a service; None where there is none. For workers' eyes; never published."""
    return ServiceContact.objects.filter(pk=service_id).first()


def get_service_with_related_rows(service_id: int) -> Service:
    """One service with all that its forms show of it; the reader has been asked about already."""
    rows = Service.objects.select_related("changed_by", "person_to_ask").fetch_mode(FETCH_RAISE)
    return rows.prefetch_related("areas", "languages").get(pk=service_id)


def list_service_names_of_provider(provider_id: int) -> list[str]:
    """What a provider's services are called."""
    return list(Service.objects.filter(provider=provider_id).values_list("name", flat=True))
