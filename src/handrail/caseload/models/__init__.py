"""What is kept of the work on a case. What a worker writes about a person is sealed with the person's own key."""

from handrail.caseload.models.away import Away
from handrail.caseload.models.closing import Closing
from handrail.caseload.models.contact import Contact
from handrail.caseload.models.dependant import Dependant
from handrail.caseload.models.hand_over import HandOver
from handrail.caseload.models.task import Task

__all__ = ["Away", "Closing", "Contact", "Dependant", "HandOver", "Task"]
