"""The form with which a published figure is taken in."""

from collections.abc import Sequence
from typing import Any

from django import forms

from handrail.insight.cited_figures.queries import CellChoice
from handrail.platform.kernel.messages import msg


class TakeFigureForm(forms.Form):
    """One of the figures of a measure."""

    cell = forms.ChoiceField(
        label="Figure",
        widget=forms.RadioSelect,
        error_messages={"required": "Choose a figure"},
    )

    def __init__(self, *args: Any, cells: Sequence[CellChoice], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["cell"].choices = [  # type: ignore[attr-defined]
            (each.code, msg("{part}: {people}", part=each.words, people=f"{each.people:,}")) for each in cells
        ]
