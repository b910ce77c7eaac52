"""What people do to the directory."""

from handrail.directory.actions.imports import add_imported_services, save_service_import
from handrail.directory.actions.pilots import (
    add_pilot,
    add_pilot_measure,
    change_non_service_pilot,
    extend_non_service_pilot_as_decided,
    extend_pilot,
    freeze_pilot_baseline,
    record_pilot_result,
)
from handrail.directory.actions.service_status import (
    change_service_state,
    mark_service_checked,
    set_free_places,
)
from handrail.directory.actions.services import add_own_service, add_service, edit_service

__all__ = [
    "add_imported_services",
    "add_own_service",
    "add_pilot",
    "add_pilot_measure",
    "add_service",
    "change_non_service_pilot",
    "change_service_state",
    "edit_service",
    "extend_non_service_pilot_as_decided",
    "extend_pilot",
    "freeze_pilot_baseline",
    "mark_service_checked",
    "record_pilot_result",
    "save_service_import",
    "set_free_places",
]
