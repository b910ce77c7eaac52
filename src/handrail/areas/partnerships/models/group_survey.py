"""A survey of a group: of its members, or of trust and reporting. Its answers and its result are the survey's own."""

from django.db import models

from handrail.areas.partnerships.models.group import Group
from handrail.platform.access.versioned import Versioned
from handrail.platform.surveys.models import Survey


class GroupSurvey(Versioned):
    """Which group asked."""

    group = models.ForeignKey(Group, on_delete=models.PROTECT, related_name="surveys")
    survey = models.OneToOneField(Survey, on_delete=models.PROTECT, related_name="of_group")

    class Meta:
        ordering = ("-pk",)

    def __str__(self) -> str:
        return f"survey {self.survey_id} of group {self.group_id}"
