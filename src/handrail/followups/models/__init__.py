"""The tables of follow-ups."""

from handrail.followups.models.follow_up import FollowUp, Word

__all__ = ["FollowUp", "Word"]
