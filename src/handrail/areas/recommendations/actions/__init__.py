"""Entering a recommendation, asking for updates, answering, and deciding that it is enough."""

from handrail.areas.recommendations.actions.recommendation_closing import (
    close_or_reopen_recommendation,
    close_or_reopen_update_request,
)
from handrail.areas.recommendations.actions.registration import (
    change_recommendation,
    promise_action,
    register_recommendation,
)
from handrail.areas.recommendations.actions.update_reminders import queue_due_recommendation_update_reminders
from handrail.areas.recommendations.actions.update_requests import request_updates
from handrail.areas.recommendations.actions.updates import record_published_comment, submit_update

__all__ = [
    "change_recommendation",
    "close_or_reopen_recommendation",
    "close_or_reopen_update_request",
    "promise_action",
    "queue_due_recommendation_update_reminders",
    "record_published_comment",
    "register_recommendation",
    "request_updates",
    "submit_update",
]
