"""What was explained to the person, by whom, and what they chose (P09)."""

from django.core.exceptions import ValidationError
from django.db import models

from handrail.people.deployment.text_choices import ExplainedOptionAnswer, InterpreterUseForExplainedOptions
from handrail.people.records.models import Case
from handrail.people.records.models.uuid_model import SealedRow
from handrail.platform.access.kinds import Kind
from handrail.platform.access.model_fields import DayField
from handrail.platform.access.models import User
from handrail.platform.access.sealed import Sealed
from handrail.platform.access.today import today
from handrail.platform.vault.app_sealed_fields import AppSealedField
from handrail.platform.vault.blind_code import BlindCodeField

OFTEN = {"yes": 12, "no": 8, "not_explained": 8}


class InformedChoice(SealedRow):
    """One talk about the options. Never edited: a later talk follows it. `explained_by` is its navigator or officer."""

    personal_fields = ("explained_on", "language", "interpreter", "police", "nrm", "services")

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+", db_index=False)
    explained_on = DayField(
        "When was it explained?",
        about="the day",
        not_after=today,
        error_messages={"blank": "Enter the date it was explained"},
    )
    explained_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", db_index=False)
    explained_as = AppSealedField()  # the role of whoever explained, on that day
    language = AppSealedField()
    interpreter = BlindCodeField(
        "Through an interpreter?",
        choices=InterpreterUseForExplainedOptions.choices,
        error_messages={"blank": "Choose whether there was an interpreter"},
    )
    police = BlindCodeField(
        "Talking to the police",
        choices=ExplainedOptionAnswer.choices,
        often=OFTEN,
        error_messages={"blank": "Choose what they said about the police"},
    )
    nrm = BlindCodeField(
        "Entering the NRM",
        choices=ExplainedOptionAnswer.choices,
        often=OFTEN,
        error_messages={"blank": "Choose what they said about the NRM"},
    )
    services = BlindCodeField(
        "Support from services",
        choices=ExplainedOptionAnswer.choices,
        often=OFTEN,
        error_messages={"blank": "Choose what they said about services"},
    )
    words = Sealed("In their own words", kind=Kind.CONSENT, null=True, max_length=1_000)
    recorded_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["case", "-id"], name="informed_choice_newest")]

    def __str__(self) -> str:
        return f"informed choice {self.pk}"

    def clean(self) -> None:
        """At least one option was explained. Raises ValidationError."""
        if {self.police, self.nrm, self.services} == {ExplainedOptionAnswer.NOT_EXPLAINED.value}:
            raise ValidationError({"police": "Choose what was explained: police, NRM or services"})
