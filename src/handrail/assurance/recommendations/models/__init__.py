"""The tables of recommendations."""

from handrail.assurance.recommendations.models.asking import Asking, Decision, PublishedComment, Update
from handrail.assurance.recommendations.models.recommendation import Addressee, Recommendation

__all__ = ["Addressee", "Asking", "Decision", "PublishedComment", "Recommendation", "Update"]
