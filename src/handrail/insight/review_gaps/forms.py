"""The questions about what is done about a gap. Its words are read by the local policing body."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.db.models import Q, QuerySet

from handrail.directory.housing.queries.bodies import get_area_code_of_body, select_bodies_of_area_and_own
from handrail.insight.review_gaps.gap_codes import GAPS, NEED_NAMES, PHASE_NAMES
from handrail.insight.review_gaps.models import ReviewedGap
from handrail.platform.access.today import today
from handrail.platform.followups.forms import FollowUpForm
from handrail.platform.reference.models import Body
from handrail.platform.ui.oversight_form_fields import choice_field
from handrail.platform.ui.record_form import Choices

NOTHING_OF_ANYBODY = "For the area’s plan. Do not name a person, case or place."


class GapActionForm(FollowUpForm):
    """A coded gap, and what is to be done about it by whom and when."""

    gap = choice_field("The gap", GAPS, "Choose the gap", radios=False)
    need = choice_field("What is needed", tuple(NEED_NAMES.items()), "Choose what is needed", radios=False)
    phase = choice_field("Phase", tuple(PHASE_NAMES.items()), "Choose when")
    district = forms.ModelChoiceField(
        Body.objects.none(),
        label="District (optional)",
        required=False,
        help_text="The council area with the gap.",
    )
    field_order = ("gap", "need", "phase", "district", "what", "owner", "person", "due_on")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, owners=Body.objects.none(), **kwargs)
        districts = self.fields["district"]
        districts.choices = [("", "The whole area"), *list(districts.choices)[1:]]  # type: ignore[attr-defined]
        self.fields["what"].help_text = NOTHING_OF_ANYBODY
        self.fields["person"].help_text = "A job title, for example: housing manager."

    def get_choices(self) -> Mapping[str, Choices]:
        """Organisations of the actor's area own it; its councils are the districts."""
        return {"owner": select_bodies_of_area_and_own(self.actor), "district": self._select_districts()}

    def _select_districts(self) -> QuerySet[Body]:
        """Councils that exist today: of the area, and those of England and Wales whose area nobody has said."""
        area = get_area_code_of_body(self.actor.body_id)
        unplaced = Q(area__isnull=True, duty_to_notify=True)
        in_force = Q(valid_to__isnull=True) | Q(valid_to__gte=today())
        return Body.objects.filter(in_force, Q(area=area) | unplaced, kind="council")

    def get_gap(self) -> ReviewedGap:
        """The codes that were chosen."""
        given = self.cleaned_data
        return ReviewedGap(**{name: given[name] for name in ("gap", "need", "phase", "district")})
