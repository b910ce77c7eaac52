"""What the directory answers, as plain values."""

from handrail.directory.queries.lines import ServiceLine, service, services, services_for
from handrail.directory.queries.one import Contact, StandingLine, contact_of, standings_of
from handrail.directory.queries.search import FoundServices, Wanted, search

__all__ = [
    "Contact",
    "FoundServices",
    "ServiceLine",
    "StandingLine",
    "Wanted",
    "contact_of",
    "search",
    "service",
    "services",
    "services_for",
    "standings_of",
]
