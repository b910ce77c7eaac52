"""What people do to the directory."""

from handrail.directory.actions.services import add_service, describe_service, edit_service
from handrail.directory.actions.standing import assure, change_state, extend_trial, say_free

__all__ = [
    "add_service",
    "assure",
    "change_state",
    "describe_service",
    "edit_service",
    "extend_trial",
    "say_free",
]
