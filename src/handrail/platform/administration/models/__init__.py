"""Invitations, and what was decided about who may go on."""

from handrail.platform.administration.models.access_decision import AccessDecision
from handrail.platform.administration.models.invitation import Invitation

__all__ = ["AccessDecision", "Invitation"]
