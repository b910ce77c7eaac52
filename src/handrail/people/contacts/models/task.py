"""Tasks of a case."""

from django.db import models
from django.db.models import Q

from handrail.people.contacts.models.contact import Contact
from handrail.people.contacts.text_choices import TaskCause, TaskState
from handrail.people.records.models import Case
from handrail.people.records.models.constraints import both_or_neither_constraint, choice_constraint
from handrail.people.records.models.uuid_model import SealedRow
from handrail.platform.access.kinds import Kind
from handrail.platform.access.model_fields import DayField
from handrail.platform.access.models import User
from handrail.platform.access.sealed import Sealed
from handrail.platform.access.versioned import Versioned
from handrail.platform.reference.code_field import CodeField


class Task(Versioned, SealedRow):
    """Something to do by a day. Without `for_user` it is the team's, and anybody on the case may take it on."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+", db_index=False)
    what = Sealed("Task", kind=Kind.NOTES, max_length=1_000)
    due_on = DayField("Due date", about="the day")
    for_user = models.ForeignKey(
        User,
        verbose_name="Who is it for?",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        error_messages=dict.fromkeys(("blank", "null", "invalid"), "Choose someone who works on this case"),
        db_index=False,
    )
    cause = CodeField(max_length=10, choices=TaskCause.choices, default=TaskCause.OWN)
    contact = models.ForeignKey(
        Contact, on_delete=models.PROTECT, null=True, blank=True, related_name="tasks"
    )
    state = CodeField(max_length=12, choices=TaskState.choices, default=TaskState.OPEN)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", db_index=False)
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    end_words = Sealed(kind=Kind.NOTES, null=True, max_length=1_000)

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
