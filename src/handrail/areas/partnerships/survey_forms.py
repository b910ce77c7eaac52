"""The form of a group's survey."""

from collections.abc import Mapping

from handrail.platform.surveys.kinds_and_states import SURVEY_KINDS
from handrail.platform.surveys.models import Survey
from handrail.platform.ui.record_form import Choices, RecordForm

GROUP_KINDS = ("forum", "trust")


class BeginGroupSurveyForm(RecordForm):
    """What for, and from when until when."""

    class Meta:
        model, fields = Survey, ["kind", "title", "purpose", "asked_of", "opens_on", "closes_on"]

    def get_choices(self) -> Mapping[str, Choices]:
        """Kinds that a group asks."""
        return {"kind": [pair for pair in SURVEY_KINDS if pair[0] in GROUP_KINDS]}
