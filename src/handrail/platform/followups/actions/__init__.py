"""Promising an action, and saying how it stands."""

from handrail.platform.followups.actions.follow_ups import create_follow_up, record_follow_up_progress

__all__ = ["create_follow_up", "record_follow_up_progress"]
