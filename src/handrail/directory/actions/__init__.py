"""What people do to the directory."""

from handrail.directory.actions.imports import add_imported_services, save_import
from handrail.directory.actions.services import add_service, describe_service, edit_service
from handrail.directory.actions.status import (
    change_state,
    extend_trial,
    mark_service_checked,
    set_free_places,
)

__all__ = [
    "add_imported_services",
    "add_service",
    "change_state",
    "describe_service",
    "edit_service",
    "extend_trial",
    "mark_service_checked",
    "save_import",
    "set_free_places",
]
