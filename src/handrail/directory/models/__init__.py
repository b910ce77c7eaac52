"""What the directory keeps: services, how each stood and since when, and whom to ask there."""

from handrail.directory.models.arrival import Arrival
from handrail.directory.models.contact import ServiceContact
from handrail.directory.models.service import Service
from handrail.directory.models.standing import Standing

__all__ = ["Arrival", "Service", "ServiceContact", "Standing"]
