"""The tables of follow-ups."""

from handrail.platform.followups.models.follow_up import FollowUp, FollowUpUpdate

__all__ = ["FollowUp", "FollowUpUpdate"]
