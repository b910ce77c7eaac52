"""What the directory keeps: services, how each stood and since when, and whom to ask there."""

from handrail.directory.models.contact import ServiceContact
from handrail.directory.models.service import Service
from handrail.directory.models.service_import import ServiceImport
from handrail.directory.models.status import ServiceStatus

__all__ = ["Service", "ServiceContact", "ServiceImport", "ServiceStatus"]
