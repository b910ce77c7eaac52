"""What the directory answers, as plain values."""

from handrail.directory.queries.service_detail import (
    ServiceStatusRow,
    find_service_contact,
    get_service_record,
    list_status_history,
)
from handrail.directory.queries.service_search import ServiceFilter, ServiceSearchResult, search_services
from handrail.directory.queries.services import (
    ServiceRow,
    find_service,
    list_services,
    list_services_in_area,
    select_provider_ids,
)

__all__ = [
    "ServiceFilter",
    "ServiceRow",
    "ServiceSearchResult",
    "ServiceStatusRow",
    "find_service",
    "find_service_contact",
    "get_service_record",
    "list_services",
    "list_services_in_area",
    "list_status_history",
    "search_services",
    "select_provider_ids",
]
