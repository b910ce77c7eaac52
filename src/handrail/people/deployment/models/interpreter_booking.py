"""An interpreter for one talk: how well qualified, the conflict check, whether they came, how it went (P29)."""

import datetime

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q

from handrail.people.deployment.languages.conflict_check_validity import ConflictCheck, ConflictOutcome
from handrail.people.deployment.languages.interpreters import InterpreterRelation
from handrail.people.deployment.languages.talks import TalkKind
from handrail.people.deployment.text_choices import (
    QUALIFIED,
    InterpreterBookingState,
    InterpreterMode,
    InterpreterQualification,
    InterpretingQuality,
)
from handrail.people.records.models import Case
from handrail.people.records.models.constraints import choice_constraint
from handrail.people.records.models.uuid_model import SealedRow
from handrail.platform.access.kinds import Kind
from handrail.platform.access.models import User
from handrail.platform.access.sealed import Sealed
from handrail.platform.access.versioned import Versioned
from handrail.platform.reference.code_field import CodeField
from handrail.platform.vault.app_sealed_fields import AppSealedField, AppSealedJSONField
from handrail.platform.vault.blind_code import BlindCodeField

TALKS = (
    (TalkKind.CONSENT.value, "Consent"),
    (TalkKind.ACCOUNT.value, "An account or statement"),
    (TalkKind.INTERVIEW.value, "An interview"),
    (TalkKind.LEGAL.value, "Legal advice"),
    (TalkKind.MEDICAL.value, "Medical discussion"),
    (TalkKind.DECISION.value, "A decision or letter"),
    (TalkKind.COMPLAINT.value, "A complaint"),
    (TalkKind.WELFARE.value, "Welfare"),
    (TalkKind.PLANNING.value, "Planning and advice"),
    (TalkKind.APPOINTMENT.value, "An appointment"),
)
RELATIONS = (
    (InterpreterRelation.NONE.value, "No relation to the person"),
    (InterpreterRelation.FAMILY.value, "Family"),
    (InterpreterRelation.FRIEND.value, "A friend"),
    (InterpreterRelation.OTHER_VICTIM.value, "Another victim"),
    (InterpreterRelation.EMPLOYER.value, "An employer"),
    (InterpreterRelation.HELPER.value, "Someone who came along to help"),
    (InterpreterRelation.CASE_WORKER.value, "A worker on the case"),
)
OUTCOMES = (
    (ConflictOutcome.CLEAR.value, "Clear"),
    (ConflictOutcome.NOT_CLEAR.value, "Not clear"),
    (ConflictOutcome.NOT_CHECKED.value, "Not checked yet"),
)


class InterpreterBooking(Versioned, SealedRow):
    """`name_marks` are the marks of all names in the case when the check was made: a new one ends it.

    Without a recognised qualification a formal talk needs the reason, who agreed, and the limits (`exception`).
    """

    personal_fields = (
        *("talk", "language", "starts_at", "qualification", "relation", "served_suspect", "conflict"),
        *("name_marks", "person_agrees", "quality"),
    )

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+", db_index=False)
    talk = BlindCodeField(
        "What is the discussion about?",
        choices=TALKS,
        error_messages={"blank": "Choose what the discussion is about"},
    )
    language = AppSealedField()
    starts_at = models.DateTimeField()
    mode = CodeField(
        "How?",
        max_length=8,
        choices=InterpreterMode.choices,
        error_messages={"blank": "Choose how they come"},
    )
    name = Sealed(
        "Interpreter’s name",
        kind=Kind.NOTES,
        max_length=120,
        error_messages={"blank": "Enter the interpreter’s name"},
    )
    agency = Sealed("Agency and register number", kind=Kind.NOTES, null=True, max_length=200)
    qualification = BlindCodeField(
        "Qualification",
        choices=InterpreterQualification.choices,
        often={"dpsi": 12},
        error_messages={"blank": "Choose the qualification"},
    )
    relation = BlindCodeField(
        "How does the interpreter know the person?",
        choices=RELATIONS,
        often={"none": 24},
        error_messages={"blank": "Choose what they are to the person"},
    )
    served_suspect = models.BooleanField(
        "They interpreted for the suspect or the suspect’s lawyer", default=False
    )
    conflict = BlindCodeField(
        "Conflict check",
        choices=OUTCOMES,
        often={"clear": 16},
        help_text="Ask the interpreter where the person cannot hear you: do you share a town, "
        "family, faith or employer with them? Have you worked for others in the case?",
        error_messages={"blank": "Enter what the conflict check found"},
    )
    conflict_words = Sealed("Question", kind=Kind.NOTES, null=True, max_length=500)
    checked_at = models.DateTimeField(null=True, blank=True)
    checked_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    name_marks = AppSealedJSONField(blank=True, default=list)
    person_agrees = models.BooleanField(
        "The person was told the interpreter’s gender, country and accent, but no name, and agrees",
        default=False,
    )
    exception = Sealed(
        "If not qualified: the reason, who agreed, and the limits",
        kind=Kind.NOTES,
        null=True,
        max_length=500,
        help_text="For a rare language: two interpreters in turn, or the best you can find.",
    )
    state = CodeField(
        max_length=10, choices=InterpreterBookingState.choices, default=InterpreterBookingState.BOOKED
    )
    quality = BlindCodeField("How was it?", choices=InterpretingQuality.choices, blank=True, default="")
    quality_words = Sealed(
        "Short description",
        kind=Kind.NOTES,
        null=True,
        max_length=500,
        help_text="Raise concerns with the interpreter’s provider.",
    )
    booked_at = models.DateTimeField()
    booked_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", db_index=False)

    class Meta:
        constraints = [
            choice_constraint("state", InterpreterBookingState, "interpreter_booking_state_is_known"),
            models.CheckConstraint(
                condition=~Q(state="attended") | ~Q(quality=""), name="interpreter_attended_says_how"
            ),
        ]
        indexes = [models.Index(fields=["case", "-id"], name="interpreter_booking_by_case")]

    def __str__(self) -> str:
        return f"interpreter booking {self.pk}"

    @property
    def is_qualified(self) -> bool:
        """Whether the qualification is one of those that formal talks need."""
        return self.qualification in QUALIFIED

    @property
    def conflict_check(self) -> ConflictCheck | None:
        """The check as the rules read it; None where none was made."""
        if self.checked_at is None or not self.conflict:
            return None
        return ConflictCheck(
            ConflictOutcome(self.conflict), self.checked_at, frozenset(self.name_marks or ())
        )

    def clean(self) -> None:
        """The talk is within a year. Raises ValidationError."""
        if self.starts_at and abs(self.starts_at - self.booked_at) > datetime.timedelta(days=366):
            raise ValidationError({"talk": "The date of the discussion must be within a year"})
