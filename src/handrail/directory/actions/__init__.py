"""What people do to the directory."""

from handrail.directory.actions.bringing import add_list, keep_list
from handrail.directory.actions.services import add_service, describe_service, edit_service
from handrail.directory.actions.standing import assure, change_state, extend_trial, say_free

__all__ = [
    "add_list",
    "add_service",
    "assure",
    "change_state",
    "describe_service",
    "edit_service",
    "extend_trial",
    "keep_list",
    "say_free",
]
