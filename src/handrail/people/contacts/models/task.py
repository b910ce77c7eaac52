"""A task: what, by when, for whom, because of what; done or not needed, in words."""

from django.db import models
from django.db.models import Q

from handrail.people.contacts.models.contact import Contact
from handrail.people.contacts.states import TaskCause, TaskState
from handrail.people.records.models import Case
from handrail.people.records.models.constraints import both_or_neither_constraint, choice_constraint
from handrail.people.records.models.uuid_model import SealedRow
from handrail.platform.access.kinds import Kind
from handrail.platform.access.models import User
from handrail.platform.access.sealed import Sealed


class Task(SealedRow):
    """Without `for_user` it is the team's, and anybody on the case may take it on."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    what = Sealed(kind=Kind.SUPPORT)
    due_on = models.DateField()
    for_user = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    cause = models.CharField(max_length=10, choices=TaskCause.choices, default=TaskCause.OWN)
    contact = models.ForeignKey(Contact, on_delete=models.PROTECT, null=True, related_name="tasks")
    state = models.CharField(max_length=12, choices=TaskState.choices, default=TaskState.OPEN)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    end_words = Sealed(kind=Kind.SUPPORT, null=True)
    version = models.PositiveIntegerField(default=1)
    changed_at = models.DateTimeField()
    changed_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            choice_constraint("cause", TaskCause, "task_cause_is_known"),
            choice_constraint("state", TaskState, "task_state_is_known"),
            both_or_neither_constraint("ended_at", "ended_by", "task_ended_at_and_by_together"),
            models.CheckConstraint(
                condition=Q(state="open", ended_at__isnull=True)
                | (~Q(state="open") & Q(ended_at__isnull=False)),
                name="task_ended_when_no_longer_open",
            ),
            models.CheckConstraint(
                condition=~Q(state="not_needed") | Q(end_words__isnull=False), name="task_not_needed_says_why"
            ),
            models.CheckConstraint(
                condition=Q(cause="contact", contact__isnull=False)
                | (~Q(cause="contact") & Q(contact__isnull=True)),
                name="task_of_a_contact_names_it",
            ),
        ]
        indexes = [
            models.Index(fields=["case", "state", "due_on"], name="task_by_case"),
            models.Index(fields=["for_user", "state", "due_on"], name="task_by_person"),
        ]

    def __str__(self) -> str:
        return f"task {self.pk}"
