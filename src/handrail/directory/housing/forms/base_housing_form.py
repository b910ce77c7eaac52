"""What the forms of housing share: lists to choose from begin with what the empty choice reads."""

from typing import Any, ClassVar

from django import forms

from handrail.platform.ui.record_form import RecordForm


class BaseHousingForm(RecordForm):
    """A record form whose long lists begin with an empty choice, and whose radios have none."""

    none_labels: ClassVar[dict[str, str]] = {}  # what the empty choice of a list reads, where not "Choose"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, found in self.fields.items():
            if isinstance(found, forms.ChoiceField):
                field: Any = found
                given = [pair for pair in field.choices if pair[0] != ""]
                listed = isinstance(field.widget, forms.Select)
                field.choices = [("", self.none_labels.get(name, "Choose")), *given] if listed else given
