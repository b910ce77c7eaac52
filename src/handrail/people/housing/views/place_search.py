"""Find a place tonight, from a case; hold one; say what they need of it."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.forms.models import model_to_dict
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from handrail.directory.housing.nights import get_tonight
from handrail.directory.housing.queries.places import list_zone_choices
from handrail.people.housing import presenters
from handrail.people.housing.actions.holds import hold_unit
from handrail.people.housing.actions.place_requirements import save_place_requirements
from handrail.people.housing.forms.stays import PlaceRequirementsForm
from handrail.people.housing.models import PlaceRequirements
from handrail.people.housing.queries.place_requirements import (
    find_place_requirements,
    get_area_code_of_case,
    list_risk_zone_ids,
)
from handrail.people.housing.queries.place_search import find_places_tonight
from handrail.people.records.case_action_page import CaseActionPage
from handrail.people.records.case_page_access import requires_case
from handrail.people.records.queries.case_lookup import CaseContext
from handrail.platform.access.kinds import Kind
from handrail.platform.access.roles import Permission
from handrail.platform.kernel.errors import ActionNotPossibleError
from handrail.platform.ui.navigation import get_layout_context


@requires_case(Permission.FIND_PLACE)
def place_tonight(request: HttpRequest, found: CaseContext) -> HttpResponse:
    """What fits tonight and why; for a child, whom to ring and nothing else."""
    page = find_places_tonight(found.case_access, nights=_parse_number(request.GET.get("nights"), 1))
    around = get_layout_context(request, found.case_access.actor, "cases")
    if page.age != "adult":
        return render(request, "housing/child.html", {**around, **presenters.make_child_place_context(page)})
    return render(
        request,
        "housing/tonight.html",
        {**around, **presenters.make_place_search_context(page, found.case_access)},
    )


@requires_case(Permission.FIND_PLACE)
def hold_place(request: HttpRequest, found: CaseContext, unit_id: UUID) -> HttpResponse:
    """Hold a unit for half an hour. Whoever was second is told so, and what is still free.

    Args:
        request: the request, with `nights`.
        found: the case, with what the reader may see of it.
        unit_id: the unit.
    """
    back = reverse("place_tonight", args=[found.reference])
    if request.method != "POST":
        return HttpResponseRedirect(back)
    try:
        stay_id = hold_unit(
            case_id=found.case_id,
            unit_id=unit_id,
            first_night=get_tonight(timezone.localtime()),
            nights=_parse_number(request.POST.get("nights"), 1),
            by=found.case_access.actor,
        )
    except ActionNotPossibleError as no:
        messages.error(request, str(no))
        return HttpResponseRedirect(back)
    messages.success(request, "Held. Nobody else can take it until the time below.")
    return HttpResponseRedirect(reverse("stay", args=[found.reference, stay_id]))


class PlaceNeedsPage(CaseActionPage):
    """What they need of a place, and which parts of the area they must not be near."""

    permission = Permission.FIND_PLACE
    title, form_class = "What they need of a place", PlaceRequirementsForm

    @property
    def back_url(self) -> str:
        return reverse("place_tonight", args=[self.case.reference])

    def load(self) -> None:
        self.case.case_access.needs(Kind.HOUSING)
        self.record = find_place_requirements(self.case.case_access)
        self.safety = self.case.case_access.sees(Kind.SAFETY)

    def get_form_kwargs(self) -> dict[str, Any]:
        initial: dict[str, Any] = {"seen": self.record.version if self.record else 0}
        if self.record:
            risks = [str(number) for number in list_risk_zone_ids(self.record)]
            initial |= {"risks": risks, "risk_words": self.record.risk_words.open()}
        return {
            "actor": self.actor,
            "instance": self.record or PlaceRequirements(case_id=self.case.case_id),
            "initial": initial,
            "zones": list_zone_choices(get_area_code_of_case(self.case.case_id)),
            "safety": self.safety,
        }

    def get_saved_values(self, form: PlaceRequirementsForm) -> dict[str, Any]:
        """Where somebody is looked for is not set beside what is saved."""
        return model_to_dict(self.record, ["beds", "children", "pets"]) if self.record else {}

    def perform(self, form: PlaceRequirementsForm) -> str:
        answers = form.cleaned_data
        save_place_requirements(
            form.instance,
            risks=[int(number) for number in answers.get("risks", ())] if self.safety else None,
            risk_words=answers.get("risk_words", ""),
            seen=answers["seen"],
            by=self.actor,
        )
        return "Kept. The places below are worked out again."


def _parse_number(text: str | None, default: int) -> int:
    """What a page may have been sent, kept within bounds by whoever uses it."""
    return int(text) if text and text.isascii() and text.isdecimal() and len(text) < 6 else default
