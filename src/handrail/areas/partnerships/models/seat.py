"""Seats and readers: who takes part, and who reads only. Both are organisations, and end with a day."""

from django.db import models
from django.db.models import Q

from handrail.areas.partnerships.models.group import Group
from handrail.areas.partnerships.states import (
    FIRST_DAY,
    LANGUAGES,
    SEAT_PARTS,
    SEAT_STATES,
    SEATED,
    get_codes_of_state_pairs,
)
from handrail.platform.access.model_fields import DayField, LongTextField, ShortTextField
from handrail.platform.access.models import User
from handrail.platform.access.today import today
from handrail.platform.access.versioned import Versioned
from handrail.platform.kernel.messages import msg
from handrail.platform.reference.code_field import CodeField
from handrail.platform.reference.models import Body


class Seat(Versioned):
    """An office of an organisation, with its deputy. Whoever works there answers for it.

    The two accounts get the mails of the group, while they work there; without them everybody who leads there does.
    """

    personal_fields = ("holder", "deputy_holder")
    impersonal_text = ("office", "deputy_office", "why")

    group = models.ForeignKey(Group, on_delete=models.PROTECT, related_name="seats")
    body = models.ForeignKey(
        Body,
        verbose_name="Organisation",
        on_delete=models.PROTECT,
        related_name="+",
        error_messages=dict.fromkeys(("blank", "null", "invalid_choice"), "Choose the organisation"),
        db_index=False,
    )
    office = ShortTextField("Office", max_length=120, error_messages={"blank": "Enter the office that sits"})
    deputy_office = ShortTextField("Deputy", max_length=120, blank=True, default="")
    holder = ShortTextField(
        "Who holds it",
        max_length=120,
        blank=True,
        default="",
        help_text="A name of someone at work, or a post.",
    )
    deputy_holder = ShortTextField("Who is the deputy", max_length=120, blank=True, default="")
    holder_account = models.ForeignKey(
        User,
        verbose_name="Who gets emails of the group",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="Leave empty to send them to everyone who leads in your organisation.",
        error_messages={"invalid_choice": "Choose a person from the list"},
    )
    deputy_account = models.ForeignKey(
        User,
        verbose_name="Who else gets them",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        error_messages={"invalid_choice": "Choose a person from the list"},
    )
    part = CodeField(
        "Part in the group",
        max_length=12,
        choices=SEAT_PARTS,
        default="member",
        error_messages=dict.fromkeys(("blank", "invalid_choice"), "Choose the part in the group"),
    )
    language = CodeField(
        "Language they prefer",
        max_length=4,
        choices=LANGUAGES[:2],
        default="en",
        error_messages=dict.fromkeys(("blank", "invalid_choice"), "Choose the language they prefer"),
    )
    state = CodeField(max_length=8, choices=SEAT_STATES, default="invited")
    since = models.DateField()
    ended_on = models.DateField(null=True, blank=True)
    why = LongTextField("Why", max_length=1000, rows=3, blank=True, default="")  # declined or ended

    class Meta:
        ordering = ("part", "id")
        indexes = [models.Index(fields=("body", "state"), name="seat_by_organisation")]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=get_codes_of_state_pairs(SEAT_STATES)), name="seat_state"
            ),
            models.CheckConstraint(
                condition=Q(part__in=get_codes_of_state_pairs(SEAT_PARTS)), name="seat_part"
            ),
            models.UniqueConstraint(
                fields=("group", "body", "office"),
                condition=Q(state__in=SEATED),
                name="seat_once_an_office",
                violation_error_code="office",
                violation_error_message="This organisation already has a seat for that office",
            ),
            models.UniqueConstraint(
                fields=("group", "part"),
                condition=Q(state__in=SEATED, part="chair"),
                name="seat_one_chair",
                violation_error_code="part",
                violation_error_message="The group has a chair. End that part first.",
            ),
            models.CheckConstraint(
                condition=Q(state__in=SEATED, ended_on__isnull=True)
                | (Q(state__in=("declined", "ended"), ended_on__isnull=False) & ~Q(why="")),
                name="seat_ends_with_day_and_reason",
                violation_error_code="why",
                violation_error_message="Say why",
            ),
        ]

    def __str__(self) -> str:
        return f"seat {self.pk}"

    @property
    def name_and_role(self) -> str:
        """Organisation and office, as a list offers it."""
        return msg("{body}: {office}", body=self.body.name, office=self.office)


class GroupReader(Versioned):
    """An organisation that reads papers and holds no seat."""

    impersonal_text = ("why",)

    group = models.ForeignKey(Group, on_delete=models.PROTECT, related_name="readers")
    body = models.ForeignKey(
        Body,
        verbose_name="Organisation",
        on_delete=models.PROTECT,
        related_name="+",
        error_messages=dict.fromkeys(("blank", "null", "invalid_choice"), "Choose the organisation"),
    )
    since = DayField("Reads since", not_before=FIRST_DAY, not_after=today)
    ended_on = models.DateField(null=True, blank=True)
    why = LongTextField("Why it reads", max_length=500, rows=2, blank=True, default="")

    class Meta:
        ordering = ("id",)
        constraints = [
            models.UniqueConstraint(
                fields=("group", "body"),
                condition=Q(ended_on__isnull=True),
                name="group_reader_once",
                violation_error_code="body",
                violation_error_message="This organisation reads already",
            ),
        ]

    def __str__(self) -> str:
        return f"reader {self.pk}"
