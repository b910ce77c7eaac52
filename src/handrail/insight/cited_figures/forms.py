"""The form with which a published figure is taken in."""

from collections.abc import Sequence
from typing import Any, Final

from django import forms

from handrail.insight.cited_figures.queries import CitableFigureChoice
from handrail.platform.kernel.messages import msg
from handrail.platform.ui.record_form import EMPTY_CHOICE

MOST_RADIOS: Final = 12
"""Ours: a longer list of figures is chosen from a select, which stays short on a phone."""


class ChoosePublishedFigureForm(forms.Form):
    """One of the figures of a measure."""

    cell = forms.ChoiceField(
        label="Figure",
        widget=forms.RadioSelect,
        error_messages={"required": "Choose a figure"},
    )

    def __init__(self, *args: Any, cells: Sequence[CitableFigureChoice], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["cell"]
        offered: list[tuple[str, Any]] = [
            (each.code, msg("{part}: {people}", part=each.words, people=f"{each.people:,}")) for each in cells
        ]
        if len(offered) > MOST_RADIOS:
            field.widget, offered = forms.Select(), [("", EMPTY_CHOICE), *offered]
        field.choices = offered
