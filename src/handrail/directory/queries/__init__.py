"""What the directory answers, as plain values."""

from handrail.directory.queries.service_detail import (
    ServiceStatusRow,
    find_service_contact,
    get_service_with_related_rows,
    list_status_history,
)
from handrail.directory.queries.service_search import ServiceFilter, ServiceSearchResults, search_services
from handrail.directory.queries.services import (
    ServiceRow,
    find_service,
    list_services_in_area,
    list_services_in_states,
    select_ids_of_open_service_providers,
)

__all__ = [
    "ServiceFilter",
    "ServiceRow",
    "ServiceSearchResults",
    "ServiceStatusRow",
    "find_service",
    "find_service_contact",
    "get_service_with_related_rows",
    "list_services_in_area",
    "list_services_in_states",
    "list_status_history",
    "search_services",
    "select_ids_of_open_service_providers",
]
