"""Where conferences are held: one for each council area, with its quorum, chair and deputy."""

from typing import Self

from django.core.exceptions import ValidationError
from django.db import models

from handrail.people.conferences.rules import DEFAULT_QUORUM
from handrail.people.records.models.uuid_model import UUIDModel
from handrail.platform.access.actor import Actor
from handrail.platform.access.model_fields import LongTextField, ShortTextField
from handrail.platform.access.models import User
from handrail.platform.access.versioned import Versioned
from handrail.platform.reference.models import Area, Body


def make_default_quorum() -> list[str]:
    """The usual quorum."""
    return list(DEFAULT_QUORUM)


class ConferenceAreaQuerySet(models.QuerySet["ConferenceArea"]):
    """Ways to ask for areas."""

    def in_use(self) -> Self:
        """Those that cases may be taken to, with whoever chairs them."""
        return self.filter(is_in_use=True).select_related("area", "kept_by")

    def kept_by(self, actor: Actor) -> Self:
        """Those that the actor's organisation keeps."""
        return self.filter(kept_by=actor.body_id).select_related("area", "chair", "deputy")


class ConferenceArea(Versioned, UUIDModel):
    """One council area. Its setting is the keeper's own: no national quorum was found."""

    impersonal_text = ("name", "next_meetings", "quorum")

    kept_by = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="+", editable=False)
    area = models.ForeignKey(
        Area, verbose_name="Area", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    name = ShortTextField(
        "Council area", max_length=80, error_messages={"blank": "Enter the name of the council area"}
    )
    chair = models.ForeignKey(
        User,
        verbose_name="Who chairs?",
        help_text="Neither an investigator nor someone who pays for the support.",
        on_delete=models.PROTECT,
        related_name="+",
    )
    deputy = models.ForeignKey(
        User,
        verbose_name="Who is the deputy?",
        on_delete=models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
    )
    quorum = models.JSONField(default=make_default_quorum, blank=True)
    next_meetings = LongTextField(
        "When are the regular meetings?",
        max_length=300,
        rows=2,
        blank=True,
        help_text="For example: every second Tuesday at 10am.",
    )
    is_in_use = models.BooleanField("Conferences are held here", default=True)

    objects = ConferenceAreaQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["area", "name"],
                name="conference_area_once",
                violation_error_message="That council area is there already",
                violation_error_code="name",
            ),
            models.CheckConstraint(
                condition=~models.Q(chair=models.F("deputy")),
                name="conference_deputy_is_another",
                violation_error_message="Choose someone other than the chair",
                violation_error_code="deputy",
            ),
        ]

    def __str__(self) -> str:
        return str(self.name)

    def clean(self) -> None:
        """Somebody has to be there, and each part is one that a member can meet."""
        if not self.quorum or not set(self.quorum) <= set(DEFAULT_QUORUM):
            raise ValidationError({"quorum": "Choose who has to be there"})
