"""A conference about one adult, and its one ending."""

from django.db import models
from django.db.models import F, Q

from handrail.people.conferences.models.area import ConferenceArea
from handrail.people.conferences.text_choices import (
    ENDED_STATES,
    BasisReviewResult,
    ConferenceBasis,
    ConferenceEndReason,
    ConferenceState,
    ConferenceUrgency,
    ItemDisclosureBasis,
    PersonParticipation,
)
from handrail.people.records.models import Case
from handrail.people.records.models.constraints import choice_constraint
from handrail.people.records.models.uuid_model import SealedRow
from handrail.platform.access.kinds import Kind
from handrail.platform.access.model_fields import DayField
from handrail.platform.access.models import User
from handrail.platform.access.sealed import Sealed
from handrail.platform.access.today import today
from handrail.platform.access.versioned import Versioned
from handrail.platform.reference.code_field import CodeField
from handrail.platform.reference.models import Body, Language
from handrail.platform.vault.app_sealed_fields import AppSealedJSONField
from handrail.platform.vault.blind_code import BlindCodeField

LONGEST = 1000


class Conference(Versioned, SealedRow):
    """Asked for from a case. `due_at` is 48 hours after the later of `identified_at` and `agreed_at`."""

    personal_fields = (
        *(
            "grounds",
            "basis",
            "identified_at",
            "agreed_at",
            "due_at",
            "choice",
            "moved_basis",
        ),
        *("state", "is_repeat", "knows_police_record_crimes"),
    )

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+", db_index=False)
    area = models.ForeignKey(ConferenceArea, on_delete=models.PROTECT, related_name="+", db_index=False)
    track = CodeField(
        "Which track?",
        max_length=8,
        choices=ConferenceUrgency.choices,
        error_messages={"blank": "Choose urgent or regular"},
    )
    state = CodeField(max_length=11, choices=ConferenceState.choices, default=ConferenceState.ASKED)
    grounds = AppSealedJSONField(default=list, blank=True)
    why = Sealed(
        "Why now, in a sentence",
        kind=Kind.SAFETY,
        max_length=LONGEST,
        help_text="The chair reads this. Keep their account of what happened out of it.",
        error_messages={"blank": "Say in a sentence why a conference is needed now"},
    )
    basis = BlindCodeField(
        "What is the basis of the conference?",
        choices=ConferenceBasis.choices,
        often={"consent": 24},
        error_messages={"blank": "Choose the basis of the conference"},
    )
    decided_by = Sealed(
        "If not their own agreement, who decided?",
        kind=Kind.CONSENT,
        null=True,
        max_length=120,
        help_text="A senior name.",
    )
    decided_why = Sealed("Why, and what is the risk?", kind=Kind.CONSENT, null=True, max_length=LONGEST)
    review_on = DayField(
        "When is that decision reviewed?",
        about="the day of the review",
        null=True,
        blank=True,
    )
    identified_at = models.DateTimeField()
    agreed_at = models.DateTimeField()
    due_at = models.DateTimeField()
    is_repeat = models.BooleanField(default=False)
    knows_police_record_crimes = models.BooleanField(
        "They were told before they agreed: in some areas police record every crime that is named at a conference",
        default=False,
    )
    asked_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", db_index=False)
    from_body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    came_from = Sealed(
        "Which area does the case come from? (if it has moved)", kind=Kind.PATHWAY, null=True, max_length=120
    )
    moved_from = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="moved_on"
    )
    moved_basis = BlindCodeField(
        "On which basis is the other area told?",
        choices=ItemDisclosureBasis.choices,
        blank=True,
        default="",
        error_messages={"blank": "Choose on which basis the other area is told"},
    )
    moved_why = Sealed("Why, if not by their agreement?", kind=Kind.LOOKS, null=True, max_length=300)
    answer_words = Sealed(kind=Kind.PATHWAY, null=True, max_length=LONGEST)
    choice = BlindCodeField(
        "How do they want to take part?",
        choices=PersonParticipation.choices,
        blank=True,
        default="",
        error_messages={"blank": "Choose how they want to take part"},
    )
    speaker = Sealed("Who speaks for them, if someone does?", kind=Kind.CONSENT, null=True, max_length=120)
    words = Sealed(
        "What do they want? In their words",
        kind=Kind.OWN_WORDS,
        null=True,
        max_length=LONGEST,
        help_text="These words stand first on the page and in the minutes.",
    )
    words_language = models.ForeignKey(
        Language, on_delete=models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    interpreter_checked = models.BooleanField(
        "The interpreter is not of the exploiter’s circle: this was checked", default=False
    )
    words_at = models.DateTimeField(null=True, blank=True)
    choice_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            choice_constraint("state", ConferenceState, "conference_state_is_known"),
            choice_constraint("track", ConferenceUrgency, "conference_track_is_known"),
            models.CheckConstraint(
                condition=Q(due_at__gt=F("agreed_at")), name="conference_due_after_agreed"
            ),
            models.UniqueConstraint(
                fields=["case"],
                condition=~Q(state__in=ENDED_STATES),
                name="conference_one_open",
                violation_error_message="A conference about this person is open already.",
            ),
        ]
        indexes = [
            models.Index(fields=["case", "-id"], name="conference_by_case"),
            models.Index(fields=["area", "state", "due_at"], name="conference_by_area"),
        ]

    def __str__(self) -> str:
        return f"conference {self.pk}"

    @property
    def has_ended(self) -> bool:
        """Whether nothing of it is open to members any more."""
        return self.state in ENDED_STATES


class ConferenceBasisReview(SealedRow):
    """A review of a decision to hold a conference without the person's agreement. Rows are only added."""

    personal_fields = ("due_on", "reviewed_on", "result")

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    conference = models.ForeignKey(
        Conference, on_delete=models.PROTECT, related_name="reviews", db_index=False
    )
    due_on = models.DateField()
    reviewed_on = DayField("When was it reviewed?", about="the day", not_after=today)
    result = BlindCodeField(
        "What did the review find?",
        choices=BasisReviewResult.choices,
        error_messages={"blank": "Choose what the review found"},
    )
    by_name = Sealed(
        "Who decided?",
        kind=Kind.CONSENT,
        max_length=120,
        help_text="A senior name.",
        error_messages={"blank": "Enter who decided"},
    )
    words = Sealed("Why?", kind=Kind.CONSENT, max_length=LONGEST, error_messages={"blank": "Say why"})
    next_on = DayField(
        "When is it reviewed next?",
        about="the day of the next review",
        null=True,
        blank=True,
        not_before=today,
        within_years=1,
    )
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["conference", "due_on"], name="conference_review_once"),
        ]

    def __str__(self) -> str:
        return f"review of conference {self.conference_id}"


class ConferenceEnding(SealedRow):
    """Why and when it ended. One row a conference: of two chairs who close at once the second is told."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    conference = models.OneToOneField(Conference, on_delete=models.PROTECT, related_name="ending")
    reason = BlindCodeField(
        "Why is it ending?",
        choices=ConferenceEndReason.choices,
        error_messages={"blank": "Choose why it ends"},
    )
    words = Sealed("In a sentence (optional)", kind=Kind.PATHWAY, null=True, max_length=LONGEST)
    at = models.DateTimeField()
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return f"ending of conference {self.conference_id}"
