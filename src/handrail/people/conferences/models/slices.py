"""What is put on the table, and what each member was given of it."""

from django.db import models
from django.db.models import Q

from handrail.people.conferences.models.conference import Conference
from handrail.people.conferences.models.members import ConferenceMember
from handrail.people.conferences.text_choices import (
    ConferenceItemKind,
    FactOrOpinion,
    ItemDisclosureBasis,
    ItemDisclosureEndReason,
    ItemVisibilityToMember,
    MemberAgency,
)
from handrail.people.records.models import Case
from handrail.people.records.models.uuid_model import SealedRow
from handrail.platform.access.kinds import Kind
from handrail.platform.access.model_fields import DayField
from handrail.platform.access.models import User
from handrail.platform.access.sealed import Sealed
from handrail.platform.access.today import today
from handrail.platform.reference.code_field import CodeField
from handrail.platform.reference.models import Body
from handrail.platform.vault.blind_code import BlindCodeField

LONGEST = 1000


class ConferenceItem(SealedRow):
    """One thing that an organisation tells the conference. Never edited: a correction is put in beside it.

    `need` is all that most members see of it. An item that its organisation holds back has no text, and says why.
    `from_part` is the agency of whoever put it in; empty where they work on the case and have no seat.
    """

    personal_fields = ("kind", "nature")

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    conference = models.ForeignKey(Conference, on_delete=models.PROTECT, related_name="items", db_index=False)
    kind = BlindCodeField(
        "What kind of information is it?",
        choices=ConferenceItemKind.choices,
        error_messages={"blank": "Choose the kind of information"},
    )
    nature = BlindCodeField(
        "Is it fact or opinion?",
        choices=FactOrOpinion.choices,
        error_messages={"blank": "Choose fact or opinion"},
    )
    text = Sealed(
        "What do you share?",
        kind_field="kind",
        null=True,
        max_length=LONGEST,
        help_text="Only what is relevant and proportionate. Research stays inside your organisation.",
    )
    need = Sealed(
        "The need only, in a few words",
        kind_field="kind",
        null=True,
        max_length=160,
        help_text="For example “needs an urgent dentist”. No diagnosis. Some members see this and nothing more.",
    )
    held_back_why = Sealed(
        "If you hold it back: why?",
        kind=Kind.LOOKS,
        null=True,
        max_length=300,
        help_text="Leave the text empty then. That something is held back is noted, with the reason.",
    )
    from_body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="+")
    from_part = CodeField(max_length=9, choices=MemberAgency.choices, blank=True, default="")
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(text__isnull=False, held_back_why__isnull=True)
                | Q(text__isnull=True, need__isnull=True, held_back_why__isnull=False),
                name="conference_item_told_or_held_back",
                violation_error_message="Either say it, or say why you hold it back",
                violation_error_code="text",
            ),
        ]
        indexes = [models.Index(fields=["conference", "id"], name="conference_item_in_order")]

    def __str__(self) -> str:
        return f"item {self.pk}"


class ConferenceSlice(SealedRow):
    """What one member was given of one item, cut when it was sent. It ends with the conference, or before."""

    personal_fields = ("basis", "shows", "until", "person_told")

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    member = models.ForeignKey(ConferenceMember, on_delete=models.PROTECT, related_name="slices")
    item = models.ForeignKey(ConferenceItem, on_delete=models.PROTECT, related_name="slices")
    shows = BlindCodeField(choices=ItemVisibilityToMember.choices)
    basis = BlindCodeField(choices=ItemDisclosureBasis.choices)
    why = Sealed(kind=Kind.LOOKS, null=True, max_length=300)
    person_told = models.BooleanField(default=False)
    until = DayField("Open until", not_before=today, within_years=1)
    cut_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", db_index=False)
    cut_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_why = CodeField(max_length=9, choices=ItemDisclosureEndReason.choices, blank=True, default="")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["member", "item"],
                condition=Q(ended_at__isnull=True),
                name="conference_slice_once",
            ),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True, ended_why="")
                | Q(ended_at__isnull=False, ended_why__in=ItemDisclosureEndReason.values),
                name="conference_slice_ended_why",
            ),
        ]

    def __str__(self) -> str:
        return f"slice {self.pk}"
