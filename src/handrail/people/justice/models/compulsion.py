"""Section 45: whether the person may have been made to break the law. Never the account, the offence or free words."""

from django.db import models
from django.db.models import Q

from handrail.people.justice.text_choices import (
    CompulsionAnswer,
    CompulsionRaisedBy,
    LawyerFound,
    YesNoNotAsked,
)
from handrail.people.records.models import Case
from handrail.people.records.models.uuid_model import SealedRow
from handrail.platform.access.kinds import Kind
from handrail.platform.access.model_fields import DayField
from handrail.platform.access.models import User
from handrail.platform.access.sealed import Sealed
from handrail.platform.access.today import today
from handrail.platform.vault.blind_code import BlindCodeField


class CompulsionRecord(SealedRow):
    """The flag and how it is handled. A later row follows it; closing the case does not drop it.

    It is of the kind of support notes: no other body's police can be shown it. `told` holds codes alone.
    """

    personal_fields = ("raised_on",)

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+", db_index=False)
    answer = BlindCodeField(
        "May they have been made to break the law?",
        choices=CompulsionAnswer.choices,
        error_messages={"blank": "Choose yes, no or not asked"},
    )
    raised_by = BlindCodeField("Who raised it?", choices=CompulsionRaisedBy.choices, blank=True, default="")
    raised_on = DayField(
        "When was it raised?", about="the day", not_after=today, within_years=10, null=True, blank=True
    )
    consent = BlindCodeField(
        "Do they agree that others are told?", choices=YesNoNotAsked.choices, default=YesNoNotAsked.NOT_ASKED
    )
    told = Sealed(kind=Kind.NOTES, null=True, max_length=60)
    lawyer = BlindCodeField(
        "Do they have a defence lawyer?",
        choices=LawyerFound.choices,
        default=LawyerFound.NOT_ASKED,
        help_text="Ask for a lawyer, not for the story.",
    )
    nrm_offered = BlindCodeField(
        "Was the NRM offered?", choices=YesNoNotAsked.choices, default=YesNoNotAsked.NOT_ASKED
    )
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", db_index=False)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(raised_by="") & Q(raised_on__isnull=False) | Q(raised_by="", raised_on=None),
                name="compulsion_says_who_and_when",
                violation_error_code="raised_on",
                violation_error_message="Enter both who raised it and when, or neither",
            ),
        ]
        indexes = [models.Index(fields=["case", "-id"], name="compulsion_by_case")]

    def __str__(self) -> str:
        return f"section 45 record {self.pk}"
