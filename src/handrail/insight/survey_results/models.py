"""A survey's result as it was when the survey closed, and words that people gave. Only ever added."""

import json
from typing import Any

from django.db import models

from handrail.platform.access.models import User
from handrail.platform.followups.append_only import AppendOnly
from handrail.platform.surveys.models import Survey
from handrail.platform.vault.app_sealed_fields import AppSealedField


class SealedTextListField(AppSealedField):
    """A list of texts, sealed for this column."""

    def to_text(self, value: Any) -> str:
        return json.dumps(value, ensure_ascii=False)

    def from_text(self, text: str) -> Any:
        return json.loads(text)


class SurveyResult(AppendOnly):
    """Rounded numbers of a closed survey: drawn once, and never again."""

    impersonal_text = ("content", "sha256")

    survey = models.OneToOneField(Survey, on_delete=models.PROTECT, related_name="+")
    content = models.JSONField()  # ResultContent
    sha256 = models.CharField(max_length=64)
    at = models.DateTimeField()
    by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+", db_index=False)

    def __str__(self) -> str:
        return f"result of survey {self.survey_id}"


class SurveyWords(AppendOnly):
    """What people wrote to one question, as many by chance as a multiple of five. For the body that asked alone."""

    result = models.ForeignKey(SurveyResult, on_delete=models.PROTECT, related_name="words", db_index=False)
    number = models.PositiveSmallIntegerField()  # of the question
    words = SealedTextListField()

    class Meta:
        ordering = ("number",)
        constraints = [
            models.UniqueConstraint(fields=("result", "number"), name="survey_words_once_a_question")
        ]

    def __str__(self) -> str:
        return f"words of question {self.number}"
