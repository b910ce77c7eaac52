"""The records of the work on a case. Text about a person is sealed with the key of the case."""

from handrail.people.contacts.models.absence import Absence
from handrail.people.contacts.models.closing import Closing
from handrail.people.contacts.models.contact import Contact
from handrail.people.contacts.models.dependant import Dependant
from handrail.people.contacts.models.hand_over import HandOver
from handrail.people.contacts.models.task import Task

__all__ = ["Absence", "Closing", "Contact", "Dependant", "HandOver", "Task"]
