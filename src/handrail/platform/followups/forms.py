"""The forms of an action: what is promised, and how it stands."""

from collections.abc import Mapping
from typing import Any

from django.db.models import QuerySet

from handrail.platform.followups.models import FollowUp, FollowUpUpdate
from handrail.platform.followups.origins import STATES
from handrail.platform.reference.models import Body
from handrail.platform.ui.record_form import Choices, RecordForm


class FollowUpForm(RecordForm):
    """An action: what, who, by when."""

    class Meta:
        model, fields = FollowUp, ["what", "owner", "person", "due_on"]

    def __init__(self, *args: Any, owners: QuerySet[Body], **kwargs: Any) -> None:
        self.owners = owners
        super().__init__(*args, **kwargs)

    def get_choices(self) -> Mapping[str, Choices]:
        """The bodies that may own it where it is promised."""
        return {"owner": self.owners}


class FollowUpUpdateForm(RecordForm):
    """How an action stands."""

    class Meta:
        model, fields = FollowUpUpdate, ["state", "words", "evidence", "due_on"]

    def __init__(self, *args: Any, keeps: bool, **kwargs: Any) -> None:
        self.keeps = keeps
        super().__init__(*args, **kwargs)
        if not keeps:  # whoever does not follow the action up neither moves its day nor drops it
            del self.fields["due_on"]

    def get_choices(self) -> Mapping[str, Choices]:
        """Only whoever follows it up says that it is no longer needed."""
        allowed = {code: words for code, words in STATES if self.keeps or str(code) != "dropped"}
        return {"state": list(allowed.items())}
