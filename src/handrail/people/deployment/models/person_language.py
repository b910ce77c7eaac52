"""What the person speaks: each language once, how well, how that is known, and whether they want it."""

from django.db import models

from handrail.directory.practitioners import codes
from handrail.people.deployment.text_choices import PersonLanguageChoice
from handrail.people.records.models import Case
from handrail.people.records.models.uuid_model import SealedRow
from handrail.platform.access.kinds import Kind
from handrail.platform.access.models import User
from handrail.platform.access.sealed import Sealed
from handrail.platform.vault.app_sealed_fields import AppSealedField
from handrail.platform.vault.blind_code import BlindCodeField


class PersonLanguage(SealedRow):
    """The person chooses the language, may refuse one, and is not asked why. `language` is a tag of the list."""

    personal_fields = ("language", "level", "known_by", "choice")

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+", db_index=False)
    language = AppSealedField()
    dialect = Sealed(
        "Dialect or variety",
        kind=Kind.CONTACT,
        null=True,
        max_length=60,
        help_text="For example: Sudanese, for Arabic.",
    )
    level = BlindCodeField(
        "How well?", choices=codes.LEVELS, often={"first": 16}, error_messages={"blank": "Choose how well"}
    )
    known_by = BlindCodeField(
        "Source",
        choices=(("said", "The person said so"), ("assessed", "Assessed"), ("qualified", "Qualified")),
        default="said",
        often={"said": 24},
    )
    choice = BlindCodeField(
        "Do they want to use this language?",
        choices=PersonLanguageChoice.choices,
        often={"chosen": 12, "fine": 12},
        error_messages={"blank": "Choose what the person says about it"},
    )
    said_at = models.DateTimeField()
    said_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", db_index=False)

    class Meta:
        indexes = [models.Index(fields=["case", "id"], name="person_language_by_case")]

    def __str__(self) -> str:
        return f"language {self.pk}"
