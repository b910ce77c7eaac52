"""The tables of calls."""

from handrail.areas.calls.models.call import Call, CallQuestion, CallRecipient
from handrail.areas.calls.models.return_figure import ReturnFigure
from handrail.areas.calls.models.return_practice import ReturnPractice
from handrail.areas.calls.models.returns import Return, ReturnAnswer, ReturnComment, ReturnEdition

__all__ = [
    "Call",
    "CallQuestion",
    "CallRecipient",
    "Return",
    "ReturnAnswer",
    "ReturnComment",
    "ReturnEdition",
    "ReturnFigure",
    "ReturnPractice",
]
