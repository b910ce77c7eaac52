"""The tables of calls."""

from handrail.assurance.calls.models.call import Asked, Call, Question
from handrail.assurance.calls.models.entry import Entry
from handrail.assurance.calls.models.returns import Answer, Comment, Return, ReturnEdition

__all__ = ["Answer", "Asked", "Call", "Comment", "Entry", "Question", "Return", "ReturnEdition"]
