"""What the person agreed to."""

from typing import Self
from uuid import UUID

from django.db import models
from django.db.models import Q

from handrail.people.records.models.case import Case
from handrail.people.records.models.constraints import choice_constraint
from handrail.people.records.models.event import Event
from handrail.people.records.models.uuid_model import SealedRow
from handrail.people.records.text_choices import (
    ConsentAnswer,
    ConsentMatter,
    ContactChannelKind,
    InterpretationMode,
    InterpreterKnownToVictimAnswer,
    OwnOrBestInterestsDecision,
)
from handrail.platform.access.kinds import Kind
from handrail.platform.access.models import Grant, User
from handrail.platform.access.sealed import Sealed, SealedQuerySet
from handrail.platform.reference.code_field import CodeField
from handrail.platform.reference.models import Body, Language
from handrail.platform.vault.blind_code import BlindCodeField


class ConsentQuerySet(SealedQuerySet["Consent"]):
    """Ways to ask for answers."""

    def not_taken_back_for_case(self, case: Case | UUID) -> Self:
        """Those of the case that nobody has taken back as entered in error; looked up among its own events alone."""
        back = Event.objects.filter(case=case, event="entered_in_error", supersedes__isnull=False)
        return self.filter(case=case).exclude(event__in=back.values("supersedes"))


class Consent(SealedRow):
    """One answer to one question, as it was asked. Never edited, only followed.

    `adds`: a yes to sharing that stands beside the earlier one instead of in its place. `of_child`: said while they
    were on the child's path, and so asked again at eighteen. `interpreter` is the language that was interpreted,
    `through` how, `interpreted_by` a name or an agency's reference, `circle` whether the interpreter knows the person.
    `asker` is who asked, where it was not `asked_by`, who wrote it down.
    """

    personal_fields = (
        "matter",
        "said",
        "channel",
        "of_child",
        "interpreter",
        "through",
        "circle",
        "capacity",
    )
    impersonal_text = ("kinds",)

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="consents", db_index=False)
    matter = BlindCodeField(
        choices=ConsentMatter.choices, often={"sharing": 32, "channel": 16, "nrm": 16, "local_support": 8}
    )
    said = BlindCodeField(choices=ConsentAnswer.choices, often={"yes": 24, "no": 8})
    to_body = models.ForeignKey(Body, on_delete=models.PROTECT, null=True, related_name="+")
    kinds = models.JSONField(default=list)
    until = models.DateField(null=True)
    asked_on = models.DateField()
    asked_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", db_index=False)
    channel = CodeField(max_length=12, choices=ContactChannelKind.choices, blank=True, default="")
    adds = models.BooleanField(default=False)
    of_child = models.BooleanField(default=False)
    interpreter = models.ForeignKey(Language, on_delete=models.PROTECT, null=True, related_name="+")
    through = CodeField(
        max_length=10, choices=InterpretationMode.choices, blank=True, default=InterpretationMode.NOT_SAID
    )
    interpreted_by = Sealed(kind=Kind.CONSENT, null=True)
    asker = Sealed(kind=Kind.CONSENT, null=True)
    circle = CodeField(
        max_length=10,
        choices=InterpreterKnownToVictimAnswer.choices,
        default=InterpreterKnownToVictimAnswer.NOT_ASKED,
    )
    capacity = BlindCodeField(
        choices=OwnOrBestInterestsDecision.choices, default=OwnOrBestInterestsDecision.OWN, often={"own": 32}
    )
    decided_by = Sealed(kind=Kind.CONSENT, null=True)
    decided_why = Sealed(kind=Kind.CONSENT, null=True)
    words = Sealed(kind=Kind.CONSENT, null=True)
    event = models.OneToOneField(Event, on_delete=models.PROTECT, null=True, related_name="consent")
    grant = models.ForeignKey(Grant, on_delete=models.PROTECT, null=True, related_name="+")
    recorded_at = models.DateTimeField()

    objects = ConsentQuerySet.as_manager()  # type: ignore[misc]

    class Meta:
        constraints = [
            # The matter is kept as a token: that sharing names a body and reaching them a way is the action's to see.
            models.CheckConstraint(
                condition=Q(to_body__isnull=True) | Q(channel=""), name="consent_names_a_body_or_a_way"
            ),
            models.CheckConstraint(
                condition=Q(channel="") | Q(channel__in=ContactChannelKind.values),
                name="consent_channel_is_known",
            ),
            choice_constraint("circle", InterpreterKnownToVictimAnswer, "consent_circle_is_known"),
            choice_constraint("through", InterpretationMode, "consent_through_is_known"),
            models.CheckConstraint(
                condition=~Q(through="shared") | Q(interpreter__isnull=True, interpreted_by__isnull=True),
                name="consent_in_a_shared_language_has_no_interpreter",
            ),
            models.CheckConstraint(
                condition=Q(adds=False) | Q(to_body__isnull=False, grant__isnull=False),
                name="consent_only_a_yes_adds",
            ),
        ]
        indexes = [models.Index(fields=["case", "-id"], name="consent_newest")]

    def __str__(self) -> str:
        return f"consent {self.pk}"
