"""Services, the history of their states, their contact persons, and lists that were imported, pilots."""

from handrail.directory.models.pilot import Pilot, PilotExtension, PilotMeasure, PilotResult
from handrail.directory.models.service import Service
from handrail.directory.models.service_contact import ServiceContact
from handrail.directory.models.service_import import ServiceImport
from handrail.directory.models.service_status import ServiceStatus

__all__ = [
    "Pilot",
    "PilotExtension",
    "PilotMeasure",
    "PilotResult",
    "Service",
    "ServiceContact",
    "ServiceImport",
    "ServiceStatus",
]
